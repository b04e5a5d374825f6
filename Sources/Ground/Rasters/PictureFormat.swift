/// The picture formats that Telltale opens, and GDAL's name of the driver of each.
///
/// A file is offered to the one driver that its content calls for, so that no other parser sees it.
package enum PictureFormat: String, Sendable, CaseIterable {
  case tiff = "GTiff"
  case png = "PNG"
  case jpeg = "JPEG"
  case jpeg2000 = "JP2OpenJPEG"
  case nitf = "NITF"
  /// Raw samples; what they are says a text file beside them.
  case envi = "ENVI"

  var driver: String { rawValue }
}
