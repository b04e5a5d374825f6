import Foundation
import Provenance

/// Footprints by month, `YYYY-MM`.
///
/// A folder holds a GeoJSON file for each month, with the month in its name (`…2018_01…` or `…2018-01…`), as SpaceNet 7
/// has them; one file holds all months where every feature has a property `month` (`YYYY-MM`) or `date`. In both each
/// feature has an `Id` or `id` that stays the same through the months.
struct MonthlyFootprints {
  let name: String
  let months: [String: [Footprint]]
  let isPlane: Bool

  /// - Throws: whatever is wrong with a file; `badDate`, `duplicateID`.
  init(_ path: String, isPlane: Bool) throws(ScoringError) {
    let url = URL(fileURLWithPath: path)
    name = url.lastPathComponent
    guard FolderListing.isFolder(path) else {
      let file = try FootprintFile(path, isPlane: isPlane)
      var months: [String: [FeatureReading]] = [:]
      for feature in file.features { months[try Self.month(of: feature), default: []].append(feature) }
      self.months = try Self.footprints(file, months)
      self.isPlane = file.isPlane
      return
    }
    var months: [String: [Footprint]] = [:]
    var owners: [String: String] = [:]
    var files: [FootprintFile] = []
    for name in try FolderListing.geoJSON(in: path, role: "folder of monthly footprints") {
      guard let month = Self.month(inName: name) else {
        throw ScoringError(
          .badDate, at: name, "The file's name holds no month.",
          mend: "Name it with the month, such as 2018_01.geojson.")
      }
      if let first = owners[month] {
        throw ScoringError(
          .duplicateID, at: name, "\(first) is also of \(month).", mend: "Keep one file for each month in the folder.")
      }
      owners[month] = name
      let file = try FootprintFile(path + "/" + name, isPlane: isPlane)
      files.append(file)
      months[month] = try Self.footprints(file, [month: file.features])[month] ?? []
    }
    guard !files.isEmpty else {
      throw ScoringError(
        .noFeatures, at: name, "The folder holds no GeoJSON file.", mend: "Name the folder of monthly footprints.")
    }
    try FootprintFile.checkFrames(files)
    self.months = months
    self.isPlane = files[0].isPlane
  }

  private static func footprints(
    _ file: FootprintFile, _ months: [String: [FeatureReading]]
  ) throws(ScoringError) -> [String: [Footprint]] {
    var result: [String: [Footprint]] = [:]
    for (month, features) in months.sorted(by: { $0.key < $1.key }) {
      var seen: Set<String> = []
      var footprints: [Footprint] = []
      for feature in features {
        guard let id = try file.id(of: feature) else {
          throw ScoringError(
            .malformed, at: feature.place, "The footprint has no id.",
            mend: "Give it an Id that it keeps through the months.")
        }
        guard seen.insert(id).inserted else {
          throw ScoringError(
            .duplicateID, at: feature.place, "The id \(id) stands twice in \(month).",
            mend: "Give each footprint of a month its own.")
        }
        footprints.append(try file.footprint(feature, id: id))
      }
      result[month] = footprints
    }
    return result
  }

  private static func month(of feature: FeatureReading) throws(ScoringError) -> String {
    if let day = try feature.day("date") { return String(day.description.prefix(7)) }
    guard let text = try feature.text("month") else {
      throw ScoringError(
        .badDate, at: feature.place, "The footprint has neither a month nor a date.",
        mend: "Write a property month as YYYY-MM, or date as YYYY-MM-DD.")
    }
    guard CalendarDay(text + "-01") != nil else {
      throw ScoringError(
        .badDate, at: feature.place, "month is “\(text.prefix(40))”.", mend: "Write it as YYYY-MM.")
    }
    return text
  }

  private static func month(inName name: String) -> String? {
    let month = /(?:^|[^0-9])([12][0-9]{3})[_-]?(0[1-9]|1[0-2])(?:[^0-9]|$)/
    return name.firstMatch(of: month).map { $0.output.1 + "-" + $0.output.2 }
  }
}
