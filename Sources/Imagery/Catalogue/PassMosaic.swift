import Geodesy
import Provenance
import Quantities
import Rasters

/// Pictures of one pass over the site joined into one scene: strips of PlanetScope, tiles of Sentinel-2, bursts of
/// Sentinel-1. Nothing is resampled for it: pictures whose pixels lie on one lattice are pasted, and those of the next
/// UTM zone stay on their own lattice until they are warped onto the stack's grid.
package enum PassMosaic {
  /// Between one picture of a pass and the next.
  static let mostSecondsApart = 120
  /// Of the smaller of two pictures. Over it they are two versions of one picture, not neighbours.
  static let largestOverlap = 0.9

  /// `scenes` with the neighbours of one pass joined, by date and id; the same whatever the order, and whether joined
  /// scenes are given or their parts.
  package static func joined(_ scenes: [Scene]) -> [Scene] {
    let parts = scenes.flatMap { $0.product.parts.isEmpty ? [$0] : $0.product.parts }
    var seen: Set<ContentHash> = []
    let unique = parts.sorted { ($0.date, $0.id) < ($1.date, $1.id) }.filter { seen.insert($0.contentHash).inserted }
    return passes(unique).flatMap(neighbours).map(join).sorted { ($0.date, $0.id) < ($1.date, $1.id) }
  }

  /// Runs of pictures by one satellite, each soon after the one before.
  private static func passes(_ scenes: [Scene]) -> [[Scene]] {
    var open: [PassKey: [Scene]] = [:]
    var done: [[Scene]] = []
    for scene in scenes {
      guard let key = PassKey(scene) else {
        done.append([scene])
        continue
      }
      if let last = open[key]?.last,
        scene.date.secondsSince1970 - last.date.secondsSince1970 > mostSecondsApart
      {
        done.append(open[key] ?? [])
        open[key] = []
      }
      open[key, default: []].append(scene)
    }
    return done + open.values
  }

  /// Parts of a pass that touch each other, directly or through others.
  private static func neighbours(_ pass: [Scene]) -> [[Scene]] {
    var groups: [[Scene]] = []
    for scene in pass {
      let touching = groups.indices.filter { index in groups[index].contains { touch($0, scene) } }
      let merged = touching.flatMap { groups[$0] } + [scene]
      for index in touching.reversed() { groups.remove(at: index) }
      groups.append(merged.sorted { ($0.date, $0.id) < ($1.date, $1.id) })
    }
    return groups
  }

  private static func touch(_ left: Scene, _ right: Scene) -> Bool {
    if left.grid.crs != right.grid.crs { return meet(left, right) }
    guard let window = left.grid.window(of: right.grid) else { return false }
    let own = Window(column: 0, row: 0, columns: left.grid.columns, rows: left.grid.rows)
    let wider = Window(column: -1, row: -1, columns: own.columns + 2, rows: own.rows + 2)
    guard !wider.intersection(window).isEmpty else { return false }
    let shared = own.intersection(window)
    let common = shared.isEmpty ? 0 : Double(shared.pixelCount)
    return common <= largestOverlap * Double(min(own.pixelCount, window.pixelCount))
  }

  /// Whether two pictures in neighbouring zones, of pixels alike, cover common ground, be it all of one of them: zones
  /// narrow towards the poles, and the tiles of two overlap the more.
  private static func meet(_ left: Scene, _ right: Scene) -> Bool {
    guard let zone = left.grid.crs.utmZone, let other = right.grid.crs.utmZone, [1, 59].contains(abs(zone - other)),
      abs(left.gsd.magnitude - right.gsd.magnitude) <= 0.02 * left.gsd.magnitude,
      let transform = try? CoordinateTransform(from: right.grid.crs, to: left.grid.crs)
    else { return false }
    let grid = right.grid
    let corners = [(0, 0), (grid.columns, 0), (grid.columns, grid.rows), (0, grid.rows)].map {
      grid.geotransform.map(PixelPoint(column: Double($0.0), row: Double($0.1)))
    }
    guard let pixels = (try? transform.apply(corners))?.map(left.grid.geotransform.pixel) else { return false }
    let (columns, rows) = (pixels.map(\.column), pixels.map(\.row))
    return (columns.min() ?? 0) < Double(left.grid.columns) && (columns.max() ?? 0) > 0
      && (rows.min() ?? 0) < Double(left.grid.rows) && (rows.max() ?? 0) > 0
  }

  /// The scene as one scene for each lattice of pixels that its parts lie on, the one whose ground counts where two have
  /// it first; itself where there is one lattice.
  package static func lattices(of scene: Scene) -> [Scene] {
    var groups: [[Scene]] = []
    for part in scene.product.parts {
      if let index = groups.firstIndex(where: { $0[0].grid.window(of: part.grid) != nil }) {
        groups[index].append(part)
      } else {
        groups.append([part])
      }
    }
    return groups.count > 1 ? groups.map(join) : [scene]
  }

  private static func join(_ parts: [Scene]) -> Scene {
    let first = parts[0]
    guard parts.count > 1 else { return first }
    let windows = parts.compactMap { first.grid.window(of: $0.grid) }
    let left = windows.map(\.column).min() ?? 0
    let top = windows.map(\.row).min() ?? 0
    let right = windows.map { $0.column + $0.columns }.max() ?? 0
    let bottom = windows.map { $0.row + $0.rows }.max() ?? 0
    let hash = ContentHash(of: .array(parts.map { .string($0.contentHash.hexadecimal) }))
    var product = first.product
    product.name = "\(first.name) and \(parts.count - 1) more"
    product.assets = []
    product.parts = parts
    product.inputs = nil
    product.origin = nil
    product.isGiven = parts.contains { $0.product.isGiven }
    var remarks: [String] = []
    for remark in parts.flatMap(\.remarks) where !remarks.contains(remark) { remarks.append(remark) }
    let zones = Set(parts.compactMap(\.grid.crs.utmZone)).sorted().map(String.init)
    remarks.append(
      "Joined from \(parts.count) pictures of one pass"
        + (zones.count > 1 ? " in the UTM zones \(zones.joined(separator: " and "))" : "") + ": "
        + parts.map(\.name).joined(separator: ", ") + ".")
    return Scene(
      id: SceneBuilder.id(name: first.name, hash), path: first.path, contentHash: hash, date: first.date,
      dateSource: first.dateSource, sensor: first.sensor, gsd: first.gsd,
      grid: first.grid.part(Window(column: left, row: top, columns: right - left, rows: bottom - top)),
      bandCount: first.bandCount, credit: first.credit, licence: first.licence, remarks: remarks, product: product)
  }
}

