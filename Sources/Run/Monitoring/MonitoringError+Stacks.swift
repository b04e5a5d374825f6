import CaseStore
import Places
import Provenance
import Quantities

// Why there is no stack, in words.
extension MonitoringError {
  static func unusable(_ rows: [SceneRow]) -> MonitoringError {
    guard !rows.isEmpty else {
      return MonitoringError(
        .noUsableScene, at: "imagery", "No picture file was found.",
        mend: "Give folders or files that hold GeoTIFF, JPEG 2000, NITF, ENVI, PNG or JPEG pictures.")
    }
    if rows.allSatisfy({ $0.exclusion?.code == .offPicture }) {
      return MonitoringError(
        .outsideAllScenes, at: "site", "None of the \(rows.count) pictures covers the site.",
        mend: "Check the site's coordinates (longitude first) and the pictures' place.")
    }
    return MonitoringError(
      .noUsableScene, at: "imagery", "None of the \(rows.count) files can be used: \(tally(rows))",
      mend: "Mend what the reasons name, or give other pictures.")
  }

  static func tooSmall(_ gsd: Metres) -> MonitoringError {
    MonitoringError(
      .unmeasurable, at: "site",
      "No pixel of \(JSONValue.fixed(gsd.magnitude, places: 2)) m has its centre in the site.",
      mend: "Draw the site around all that you want to hear about, or give finer pictures.")
  }

  /// How many files were left out for which reason, the most frequent first, and the first of them in full.
  private static func tally(_ rows: [SceneRow]) -> String {
    var counts: [ExclusionCode: Int] = [:]
    for row in rows { if let code = row.exclusion?.code { counts[code, default: 0] += 1 } }
    let list = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\($0.value) \($0.key.rawValue)" }
    let example = rows.first { $0.exclusion != nil }
    return list.joined(separator: ", ") + "."
      + (example.map { " First: \($0.fileName): \($0.exclusion?.reason ?? "")" } ?? "")
  }

  static func tooFew(_ rows: [SceneRow]) -> MonitoringError {
    MonitoringError(
      .tooFewScenes, at: "imagery",
      "Only one scene of \(rows.count) \(rows.count == 1 ? "file" : "files") can be used; "
        + "change needs at least \(CaseStack.fewestScenes)."
        + (rows.contains { $0.exclusion != nil } ? " Left out: \(tally(rows))" : ""),
      mend: "Add pictures of other dates" + (rows.count > 1 ? ", or mend what the reasons name." : "."))
  }
}
