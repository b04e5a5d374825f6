import CGDAL
import Geodesy

extension Grid {
  /// Says in a dataset where its picture lies.
  func place(_ dataset: borrowing Dataset) throws(RasterWriter.WriteFailure) {
    var coefficients = geotransform.coefficients
    guard unsafe GDALSetGeoTransform(dataset.handle, &coefficients) == CE_None else { throw .init() }
    guard let system = unsafe crs.spatialReference() else {
      throw .init(
        reason: "The CRS \(crs.definition.prefix(80)) is not known to GDAL.",
        mend: "Name it by its EPSG code or as WKT.")
    }
    defer { unsafe OSRRelease(system) }
    guard unsafe GDALSetSpatialRef(dataset.handle, system) == CE_None else { throw .init() }
  }
}
