import Alignment
import Foundation
import Geodesy
import Rasters
import Stacks
import Statistics
import Testing

/// A fitted transform folded into the one resampling.
@Suite struct SceneWarpTransformTests {
  private static let columns = 220
  private static let rows = 180
  private static let grid = Grid(
    columns: columns, rows: rows, geotransform: Geotransform([300_000, 0.5, 0, 2_770_000, 0, -0.5]),
    crs: CRS("EPSG:32640"))

  /// Content of the reference at a place of its grid.
  private static func content(_ place: PixelPoint) -> Double {
    let (column, row) = (place.column, place.row)
    return sin(column / 5) * 120 + cos(row / 7) * 90 + sin((column + 2 * row) / 11) * 60 + 500
  }

  /// A picture on the grid that shows at p + displacement(p) what the reference shows at p.
  private static func moving(_ transform: PictureTransform) -> Raster {
    var samples: [Float] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let place = PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)
        // The inverse, by iteration: displacements change by far less than a pixel a pixel.
        var origin = place
        for _ in 0..<40 {
          let shift = transform.displacement(at: origin)
          origin = PixelPoint(column: place.column - shift.columns, row: place.row - shift.rows)
        }
        samples.append(Float(content(origin)))
      }
    }
    return Raster(
      columns: columns, rows: rows, bandCount: 1, samples: samples,
      validity: Mask(columns: columns, rows: rows, repeating: true))
  }

  private static let window = Window(column: 0, row: 0, columns: columns, rows: rows)

  /// A field that bends at its nodes, 40 pixels apart and none of them on the warp's own lattice.
  private static func field(seed: UInt64) -> DisplacementField {
    var generator = SeededGenerator(seed: seed)
    return DisplacementField(
      origin: PixelPoint(column: 13, row: 7), step: 40, columns: 6, rows: 5,
      nodes: (0..<30).map { _ in
        PictureShift(rows: generator.uniform(-0.5...0.5), columns: generator.uniform(-0.5...0.5))
      })
  }

  private static let transforms: [(name: String, transform: PictureTransform)] = {
    let centre = PixelPoint(column: 110, row: 90)
    let shift = PictureShift(rows: 2.3, columns: -4.6)
    let rotated = PictureTransform.Linear(
      rowsPerRow: 0.0098, rowsPerColumn: 0.0175, columnsPerRow: -0.0175, columnsPerColumn: 0.0098)
    return [
      ("translation", PictureTransform(centre: centre, shift: shift)),
      ("affine, 1° and 1.01", PictureTransform(centre: centre, shift: shift, linear: rotated)),
      ("field", PictureTransform(centre: centre, shift: shift, field: field(seed: 641))),
      ("affine and field", PictureTransform(centre: centre, shift: shift, linear: rotated, field: field(seed: 642))),
    ]
  }()

  @Test("A picture moved by a known transform comes back to its place", arguments: transforms.indices)
  func comesBack(_ index: Int) throws {
    let (name, transform) = Self.transforms[index]
    let warp = try SceneWarp(from: Self.grid, onto: Self.grid)
    let scene = warp.warp(Self.moving(transform), window: Self.window, transform: transform, saturatedAt: nil)
    for row in 14..<Self.rows - 14 {
      for column in 14..<Self.columns - 14 {
        let expected = Self.content(PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5))
        let found = try #require(scene.value(column: column, row: row), "\(name): \(column), \(row)")
        // Where a field of this roughness bends, the lattice is off by up to 0.05 px, of a content of 30 units a pixel.
        #expect(abs(Double(found) - expected) < 2.5, "\(name): \(column), \(row)")
      }
    }
  }

  @Test(
    "With the transform folded in, only what it needs has to be read, and the target is where the content belongs",
    arguments: transforms.indices, [0.0, 60])
  func neededWindow(_ index: Int, _ far: Double) throws {
    var transform = Self.transforms[index].transform
    transform.shift = PictureShift(rows: transform.shift.rows - far, columns: transform.shift.columns + far)
    let warp = try SceneWarp(from: Self.grid, onto: Self.grid, slack: 0)
    let folded = warp.folding(transform)
    let needed = try #require(folded.needed)
    let all = Self.moving(Self.transforms[index].transform)
    var samples: [Float] = []
    for row in needed.row..<needed.row + needed.rows {
      let start = row * Self.columns + needed.column
      samples += all.samples[start..<start + needed.columns]
    }
    let part = Raster(
      columns: needed.columns, rows: needed.rows, bandCount: 1, samples: samples,
      validity: Mask(columns: needed.columns, rows: needed.rows, repeating: true))
    let fromPart = warp.warp(part, window: needed, transform: transform, saturatedAt: nil)
    let fromAll = warp.warp(all, window: Self.window, transform: transform, saturatedAt: nil)
    #expect(fromPart.planes == fromAll.planes && fromPart.window == folded.target)
    if far > 0 { #expect(needed.columns < Self.columns && needed.rows < Self.rows) }
    // No pixel of the grid that the scene shows lies outside the target.
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        let place = transform.moved(PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5))
        let isShown =
          place.column > 0.1 && place.row > 0.1 && place.column < Double(Self.columns) - 0.1
          && place.row < Double(Self.rows) - 0.1
        let inTarget = Window(column: column, row: row, columns: 1, rows: 1).intersection(folded.target).pixelCount == 1
        if isShown { #expect(inTarget && fromAll.status(column: column, row: row) == WarpedScene.Status.measured) }
      }
    }
  }
}
