import CGDAL
import Foundation
import Geodesy
import TelltaleTestSupport

@testable import Rasters

/// A raster whose every sample tells its band, row and column.
func ramp(columns: Int, rows: Int, bandCount: Int, step: Float = 1) -> Raster {
  var samples: [Float] = []
  for band in 0..<bandCount {
    for row in 0..<rows {
      for column in 0..<columns { samples.append(Float((band * 31 + row * 7 + column * 3) % 200) * step) }
    }
  }
  return Raster(
    columns: columns, rows: rows, bandCount: bandCount, samples: samples,
    validity: Mask(columns: columns, rows: rows, repeating: true))
}

/// `raster` with some pixels absent, and their samples 0 as a reader gives them.
func withHoles(_ raster: Raster, every stride: Int = 5) -> Raster {
  var raster = raster
  let count = raster.columns * raster.rows
  for pixel in Swift.stride(from: 0, to: count, by: stride) {
    raster.validity.flags[pixel] = false
    for band in 0..<raster.bandCount { raster.samples[band * count + pixel] = 0 }
  }
  return raster
}

func utmGrid(columns: Int, rows: Int) -> Grid {
  Grid(
    columns: columns, rows: rows, geotransform: Geotransform([500_000.125, 3.7, 0, 2_700_000.5, 0, -3.7]),
    crs: CRS("EPSG:32640"))
}

/// A reader of the built program; the test has made sure that it is there.
func makeReader(workers: Int = 1, limits: ReadLimits = .init()) -> RasterReader {
  RasterReader(executable: TelltaleExecutable.path!, workers: workers, limits: limits)
}

/// The error that `body` throws; `nil` where it throws none.
func rasterError(_ body: () throws(RasterError) -> some Any) -> RasterError? {
  do throws(RasterError) {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

func write(_ bytes: [UInt8], to path: String) throws {
  try Data(bytes).write(to: URL(fileURLWithPath: path))
}

extension RasterFile {
  /// Overviews of the first band.
  var overviewCount: Int { unsafe Int(GDALGetOverviewCount(dataset.band(1))) }
}
