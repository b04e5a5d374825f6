import Alignment
import Foundation
import Geodesy
import Quantities
import Rasters
import Stacks
import Statistics
import Testing

@Suite struct SceneWarpTests {
  private static let centre = GeoPoint(longitude: 55.3021, latitude: 25.1043)

  /// A north-up grid about `centre`, its pixel in units of the CRS.
  private func grid(_ code: String, pixel: Double, columns: Int, rows: Int) throws -> Grid {
    let crs = CRS(code)
    let middle = try CoordinateTransform(from: .wgs84, to: crs).apply(Self.centre)
    return Grid(
      columns: columns, rows: rows,
      geotransform: Geotransform([
        middle.easting - pixel * Double(columns) / 2, pixel, 0, middle.northing + pixel * Double(rows) / 2, 0, -pixel,
      ]), crs: crs)
  }

  private func raster(_ grid: Grid, bands: [(Double, Double) -> Double]) -> Raster {
    var samples: [Float] = []
    for band in bands {
      for row in 0..<grid.rows {
        for column in 0..<grid.columns { samples.append(Float(band(Double(column) + 0.5, Double(row) + 0.5))) }
      }
    }
    return Raster(
      columns: grid.columns, rows: grid.rows, bandCount: bands.count, samples: samples,
      validity: Mask(columns: grid.columns, rows: grid.rows, repeating: true))
  }

