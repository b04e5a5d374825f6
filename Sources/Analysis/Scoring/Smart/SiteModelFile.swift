import Foundation
import Geodesy
import Provenance

/// A site model as its file has it: one `site` and its observations.
struct SiteModelFile: Sendable {
  let name: String
  let siteID: String
  /// The region that it says to belong to; of its id where it says none.
  let region: String
  let originator: String?
  let version: String?
  let status: SiteStatus
  let score: Double
  let start: CalendarDay?
  let end: CalendarDay?
  let predictedPhase: String?
  let predictedDay: CalendarDay?
  let observations: [Observation]

  struct Observation: Sendable {
    let day: CalendarDay?
    let source: String?
    let phase: String?
    let polygons: [GeoPolygon]
    /// Those of `polygons` that outline the site rather than a part of it.
    let boundary: [GeoPolygon]
  }

  /// Id, originator and version: what tables name a site by.
  var id: String { ([siteID] + [originator, version].compactMap { $0 }).joined(separator: "_") }
}

extension SiteModelFile {
  /// - Parameter region: the region that is scored; a model of another is read no further than its site.
  /// - Returns: `nil` for a model of another region.
  /// - Throws: `unreadable`, `notJSON`, `malformed`, `noFeatures`, `badOutline`, `unknownWord`, `badDate`,
  ///   `datesOutOfOrder`, `mixedRegions`, `tooLarge`.
  static func read(_ path: String, region: String) throws(ScoringError) -> SiteModelFile? {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let features = try FeatureReading.all(in: path, name: name)
    let site = try site(of: features, name)
    guard let siteID = try site.text("site_id") else {
      throw ScoringError(
        .malformed, at: site.place, "The site has no site_id.", mend: "Write one, such as \(region)_0001.")
    }
    let ofID = siteID.split(separator: "_", omittingEmptySubsequences: false).dropLast().joined(separator: "_")
    let stated = try site.text("region_id") ?? ofID
    guard stated == region || ofID == region else { return nil }
    guard stated == region, ofID == region || !looksLikeRegion(ofID) else {
      throw ScoringError(
        .mixedRegions, at: site.place, "The site \(siteID) says that it is of region \(stated).",
        mend: "Give site_id and region_id of one region.")
    }
    return try model(name, siteID, region, site, features)
  }

  /// Whether a file's name says that it is of another region: such a file is not opened.
  static func isOfOtherRegion(_ file: String, than region: String) -> Bool {
    let parts = file.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return false }
    let prefix = parts[0] + "_" + parts[1]
    return looksLikeRegion(String(prefix)) && prefix != region && !file.contains(region)
  }

  /// Two letters, underscore, a letter and three digits, such as BR_R002.
  private static func looksLikeRegion(_ text: String) -> Bool { text.wholeMatch(of: /[A-Z]{2}_[A-Z][0-9]{3}/) != nil }

  private static func site(of features: [FeatureReading], _ name: String) throws(ScoringError) -> FeatureReading {
    let sites = features.filter { $0.properties["type"]?.stringValue == "site" }
    guard let site = sites.first, sites.count == 1 else {
      throw ScoringError(
        .malformed, at: name, "The file holds \(sites.count) features of type “site”.",
        mend: "Give each site a file of its own, with one feature of type “site”.")
    }
    return site
  }

  private static func model(
    _ name: String, _ siteID: String, _ region: String, _ site: FeatureReading, _ features: [FeatureReading]
  ) throws(ScoringError) -> SiteModelFile {
    let word = try site.text("status")
    guard let status = SiteStatus(rawValue: word ?? "") else {
      throw ScoringError(
        .unknownWord, at: site.place,
        word.map { "“\($0.prefix(40))” is no status of a site." } ?? "There is no status.",
        mend: "Write one of \(SiteStatus.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    let (start, end) = (try site.day("start_date"), try site.day("end_date"))
    if let start, let end, end < start {
      throw ScoringError(
        .datesOutOfOrder, at: site.place, "end_date \(end) lies before start_date \(start).",
        mend: "Swap or mend them.")
    }
    var observations: [Observation] = []
    for feature in features where feature.place != site.place { observations.append(try observation(feature)) }
    guard !observations.isEmpty else {
      throw ScoringError(
        .noFeatures, at: name, "The site has no observation.",
        mend: "Add features of type “observation”, or leave the file out.")
    }
    return SiteModelFile(
      name: name, siteID: siteID, region: region, originator: try site.text("originator"),
      version: try site.text("version"), status: status, score: try site.share("score") ?? 1, start: start, end: end,
      predictedPhase: try site.text("predicted_phase_transition"),
      predictedDay: try site.day("predicted_phase_transition_date"), observations: observations)
  }
}

extension SiteModelFile {
  private static func observation(_ feature: FeatureReading) throws(ScoringError) -> Observation {
    let type = try feature.text("type")
    guard type == "observation" else {
      throw ScoringError(
        .malformed, at: feature.place,
        type.map { "A site model holds no feature of type “\($0.prefix(40))”." } ?? "The feature has no type.",
        mend: "Keep one feature of type “site”, and its observations.")
    }
    let phase = try feature.text("current_phase")
    for label in (phase ?? "").components(separatedBy: ", ") where phase != nil {
      guard SitePhase(rawValue: label) != nil else {
        throw ScoringError(
          .unknownWord, at: feature.place, "“\(label.prefix(40))” is no phase.",
          mend: "Write \(SitePhase.allCases.map(\.rawValue).joined(separator: ", ")), several joined by “, ”, or null.")
      }
    }
    let polygons = try feature.polygons()
    return Observation(
      day: try feature.day("observation_date"), source: try feature.text("source"), phase: phase, polygons: polygons,
      boundary: try boundary(of: polygons, feature))
  }

  /// A lone “True” keeps every polygon; else each polygon has a flag, and what has none is dropped.
  private static func boundary(
    of polygons: [GeoPolygon], _ feature: FeatureReading
  ) throws(ScoringError) -> [GeoPolygon] {
    guard feature.geometry["type"]?.stringValue == "MultiPolygon" else { return polygons }
    let value = feature.properties["is_site_boundary"] ?? .null
    let text: String
    switch value {
    case .null, "": text = "None"
    case .bool(let flag): text = flag ? "True" : "False"
    default: text = try feature.text("is_site_boundary") ?? "None"
    }
    let flags = text.replacing(" ", with: "").split(separator: ",", omittingEmptySubsequences: false)
    if let odd = flags.first(where: { !["True", "False", "None"].contains($0) }) {
      throw ScoringError(
        .unknownWord, at: feature.place, "is_site_boundary holds “\(odd.prefix(40))”.",
        mend: "Write “True” or “False” for each polygon, several joined by “, ”, or null.")
    }
    if flags == ["True"] { return polygons }
    return zip(polygons, flags).filter { $1 != "False" }.map(\.0)
  }
}
