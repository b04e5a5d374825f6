import Geodesy
import Places
import Quantities
import Rasters
import Stacks
import Testing

@Suite struct StackGridTests {
  private func site(_ west: Double, _ south: Double, width: Double, height: Double) -> Site {
    let (east, north) = (west + width, south + height)
    let corners = [(west, south), (east, south), (east, north), (west, north)]
    return Site(
      id: "s", name: "Plant",
      polygons: [GeoPolygon(exterior: corners.map { GeoPoint(longitude: $0.0, latitude: $0.1) })])
  }

  @Test("A site on both sides of the 180° meridian gets a grid around it")
  func antimeridian() throws {
    for shift in [-0.001, 0.001] {
      let west = site(179.996, 10, width: 0.004, height: 0.004)
      let east = site(-180, 10, width: 0.004 + shift, height: 0.004)
      let grid = try StackGrid.make(sites: [west, east], gsd: Metres(3))
      #expect(grid.crs == CRS(shift < 0 ? "EPSG:32660" : "EPSG:32601"))
      #expect((500...800).contains(grid.columns), "\(grid.columns) columns")
    }
  }

  @Test(
    "The grid is the sites' box and 500 m, or 64 pixels where that is more, and at most a pixel beyond",
    arguments: [0.3, 0.5, 1, 3, 10, 30])
  func margin(_ gsd: Double) throws {
    let site = site(55.30, 25.10, width: 0.006, height: 0.004)
    let grid = try StackGrid.make(sites: [site], gsd: Metres(gsd))
    let corners = try CoordinateTransform(from: .wgs84, to: grid.crs).apply(site.polygons[0].exterior)
    let margin = max(500, 64 * gsd)
    let gaps = [
      (corners.map(\.easting).min() ?? 0) - grid.geotransform.originEasting,
      grid.geotransform.originEasting + Double(grid.columns) * gsd - (corners.map(\.easting).max() ?? 0),
      grid.geotransform.originNorthing - (corners.map(\.northing).max() ?? 0),
      (corners.map(\.northing).min() ?? 0) - (grid.geotransform.originNorthing - Double(grid.rows) * gsd),
    ]
    for gap in gaps { #expect(gap >= margin - 1e-6 && gap < margin + gsd + 1e-6, "gap \(gap)") }
  }

  @Test(
    "Pixels are square, north is up, and the corner lies on a whole number of pixels", arguments: [0.3, 0.5, 1.5, 10])
  func shape(_ gsd: Double) throws {
    let grid = try StackGrid.make(sites: [site(55.30, 25.10, width: 0.005, height: 0.006)], gsd: Metres(gsd))
    #expect(grid.crs == CRS("EPSG:32640"))
    #expect(grid.geotransform.columnEasting == gsd && grid.geotransform.rowNorthing == -gsd)
    #expect(grid.geotransform.rowEasting == 0 && grid.geotransform.columnNorthing == 0)
    for origin in [grid.geotransform.originEasting, grid.geotransform.originNorthing] {
      #expect(abs(origin / gsd - (origin / gsd).rounded()) < 1e-6)
    }
  }

  @Test("Sites south of the equator and far apart share one grid, in their middle's zone")
  func severalSites() throws {
    let sites = [site(-70.30, -23.70, width: 0.005, height: 0.005), site(-70.27, -23.68, width: 0.005, height: 0.005)]
    let grid = try StackGrid.make(sites: sites, gsd: Metres(3))
    #expect(grid.crs == CRS("EPSG:32719"))
    #expect(try StackGrid.make(sites: sites.reversed(), gsd: Metres(3)) == grid)
    for one in sites { #expect(try StackGrid.make(sites: [one], gsd: Metres(3)).pixelCount < grid.pixelCount) }
  }

  @Test("A site that needs more pixels than a stack may have is refused with its size and the mend")
  func tooLarge() throws {
    let error = try #require(throws: StackError.self) {
      _ = try StackGrid.make(sites: [site(55, 25, width: 0.1, height: 0.1)], gsd: Metres(0.3))
    }
    #expect(error.code == .tooLarge)
    #expect(error.place == "Plant")
    #expect(error.description.hasPrefix("Plant: The site and its margin need "))
    #expect(
      error.description.hasSuffix(
        " pixels of 0.3 m. Split the site into smaller polygons, or give coarser imagery."))
    #expect(throws: StackError.self) {
      _ = try StackGrid.make(sites: [site(0, 0, width: 170, height: 80)], gsd: Metres(0.01))
    }
  }

  @Test("A grid that fits prepare alone is refused elsewhere with its size and the mend")
  func tooLargeToWatch() throws {
    let place = site(55.3, 25.1, width: 0.01, height: 0.01)
    let grid = try StackGrid.make(sites: [place], gsd: Metres(0.25))
    try StackGrid.check(grid, of: [place], for: grid.pixelCount)
    let error = try #require(throws: StackError.self) {
      try StackGrid.check(grid, of: [place], for: 36_000_000)
    }
    #expect(error.code == .tooLarge && error.place == "Plant")
    #expect(
      error.reason == "The site and its margin need \(grid.columns) × \(grid.rows) pixels of 0.25 m, "
        + "\(grid.pixelCount / 1_000_000) million; change is looked for in at most 36 million.")
    #expect(
      error.mend
        == "Split the site into smaller polygons, or give coarser imagery; telltale prepare takes larger sites.")
  }

  @Test("A site that is nowhere on Earth is refused")
  func nowhere() throws {
    let error = try #require(throws: StackError.self) {
      _ = try StackGrid.make(sites: [site(55, 125, width: 0.01, height: 0.01)], gsd: Metres(1))
    }
    #expect(error.code == .projection)
  }
}
