import Bundles
import CaseStore
import Catalogue
import Evidence
import Foundation
import Kernels
import Places
import Provenance
import Quantities

/// A bundle's numbers computed again from the pictures, and where they differ from what was published.
package struct Replay {
  package struct Difference: Sendable, Equatable {
    package let place: String
    package let recorded: String
    package let computed: String

    package var json: JSONValue {
      ["place": .string(place), "recorded": .string(recorded), "computed": .string(computed)]
    }
  }

  package struct Outcome: Sendable {
    /// Numbers, dates and words that were computed again and compared.
    package var checked = 0
    package var differences: [Difference] = []
    /// What could not be computed again, with the reason.
    package var uncheckable: [(place: String, reason: String)] = []
    package var environment: JSONValue = .null
    /// Of a redacted edition, of which nothing can be computed again by design.
    package var isWithheld = false

    package var json: JSONValue {
      [
        "checked": .integer(checked), "differences": .array(differences.map(\.json)),
        "uncheckable": .array(uncheckable.map { ["place": .string($0.place), "reason": .string($0.reason)] }),
        "environment": environment,
      ]
    }
  }

  let bundle: String
  let imagery: [String]
  let options: RunOptions
  let kernels: KernelForm

  /// - Parameter plainKernels: computes with the slow forms that the fast ones are tested against, for the whole process.
  package init(bundle: String, imagery: [String], options: RunOptions, plainKernels: Bool = false) {
    self.bundle = bundle
    self.imagery = imagery
    self.options = options
    kernels = plainKernels ? .plain : .fast
  }

  /// - Throws: as `BundleAudit`; `CaseError` where the bundle's case cannot be opened; `MonitoringError.writeFailed`.
  ///   A difference is no error.
  package func run() throws -> Outcome {
    for folder in imagery where !FileManager.default.fileExists(atPath: folder) {
      throw MonitoringError(
        .unknown, at: folder, "There is nothing there to compute from.", mend: "Name the folder with the pictures.")
    }
    kernels.choose()
    var outcome = Outcome()
    let audit = try BundleAudit(bundle)
    outcome.differences = audit.faults.map { Difference(place: $0.place, recorded: "as written", computed: $0.reason) }
    guard FileManager.default.fileExists(atPath: bundle + "/case.gpkg") else {
      outcome.isWithheld = true
      outcome.uncheckable = try withheld(audit)
      return outcome
    }
    let folder = NSTemporaryDirectory() + "telltale-replay-\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.removeItem(atPath: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/replay.case"
    do {
      try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: bundle + "/case.gpkg", toPath: copy + "/case.gpkg")
    } catch { throw MonitoringError(writing: "The copy to replay", to: folder, error) }
    let store = try CaseStore.open(copy)
    let pictures = ReplayPictures(
      try store.scenes(), among: imagery + [bundle + "/imagery"], threads: options.threads)
    outcome.differences += pictures.differences
    try store.commit { transaction in
      for (hash, path) in pictures.found { transaction.locate(hash, at: path) }
    }
    let run = CaseRun(store, options: options)
    outcome.environment = environment(run)
    try compute(run, pictures, &outcome)
    return outcome
  }

  /// Everything of a redacted edition, since nothing of it can be computed again.
  private func withheld(_ audit: BundleAudit) throws -> [(place: String, reason: String)] {
    let features = try document("features.geojson")?["features"]?.arrayValue ?? []
    let reason = "This edition withholds the pictures that it rests on."
    return features.compactMap { $0["id"]?.stringValue }.map { ("features/\($0)", reason) }
      + ["activity.json", "observability.json"].filter { name in
        audit.manifest?.files.contains { $0.path == name } == true
      }.map { ($0, reason) }
  }

  private func compute(_ run: CaseRun, _ pictures: ReplayPictures, _ outcome: inout Outcome) throws {
    let missing = pictures.missing
    let recorded = try document("features.geojson")?["features"]?.arrayValue ?? []
    let (open, closed) = Self.parted(recorded, missing: missing)
    for feature in closed {
      outcome.uncheckable.append(
        (
          "features/\(feature["id"]?.stringValue ?? "")",
          "It rests on pictures that are not here: \(missing.sorted().prefix(3).joined(separator: ", "))."
        ))
    }
    if !missing.isEmpty {
      for name in ["activity.json", "observability.json"] {
        outcome.uncheckable.append((name, "\(missing.count) of its pictures are not here."))
      }
      guard !open.isEmpty else { return }
      let kept = try run.store.scenes().filter { row in row.scene.map { !missing.contains($0.id) } ?? true }
      try run.store.commit { try $0.replace(scenes: kept) }
    }
    let before = try run.store.ledger().entries.count
    do { _ = try run.watch([], always: true) } catch let refusal as MonitoringError {
      outcome.differences.append(
        Difference(place: "the run", recorded: "a report", computed: refusal.description))
      return
    }
    compareSettings(try run.store.ledger().entries, after: before, &outcome)
    try compare(open, run, &outcome, isWhole: missing.isEmpty)
  }

  /// Features whose scenes are all here, and the others.
  private static func parted(
    _ features: [JSONValue], missing: Set<String>
  ) -> (open: [JSONValue], closed: [JSONValue]) {
    func rests(_ feature: JSONValue) -> Bool {
      let properties = feature["properties"]
      let named = ["scenesFor", "scenesAgainst"].flatMap {
        properties?[$0]?.arrayValue?.compactMap(\.stringValue) ?? []
      }
      let unseen = (properties?["notObservable"]?.arrayValue ?? []).compactMap { $0["scene"]?.stringValue }
      // A standing thing names no scene, and is measured on whichever shows it best.
      return !missing.isEmpty && (named.isEmpty || !missing.isDisjoint(with: named + unseen))
    }
    return (features.filter { !rests($0) }, features.filter(rests))
  }

  // MARK: - Comparing

  private func compare(_ open: [JSONValue], _ run: CaseRun, _ outcome: inout Outcome, isWhole: Bool) throws {
    let folder = run.store.folder.reports + "/latest/"
    func computed(_ name: String) throws -> JSONValue {
      try FileManager.default.contents(atPath: folder + name).map { try JSONValue(parsing: $0) } ?? .null
    }
    var comparison = ValueComparison()
    let features = try computed("features.geojson")["features"]?.arrayValue ?? []
    let byID = Dictionary(
      features.compactMap { one in one["id"]?.stringValue.map { ($0, one) } }, uniquingKeysWith: { first, _ in first })
    let ids = Set(open.compactMap { $0["id"]?.stringValue })
    for feature in open {
      guard let id = feature["id"]?.stringValue else { continue }
      guard let other = byID[id] else {
        outcome.differences.append(Difference(place: "features/\(id)", recorded: "found", computed: "lost"))
        continue
      }
      comparison.compare(feature["properties"] ?? .null, other["properties"] ?? .null, at: "features/\(id)")
    }
    if isWhole {
      for id in byID.keys.sorted() where !ids.contains(id) {
        outcome.differences.append(Difference(place: "features/\(id)", recorded: "not there", computed: "new"))
      }
      for name in ["activity.json", "observability.json"] {
        guard let recorded = try document(name) else { continue }
        comparison.compare(recorded, try computed(name), at: name)
      }
    }
    outcome.checked += comparison.checked
    outcome.differences += comparison.differences.map {
      Difference(place: $0.place, recorded: $0.recorded, computed: $0.computed)
    }
  }

  /// Settings and versions of each step, as the ledger of the bundle has them and as they were now.
  private func compareSettings(_ entries: [LedgerEntry], after count: Int, _ outcome: inout Outcome) {
    let steps = ["normaliseAndMask", "change", "control", "heights"]
    for step in steps {
      guard let now = entries.dropFirst(count).last(where: { $0.act == step }),
        let then = entries.prefix(count).last(where: { $0.act == step })
      else { continue }
      var comparison = ValueComparison()
      comparison.compare(then.settings, now.settings, at: "settings of \(step)")
      comparison.compare(
        then.version.map { .integer($0) } ?? .null, now.version.map { .integer($0) } ?? .null,
        at: "version of \(step)")
      outcome.checked += comparison.checked
      outcome.differences += comparison.differences.map {
        Difference(place: $0.place, recorded: $0.recorded, computed: $0.computed)
      }
    }
  }

  private func document(_ name: String) throws -> JSONValue? {
    try FileManager.default.contents(atPath: bundle + "/" + name).map { try JSONValue(parsing: $0) }
  }

  private func environment(_ run: CaseRun) -> JSONValue {
    ["recorded": (try? document("environment.json")) ?? .null, "now": run.environment]
  }
}
