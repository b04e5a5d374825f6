import CaseStore
import Catalogue
import Foundation
import Geodesy
import Kernels
import Orthorectification
import Provenance
import Quantities
import Rasters
import Stacks

/// Terrain shadow on the scenes of a stack, where the case was given an elevation model.
///
/// What hinders it is told in the scenes' remarks and stops nothing: without an answer no ground is called shadow.
struct TerrainShades: Sendable {
  /// How remarks on terrain shadow begin, so that those of an earlier run can be taken away.
  static let opening = "Terrain shadow:"

  private let grid: Grid
  private let field: TerrainField?
  /// Why there is no field; `nil` where there is one.
  private let hindrance: String?

  /// - Parameter path: of the model, whose content is known to be that of the case; `nil` where it is gone.
  init(_ path: String?, name: String, scenes: [Scene], grid: Grid, reader: RasterReader) {
    self.grid = grid
    guard let path else {
      field = nil
      hindrance =
        "the case's elevation model \(name) is not where it was, or holds other heights. Name it again with --dem."
      return
    }
    let suns = scenes.filter { $0.product.definition.modality == .optical }.compactMap { try? Self.sun($0, grid).get() }
    do {
      field = suns.isEmpty ? nil : try Self.field(path, suns, grid, reader)
      hindrance = field == nil && !suns.isEmpty ? "\(name) has no heights here." : nil
    } catch {
      field = nil
      hindrance = "\(name) could not be used: \(error)"
    }
  }

  /// Heights as far as relief can throw shadow under any of `suns`; `nil` where the model has none on the grid.
  private static func field(
    _ path: String, _ suns: [TerrainField.SunOverGrid], _ grid: Grid, _ reader: RasterReader
  ) throws -> TerrainField? {
    guard let ground = try surroundings(path, grid, TerrainField.Reach(), reader)?.range else { return nil }
    // How high the land around is, is known only when it was read: first as far as the highest mountain could matter.
    var farthest = TerrainField.Reach()
    for sun in suns { farthest.add(sun, relief: 9_000 - ground.lowerBound) }
    guard let model = try surroundings(path, grid, farthest, reader), let range = model.range else { return nil }
    var reach = TerrainField.Reach()
    for sun in suns { reach.add(sun, relief: range.upperBound - ground.lowerBound) }
    return try TerrainField(model, on: grid, reach: reach)
  }

  private static func surroundings(
    _ path: String, _ grid: Grid, _ reach: TerrainField.Reach, _ reader: RasterReader
  ) throws -> ElevationModel? {
    let gsd = abs(grid.geotransform.columnEasting)
    let (left, right) = (-reach.west / gsd, Double(grid.columns) + reach.east / gsd)
    let (top, bottom) = (-reach.north / gsd, Double(grid.rows) + reach.south / gsd)
    let shares = [0, 0.25, 0.5, 0.75, 1]
    let places = shares.flatMap { down in
      shares.map { across in
        grid.geotransform.map(
          PixelPoint(column: left + across * (right - left), row: top + down * (bottom - top)))
      }
    }
    let ground = try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoints(places)
    return try ElevationModel.surroundings(path, around: ground, with: reader)
  }

  // MARK: - One scene

  private struct NoSun: Error { let words: String }

  private static func sun(_ scene: Scene, _ grid: Grid) -> Result<TerrainField.SunOverGrid, NoSun> {
    guard let sun = (try? scene.sunPosition()) ?? nil else {
      return .failure(NoSun(words: "where the sun stood is not known, so it is not known either."))
    }
    guard sun.elevation.degrees >= TerrainShade.lowestSun else {
      return .failure(
        NoSun(
          words:
            "by its time or metadata the sun stood \(JSONValue.fixed(sun.elevation.degrees, places: 1))° above the "
            + "horizon, too low for it to be reckoned."))
    }
    guard let over = try? TerrainField.SunOverGrid(sun, over: grid) else {
      return .failure(NoSun(words: "the grid cannot be brought to longitude and latitude."))
    }
    return .success(over)
  }

  /// Of each pixel of the grid whether terrain keeps the sun from it, and what there is to say of that.
  func shade(_ scene: Scene) -> (shaded: [Bool], remark: String?) {
    guard scene.product.definition.modality == .optical else { return ([], nil) }
    func said(_ words: String) -> ([Bool], String?) { ([], "\(Self.opening) \(words)") }
    switch Self.sun(scene, grid) {
    case .failure(let fault): return said(fault.words)
    case .success(let sun):
      guard let field else { return hindrance.map(said) ?? ([], nil) }
      let shade = TerrainShade(field, grid: grid, sun: sun)
      var faults: [String] = []
      if shade.unknownShare > 0 {
        faults.append(
          "\(JSONValue.fixed(max(shade.unknownShare * 100, 0.1), places: 1)) % of the ground has no height")
      }
      if shade.isOpen {
        faults.append("the elevation model ends where land beyond it could still throw shadow")
      }
      let remark =
        faults.isEmpty ? nil : "\(Self.opening) \(faults.joined(separator: ", and ")); none is seen there."
      return (shade.shaded(grid, least: Self.leastParts), remark)
    }
  }

  /// Of 16 parts of a pixel: a quarter of its ground, as for providers' masks.
  static let leastParts = 4
}

extension SceneRow {
  /// Takes over why the scene is not used, and what there is to say of terrain shadow on it.
  mutating func tell(_ prepared: StackAssembly.Prepared) {
    exclusion = prepared.exclusion
    guard let scene else { return }
    let others = scene.remarks.filter { !$0.hasPrefix(TerrainShades.opening) }
    let remarks = others + [prepared.shadeRemark].compactMap { $0 }
    if remarks != scene.remarks { self.scene = scene.replaced(product: scene.product, remarks: remarks) }
  }
}
