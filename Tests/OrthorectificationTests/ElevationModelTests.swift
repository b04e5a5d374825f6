import Foundation
import Geodesy
import Quantities
import Rasters
import TelltaleTestSupport
import Testing

@testable import Orthorectification

@Suite("Heights for orthorectification")
struct ElevationModelTests {
  /// Heights that rise by 2 m a column and 3 m a row, on a grid of 30 m.
  private let model: ElevationModel = {
    let (columns, rows) = (40, 30)
    let samples = (0..<columns * rows).map { Float(2 * ($0 % columns) + 3 * ($0 / columns)) }
    let raster = Raster(
      columns: columns, rows: rows, bandCount: 1, samples: samples,
      validity: Mask(columns: columns, rows: rows, repeating: true))
    return ElevationModel(raster, grid: grid(columns, rows), zero: .geoid(undulation: Metres(-30)), path: "dem.tif")
  }()

  private static func grid(_ columns: Int, _ rows: Int) -> Grid {
    Grid(
      columns: columns, rows: rows, geotransform: Geotransform([310_000, 30, 0, 2_765_000, 0, -30]),
      crs: CRS("EPSG:32640"))
  }

  private func place(_ column: Double, _ row: Double) throws -> GeoPoint {
    let map = Self.grid(40, 30).geotransform.map(PixelPoint(column: column, row: row))
    return try CoordinateTransform(from: CRS("EPSG:32640"), to: .wgs84).geoPoints([map])[0]
  }

  @Test("Heights between the centres are bilinear, and counted from the ellipsoid") func bilinear() throws {
    for (column, row) in [(10.5, 20.5), (11.0, 20.75), (3.3, 4.9)] {
      let height = try model.heights(at: [try place(column, row)])[0].magnitude
      #expect(abs(height - (2 * (column - 0.5) + 3 * (row - 0.5) - 30)) < 1e-3)
    }
  }

  @Test("A place that the elevation model does not cover is an error in words") func outside() throws {
    let far = try place(60, 3)
    let error = #expect(throws: OrthorectificationError.self) { try model.heights(at: [far]) }
    #expect(
      error?.description
        == "dem.tif: The elevation model has no heights for all of the ground that is wanted. Give one that covers the "
        + "picture or the site's surroundings, or name one height with --height.")
  }

  @Test("A place stands where the model puts it at the elevation model's height") func placed() throws {
    let polynomials = try #require(SampleModel.model)
    let place = try place(20, 12)
    let height = try model.heights(at: [place])[0]
    let ortho = Orthorectification(polynomials, heights: .model(model))
    #expect(try ortho.pixels(of: [place]) == [polynomials.pixel(of: place, height: height)])
    let flat = Orthorectification(polynomials)
    #expect(try flat.pixels(of: [place]) == [polynomials.pixel(of: place, height: Metres(37))])
  }

  @Test(
    "The part of a file around the places is read; a picture is no elevation model",
    .enabled(if: TelltaleExecutable.isPresent, Comment(rawValue: TelltaleExecutable.skipReason)))
  func reading() throws {
    try withTemporaryFolder { folder in
      let (columns, rows) = (40, 30)
      let samples = (0..<columns * rows).map { Float(2 * ($0 % columns) + 3 * ($0 / columns)) }
      let mask = Mask(columns: columns, rows: rows, repeating: true)
      let raster = Raster(columns: columns, rows: rows, bandCount: 1, samples: samples, validity: mask)
      try RasterWriter.writeGeoTIFF(raster, as: .float32, grid: Self.grid(columns, rows), to: folder + "/dem.tif")
      let colours = Raster(columns: columns, rows: rows, bandCount: 2, samples: samples + samples, validity: mask)
      try RasterWriter.writeGeoTIFF(colours, as: .float32, grid: Self.grid(columns, rows), to: folder + "/rgb.tif")
      let reader = RasterReader(executable: try #require(TelltaleExecutable.path), workers: 1)
      let places = [try place(11, 8), try place(19.25, 14)]
      let read = try ElevationModel(
        reading: folder + "/dem.tif", around: places, with: reader)
      let undulation = try #require(Geoid.undulation(at: places[1]))
      #expect(read.zero == .geoid(undulation: undulation))
      for (part, whole) in zip(try read.heights(at: places), try model.heights(at: places)) {
        #expect(abs(part.magnitude - undulation.magnitude - (whole.magnitude + 30)) < 1e-6)
      }
      let error = #expect(throws: OrthorectificationError.self) {
        try ElevationModel(reading: folder + "/rgb.tif", around: places, with: reader)
      }
      #expect(error?.reason == "The file has 2 bands, not one of heights.")
      reader.close()
    }
  }
}
