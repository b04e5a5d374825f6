import Places
import Quantities

/// Everything that a report says, as plain values. Text in it is taken as text: nothing of it becomes markup.
package struct ReportContent: Sendable {
  package var title: String
  package var caseName: String
  package var siteNames: [String]
  /// When the report was made, in words; a fixed text makes reports byte-identical.
  package var created: String
  package var software: [ReportSoftware]
  /// First and last date of the scenes; `nil` where none has a date.
  package var period: (first: Timestamp, last: Timestamp)?
  package var scenes: [ReportScene]
  package var features: [ReportFeature]
  package var map: ReportMap?
  package var areaSeries: [AreaSeries]
  /// `nil` where it was not looked for.
  package var activity: Activity?
  /// `nil` where it was not looked for.
  package var observability: Observability?
  /// What every number inherits from how the pictures were made comparable.
  package var budget: [BudgetTerm]
  package var method: [ReportSection]
  package var limits: [String]
  /// Measured beside true, where the truth is known; `nil` for real cases.
  package var truthComparison: [TruthRow]?
  package var credits: [String]
  /// What persons claim; `nil` where the page stands outside a case.
  package var record: ReportRecord?
  /// What this edition leaves out, in words; `nil` of a whole report.
  package var edition: String?

  package init(
    title: String, caseName: String, siteNames: [String], created: String, software: [ReportSoftware] = [],
    period: (first: Timestamp, last: Timestamp)? = nil, scenes: [ReportScene] = [], features: [ReportFeature] = [],
    map: ReportMap? = nil, areaSeries: [AreaSeries] = [], activity: Activity? = nil,
    observability: Observability? = nil, budget: [BudgetTerm] = [], method: [ReportSection] = [], limits: [String] = [],
    truthComparison: [TruthRow]? = nil, credits: [String] = [], record: ReportRecord? = nil
  ) {
    self.title = title
    self.caseName = caseName
    self.siteNames = siteNames
    self.created = created
    self.software = software
    self.period = period
    self.scenes = scenes
    self.features = features
    self.map = map
    self.areaSeries = areaSeries
    self.activity = activity
    self.observability = observability
    self.budget = budget
    self.method = method
    self.limits = limits
    self.truthComparison = truthComparison
    self.credits = credits
    self.record = record
  }
}
