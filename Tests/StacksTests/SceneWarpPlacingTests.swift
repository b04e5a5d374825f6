import Geodesy
import Rasters
import Testing

@testable import Stacks

@Suite("A warp by given places")
struct SceneWarpPlacingTests {
  @Test("Places that the geotransform would give lead to the same warp")
  func sameWarp() throws {
    let source = Grid(
      columns: 300, rows: 260, geotransform: Geotransform([500_100.5, 3, 0.1, 2_700_050, 0.2, -3]),
      crs: CRS("EPSG:32640"))
    let grid = Grid(
      columns: 200, rows: 180, geotransform: Geotransform([500_200, 3, 0, 2_699_900, 0, -3]), crs: CRS("EPSG:32640"))
    let own = try SceneWarp(from: source, onto: grid)
    let given = try SceneWarp(from: source, onto: GridLattice(grid)) { places in
      try CoordinateTransform(from: .wgs84, to: source.crs).apply(places).map(source.geotransform.pixel)
    }
    #expect(given.target == own.target && given.needed == own.needed)
    for point in [PixelPoint(column: 0.5, row: 0.5), PixelPoint(column: 133.25, row: 71.75)] {
      let (a, b) = (own.sourcePoint(point), given.sourcePoint(point))
      #expect(abs(a.column - b.column) < 1e-4 && abs(a.row - b.row) < 1e-4)
    }
  }
}
