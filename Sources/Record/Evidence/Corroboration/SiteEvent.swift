import Provenance
import Quantities

/// Something that happened at a site, and between which dates.
package struct SiteEvent: Sendable, Hashable {
  /// The site's id.
  package let site: String
  /// Words for a reader, with an article where the name needs one: "the fuel plant".
  package let name: String
  /// What it did, so that it can follow the name: "began to build".
  package let what: String
  package let bracket: Bracket
  /// Something began: only beginnings make claims of what began before what.
  package let isBeginning: Bool
  /// Where in the record its dates stand.
  package let origins: [String]

  /// - Throws: `incomplete` without id, name or words; `outOfRange` for a bracket that ends before it begins.
  package init(
    site: String, name: String, what: String, bracket: Bracket, isBeginning: Bool = true, origins: [String] = []
  ) throws(EvidenceError) {
    let place = "event at \(AssessmentText.name(site))"
    guard ![site, name, what].contains(where: AssessmentText.isEmpty) else {
      throw EvidenceError(
        .incomplete, at: place, "It lacks the site's id, the site's name, or what happened.", mend: "Give all three.")
    }
    if let first = bracket.notBefore, let last = bracket.notAfter, last < first {
      throw EvidenceError(
        .outOfRange, at: place, "Its bracket begins on \(first) and ends on \(last).",
        mend: "Give the last date seen without first.")
    }
    self.site = site
    self.name = name
    self.what = what
    self.bracket = bracket
    self.isBeginning = isBeginning
    self.origins = origins
  }

  package var json: JSONValue {
    [
      "site": .string(site), "name": .string(name), "what": .string(what),
      "notBefore": JSONValue(bracket.notBefore?.description), "notAfter": JSONValue(bracket.notAfter?.description),
      "beginning": .bool(isBeginning), "origins": .array(origins.map { .string($0) }),
    ]
  }

  /// `nil` for anything that could not have been made.
  package init?(json: JSONValue) {
    let date = { (json: JSONValue) in json.stringValue.flatMap(Timestamp.init(iso8601:)) }
    guard let site = json["site"]?.stringValue, let name = json["name"]?.stringValue,
      let what = json["what"]?.stringValue, let notBefore = json.optional("notBefore", date),
      let notAfter = json.optional("notAfter", date), let isBeginning = json["beginning"]?.boolValue,
      let origins = json.list("origins", \.stringValue),
      let event = try? SiteEvent(
        site: site, name: name, what: what, bracket: Bracket(notBefore: notBefore, notAfter: notAfter),
        isBeginning: isBeginning, origins: origins)
    else { return nil }
    self = event
  }
}
