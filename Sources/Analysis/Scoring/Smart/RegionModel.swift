import Foundation
import Geodesy
import Provenance

/// Where and when sites are looked for.
struct RegionModel {
  let id: String
  let start: CalendarDay
  let end: CalendarDay
  let shape: ShapeStore.ID
  /// Square kilometres.
  let area: Double
  /// Truth sites that count; all where the model lists none.
  let listed: Set<String>

  /// Days from the first to the last, without the last.
  var days: Int { end.number - start.number }

  /// - Throws: `unreadable`, `notJSON`, `malformed`, `badOutline`, `badDate`, `datesOutOfOrder`, `mixedRegions`.
  static func read(_ path: String, id: String, into shapes: ShapeStore) throws(ScoringError) -> RegionModel {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let features = try FeatureReading.all(in: path, name: name)
    guard let region = features.first(where: { $0.properties["type"]?.stringValue == "region" }) else {
      throw ScoringError(
        .malformed, at: name, "No feature is of type “region”.", mend: "Give the region model of \(id).")
    }
    if let stated = try region.text("region_id"), stated != id {
      throw ScoringError(
        .mixedRegions, at: region.place, "The region is \(stated), not \(id).",
        mend: "Give the region model of \(id), or score \(stated).")
    }
    guard let start = try region.day("start_date"), let end = try region.day("end_date") else {
      throw ScoringError(
        .badDate, at: region.place, "The region has no start_date or no end_date.",
        mend: "Write both as YYYY-MM-DD: sites are cut to them.")
    }
    guard start < end else {
      throw ScoringError(
        .datesOutOfOrder, at: region.place, "end_date \(end) does not lie after start_date \(start).",
        mend: "Swap or mend them.")
    }
    var listed: Set<String> = []
    for feature in features where feature.properties["type"]?.stringValue == "site_summary" {
      if let site = try feature.text("site_id") { listed.insert(site) }
    }
    let shape = shapes.id(of: try region.polygons())
    return RegionModel(id: id, start: start, end: end, shape: shape, area: shapes.area(shape), listed: listed)
  }
}
