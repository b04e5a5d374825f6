import CGDAL
import Foundation

/// Small pictures for pages and contact sheets, encoded in memory.
enum EncodedPicture {
  /// - Parameter rgb: Three bytes a pixel, row after row.
  static func encode(
    columns: Int, rows: Int, rgb: [UInt8], driver: String, suffix: String, options: [String]
  ) throws(RasterError) -> [UInt8] {
    precondition(
      columns > 0 && rows > 0 && rgb.count == columns * rows * 3,
      "\(rgb.count) bytes do not fill \(columns) × \(rows) pixels of 3")
    RasterRuntime.prepare()
    // GDAL's memory files are one namespace for the whole process.
    let path = "/vsimem/telltale-\(UUID().uuidString).\(suffix)"
    return try LibraryMessages.catching { (messages) throws(RasterError) in
      defer { _ = unsafe VSIUnlink(path) }
      do throws(RasterWriter.WriteFailure) {
        let source = try memoryDataset(columns, rows, rgb)
        try RasterWriter.copy(source, as: driver, to: path, options: options).close()
      } catch {
        throw failure(columns, rows, driver, messages.cause)
      }
      var count: UInt64 = 0
      guard messages.failures.isEmpty, let bytes = unsafe VSIGetMemFileBuffer(path, &count, 0), count > 0 else {
        throw failure(columns, rows, driver, messages.cause)
      }
      return unsafe Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
  }

  private static func failure(_ columns: Int, _ rows: Int, _ driver: String, _ cause: String?) -> RasterError {
    RasterError(
      .writeFailed, at: "\(driver) of \(columns) × \(rows) pixels", "The picture could not be encoded.",
      mend: "Make a smaller picture.", cause: cause)
  }

  private static func memoryDataset(
    _ columns: Int, _ rows: Int, _ rgb: [UInt8]
  ) throws(RasterWriter.WriteFailure) -> Dataset {
    guard let driver = unsafe GDALGetDriverByName("MEM"),
      let handle = unsafe GDALCreate(driver, "", Int32(columns), Int32(rows), 3, GDT_Byte, nil)
    else { throw .init() }
    let dataset = unsafe Dataset(handle)
    var bytes = rgb
    let result = unsafe GDALDatasetRasterIO(
      dataset.handle, GF_Write, 0, 0, Int32(columns), Int32(rows), &bytes, Int32(columns), Int32(rows), GDT_Byte, 3,
      nil,
      3, Int32(3 * columns), 1)
    guard result == CE_None else { throw .init() }
    return dataset
  }
}
