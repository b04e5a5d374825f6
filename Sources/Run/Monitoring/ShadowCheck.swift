import CaseStore
import Catalogue
import Foundation
import Geodesy
import Kernels
import Provenance
import Quantities
import Radiometry
import Rasters
import SceneMeasures
import Stacks

/// The direction of each scene's shadows against the sun of its claimed time and place; a contradiction becomes a remark.
///
/// It takes some tens of milliseconds a scene, and so is part of `prepare` alone. What was measured is cached by content.
struct ShadowCheck {
  let stack: CaseStack
  let cache: String
  let reader: RasterReader
  let options: RunOptions

  private static let remark = "Its shadows "

  /// The rows with the remark where it is due, and without it where it no longer is.
  func checked() -> [SceneRow] {
    let lattice = GridLattice(stack.grid)
    return Parallel.map(stack.rows.count, threads: options.threads) { index in
      var row = stack.rows[index]
      guard row.exclusion == nil, let scene = row.scene else { return row }
      let others = scene.remarks.filter { !$0.hasPrefix(Self.remark) }
      let remark = words(scene, lattice)
      guard remark != nil || others.count < scene.remarks.count else { return row }
      row.scene = scene.replaced(product: scene.product, remarks: others + [remark].compactMap { $0 })
      return row
    }
  }

  /// `nil` where nothing contradicts: also for a time that stands for a day, and for radar, which brings its own light.
  private func words(_ scene: Scene, _ lattice: GridLattice) -> String? {
    guard !scene.date.isDayOnly, scene.product.definition.modality == .optical, let sun = sun(scene),
      let shadow = shadow(scene, lattice), shadow.verdict(sun: sun) == .contradicts
    else { return nil }
    return Self.sentence(shadow, sun: sun, at: scene.date)
  }

  static func sentence(_ shadow: ShadowAzimuth, sun: SolarPosition, at date: Timestamp) -> String {
    func degrees(_ angle: Double) -> String {
      JSONValue.fixed(
        (angle.truncatingRemainder(dividingBy: 360) + 360).truncatingRemainder(dividingBy: 360), places: 0)
        + "°"
    }
    let azimuth = shadow.azimuth.degrees
    return remark + "lie along \(degrees(azimuth)) or \(degrees(azimuth + 180)), give or take "
      + "\(degrees(shadow.halfWidth.degrees)), and the sun of \(date) stood at \(degrees(sun.azimuth.degrees)) there: "
      + "the time, the place or the picture's turn is not what is claimed."
  }

  /// By the clock at the site, not by the metadata: it is the claim that is tested.
  private func sun(_ scene: Scene) -> SolarPosition? {
    let middle = stack.grid.geotransform.map(
      PixelPoint(column: Double(stack.grid.columns) / 2, row: Double(stack.grid.rows) / 2))
    guard let place = try? CoordinateTransform(from: stack.grid.crs, to: .wgs84).geoPoint(middle) else { return nil }
    return SolarPosition(at: scene.date, place: place)
  }

  // MARK: - Measure

  private func shadow(_ scene: Scene, _ lattice: GridLattice) -> ShadowAzimuth? {
    guard let needed = try? stack.placing.warp(scene, onto: lattice).needed else { return nil }
    let part = EffectiveGSD.window(columns: needed.columns, rows: needed.rows)
    let window = Window(
      column: needed.column + part.column, row: needed.row + part.row, columns: part.columns, rows: part.rows)
    let record = StepRecord(
      "shadowAzimuth", version: 1, inputs: [scene.contentHash],
      settings: [
        "window": .array([window.column, window.row, window.columns, window.rows].map { .integer($0) }),
        "geotransform": .array(scene.grid.geotransform.coefficients.map { .number($0) }),
      ])
    let path = "\(cache)/\(record.key.hexadecimal).json"
    if let data = FileManager.default.contents(atPath: path), let json = try? JSONValue(parsing: data) {
      return ShadowAzimuth(json: json)
    }
    guard let planes = try? SceneReader(reader).read(scene, window: window) else { return nil }
    let found = ShadowAzimuth.measure(planes.raster, grid: scene.grid.cut(window, reducing: 1))
    try? AtomicFile.write(Data((found?.json ?? .object([])).compactText.utf8), to: path, syncing: false)
    return found
  }
}

extension ShadowAzimuth {
  fileprivate var json: JSONValue {
    [
      "azimuth": .number(azimuth.magnitude), "halfWidth": .number(halfWidth.magnitude), "strength": .number(strength),
    ]
  }

  /// `nil` also for the empty object of a picture without a direction.
  fileprivate init?(json: JSONValue) {
    guard let azimuth = json["azimuth"]?.doubleValue, let halfWidth = json["halfWidth"]?.doubleValue,
      let strength = json["strength"]?.doubleValue
    else { return nil }
    self.init(azimuth: Radians(azimuth), halfWidth: Radians(halfWidth), strength: strength)
  }
}
