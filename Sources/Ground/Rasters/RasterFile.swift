import CGDAL
import Foundation
import Geodesy

/// An open picture file: a TIFF, PNG or JPEG of which nothing but itself is read.
///
/// It opens in the calling process, so it is for files that Telltale wrote itself; files of unknown origin go through
/// `RasterReader`. It belongs to one thread at a time.
package struct RasterFile: ~Copyable {
  package let header: RasterHeader
  let identity: FileIdentity
  let limits: ReadLimits
  let layout: BandLayout
  let dataset: Dataset

  package var path: String { identity.path }

  /// - Throws: `.unreadable` (missing, no permission), `.unsupported` (not one of the three formats, a folder, a pipe,
  ///   complex or 64-bit integer samples), `.tooLarge` (over `limits`), `.readFailed` (empty or damaged).
  package init(opening path: String, limits: ReadLimits = .init()) throws(RasterError) {
    RasterRuntime.prepare()
    let identity = try FileIdentity(lookingAt: path)
    if case .other(let words) = FileSignature(try identity.firstBytes(FileSignature.byteCount)) {
      throw RasterError(
        .unsupported, at: path, "The file begins like \(words), not like a TIFF, PNG or JPEG.",
        mend: "Convert it to GeoTIFF, or fetch the picture itself where a page or an archive was saved in its place.")
    }
    let dataset = try Self.open(path)
    let inspection = DatasetInspection(dataset, path: path)
    try inspection.checkSize(limits)
    let layout = try inspection.layout(limits)
    header = inspection.header(layout)
    self.identity = identity
    self.limits = limits
    self.layout = layout
    self.dataset = dataset
  }

  private static func open(_ path: String) throws(RasterError) -> Dataset {
    // An absolute path cannot be taken for one of GDAL's connection strings, such as GTIFF_DIR:1:FILE.
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return try LibraryMessages.catching { (messages) throws(RasterError) -> Dataset in
      let flags = UInt32(GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
      let handle = withCStrings(["GTiff", "PNG", "JPEG"]) { drivers in
        unsafe GDALOpenEx(absolute, flags, drivers, nil, nil)
      }
      guard let handle = unsafe handle else {
        if let words = messages.cause, words.contains("missing codec") || words.contains("not supported") {
          throw RasterError(
            .unsupported, at: path, "The file is of a kind that GDAL \(RasterRuntime.version) cannot decode here.",
            mend: "Convert it to a GeoTIFF with DEFLATE or LZW compression.", cause: words)
        }
        throw RasterError(
          .readFailed, at: path, "The file is damaged: it does not open.",
          mend: "Copy or download the picture again.", cause: messages.cause)
      }
      return unsafe Dataset(handle)
    }
  }
}
