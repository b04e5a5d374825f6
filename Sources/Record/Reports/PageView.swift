import Quantities

/// Everything that the page's template names, ready to be printed.
///
/// Names are unique across all views: Mustache looks for a missing name in the views around it, and an absent note
/// must not be filled with that of another feature.
struct PageView {
  let title: String
  let sites: String
  let period: String
  let sceneCounts: String
  let featureCounts: String
  let banner: BannerView
  let edition: String?
  let record: RecordView?
  let reportChanges: ChangesView?
  let corroboration: CorroborationView?
  let timeline: TimelineView?
  let assessed: [AssessedView]
  let hasAssessed: Bool
  let outlook: OutlookView?
  let sourceItems: [SourceView]
  let hasSourceItems: Bool
  let quotable: Markup
  let root: Markup?
  let findings: FindingsView
  let map: MapView?
  let cards: [CardView]
  let hasCards: Bool
  let rest: [FeatureRowView]
  let hasRest: Bool
  let scenes: ScenesView
  let series: [SeriesView]
  let hasSeries: Bool
  let activity: ActivityView?
  let sight: SightView?
  let unseen: UnseenView
  let budget: [BudgetView]
  let hasBudget: Bool
  let method: [MethodView]
  let software: [ReportSection.Row]
  let hasSoftware: Bool
  let truth: TruthView?
  let credits: [String]
  let hasCredits: Bool
  let caseName: String
  let created: String

  init(_ content: ReportContent) throws(ReportError) {
    let list = FindingList(content.features)
    title = content.title
    sites = content.siteNames.isEmpty ? "not named" : PlainWords.list(content.siteNames)
    period = content.period.map { "\($0.first.day) to \($0.last.day)" } ?? "no dated scene"
    let used = content.scenes.count { $0.exclusion == nil }
    sceneCounts = "\(NumberText.count(used)) used, \(NumberText.count(content.scenes.count - used)) kept out"
    featureCounts = Self.featureCounts(list)
    banner = BannerView(content.features)
    edition = content.edition
    record = content.record.flatMap { RecordView($0, numbers: list.numberOfID) }
    reportChanges = content.record?.changes.map { ChangesView($0, content.features) }
    corroboration = content.record.flatMap { CorroborationView($0) }
    timeline = content.record?.timeline.flatMap { TimelineView($0, content.features) }
    assessed = (content.record?.assessments ?? []).map(AssessedView.init)
    hasAssessed = !assessed.isEmpty
    outlook = content.record.map { OutlookView($0, content.features) }
    sourceItems = (content.record?.sources ?? []).map(SourceView.init)
    hasSourceItems = !sourceItems.isEmpty
    quotable = QuotableText.markup(content)
    root = content.record.map { Markup(ReportRoot.markup($0.root)) }
    findings = FindingsView(list, scenesUsed: used)
    if let map = content.map { self.map = try MapView(map, list) } else { map = nil }
    let period = StripPeriod(content)
    var cards: [CardView] = []
    for item in list.cards { cards.append(try CardView(item, list, period: period)) }
    self.cards = cards
    hasCards = !cards.isEmpty
    rest = list.table.map { FeatureRowView($0, list) }
    hasRest = !rest.isEmpty
    scenes = ScenesView(content.scenes)
    series = content.areaSeries.enumerated().map { SeriesView($1, index: $0) }
    hasSeries = !series.isEmpty
    activity = content.activity.flatMap { ActivityView($0, period: period) }
    sight = content.observability.flatMap { SightView($0, period: period) }
    unseen = UnseenView(content, list)
    budget = content.budget.map(BudgetView.init)
    hasBudget = !budget.isEmpty
    method = content.method.map(MethodView.init)
    software = content.software.map { ReportSection.Row(name: $0.name, value: $0.version) }
    hasSoftware = !software.isEmpty
    truth = content.truthComparison.map(TruthView.init)
    credits = content.credits
    hasCredits = !credits.isEmpty
    caseName = content.caseName
    created = content.created
  }

  private static func featureCounts(_ list: FindingList) -> String {
    var parts = [PlainWords.count(list.changes.count, "change")]
    if !list.standing.isEmpty { parts.append("\(NumberText.count(list.standing.count)) standing for comparison") }
    if !list.rejected.isEmpty { parts.append("\(NumberText.count(list.rejected.count)) rejected by a reviewer") }
    return parts.joined(separator: ", ")
  }
}
