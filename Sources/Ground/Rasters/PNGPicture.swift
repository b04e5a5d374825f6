/// PNG files in memory, without loss.
package enum PNGPicture {
  /// - Parameter rgb: Three bytes a pixel, row after row; another count is a broken promise.
  /// - Throws: `.writeFailed` where GDAL cannot encode a picture of that size.
  package static func encode(columns: Int, rows: Int, rgb: [UInt8]) throws(RasterError) -> [UInt8] {
    try EncodedPicture.encode(
      columns: columns, rows: rows, rgb: rgb, driver: "PNG", suffix: "png", options: ["ZLEVEL=6"])
  }
}
