import Evidence
import Foundation
import Places
import Provenance

/// The claims of a report as data inside its page, so that a retelling can be checked against the page alone.
package enum QuotableText {
  private static let start = "<pre hidden id=\"claims\">"
  private static let end = "</pre>"

  /// Findings that stand, then what the machine says of each feature that was not rejected.
  static func json(_ content: ReportContent) -> JSONValue {
    let findings = (content.record?.findings ?? [])
      .filter { $0.status != .withdrawn && $0.status != .superseded }
      .map { entry($0.id, $0.claim, $0.likelihood, aliases(of: $0, content)) }
    let machine = content.features.filter { $0.feature.status != .rejected }.flatMap { item in
      let claims = FeatureClaims(item.feature)
      return claims.all.map { entry(item.feature.id, $0, nil, claims.aliases) }
    }
    return [
      "places": .array(content.siteNames.map { .string($0) }), "claims": .array(findings + machine),
    ]
  }

  private static func aliases(of finding: Finding, _ content: ReportContent) -> [String] {
    content.features.first { $0.feature.id == finding.claim.subject.id }.map { FeatureClaims($0.feature).aliases } ?? []
  }

  private static func entry(
    _ id: String, _ claim: Claim, _ likelihood: Likelihood?, _ aliases: [String]
  ) -> JSONValue {
    [
      "id": .string(id), "claim": claim.json, "likelihood": JSONValue(likelihood?.rawValue),
      "aliases": .array(aliases.map { .string($0) }),
    ]
  }

  static func markup(_ content: ReportContent) -> Markup {
    Markup(start + InertText.escape(json(content).compactText) + end)
  }

  /// The claims of a page and the names of its sites; `nil` where it holds none that can be read.
  package static func read(_ page: String) -> (claims: [QuotableClaim], places: [String])? {
    guard let first = page.firstRange(of: start), let last = page[first.upperBound...].firstRange(of: end) else {
      return nil
    }
    let text = String(page[first.upperBound..<last.lowerBound])
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    guard let json = try? JSONValue(parsing: Data(text.utf8)), let listed = json["claims"]?.arrayValue,
      let places = json["places"]?.arrayValue?.compactMap(\.stringValue)
    else { return nil }
    let claims = listed.compactMap(Self.claim)
    return claims.count == listed.count ? (claims, places) : nil
  }

  private static func claim(_ json: JSONValue) -> QuotableClaim? {
    guard let id = json["id"]?.stringValue, let claim = json["claim"].flatMap(Claim.init(json:)),
      let likelihood = json["likelihood"], let aliases = json["aliases"]?.arrayValue?.compactMap(\.stringValue)
    else { return nil }
    return QuotableClaim(
      id: id, claim: claim, likelihood: likelihood.stringValue.flatMap(Likelihood.init(rawValue:)), aliases: aliases)
  }
}
