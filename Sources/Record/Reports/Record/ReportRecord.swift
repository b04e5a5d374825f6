import Evidence
import Provenance
import Quantities

/// What persons claim and judge, as the report prints it.
package struct ReportRecord: Sendable {
  package var findings: [Finding]
  package var sources: [Source]
  package var assessments: [Judged]
  /// What the findings rest on; only standing findings of the record are shown.
  package var corroborations: [CorroborationOf]
  /// Events of related sites; `nil` where there is but one.
  package var timeline: SiteTimeline?
  package var agreements: [AnalystAgreement]
  package var forecasts: [Forecast]
  package var capacities: [StatedCapacity]
  /// `nil` of a first report.
  package var changes: ReportChanges?
  /// When the report is made, by which a forecast is overdue; `nil` leaves that out.
  package var now: Timestamp?
  /// Of the ledger entry that vouches for the report; the placeholder while it is made.
  package var root: String

  /// An assessment with what it comes to.
  package struct Judged: Sendable {
    let judgement: Judgement
    let sensitivity: [Sensitivity]
    let matrix: HypothesisMatrix

    /// Ids of the findings that it weighs.
    var findings: [String] { judgement.assessment.findings }

    package init(_ judgement: Judgement, _ sensitivity: [Sensitivity], _ matrix: HypothesisMatrix) {
      self.judgement = judgement
      self.sensitivity = sensitivity
      self.matrix = matrix
    }
  }

  package init(
    findings: [Finding] = [], sources: [Source] = [], assessments: [Judged] = [],
    corroborations: [CorroborationOf] = [], timeline: SiteTimeline? = nil, agreements: [AnalystAgreement] = [],
    forecasts: [Forecast] = [], capacities: [StatedCapacity] = [], changes: ReportChanges? = nil,
    now: Timestamp? = nil, root: String = ReportRoot.placeholder
  ) {
    self.findings = findings
    self.sources = sources
    self.assessments = assessments
    self.corroborations = corroborations
    self.timeline = timeline
    self.agreements = agreements
    self.forecasts = forecasts
    self.capacities = capacities
    self.changes = changes
    self.now = now
    self.root = root
  }
}

/// The hash by which a reader checks a report: that of the ledger entry which holds the report's own hash.
///
/// A page cannot hold the hash of something that holds the page's hash. So the page is hashed with zeros in the root's
/// place, and the root is put there afterwards.
package enum ReportRoot {
  package static let placeholder = String(repeating: "0", count: 64)
  private static let start = "<code id=\"root\">"

  /// The root's markup in a page.
  static func markup(_ root: String) -> String { start + root + "</code>" }

  /// `page`, made with the placeholder, with its root.
  package static func page(_ page: String, root: ContentHash) -> String {
    page.replacing(markup(placeholder), with: markup(root.hexadecimal))
  }

  /// The root that a page prints, and the page as it was hashed; `nil` of a page that prints none.
  package static func read(_ page: String) -> (root: ContentHash, hashed: String)? {
    guard let place = page.firstRange(of: start) else { return nil }
    let digits = page[place.upperBound...].prefix(64)
    guard let root = ContentHash(stored: String(digits)) else { return nil }
    return (root, page.replacing(markup(root.hexadecimal), with: markup(placeholder)))
  }
}
