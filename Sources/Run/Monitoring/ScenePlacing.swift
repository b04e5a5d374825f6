import CaseStore
import Catalogue
import Foundation
import Geodesy
import Orthorectification
import Provenance
import Quantities
import Rasters
import Stacks

/// Where scenes lie on the ground: by their geotransform, or, where they are not orthorectified, by their rational
/// polynomials over the heights that the case was given.
struct ScenePlacing: Sendable {
  /// `nil` for the middle height of each scene's own polynomials.
  private let heights: GroundHeights?
  let setting: HeightSetting?
  /// `nil` where the case was given no elevation model.
  var terrain: TerrainShades?

  /// The case's heights, read around `grid` where any of `scenes` needs them.
  /// - Throws: `MonitoringError.badHeights` where the elevation model cannot be read, is another file than it was, or does
  ///   not cover the grid.
  init(_ store: CaseStore, for scenes: [Scene], grid: Grid, reader: RasterReader) throws {
    try self.init(rationalPolynomialsOf: scenes, store, grid: grid, reader: reader)
    guard case .model(let name, let hash)? = try store.heightSetting else { return }
    let path = try store.location(of: hash).flatMap { (try? ContentHash(ofPictureAt: $0)) == hash ? $0 : nil }
    terrain = TerrainShades(path, name: name, scenes: scenes, grid: grid, reader: reader)
  }

  private init(
    rationalPolynomialsOf scenes: [Scene], _ store: CaseStore, grid: Grid, reader: RasterReader
  ) throws {
    guard scenes.contains(where: { $0.product.rationalPolynomials != nil }), let setting = try store.heightSetting
    else {
      self.init(nil, setting: nil)
      return
    }
    switch setting {
    case .stated(let height): self.init(.constant(height), setting: setting)
    case .model(let name, let hash):
      let path = try store.location(of: hash) ?? ""
      guard (try? ContentHash(ofPictureAt: path)) == hash else {
        throw MonitoringError(
          .badHeights, at: name, "The case's elevation model is not where it was, or holds other heights.",
          mend: "Name it again with --dem, or name one height with --height.")
      }
      let model = try Self.model(path, around: grid, reader: reader)
      self.init(.model(model), setting: setting)
    }
  }

  init(_ heights: GroundHeights?, setting: HeightSetting?) {
    self.heights = heights
    self.setting = setting
  }

  /// The part of an elevation model under `grid` and the cell of the lattice beyond it.
  /// - Throws: `MonitoringError.badHeights`.
  static func model(_ path: String, around grid: Grid, reader: RasterReader) throws -> ElevationModel {
    let shares = [0, 0.25, 0.5, 0.75, 1]
    let (columns, rows) = (Double(grid.columns + 64), Double(grid.rows + 64))
    let places = shares.flatMap { down in
      shares.map { grid.geotransform.map(PixelPoint(column: $0 * columns, row: down * rows)) }
    }
    do {
      let ground = try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoints(places)
      let model = try ElevationModel(reading: path, around: ground, with: reader)
      _ = try model.heights(at: ground)
      return model
    } catch let error as OrthorectificationError {
      throw MonitoringError(
        .badHeights, at: URL(fileURLWithPath: path).lastPathComponent, error.reason, mend: error.mend)
    }
  }

  /// `nil` for a scene that is orthorectified.
  func orthorectification(_ scene: Scene) -> Orthorectification? {
    scene.product.rationalPolynomials.map { Orthorectification($0, heights: heights) }
  }

  /// - Throws: `StackError.projection`; `OrthorectificationError` where the polynomials or the heights do not reach.
  func warp(_ scene: Scene, onto lattice: GridLattice) throws -> SceneWarp {
    guard let model = orthorectification(scene) else { return try SceneWarp(from: scene.grid, onto: lattice) }
    return try SceneWarp(from: scene.grid, onto: lattice) { try model.pixels(of: $0) }
  }

  /// As above, of `window` of the scene averaged in blocks of `factor` × `factor`.
  func warp(_ scene: Scene, _ window: Window, reducing factor: Int, onto lattice: GridLattice) throws -> SceneWarp {
    let reduced = scene.grid.cut(window, reducing: factor)
    guard let model = orthorectification(scene) else { return try SceneWarp(from: reduced, onto: lattice) }
    return try SceneWarp(from: reduced, onto: lattice) { places in
      try model.pixels(of: places).map { $0.cut(window, reducing: factor) }
    }
  }

