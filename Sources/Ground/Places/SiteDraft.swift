import Geodesy
import Provenance
import Vectors

/// One feature of a site file as it was written: ids and references are not settled yet.
struct SiteDraft {
  let place: String
  let role: Site.Role
  let id: String?
  let name: String?
  let owner: String?
  let kind: String?
  let polygons: [GeoPolygon]
  let lines: [[GeoPoint]]
  let relations: [Site.Relation]

  init(_ feature: JSONValue, index: Int, fileName: String) throws(PlacesError) {
    let place = "\(fileName), feature \(index + 1)"
    guard feature["type"]?.stringValue == "Feature" else {
      throw PlacesError(
        .notGeoJSON, at: place, "This entry is not a Feature.", mend: "Save the file as RFC 7946 GeoJSON.")
    }
    let reader = PropertyReader(properties: feature["properties"] ?? .null, place: place)
    self.place = place
    let written = try reader.text("id")
    let member = try PropertyReader(properties: feature, place: place).text("id")
    id = written ?? member
    name = try reader.text("name")
    owner = try reader.text("site")
    kind = try reader.text("kind")
    let word = try reader.text("role") ?? Site.Role.site.rawValue
    guard let role = Site.Role(rawValue: word) else {
      throw PlacesError(
        .unknownWord, at: place, "“\(word.prefix(40))” is not a role.",
        mend: "Use one of: \(Site.Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    self.role = role
    relations = try reader.relations()
    do {
      let geometry = feature["geometry"] ?? .null
      polygons = role == .line ? [] : try GeoJSON.polygons(from: geometry, at: place)
      lines = role == .line ? try GeoJSON.lines(from: geometry, at: place) : []
    } catch {
      throw PlacesError(error, role: role)
    }
  }

  /// Where the thing begins; decides which site it lies in.
  var firstPoint: GeoPoint? { polygons.first?.exterior.first ?? lines.first?.first }
}

extension PlacesError {
  /// The same fault, told of a site's outline.
  init(_ error: VectorError, role: Site.Role) {
    switch error.code {
    case .wrongGeometry:
      let wanted = role == .line ? "a LineString" : "a Polygon"
      self.init(
        .wrongGeometry, at: error.place, "\(error.reason) The role “\(role.rawValue)” needs \(wanted).",
        mend: role == .line ? "Draw it as a line." : "Draw its outline.", cause: error.cause)
    case .outOfRange: self.init(.outOfRange, at: error.place, error.reason, mend: error.mend, cause: error.cause)
    case .malformed: self.init(.notGeoJSON, at: error.place, error.reason, mend: error.mend, cause: error.cause)
    case .tooLarge: self.init(.tooLarge, at: error.place, error.reason, mend: error.mend, cause: error.cause)
    case .notClosed, .degenerate, .selfCrossing, .holeOutside, .notOverlaid:
      self.init(.invalidOutline, at: error.place, error.reason, mend: error.mend, cause: error.cause)
    }
  }
}
