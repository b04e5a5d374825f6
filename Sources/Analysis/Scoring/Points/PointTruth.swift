import Foundation
import Geodesy
import Provenance
import Vectors

/// A truth site told as one place and one day.
struct PointTruth {
  let id: String
  let status: SiteStatus
  let place: GeoPoint
  let day: CalendarDay

  /// Points of the region that its model lists and holds, in the order of their ids.
  /// - Throws: `unreadable`, `notJSON`, `malformed`, `noFeatures`, `unknownWord`, `badDate`, `badOutline`, `duplicateID`.
  static func read(_ path: String, region: RegionModel, shapes: ShapeStore) throws(ScoringError) -> [PointTruth] {
    let name = URL(fileURLWithPath: path).lastPathComponent
    var points: [String: PointTruth] = [:]
    for feature in try FeatureReading.all(in: path, name: name) {
      guard let id = try feature.text("site_id") else {
        throw ScoringError(
          .malformed, at: feature.place, "The point has no site_id.", mend: "Write one, such as \(region.id)_0001.")
      }
      guard id.contains(region.id), region.listed.isEmpty || region.listed.contains(id) else { continue }
      guard points[id] == nil else {
        throw ScoringError(
          .duplicateID, at: feature.place, "The site \(id) stands twice in the file.", mend: "Keep one point for each.")
      }
      let point = try PointTruth(feature, id: id, region: region)
      if shapes.covers(region.shape, point.place) { points[id] = point }
    }
    return points.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  private init(_ feature: FeatureReading, id: String, region: RegionModel) throws(ScoringError) {
    self.id = id
    guard let day = try feature.day("date") else {
      throw ScoringError(.badDate, at: feature.place, "The point has no date.", mend: "Write it as YYYY-MM-DD.")
    }
    self.day = day
    let word = try feature.text("status") ?? ""
    guard let status = SiteStatus(rawValue: word) else {
      throw ScoringError(
        .unknownWord, at: feature.place, "“\(word.prefix(40))” is no status of a site.",
        mend: "Write one of \(SiteStatus.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    let start = try feature.day("site_start_date") ?? day
    let isWithin = start >= region.start && day <= region.end
    self.status = status == .positive && !isWithin ? .positiveUnbounded : status
    do { place = try GeoJSON.point(from: feature.geometry, at: feature.place) } catch { throw ScoringError(error) }
  }
}
