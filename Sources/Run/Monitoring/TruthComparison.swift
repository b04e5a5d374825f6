import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Reports
import Vectors

/// Measured beside true, for simulated cases: each true change against the feature that overlaps it best.
struct TruthComparison {
  private struct Entry {
    let kind: String
    let name: String?
    let date: Timestamp?
    let area: Double
    let ratios: [JSONValue.Member]
    let polygons: [GeoPolygon]
  }

  private let entries: [Entry]

  /// - Throws: `PlacesError` where the file is missing or no JSON; `MonitoringError.unknown` where it is no truth.geojson.
  init(file: String) throws {
    let json = try BoundedJSON.read(file)
    guard let features = json["features"]?.arrayValue else {
      throw MonitoringError(
        .unknown, at: URL(fileURLWithPath: file).lastPathComponent, "It is not a GeoJSON collection of true objects.",
        mend: "Give the truth.geojson that `telltale simulate` wrote.")
    }
    entries = features.compactMap { feature in
      guard let properties = feature["properties"], let kind = properties["kind"]?.stringValue,
        properties["change"]?.stringValue != nil, let area = properties["area"]?.doubleValue,
        let polygons = try? GeoJSON.polygons(from: feature["geometry"] ?? .null)
      else { return nil }
      return Entry(
        kind: kind, name: properties["name"]?.stringValue,
        date: properties["date"]?.stringValue.flatMap { Timestamp(iso8601: $0) }, area: area,
        ratios: properties["ratioTo"]?.members ?? [], polygons: polygons)
    }
  }

  func rows(_ features: [Feature]) -> [TruthRow] { entries.flatMap { rows($0, features) } }

  private func rows(_ entry: Entry, _ features: [Feature]) -> [TruthRow] {
    let what = words(entry.kind)
    let match = features.filter { $0.change != nil && ($0.kind == .works) == (entry.kind == "works") }
      .map { (feature: $0, overlap: Overlay.areas(of: $0.outline, and: entry.polygons).intersectionOverUnion ?? 0) }
      .filter { $0.overlap > 0.1 }.max { $0.overlap < $1.overlap }?.feature
    guard let match else {
      return [TruthRow(what: what, measured: "not found", truth: "\(number(entry.area)) m²", isInside: false)]
    }
    var rows: [TruthRow] = []
    if let date = entry.date {
      let from = match.bracket.notBefore
      let to = match.bracket.notAfter
      let isInside = (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
      rows.append(
        TruthRow(
          what: "\(what): date", measured: "\(from?.day ?? "from the start") to \(to?.day ?? "not yet")",
          truth: date.day, isInside: isInside))
    }
    if let area = match.area.estimate {
      rows.append(
        TruthRow(
          what: "\(what): area",
          measured:
            "\(number(area.value.magnitude)) m² (\(number(area.low.magnitude)) to \(number(area.high.magnitude)) m²)",
          truth: "\(number(entry.area)) m²",
          isInside: area.low.magnitude <= entry.area && entry.area <= area.high.magnitude))
    } else if case .refused(let reason) = match.area {
      rows.append(
        TruthRow(
          what: "\(what): area", measured: "refused: \(reason)", truth: "\(number(entry.area)) m²", isInside: false))
    }
    for ratio in match.ratios {
      guard let truth = entry.ratios.first(where: { $0.key == ratio.name })?.value.doubleValue else { continue }
      let estimate = ratio.estimate
      rows.append(
        TruthRow(
          what: "\(what): share of \(ratio.name)",
          measured:
            "\(percent(estimate.value.magnitude)) % "
            + "(\(percent(estimate.low.magnitude)) to \(percent(estimate.high.magnitude)) %)",
          truth: "\(percent(truth)) %", isInside: estimate.low.magnitude <= truth && truth <= estimate.high.magnitude))
    }
    return rows
  }

  private func words(_ kind: String) -> String {
    switch kind {
    case "clearedGround": "Cleared ground"
    case "crane": "Removed crane"
    case "works": "Works"
    case "building": "New building"
    default: kind
    }
  }

  private func number(_ value: Double) -> String {
    var digits = String(Int(value.rounded()))
    var grouped = ""
    while digits.count > 3 {
      grouped = "," + digits.suffix(3) + grouped
      digits.removeLast(3)
    }
    return digits + grouped
  }

  private func percent(_ value: Double) -> String { JSONValue.fixed(100 * value, places: 0) }
}
