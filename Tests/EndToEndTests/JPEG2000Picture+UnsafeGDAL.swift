import CGDAL
import Geodesy

@testable import Rasters

enum JPEG2000Picture {
  /// Writes a picture of one band as a lossless JPEG 2000, as Sentinel-2's SAFE folders hold them.
  static func write(_ raster: Raster, as type: SampleType, grid: Grid, to path: String) throws {
    RasterRuntime.prepare()
    let (columns, rows) = (Int32(raster.columns), Int32(raster.rows))
    let kind = type == .uint8 ? GDT_Byte : GDT_UInt16
    let handle = unsafe GDALCreate(GDALGetDriverByName("MEM"), "", columns, rows, 1, kind, nil)!
    let dataset = unsafe Dataset(handle)
    var coefficients = grid.geotransform.coefficients
    _ = unsafe GDALSetGeoTransform(dataset.handle, &coefficients)
    let reference = unsafe OSRNewSpatialReference(nil)
    defer { unsafe OSRDestroySpatialReference(reference) }
    _ = unsafe OSRSetFromUserInput(reference, grid.crs.definition)
    _ = unsafe GDALSetSpatialRef(dataset.handle, reference)
    var samples = raster.samples
    _ = unsafe GDALRasterIO(
      dataset.band(1), GF_Write, 0, 0, columns, rows, &samples, columns, rows, GDT_Float32, 0, 0)
    try RasterWriter.copy(dataset, as: "JP2OpenJPEG", to: path, options: ["QUALITY=100", "REVERSIBLE=YES"]).close()
  }
}
