import CaseStore
import Catalogue
import Changes
import Evidence
import Foundation
import Places
import Provenance
import Quantities
import Rasters
import Reports
import Stacks
import Tracking

/// The pipeline of one case: scenes to stack to changes to features to report, each step recorded, each result cached.
package struct CaseRun {
  package let store: CaseStore
  package let options: RunOptions

  /// The ledger's act that holds a report's hash.
  package static let reportAct = "report"

  /// Version of everything after the stack; part of the analysis's key.
  static let version = 13

  package init(_ store: CaseStore, options: RunOptions) {
    self.store = store
    self.options = options
  }

  /// Files catalogued into the case, pixels untouched: what `add` does.
  /// - Returns: the rows of these files.
  package func add(_ paths: [String], given: GivenPosition? = nil) throws -> [SceneRow] {
    let files = try ImageryFolder.files(below: paths)
    let reader = options.reader()
    defer { reader.close() }
    try store.keep(options.heights, reader: reader)
    let rows = SceneIngest(options: options, reader: reader).rows(files: files, known: try store.scenes(), given: given)
    let record = StepRecord(
      "add", version: 1, inputs: rows.compactMap(\.contentHash).sorted(), settings: given.map(\.settings) ?? .null)
    try store.commit { transaction in
      try transaction.save(scenes: rows)
      try transaction.append([LedgerAct(record, by: Program.name, at: options.now)])
    }
    return rows
  }

  /// The whole way: new files are catalogued, and what depends on them is computed; what is known comes from the cache.
  /// - Parameters:
  ///   - paths: files and folders with imagery; empty to use what the case knows already.
  ///   - truth: a simulation's `truth.geojson`, to set measured beside true in the report.
  ///   - always: writes the report again even where nothing is new, for instance after a mark.
  package func watch(_ paths: [String], truth: String? = nil, always: Bool = false) throws -> RunSummary {
    sweep()
    // A mistyped name should not cost a whole run.
    if let truth { _ = try TruthComparison(file: truth) }
    let reader = options.reader()
    defer { reader.close() }
    try store.keep(options.heights, reader: reader)
    let known = try store.scenes()
    var rows = known
    var verified: Set<ContentHash> = []
    if !paths.isEmpty {
      let found = SceneIngest(options: options, reader: reader)
        .rows(files: try ImageryFolder.files(below: paths), known: known)
      rows = merged(found, known)
      verified = Set(found.flatMap(\.fileHashes))
    }
    if !always, truth == nil, try store.setting("published") == analysisKey(rows),
      let summary = publishedSummary()
    {
      return summary
    }
    let stacks: CaseStacks
    do {
      stacks = try CaseStacksBuilder(
        store: store, options: options, reader: reader, verified: verified, mostPixels: StackGrid.mostWatchedPixels
      ).build(rows)
    } catch let refusal as StackRefusal {
      // What was found out about the files outlives the refusal.
      try store.commit { try $0.replace(scenes: refusal.rows) }
      throw refusal.error
    }
    let temperatures = TemperatureReading(
      stacks: stacks, reader: reader, verified: verified, threads: options.threads)
    return try publish(try analyse(stacks), stacks: stacks, temperatures, truth: truth)
  }

  // MARK: - Steps

  func analyse(_ stacks: CaseStacks) throws -> CaseAnalysis {
    let earlier = try store.features()
    let sites = try store.sites()
    var taken: Set<String> = []
    var parts: [Int: StackAnalysis] = [:]
    // What the finest stack shows keeps its ids first: it is what stays where several show the same.
    for index in stacks.finestFirst {
      let stack = stacks.all[index]
      let unseen = unseen(stack.rows + (index == 0 ? stacks.loose : []))
      parts[index] = try analyse(stack, own: stacks.own(of: index), unseen: unseen, sites, earlier, &taken)
    }
    let all = stacks.all.indices.compactMap { parts[$0] }
    let printed = Set(earlier.map(\.id))
    var analysis =
      stacks.isOne
      ? CaseAnalysis(stacks: all, result: all[0].result, homes: [:])
      : try FeatureMerging(parts: all, printed: printed).merged()
    try all[0].assembly.keepMarked(try store.observations(), in: &analysis.result)
    analysis.result.features.sort(by: CaseRun.precedes)
    return analysis
  }

  private func analyse(
    _ stack: CaseStack, own: Set<String>, unseen: [FeatureAssembly.Unseen], _ sites: [Site], _ earlier: [Feature],
    _ taken: inout Set<String>
  ) throws -> StackAnalysis {
    options.progress.report("finding change", done: 0, of: 1)
    let changes = StackChanges(stack: stack, threads: options.threads)
    let (whole, local) = (changes.whole, changes.local())
    let finder = try stack.finder(sites: sites, threads: options.threads)
    let things = whole.map { finder.find($0, local: local).map(changes.named) } ?? []
    let assembly = stack.assembly(
      sites: sites, unseen: unseen, earlier: earlier, rules: try store.licenceRules(), threads: options.threads)
    return StackAnalysis(
      stack: stack, own: own, detection: whole, local: local, finder: finder, things: things, assembly: assembly,
      result: try assembly.assemble(things, taken: &taken))
  }

  /// Scenes that were kept out for a reason under which every feature counts them as not seeing.
  func unseen(_ rows: [SceneRow]) -> [FeatureAssembly.Unseen] {
    rows.compactMap { row in
      guard let scene = row.scene, let code = row.exclusion?.code, let reason = Visibility(rawValue: code.rawValue)
      else { return nil }
      return (scene.id, scene.date, reason)
    }
  }

  /// Strongest first; where equal, by place, so that the order depends on no id.
  static func precedes(_ left: Feature, _ right: Feature) -> Bool {
    func rank(_ feature: Feature) -> (Double, Double, Double, Double) {
      let point = feature.outline.first?.exterior.first
      return (
        -feature.score, -(feature.area.estimate?.value.magnitude ?? 0), point?.longitude ?? 0, point?.latitude ?? 0
      )
    }
    return rank(left) < rank(right)
  }

  private func publish(
    _ analysis: CaseAnalysis, stacks: CaseStacks, _ temperatures: TemperatureReading, truth: String?
  ) throws -> RunSummary {
    let acts = acts(stacks, analysis)
    try store.commit { transaction in
      try transaction.replace(scenes: stacks.rows)
      try transaction.replace(features: analysis.result.features, observations: analysis.result.observations)
      try transaction.append(acts)
    }
    let report = try assembly(of: analysis, stacks: stacks, temperatures)
    var summary = RunSummary(
      caseName: URL(fileURLWithPath: store.folder.path).lastPathComponent,
      used: RunSummary.used(of: stacks.rows), excluded: RunSummary.excluded(of: stacks.rows),
      features: Set(report.features.filter { $0.change != nil }.map(\.id)).count)
    summary.prepared = stacks.newScenes
    let content = try report.content(truth: truth)
    let page = try HTMLReport.render(content)
    let files = ReportFiles(
      features: report.features, activity: report.activity, observability: report.observability,
      findings: try store.findings(), summary: summary, content: content)
    let root = try vouch(for: page, files)
    try files.write(page: ReportRoot.page(page, root: root), to: store.folder.reports + "/latest")
    // What was left out is told by the next run that is not asked to leave it out.
    try store.set("published", analysisKey(stacks.rows) + (options.tellsAbsence ? "" : " without absence"))
    return summary
  }

  /// What a report shows of an analysis; of a case that holds the analysis's features.
  func assembly(
    of analysis: CaseAnalysis, stacks: CaseStacks, _ temperatures: TemperatureReading
  ) throws -> ReportAssembly {
    // Read back: marks of analysts lie over what the machine found.
    let features = try store.features()
    let activity = try ActivityAssembly(
      stacks: stacks, analysis: analysis, sites: try store.sites(), features: features,
      unseen: unseen(stacks.finest.rows), temperatures: temperatures, threads: options.threads
    ).activity()
    options.progress.report("asking what would have been seen", done: 0, of: 1)
    let observability = try ObservabilityAssembly(
      stacks: stacks, analysis: analysis, sites: try store.sites(), features: features,
      unseen: unseen(stacks.rows), tellsAbsence: options.tellsAbsence, threads: options.threads
    ).observability()
    options.progress.report("writing the report", done: 0, of: 1)
    return ReportAssembly(
      store: store, stacks: stacks, features: features, analysis: analysis, activity: activity,
      observability: observability, rules: try store.licenceRules(), threads: options.threads, now: options.now)
  }

  /// What the report of the case as it stands shows, computed from its pictures and what is kept of them.
  func assembled() throws -> ReportAssembly {
    let reader = options.reader()
    defer { reader.close() }
    do {
      let stacks = try CaseStacksBuilder(
        store: store, options: options, reader: reader, verified: [], mostPixels: StackGrid.mostWatchedPixels
      ).build(try store.scenes())
      let temperatures = TemperatureReading(stacks: stacks, reader: reader, verified: [], threads: options.threads)
      return try assembly(of: try analyse(stacks), stacks: stacks, temperatures)
    } catch let refusal as StackRefusal { throw refusal.error }
  }

  // MARK: - Record

  /// Writes to the ledger what the report's files hold.
  /// - Returns: the hash of that entry, which the page prints.
  private func vouch(for page: String, _ files: ReportFiles) throws -> ContentHash {
    let settings = JSONValue.object(
      files.documents.map { .init($0.name, .string(ContentHash(of: $0.text).hexadecimal)) })
    return try store.commit { transaction in
      try transaction.append([
        LedgerAct(
          StepRecord(Self.reportAct, version: 1, inputs: [], settings: settings, output: ContentHash(of: page)),
          by: Program.name, at: options.now)
      ])
      return try transaction.head().map(\.hash) ?? ContentHash(of: page)
    }
  }

  private func acts(_ stacks: CaseStacks, _ analysis: CaseAnalysis) -> [LedgerAct] {
    let prepared = analysis.stacks.map { ($0, acts(preparing: $0.stack)) }
    // One of the features for each stack that they were found on, its settings and what it was computed from.
    let changes = prepared.map { part, prepared in
      StepRecord(
        "change", version: Self.version, inputs: [prepared.normalise.key],
        settings: Settings.change(part.detection, part.stack.limiting),
        output: ContentHash(of: FeatureJSON.collection(analysis.result.features)))
    }
    // What became several or one since it was printed: an id says that a thing is the same, this what else it was.
    let identities = analysis.stacks.flatMap(\.result.identities)
    let identity = StepRecord(
      "identity", version: 1, inputs: prepared.map(\.1.normalise.key),
      settings: ["changes": .array(identities.map(\.json))],
      output: ContentHash(of: FeatureJSON.collection(analysis.result.features)))
    return prepared.flatMap { $0.1.acts }
      + (changes + (identities.isEmpty ? [] : [identity])).map { LedgerAct($0, by: Program.name, at: options.now) }
  }

  /// What the ledger says of a stack, and the record that stands for the whole of it.
  func acts(preparing stack: CaseStack) -> (acts: [LedgerAct], normalise: StepRecord) {
    let normalise = StepRecord(
      "normaliseAndMask", version: 2, inputs: stack.records.map(\.key).sorted(), settings: Settings.stack)
    let setting = stack.control == nil ? nil : try? store.setting(ControlSetting.key)
    let control = setting.flatMap(ControlSetting.init(text:)).map { setting in
      StepRecord("control", version: 1, inputs: [setting.reference], settings: setting.json)
    }
    let heights = stack.placing.json.map { setting in
      StepRecord(
        "heights", version: 2,
        inputs: stack.rows.compactMap(\.scene)
          .filter { $0.product.rationalPolynomials != nil }.map(\.contentHash).sorted(), settings: setting)
    }
    return (
      (stack.newRecords + [control, heights, normalise].compactMap { $0 }).map {
        LedgerAct($0, by: Program.name, at: options.now)
      }, normalise
    )
  }

  /// Everything that can move a number of the result: the scenes' content and place, the sites, the reference,
  /// versions.
  private func analysisKey(_ rows: [SceneRow]) throws -> String {
    let scenes = rows.compactMap { row -> String? in
      row.scene.map { scene in
        let reading = scene.product.readsPlainly ? "" : scene.product.reading.canonicalText
        return "\(scene.contentHash.hexadecimal) \(scene.date) \(scene.grid.geotransform.coefficients) \(reading)"
      }
    }
    let other = rows.filter { $0.scene == nil }.map { "\($0.fileName) \($0.contentHash?.hexadecimal ?? "-")" }
    // What could not be read may be readable once its file is back, or is another.
    let unread = rows.filter { $0.scene != nil && $0.exclusion?.code == .readFailed }.map { row in
      let state = row.location.flatMap { try? FileManager.default.attributesOfItem(atPath: $0) }
      let changed = (state?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(row.fileName) \(state?[.size] as? Int ?? -1) \(changed)"
    }
    let text = (scenes.sorted() + other.sorted() + unread.sorted()).joined(separator: "\n")
    let wanted = options.reference.map { name in
      rows.first { $0.scene?.id == name || $0.fileName == name }?.contentHash?.hexadecimal ?? name
    }
    let reference = try wanted ?? store.setting("reference") ?? ""
    let control = try store.setting(ControlSetting.key) ?? ""
    let heights = try store.setting(HeightSetting.key) ?? ""
    // Nothing for cases of one stack, whose key is as it always was.
    let further = try store.setting(StackSettings.listKey).map { "|\($0)" } ?? ""
    return ContentHash(
      of: "\(Program.version)|\(StackAssembly.version)|\(Self.version)|\(reference)|\(control)|\(heights)|\(text)"
        + further + (try shownKey(rows))
    )
    .hexadecimal
  }

  /// What moves no number but what the report shows, and how; nothing where nothing is known of it.
  private func shownKey(_ rows: [SceneRow]) throws -> String {
    let origins = rows.compactMap { row in
      row.scene.flatMap { $0.origin == .unknown ? nil : "\($0.id) \($0.origin.words)" }
    }
    let licences = try store.setting(CaseStore.licenceKey).map { "|\($0)" } ?? ""
    return licences + (origins.isEmpty ? "" : "|" + origins.sorted().joined(separator: "\n"))
  }

  private func publishedSummary() -> RunSummary? {
    let folder = store.folder.reports + "/latest/"
    guard Self.reportNames.allSatisfy({ FileManager.default.fileExists(atPath: folder + $0) }),
      let data = try? Data(contentsOf: URL(fileURLWithPath: folder + "summary.json")),
      let json = try? JSONValue(parsing: data)
    else { return nil }
    return RunSummary(json: json)
  }

  /// Files found now, and those that the case knew and this call does not name; without those that gave no scene and
  /// are gone.
  private func merged(_ found: [SceneRow], _ known: [SceneRow]) -> [SceneRow] {
    let present = known.filter { row in
      row.scene != nil || row.location.map { FileManager.default.fileExists(atPath: $0) } ?? true
    }
    return SceneRow.merged(found, over: present)
  }

  func sweep() {
    for folder in [
      store.folder.cache, store.folder.reports + "/latest", store.folder.reports + "/prepare", store.folder.imagery,
      store.folder.path,
    ] {
      AtomicFile.sweep(folder)
    }
  }
}

extension GivenPosition {
  /// What a person said of a file, for the ledger.
  var settings: JSONValue {
    var members: [JSONValue.Member] = []
    if let date { members.append(.init("date", .string(date.description))) }
    switch control {
    case .corners(let corners):
      members.append(.init("corners", .array(corners.map { [.number($0.longitude), .number($0.latitude)] })))
    case .points(let points):
      members.append(
        .init(
          "gcp",
          .array(
            points.map {
              [
                .number($0.pixel.column), .number($0.pixel.row), .number($0.place.longitude),
                .number($0.place.latitude),
              ]
            })))
    case nil: break
    }
    return .object(members)
  }
}
