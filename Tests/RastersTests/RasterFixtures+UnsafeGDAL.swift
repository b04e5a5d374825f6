import CGDAL
import Foundation
import Geodesy

@testable import Rasters

/// A row of pixels as a TIFF, by GDAL itself: files that `RasterWriter` does not write.
func writeWithGDAL(_ path: String, _ type: GDALDataType, bands: [[Double]], colours: [GDALColorInterp]) throws {
  RasterRuntime.prepare()
  let columns = Int32(bands[0].count)
  let handle = unsafe GDALCreate(GDALGetDriverByName("GTiff"), path, columns, 1, Int32(bands.count), type, nil)!
  let dataset = unsafe Dataset(handle)
  for (index, colour) in colours.enumerated() {
    _ = unsafe GDALSetRasterColorInterpretation(dataset.band(Int32(index + 1)), colour)
  }
  for (index, values) in bands.enumerated() {
    var values = values
    _ = unsafe GDALRasterIO(
      dataset.band(Int32(index + 1)), GF_Write, 0, 0, columns, 1, &values, columns, 1, GDT_Float64, 0, 0)
  }
  dataset.close()
}

/// Four pixels of a palette with three colours, of which the last is invisible: 0, 1, 2, 0.
func writePalettePNG(_ path: String) throws {
  RasterRuntime.prepare()
  let handle = unsafe GDALCreate(GDALGetDriverByName("MEM"), "", 4, 1, 1, GDT_Byte, nil)!
  let dataset = unsafe Dataset(handle)
  let table = unsafe GDALCreateColorTable(GPI_RGB)
  defer { unsafe GDALDestroyColorTable(table) }
  let entries = [
    GDALColorEntry(c1: 10, c2: 20, c3: 30, c4: 255), GDALColorEntry(c1: 40, c2: 50, c3: 60, c4: 255),
    GDALColorEntry(c1: 70, c2: 80, c3: 90, c4: 0),
  ]
  for (index, entry) in entries.enumerated() {
    var entry = entry
    unsafe GDALSetColorEntry(table, Int32(index), &entry)
  }
  _ = unsafe GDALSetRasterColorTable(dataset.band(1), table)
  var indices: [UInt8] = [0, 1, 2, 0]
  _ = unsafe GDALRasterIO(dataset.band(1), GF_Write, 0, 0, 4, 1, &indices, 4, 1, GDT_Byte, 0, 0)
  try RasterWriter.copy(dataset, as: "PNG", to: path, options: []).close()
}

/// A TIFF of bytes that claims a size and holds no pixel.
func writeSparse(_ path: String, columns: Int32, rows: Int32, options: [String]) throws {
  RasterRuntime.prepare()
  let handle = withMutableCStrings(options + ["SPARSE_OK=TRUE"]) {
    unsafe GDALCreate(GDALGetDriverByName("GTiff"), path, columns, rows, 1, GDT_Byte, $0)
  }
  unsafe Dataset(handle!).close()
}

/// `raster` as bytes with a rational polynomial model in the file itself.
func writeWithModel(_ raster: Raster, _ model: RationalPolynomialModel, as driver: String, to path: String) throws {
  RasterRuntime.prepare()
  let (columns, rows) = (Int32(raster.columns), Int32(raster.rows))
  let handle = unsafe GDALCreate(GDALGetDriverByName("MEM"), "", columns, rows, 1, GDT_Byte, nil)!
  let dataset = unsafe Dataset(handle)
  var samples = raster.samples
  _ = unsafe GDALRasterIO(dataset.band(1), GF_Write, 0, 0, columns, rows, &samples, columns, rows, GDT_Float32, 0, 0)
  for (key, value) in model.metadata { _ = unsafe GDALSetMetadataItem(dataset.handle, key, value, "RPC") }
  try RasterWriter.copy(dataset, as: driver, to: path, options: driver == "NITF" ? ["RPC00B=YES"] : []).close()
}
