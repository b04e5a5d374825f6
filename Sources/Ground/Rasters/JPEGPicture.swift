/// JPEG files in memory.
package enum JPEGPicture {
  /// - Parameters:
  ///   - rgb: Three bytes a pixel, row after row; another count is a broken promise.
  ///   - quality: 10 … 100.
  /// - Throws: `.writeFailed` where GDAL cannot encode a picture of that size: no side may exceed 65 500 pixels.
  package static func encode(columns: Int, rows: Int, rgb: [UInt8], quality: Int = 85) throws(RasterError) -> [UInt8] {
    precondition((10...100).contains(quality), "a JPEG quality of \(quality) is outside 10 … 100")
    return try EncodedPicture.encode(
      columns: columns, rows: rows, rgb: rgb, driver: "JPEG", suffix: "jpg", options: ["QUALITY=\(quality)"])
  }
}
