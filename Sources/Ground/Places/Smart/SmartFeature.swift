import Geodesy
import Provenance
import Quantities
import Vectors

/// One feature of a SMART model, with what the format says of its properties.
struct SmartFeature {
  enum Kind: String {
    case region
    case siteSummary = "site_summary"
    case site, observation
  }

  static let phases = ["No Activity", "Site Preparation", "Active Construction", "Post Construction", "Unknown"]

  let kind: Kind
  let place: String
  private let feature: JSONValue
  private var reader: PropertyReader { PropertyReader(properties: feature["properties"] ?? .null, place: place) }

  init(_ feature: JSONValue, place: String) throws(PlacesError) {
    self.feature = feature
    self.place = place
    let word = try PropertyReader(properties: feature["properties"] ?? .null, place: place).text("type")
    guard let kind = word.flatMap(Kind.init(rawValue:)) else {
      throw PlacesError(
        .notSmart, at: place,
        word.map { "“\($0.prefix(40))” is no type of a SMART feature." } ?? "The feature has no “type”.",
        mend: "Use region and site_summary, or site and observation.")
    }
    self.kind = kind
  }

  func text(_ key: String) throws(PlacesError) -> String? { try reader.text(key) }

  /// A name of the format.
  /// - Parameter form: in words, for who has to mend it.
  func id(_ key: String, _ isRight: (String) -> Bool, _ form: String) throws(PlacesError) -> String {
    let id = try text(key)
    guard let id, isRight(id) else {
      throw PlacesError(
        .notSmart, at: place, id.map { "The \(key) is “\($0.prefix(40))”." } ?? "There is no \(key).",
        mend: "Write \(form).")
    }
    return id
  }

  func polygons() throws(PlacesError) -> [GeoPolygon] {
    do { return try GeoJSON.polygons(from: feature["geometry"] ?? .null, at: place) } catch {
      throw PlacesError(error, role: .site)
    }
  }

  func date(_ key: String) throws(PlacesError) -> Timestamp? {
    guard let text = try text(key) else { return nil }
    guard text.utf8.count == 10, let date = Timestamp(iso8601: text) else {
      throw PlacesError(
        .notSmart, at: place, "The \(key) is “\(text.prefix(40))”, which is no date.",
        mend: "Write it as YYYY-MM-DD, or null.")
    }
    return date
  }

  func dates() throws(PlacesError) -> SmartModel.Dates {
    let dates = SmartModel.Dates(start: try date("start_date"), end: try date("end_date"))
    if let start = dates.start, let end = dates.end, end < start {
      throw PlacesError(
        .notSmart, at: place, "It ends on \(end.day), before it begins on \(start.day).",
        mend: "Exchange the two dates.")
    }
    return dates
  }

  /// A summary, or a site model's own site.
  func site(
    of region: String?, observations: [SmartModelSite.Observation]
  ) throws(PlacesError) -> SmartModelSite {
    let id = try id("site_id", Self.isSite, "the region's name, _ and four digits, such as AE_R001_0003")
    let named = String(id.dropLast(5))
    if let region, region != named {
      throw PlacesError(
        .notSmart, at: place, "The site “\(id)” is of the region \(named), and the model of \(region).",
        mend: "Take the site out, or give the model of \(named).")
    }
    return SmartModelSite(
      id: id, status: try text("status"), originator: try text("originator"), dates: try dates(),
      polygons: try polygons(), observations: observations)
  }

  func observation() throws(PlacesError) -> SmartModelSite.Observation {
    let polygons = try polygons()
    let phases = try text("current_phase")?.split(separator: ",").map { String($0.drop { $0 == " " }) } ?? []
    if let word = phases.first(where: { !Self.phases.contains($0) }) {
      throw PlacesError(
        .notSmart, at: place, "“\(word.prefix(40))” is no phase.",
        mend: "Use one of: \(Self.phases.joined(separator: ", ")).")
    }
    guard phases.isEmpty || phases.count == polygons.count else {
      throw PlacesError(
        .notSmart, at: place, "There are \(phases.count) phases for \(polygons.count) polygons.",
        mend: "Give one phase for each polygon.")
    }
    return SmartModelSite.Observation(
      date: try date("observation_date"), source: try text("source"), polygons: polygons, phases: phases)
  }

  /// Also `AE_Rxxx`, of sites of no region.
  static func isRegion(_ text: String) -> Bool {
    let letters = Array(text)
    return letters.count == 7 && letters[0...1].allSatisfy { ("A"..."Z").contains($0) } && letters[2] == "_"
      && "RCS".contains(letters[3])
      && (letters[4...].allSatisfy { ("0"..."9").contains($0) } || String(letters[4...]) == "xxx")
  }

  static func isSite(_ text: String) -> Bool {
    text.count == 12 && isRegion(String(text.prefix(7))) && text.dropFirst(7).first == "_"
      && text.suffix(4).allSatisfy { ("0"..."9").contains($0) }
  }
}
