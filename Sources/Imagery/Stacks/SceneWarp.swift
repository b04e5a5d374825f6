import Alignment
import Geodesy
import Kernels
import Rasters

/// A scene's pixels brought onto the stack's grid in one resampling, the fitted transform folded in.
package struct SceneWarp {
  let grid: Grid
  let source: Grid
  /// Where the grid's places lie in the scene.
  let places: PlaceLattice
  /// The part of the grid under the scene's footprint, to whole cells of the lattice.
  package let target: Window
  /// The part of the scene that `target` needs, with room for the kernel and, before a transform is folded in, for
  /// shifts up to `slack` pixels; `nil` where the scene shows nothing of the grid.
  package let needed: Window?
  /// Source pixels per target pixel; over 1 widens the kernel.
  let scale: Double

  /// - Parameter slack: shifts, in source pixels, that the read window leaves room for.
  /// - Throws: `projection` where the scene's CRS cannot be reached from the grid's.
  package init(from source: Grid, onto frame: GridLattice, slack: Int = 16) throws(StackError) {
    self.init(try frame.places(in: source), from: source, onto: frame, slack: slack)
  }

  /// As above, for a scene whose own geotransform is only an approximation.
  /// - Parameter placing: the scene's point for each place, as `Orthorectification.pixels(of:)` gives it.
  /// - Throws: `projection`, and what `placing` throws.
  package init(
    from source: Grid, onto frame: GridLattice, slack: Int = 16, placing: ([GeoPoint]) throws -> [PixelPoint]
  ) throws {
    let places = try frame.points(in: .wgs84).map { GeoPoint(longitude: $0.easting, latitude: $0.northing) }
    self.init(try placing(places), from: source, onto: frame, slack: slack)
  }

  private init(_ nodes: [PixelPoint], from source: Grid, onto frame: GridLattice, slack: Int) {
    self.init(
      PlaceLattice(step: GridLattice.step, columns: frame.columns, nodes: nodes), from: source, onto: frame.grid,
      slack: slack)
  }

  /// As above, for one scene alone.
  package init(from source: Grid, onto grid: Grid, slack: Int = 16) throws(StackError) {
    try self.init(from: source, onto: GridLattice(grid), slack: slack)
  }

  private init(_ places: PlaceLattice, from source: Grid, onto grid: Grid, slack: Int) {
    self.grid = grid
    self.source = source
    self.places = places
    scale = Self.scale(places)
    target = places.covered(by: source, on: grid)
    needed = places.needed(for: target, of: source, room: Double(slack) + 3 * scale)
  }

  /// The same warp with `transform` folded in: its `target` is where the scene's content belongs, and its `needed` the
  /// part of the scene that shows it.
  /// - Parameter slack: shifts beyond the transform, in source pixels, that `needed` leaves room for.
  package func folding(_ transform: PictureTransform, slack: Int = 0) -> SceneWarp {
    transform.kind == .translation && transform.shift == .none
      ? self : SceneWarp(places.folding(transform, grid: grid), from: source, onto: grid, slack: slack)
  }

  private static func scale(_ places: PlaceLattice) -> Double {
    let (origin, right, down) = (places.nodes[0], places.nodes[1], places.nodes[places.columns])
    let step = Double(places.step)
    let across =
      ((right.column - origin.column) * (right.column - origin.column)
      + (right.row - origin.row) * (right.row - origin.row)).squareRoot() / step
    let along =
      ((down.column - origin.column) * (down.column - origin.column)
      + (down.row - origin.row) * (down.row - origin.row)).squareRoot() / step
    return max(1, (across * along).squareRoot())
  }

  /// Place in the scene of a place on the grid; beyond the lattice its outer cells are continued.
  package func sourcePoint(_ point: PixelPoint) -> PixelPoint { places.place(point) }
}
