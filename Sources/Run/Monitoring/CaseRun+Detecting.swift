import CaseStore
import Changes
import Evidence
import Foundation
import Places
import Provenance
import Quantities
import Stacks

extension CaseRun {
  /// Change alone: regions with score, bracket, sign and the scenes for and against, by what each stack offers.
  package struct Detection {
    package struct Stack {
      package let gsd: Metres
      /// Name of the method, and why it was chosen.
      package let method: String
      package let why: String
      package let dates: Int
      package let regions: Int
    }

    package let caseName: String
    package let stacks: [Stack]
    package let regions: Int
    package let scenes: (used: Int, excluded: [RunSummary.Excluded])

    package var json: JSONValue {
      [
        "case": .string(caseName),
        "scenes": ["used": .integer(scenes.used), "excluded": .array(scenes.excluded.map(\.json))],
        "stacks": .array(
          stacks.map {
            [
              "gsd": .number($0.gsd.magnitude), "method": .string($0.method), "why": .string($0.why),
              "dates": .integer($0.dates), "regions": .integer($0.regions),
            ]
          }), "regions": .integer(regions), "file": .string(CaseRun.regionsPath),
      ]
    }
  }

  package static let regionsPath = "reports/detect/regions.geojson"

  /// - Parameter falseAlarmRate: a region needs three pixels that unchanged ground would show so rarely.
  /// - Throws: as `prepare`; a stack that is refused is an error here.
  package func detect(falseAlarmRate: Double) throws -> Detection {
    sweep()
    let known = try store.scenes()
    guard !known.isEmpty else { throw noPictures }
    let reader = options.reader()
    defer { reader.close() }
    let stacks: CaseStacks
    do {
      stacks = try CaseStacksBuilder(store: store, options: options, reader: reader).build(known)
    } catch let refusal as StackRefusal {
      if refusal.error.code != .unknown { try store.commit { try $0.replace(scenes: refusal.rows) } }
      throw refusal.error
    }
    let (sites, earlier) = (try store.sites(), try store.features())
    var taken: Set<String> = []
    var found: [Int: StackRegions] = [:]
    for index in stacks.finestFirst {
      options.progress.report("finding change", done: found.count, of: stacks.all.count)
      let stack = stacks.all[index]
      found[index] = try StackRegions(
        stack: stack, sites: sites, earlier: earlier, unseen: unseen(stack.rows + (index == 0 ? stacks.loose : [])),
        falseAlarmRate: falseAlarmRate, threads: options.threads, taken: &taken)
    }
    let parts = stacks.all.indices.compactMap { found[$0] }
    let regions = RegionFusion(parts.map(\.regions)).regions
    let document = JSONValue.object([
      .init("type", "FeatureCollection"), .init("features", .array(regions.map(\.json))),
    ])
    let acts =
      stacks.all.flatMap { self.acts(preparing: $0).acts }
      + parts.map { part in
        LedgerAct(
          StepRecord(
            "detect", version: Self.version, inputs: [self.acts(preparing: part.stack).normalise.key],
            settings: [
              "method": .string(part.changes.method.rawValue), "why": .string(part.changes.why),
              "falseAlarmRate": .number(falseAlarmRate),
            ], output: ContentHash(of: document)), by: Program.name, at: options.now)
      }
    let rows = stacks.rows
    try store.commit { transaction in
      try transaction.replace(scenes: rows)
      try transaction.append(acts)
    }
    try write(document)
    return Detection(
      caseName: URL(fileURLWithPath: store.folder.path).lastPathComponent,
      stacks: parts.map {
        Detection.Stack(
          gsd: $0.stack.gsd, method: $0.changes.method.rawValue, why: $0.changes.why, dates: $0.stack.series.count,
          regions: $0.regions.count)
      }, regions: regions.count,
      scenes: (RunSummary.used(of: rows), RunSummary.excluded(of: rows)))
  }

  private func write(_ document: JSONValue) throws {
    let path = store.folder.path + "/" + Self.regionsPath
    do {
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
      try AtomicFile.write(Data(document.prettyText.utf8), to: path)
    } catch {
      throw MonitoringError(writing: "The regions", to: path, error)
    }
  }
}
