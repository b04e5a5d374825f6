import CGDAL
import Foundation
import Geodesy

/// An open picture file: of one of `PictureFormat`, of which nothing but itself and its header is read.
///
/// It opens in the calling process, so it is for files that Telltale wrote itself; files of unknown origin go through
/// `RasterReader`. It belongs to one thread at a time.
package struct RasterFile: ~Copyable {
  package let header: RasterHeader
  let identity: FileIdentity
  /// The files beside it that belong to it.
  let companions: [FileIdentity]
  let limits: ReadLimits
  let layout: BandLayout
  let dataset: Dataset

  package var path: String { identity.path }

  /// - Throws: `.unreadable` (missing, no permission), `.unsupported` (none of the formats, a folder, a pipe,
  ///   complex or 64-bit integer samples), `.tooLarge` (over `limits`), `.readFailed` (empty or damaged).
  package init(opening path: String, limits: ReadLimits = .init()) throws(RasterError) {
    RasterRuntime.prepare()
    let identity = try FileIdentity(lookingAt: path)
    let parts = try PictureParts(identity)
    guard let format = parts.format else {
      throw RasterError(
        .unsupported, at: path,
        "The file begins like \(try Self.words(identity)), not like a TIFF, PNG, JPEG, JPEG 2000 or NITF picture, "
          + "and no ENVI header lies beside it.",
        mend: "Convert it to GeoTIFF, or fetch the picture itself where a page or an archive was saved in its place.")
    }
    if let header = parts.header { try EnviHeader.check(header, picture: identity) }
    let companions = try parts.companions.map { path throws(RasterError) in try FileIdentity(lookingAt: path) }
    let dataset = try Self.open(parts, format)
    let inspection = DatasetInspection(dataset, path: path)
    try inspection.checkSize(limits)
    let layout = try inspection.layout(limits)
    header = inspection.header(layout, beside: try parts.rationalPolynomials())
    self.identity = identity
    self.companions = companions
    self.limits = limits
    self.layout = layout
    self.dataset = dataset
  }

  private static func words(_ identity: FileIdentity) throws(RasterError) -> String {
    guard case .other(let words) = FileSignature(try identity.firstBytes(FileSignature.byteCount)) else {
      return "another file by now"
    }
    return words
  }

  /// False where the file, or one that belongs to it, was written over since it was opened.
  func isStill(_ identity: FileIdentity) -> Bool {
    self.identity == identity && companions.allSatisfy { (try? FileIdentity(lookingAt: $0.path)) == $0 }
  }

  private static func open(_ parts: PictureParts, _ format: PictureFormat) throws(RasterError) -> Dataset {
    let path = parts.picture
    guard RasterRuntime.drivers.contains(format.driver) else {
      throw RasterError(
        .unsupported, at: path, "GDAL \(RasterRuntime.version) was built here without its driver \(format.driver).",
        mend: "Convert the file to GeoTIFF elsewhere, or install a GDAL that has the driver.")
    }
    // An absolute path cannot be taken for one of GDAL's connection strings, such as GTIFF_DIR:1:FILE.
    let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return try LibraryMessages.catching { (messages) throws(RasterError) -> Dataset in
      let flags = UInt32(GDAL_OF_RASTER | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
      // Named as siblings, these files are the only ones that GDAL believes to lie beside the picture.
      let siblings = [absolute] + parts.companions
      let handle = withCStrings([format.driver]) { drivers in
        withCStrings(siblings.map { URL(fileURLWithPath: $0).lastPathComponent }) { siblings in
          unsafe GDALOpenEx(absolute, flags, drivers, nil, siblings)
        }
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