  /// Where the scene shows `pixels`; `nil` for one that is orthorectified.
  func places(of pixels: [PixelPoint], in scene: Scene) throws -> [GeoPoint]? {
    guard let model = orthorectification(scene) else { return nil }
    let places = try pixels.compactMap { try model.place(of: $0) }
    return places.count == pixels.count ? places : nil
  }

  // MARK: - Doubt

  /// What uncertain heights leave at the middle of `grid`; `nil` for a scene that is orthorectified.
  func relief(_ scene: Scene, grid: Grid) -> ReliefError? {
    guard let model = orthorectification(scene) else { return nil }
    let middle = grid.geotransform.map(
      PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2))
    guard let place = try? CoordinateTransform(from: grid.crs, to: .wgs84).geoPoint(middle),
      let pixel = try? model.pixels(of: [place]).first
    else { return nil }
    return model.reliefError(at: pixel, heightDeviation: deviation(model.model))
  }

  /// Of the heights of the case's elevation model, what is not known of its zero included.
  var modelDeviation: Metres {
    guard case .model(let model)? = heights else { return HeightSetting.modelDeviation }
    return Metres(hypot(HeightSetting.modelDeviation.magnitude, model.zero.deviation.magnitude))
  }

  /// The setting as it stands in keys and in the ledger, with what the heights were taken to count from: PROJ's grid of the
  /// geoid may be there on one machine and not on another. `nil` where nothing was said.
  var json: JSONValue? {
    guard case .model(let name, let hash)? = setting, case .model(let model)? = heights else { return setting?.json }
    return [
      "dem": .string(name), "hash": .string(hash.hexadecimal),
      "zeroAboveEllipsoid": model.zero == .unknownGeoid
        ? .null : .number(model.zero.aboveEllipsoid.magnitude),
    ]
  }

  private func deviation(_ model: RationalPolynomialModel) -> Metres {
    switch setting {
    case .stated: HeightSetting.statedDeviation
    case .model: modelDeviation
    // Any height that the polynomials were made for is as likely as another.
    case nil: Metres(abs(model.height.scale) / 3.0.squareRoot())
    }
  }

  /// The scene with the remark that says how it was placed and what that leaves.
  func remarked(_ scene: Scene, grid: Grid) -> Scene {
    guard let model = scene.product.rationalPolynomials else { return scene }
    func metres(_ value: Double, _ places: Int) -> String { JSONValue.fixed(value, places: places) + " m" }
    let by =
      switch setting {
      case .stated(let height): "at the stated height of \(metres(height.magnitude, 0)) above the ellipsoid"
      case .model(let name, _): "over the heights of \(name), \(heights?.zeroText ?? "")"
      case nil:
        "at \(metres(model.middleHeight.magnitude, 0)) above the ellipsoid, the polynomials' own middle height, since "
          + "none was given with --height or --dem"
      }
    var remark = "\(SceneBuilder.notOrthorectified) it is placed by its rational polynomials \(by)."
    if let relief = relief(scene, grid: grid) {
      remark +=
        " It looks \(JSONValue.fixed(relief.incidenceAngle.degrees, places: 0))° past the vertical: each metre of height "
        + "moves a place by \(metres(relief.slope, 2)), and in 9 of 10 places what is not known of the heights leaves up to "
        + "\(metres(relief.radius90.magnitude, 1))."
    }
    let others = scene.remarks.filter { !$0.hasPrefix(SceneBuilder.notOrthorectified) }
    return scene.replaced(product: scene.product, remarks: others + [remark])
  }
}

extension PixelPoint {
  /// The point in pixels of `Grid.cut(_:reducing:)`.
  func cut(_ window: Window, reducing factor: Int) -> PixelPoint {
    PixelPoint(
      column: (column - Double(window.column)) / Double(factor), row: (row - Double(window.row)) / Double(factor))
  }
}

extension GroundHeights {
  fileprivate var zeroText: String? {
    guard case .model(let model) = self else { return nil }
    return switch model.zero {
    case .ellipsoid: "which count from the ellipsoid"
    case .geoid(let undulation):
      "taken to count from the geoid, which lies \(JSONValue.fixed(undulation.magnitude, places: 1)) m above the ellipsoid here "
        + "(\(Geoid.name))"
    case .unknownGeoid: "taken to count from the ellipsoid, as PROJ is installed without its grid of the geoid"
    }
  }
}
