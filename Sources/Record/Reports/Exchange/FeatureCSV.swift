import Foundation
import Places
import Provenance
import Quantities

/// Features as a table of comma-separated values, one a row: what a spreadsheet can hold of them.
///
/// - Source: [RFC4180]
package enum FeatureCSV {
  private static let columns = [
    "id", "name", "kind", "change", "status", "reviewed_by", "parent", "not_before", "not_after", "area_m2",
    "area_low_m2", "area_high_m2", "area_level", "area_refused", "length_m", "length_low_m", "length_high_m",
    "width_m", "width_low_m", "width_high_m", "height_m", "height_low_m", "height_high_m", "ratios", "score",
    "scenes_for", "scenes_against", "longitude", "latitude",
  ]

  /// Lines end with CR LF. Text that a spreadsheet would take for a formula has an apostrophe before it.
  package static func text(_ features: [Feature]) -> String {
    ([columns] + features.map(row)).map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func row(_ feature: Feature) -> [String] {
    let area = feature.area.estimate
    let refused: String = if case .refused(let reason) = feature.area { reason } else { "" }
    let point = feature.outline.first?.exterior.first
    return [
      feature.id, feature.name ?? "", feature.kind.rawValue, feature.change?.rawValue ?? "standing",
      feature.status == .candidate ? "candidate, not reviewed" : feature.status.rawValue, feature.mark?.by ?? "",
      feature.parent ?? "", feature.bracket.notBefore?.description ?? "", feature.bracket.notAfter?.description ?? "",
    ] + numbers(area) + [area.map { number($0.level) } ?? "", refused] + numbers(feature.size?.length)
      + numbers(feature.size?.width) + numbers(feature.height?.estimate) + [
        feature.ratios.map { "\(number($0.estimate.value.magnitude)) of \($0.name)" }.joined(separator: "; "),
        number(feature.score), String(feature.scenesFor.count), String(feature.scenesAgainst.count),
        point.map { JSONValue.fixed($0.longitude, places: 7) } ?? "",
        point.map { JSONValue.fixed($0.latitude, places: 7) } ?? "",
      ]
  }

  private static func numbers<Value>(_ estimate: Estimate<Value>?) -> [String] {
    guard let estimate else { return ["", "", ""] }
    return [estimate.value, estimate.low, estimate.high].map { number($0.magnitude) }
  }

  private static func number(_ value: Double) -> String { value.isFinite ? JSONValue.number(value).compactText : "" }

  private static func field(_ text: String) -> String {
    var text = text.unicodeScalars.reduce(into: "") { result, scalar in
      result.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
    }
    if let first = text.first, "=+@\t".contains(first) || first == "-" && Double(text) == nil { text = "'" + text }
    guard text.contains(where: { ",\"".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