/// What pictures of one pass have in common. `nil` for a scene of which it cannot be told: by an unknown satellite, on a
/// day without a time, a screenshot.
private struct PassKey: Hashable {
  let sensor: String
  let definition: String
  let quantity: PixelQuantity
  let bands: [String]
  let orbit: SceneOrbit?
  /// Zones of UTM count as one system, as what lies in two of them is one pass.
  let system: String

  init?(_ scene: Scene) {
    let definition = scene.product.definition
    guard scene.sensor != SensorName.unknown, !scene.date.isDayOnly, definition.family != "plain",
      scene.product.rationalPolynomials == nil
    else { return nil }
    sensor = scene.sensor
    self.definition = definition.id
    quantity = scene.product.quantity
    bands = scene.product.bandNames
    orbit = scene.product.orbit
    system = scene.grid.crs.utmZone == nil ? scene.grid.crs.definition : "UTM"
  }
}

extension Grid {
  /// Where `other` lies in pixels of this grid; `nil` where its pixels are not this grid's, shifted by whole ones.
  package func window(of other: Grid) -> Window? {
    guard crs == other.crs else { return nil }
    let steps = zip(geotransform.coefficients, other.geotransform.coefficients)
    let size = max(abs(geotransform.columnEasting), abs(geotransform.columnNorthing))
    // A thousandth of a pixel at the far end of a large picture.
    let tolerance = 1e-3 * size / Double(max(columns, rows, other.columns, other.rows, 1))
    for (index, pair) in steps.enumerated() where index != 0 && index != 3 {
      guard abs(pair.0 - pair.1) <= tolerance else { return nil }
    }
    let origin = geotransform.pixel(other.geotransform.map(PixelPoint(column: 0, row: 0)))
    let (column, row) = (origin.column.rounded(), origin.row.rounded())
    guard abs(origin.column - column) < 1e-3, abs(origin.row - row) < 1e-3, abs(column) < 1e8, abs(row) < 1e8 else {
      return nil
    }
    return Window(column: Int(column), row: Int(row), columns: other.columns, rows: other.rows)
  }

  /// The grid of a window of this one, which may reach beyond it.
  func part(_ window: Window) -> Grid {
    let origin = geotransform.map(PixelPoint(column: Double(window.column), row: Double(window.row)))
    var coefficients = geotransform.coefficients
    coefficients[0] = origin.easting
    coefficients[3] = origin.northing
    return Grid(
      columns: window.columns, rows: window.rows, geotransform: Geotransform(coefficients), crs: crs)
  }
}
