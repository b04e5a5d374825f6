import Foundation
import Rasters

/// What a file's name and first bytes say about whether it is a picture.
enum PictureFile {
  private static let pictures: Set<String> = [
    "tif", "tiff", "gtif", "gtiff", "btf", "tf8", "png", "jpg", "jpeg", "jpe", "jp2", "j2k", "j2c", "jpx", "jpc",
    "ntf", "nitf", "nsf", "vrt", "img", "hdf", "h4", "h5", "he5", "hdf5", "nc", "nc4", "bil", "bip", "bsq", "ers",
    "ecw",
    "sid", "bmp", "gif", "webp", "pix", "kea", "dt0", "dt1", "dt2",
  ]

  private static let others: Set<String> = [
    "json", "geojson", "xml", "txt", "md", "csv", "tsv", "html", "htm", "pdf", "ovr", "msk", "tfw", "tifw", "pgw",
    "jgw",
    "wld", "hdr", "prj", "aux", "rrd", "imd", "til", "rpb", "rpc", "att", "eph", "geo", "yaml", "yml", "log", "kml",
    "kmz", "gpkg", "shp", "shx", "dbf", "cpg", "qgs", "qgz", "qml", "doc", "docx", "xls", "xlsx", "zip", "gz", "tar",
    "tgz", "7z", "rar", "py", "sh", "ipynb", "swift", "npy", "npz", "part", "crdownload", "download", "tmp",
  ]

  static func isJSON(_ path: String) -> Bool { ["json", "geojson"].contains(ending(path)) }

  static func hasPictureEnding(_ path: String) -> Bool { pictures.contains(ending(path)) }

  /// - Parameter hasHeaderBeside: whether an ENVI header of the same stem lies in the folder.
  static func isCandidate(_ path: String, hasHeaderBeside: Bool) -> Bool {
    let ending = ending(path)
    if pictures.contains(ending) { return true }
    if others.contains(ending) { return false }
    return hasHeaderBeside || beginsLikePicture(path)
  }

  /// The name without its last ending: `a.b` of `a.b.tif`.
  static func stem(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func ending(_ path: String) -> String {
    URL(fileURLWithPath: path).pathExtension.lowercased()
  }

  private static func beginsLikePicture(_ path: String) -> Bool {
    // Opening a pipe or a device would wait for ever.
    let type = (try? FileManager.default.attributesOfItem(atPath: resolved(path)))?[.type] as? FileAttributeType
    guard type == .typeRegular, let handle = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)) else {
      return false
    }
    defer { try? handle.close() }
    let bytes = Array((try? handle.read(upToCount: FileSignature.byteCount)) ?? Data())
    if case .picture = FileSignature(bytes) { return true }
    return false
  }

  private static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }
}