  private func whole(_ grid: Grid) -> Window { Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows) }

  /// Smooth content with detail in both directions.
  private func content(_ column: Double, _ row: Double) -> Double {
    500 + 120 * sin(column / 5) + 90 * cos(row / 7) + 60 * sin((column + 2 * row) / 11)
  }

  private func centroid(_ scene: WarpedScene, near place: PixelPoint) -> PixelPoint {
    var (weight, columns, rows) = (0.0, 0.0, 0.0)
    for row in Int(place.row) - 16...Int(place.row) + 16 {
      for column in Int(place.column) - 16...Int(place.column) + 16 {
        let value = Double(scene.value(column: column, row: row) ?? 0)
        weight += value
        columns += value * (Double(column) + 0.5)
        rows += value * (Double(row) + 0.5)
      }
    }
    return PixelPoint(column: columns / weight, row: rows / weight)
  }

  @Test(
    "A landmark of a picture in another CRS comes to lie on its place within 0.05 px",
    arguments: [("EPSG:3857", 0.55), ("EPSG:4326", 5e-6), ("EPSG:32639", 0.5)])
  func landmark(_ form: (code: String, pixel: Double)) throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 330, rows: 290)
    let source = try grid(form.code, pixel: form.pixel, columns: 420, rows: 400)
    for (east, north) in [(0.0, 0.0), (-0.0004, 0.0003), (0.00045, -0.00035)] {
      let place = GeoPoint(longitude: Self.centre.longitude + east, latitude: Self.centre.latitude + north)
      let inScene = source.geotransform.pixel(try CoordinateTransform(from: .wgs84, to: source.crs).apply(place))
      let onGrid = target.geotransform.pixel(try CoordinateTransform(from: .wgs84, to: target.crs).apply(place))
      let picture = raster(
        source,
        bands: [
          { 1_000 * exp(-(pow($0 - inScene.column, 2) + pow($1 - inScene.row, 2)) / 18) }
        ])
      let warp = try SceneWarp(from: source, onto: target)
      let scene = warp.warp(
        picture, window: whole(source), transform: PictureTransform(target, shift: .none), saturatedAt: nil)
      let found = centroid(scene, near: onGrid)
      #expect(abs(found.column - onGrid.column) < 0.05, "\(found) for \(onGrid)")
      #expect(abs(found.row - onGrid.row) < 0.05, "\(found) for \(onGrid)")
    }
  }

  @Test(
    "Between its exact points the projection is off by under a thousandth of a pixel",
    arguments: [("EPSG:3857", 0.55), ("EPSG:4326", 5e-6), ("EPSG:32639", 0.5)])
  func lattice(_ form: (code: String, pixel: Double)) throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 3_000, rows: 2_500)
    let source = try grid(form.code, pixel: form.pixel, columns: 3_000, rows: 2_500)
    let warp = try SceneWarp(from: source, onto: target)
    let transform = try CoordinateTransform(from: target.crs, to: source.crs)
    var generator = SeededGenerator(seed: 611)
    for _ in 0..<400 {
      let point = PixelPoint(column: generator.uniform(0...3_000), row: generator.uniform(0...2_500))
      let exact = source.geotransform.pixel(try transform.apply(target.geotransform.map(point)))
      let given = warp.sourcePoint(point)
      #expect(abs(given.column - exact.column) < 1e-3 && abs(given.row - exact.row) < 1e-3)
    }
  }

  @Test(
    "A scene whose content is shifted by s, warped with the shift s, equals the one that is not",
    arguments: [(0, 0), (0.4, -1.3), (-2.5, 3), (6, 0), (0, -7.25)], [1.0, 2])
  func shiftIsFoldedIn(_ amount: (rows: Double, columns: Double), _ fineness: Double) throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 96, rows: 80)
    let source = try grid(
      "EPSG:32640", pixel: 0.5 / fineness, columns: Int(96 * fineness), rows: Int(80 * fineness))
    let warp = try SceneWarp(from: source, onto: target)
    let still = raster(source, bands: [content])
    let moved = raster(
      source,
      bands: [
        { self.content($0 - amount.columns * fineness, $1 - amount.rows * fineness) }
      ])
    let expected = warp.warp(
      still, window: whole(source), transform: PictureTransform(target, shift: .none), saturatedAt: nil)
    let shift = PictureShift(rows: amount.rows, columns: amount.columns)
    let found = warp.warp(
      moved, window: whole(source), transform: PictureTransform(target, shift: shift), saturatedAt: nil)
    for row in 12..<68 {
      for column in 12..<84 {
        let difference =
          try #require(found.value(column: column, row: row))
          - #require(expected.value(column: column, row: row))
        // Interpolation of this content is good to a unit; a wrong sign would be off by tens.
        #expect(abs(difference) < 1.5, "\(column), \(row)")
      }
    }
  }

  @Test("A scene on the grid itself is not changed by a pixel, and its bands keep their order")
  func identity() throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 70, rows: 50)
    let picture = raster(target, bands: [content, { column, _ in column }, { _, row in 2 * row }])
    let scene = try SceneWarp(from: target, onto: target)
      .warp(picture, window: whole(target), transform: PictureTransform(target, shift: .none), saturatedAt: nil)
    #expect(scene.window == whole(target) && scene.bandCount == 3)
    for row in 0..<50 {
      for column in 0..<70 {
        for band in 0..<3 {
          let value = try #require(scene.value(band: band, column: column, row: row))
          #expect(abs(value - picture.samples[(band * 50 + row) * 70 + column]) < scene.scale)
        }
      }
    }
  }

  @Test("Only the needed window of a larger scene has to be read")
  func neededWindow() throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 64, rows: 64)
    let source = try grid("EPSG:3857", pixel: 0.55, columns: 500, rows: 480)
    let warp = try SceneWarp(from: source, onto: target, slack: 8)
    let needed = try #require(warp.needed)
    #expect(needed.columns < 150 && needed.rows < 150)
    let all = raster(source, bands: [content])
    var samples: [Float] = []
    for row in needed.row..<needed.row + needed.rows {
      samples += all.samples[row * 500 + needed.column..<row * 500 + needed.column + needed.columns]
    }
    let part = Raster(
      columns: needed.columns, rows: needed.rows, bandCount: 1, samples: samples,
      validity: Mask(columns: needed.columns, rows: needed.rows, repeating: true))
    let shift = PictureShift(rows: 6.5, columns: -6)
    let fromPart = warp.warp(part, window: needed, transform: PictureTransform(target, shift: shift), saturatedAt: nil)
    let fromAll = warp.warp(
      all, window: whole(source), transform: PictureTransform(target, shift: shift), saturatedAt: nil)
    #expect(fromPart.planes == fromAll.planes)
    #expect(fromPart.planes.status.allSatisfy { $0 == WarpedScene.Status.measured })
  }

  @Test("Absent pixels stay absent, leak nothing, and what the scene does not cover is absent")
  func absence() throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 80, rows: 60)
    // The scene lies 20 pixels east and 10 south of the grid's corner.
    let source = Grid(
      columns: 80, rows: 60,
      geotransform: Geotransform([
        target.geotransform.originEasting + 10, 0.5, 0, target.geotransform.originNorthing - 5, 0, -0.5,
      ]), crs: target.crs)
    var picture = raster(source, bands: [content])
    for row in 20..<26 {
      for column in 30..<38 {
        picture.validity[column, row] = false
        picture.samples[row * 80 + column] = .nan
      }
    }
    let scene = try SceneWarp(from: source, onto: target)
      .warp(picture, window: whole(source), transform: PictureTransform(target, shift: .none), saturatedAt: nil)
    #expect(scene.offset.isFinite && scene.scale.isFinite)
    for row in scene.window.row..<scene.window.row + scene.window.rows {
      for column in scene.window.column..<scene.window.column + scene.window.columns {
        let inScene = (column: column - 20, row: row - 10)
        let isThere = inScene.column >= 0 && inScene.row >= 0
        let isHole = (30..<38).contains(inScene.column) && (20..<26).contains(inScene.row)
        guard isThere, !isHole else {
          #expect(scene.status(column: column, row: row) == WarpedScene.Status.absent)
          continue
        }
        let value = try #require(scene.value(column: column, row: row))
        #expect(abs(value - picture.samples[inScene.row * 80 + inScene.column]) < scene.scale)
      }
    }
  }

  @Test("A pixel is saturated when all of its bands are at the limit")
  func saturation() throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 40, rows: 32)
    var picture = raster(target, bands: [{ _, _ in 90 }, { _, _ in 90 }])
    for column in 10..<20 { picture.samples[12 * 40 + column] = 255 }
    for column in 15..<25 { picture.samples[(32 + 12) * 40 + column] = 255 }
    let warp = try SceneWarp(from: target, onto: target)
    let scene = warp.warp(
      picture, window: whole(target), transform: PictureTransform(target, shift: .none), saturatedAt: 255)
    for column in 0..<40 {
      let isSaturated = (15..<20).contains(column)
      let expected = isSaturated ? WarpedScene.Status.saturated : WarpedScene.Status.measured
      #expect(scene.status(column: column, row: 12) == expected)
      #expect(scene.status(column: column, row: 13) == WarpedScene.Status.measured)
    }
    let unlimited = warp.warp(
      picture, window: whole(target), transform: PictureTransform(target, shift: .none), saturatedAt: nil)
    #expect(unlimited.planes.status.allSatisfy { $0 == WarpedScene.Status.measured })
    // With a shift the mark goes with the content.
    let shift = PictureShift(rows: 2, columns: -3)
    let moved = warp.warp(
      picture, window: whole(target), transform: PictureTransform(target, shift: shift), saturatedAt: 255)
    #expect(moved.status(column: 18, row: 10) == WarpedScene.Status.saturated)
    #expect(moved.status(column: 16, row: 12) == WarpedScene.Status.measured)
  }

  @Test("Scenes of several systems on one lattice lie where they lie each alone")
  func sharedLattice() throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 300, rows: 250)
    let shared = GridLattice(target)
    for code in ["EPSG:4326", "EPSG:32639", "EPSG:4326", "EPSG:32640", "EPSG:32639"] {
      let source = try grid(code, pixel: code == "EPSG:4326" ? 5e-6 : 0.5, columns: 300, rows: 250)
      let (together, alone) = (try SceneWarp(from: source, onto: shared), try SceneWarp(from: source, onto: target))
      #expect(together.needed == alone.needed && together.target == alone.target)
      let place = PixelPoint(column: 123.4, row: 210.9)
      #expect(together.sourcePoint(place) == alone.sourcePoint(place), "\(code)")
    }
  }

  @Test("A scene elsewhere needs nothing; one in a frame without a place on Earth is refused")
  func elsewhere() throws {
    let target = try grid("EPSG:32640", pixel: 0.5, columns: 64, rows: 64)
    let far = Grid(
      columns: 64, rows: 64, geotransform: Geotransform([100_000, 0.5, 0, 3_000_000, 0, -0.5]), crs: target.crs)
    let warp = try SceneWarp(from: far, onto: target)
    #expect(warp.target.isEmpty && warp.needed == nil)
    let local = Grid(
      columns: 64, rows: 64, geotransform: Geotransform([0, 1, 0, 0, 0, -1]), crs: CRS("no such frame"))
    let error = try #require(throws: StackError.self) { _ = try SceneWarp(from: local, onto: target) }
    #expect(error.code == .projection)
    let own = try SceneWarp(from: local, onto: local)
    #expect(own.target == Window(column: 0, row: 0, columns: 64, rows: 64))
  }

  @Test(
    "A scene across the 180° meridian is one piece, on whichever turn its longitudes count",
    arguments: [180.0, -180.0, 540.0], ["EPSG:32660", "EPSG:32601", "EPSG:4326"])
  func antimeridian(_ middle: Double, _ code: String) throws {
    let source = Grid(
      columns: 400, rows: 400, geotransform: Geotransform([middle - 0.02, 0.0001, 0, 0.02, 0, -0.0001]), crs: .wgs84)
    let crs = CRS(code)
    let grid: Grid
    if crs == .wgs84 {
      grid = Grid(
        columns: 200, rows: 200, geotransform: Geotransform([179.99, 0.0001, 0, 0.01, 0, -0.0001]), crs: crs)
    } else {
      let corner = try CoordinateTransform(from: .wgs84, to: crs).apply([GeoPoint(longitude: 180, latitude: 0)])[0]
      grid = Grid(
        columns: 200, rows: 200,
        geotransform: Geotransform([corner.easting - 1_000, 10, 0, corner.northing + 1_000, 0, -10]), crs: crs)
    }
    let warp = try SceneWarp(from: source, onto: grid)
    let centre = warp.sourcePoint(PixelPoint(column: 100, row: 100))
    #expect(abs(centre.column - 200) < 0.1 && abs(centre.row - 200) < 0.1, "\(centre)")
    let left = warp.sourcePoint(PixelPoint(column: 50, row: 100))
    #expect((149.9..<160).contains(left.column), "\(left)")
    #expect(warp.target == Window(column: 0, row: 0, columns: 200, rows: 200))
  }
}
