import Foundation
import Provenance

/// Proposed sites beside true ones, as the SMART programme scores them.
///
/// Per truth site the latest proposal at or before each date; found where the share of dates with enough overlap, and
/// the shares of days in common, reach the thresholds. Several proposals together may find one site, and one proposal
/// several. The rules are those of the public scorer of JHU/APL, with its areas, so that figures can be compared.
/// - Source: [SMART2025].
package struct SmartScore {
  /// A row for each setting of the thresholds, the best first.
  package let scoreboard: ScoreTable
  /// Number of settings.
  package var settings: Int { scoreboard.rows.count }
  /// The best row of the scoreboard by F1; of equal ones the last in the order of the sweep.
  package let best: [(column: String, cell: ScoreTable.Cell)]
  /// What was left out, and why.
  package let notes: [String]
  /// Tables by their path below the folder of results.
  package let tables: [(path: String, table: ScoreTable)]

  package struct Request: Sendable {
    package var truth: String
    /// Truth as points instead of the folder's site models; only the region is taken from the folder then.
    package var points: String?
    package var proposals: String
    package var region: String
    package var subset = ActivitySubset.overall
    package var sweep = SmartSweep()
    /// Square metres that the largest outline of a truth site must exceed to count.
    package var smallSite = 9_000.0
    /// Whether proposals of every status count, not only confirmed ones.
    package var anyStatus = false
    package var threads = 1

    package init(truth: String, proposals: String, region: String) {
      self.truth = truth
      self.proposals = proposals
      self.region = region
    }
  }

  /// - Throws: `ScoringError`, of any code but `notWritten`.
  package init(_ request: Request) throws(ScoringError) {
    guard request.sweep.count <= Self.largestSweep else {
      throw ScoringError(
        .tooLarge, at: "thresholds",
        "\(request.sweep.count) settings are asked for; \(Self.largestSweep) is the limit.",
        mend: "Give fewer values.")
    }
    let settings = request.sweep.settings
    let data = try SmartData.read(request)
    let result: Result
    if let points = request.points {
      result = try Self.byPoints(points, data, settings)
    } else {
      result = try Self.bySites(request, data, settings)
    }
    let rows = result.figures.map { $0.f1 }
    let order = rows.indices.sorted { rows[$0] != rows[$1] ? rows[$0] > rows[$1] : $0 < $1 }
    scoreboard = ScoreTable(
      columns: Scoreboard.columns,
      rows: order.map { Scoreboard.row(result.figures[$0], result.areas[$0], data) })
    let fScores = ScoreTable(
      columns: Scoreboard.fScoreColumns, rows: order.map { Scoreboard.fScoreRow(result.figures[$0], data) })
    // Of equal ones the last, whose thresholds are mostly the strictest.
    let chosen = rows.indices.max { rows[$0] <= rows[$1] } ?? 0
    best = zip(Scoreboard.columns, Scoreboard.row(result.figures[chosen], result.areas[chosen], data)).map { ($0, $1) }
    notes = data.notes
    tables = [("bas/scoreboard", scoreboard), ("bas/f_scores", fScores)] + result.tables(chosen)
  }

  private static let largestSweep = 10_000
}

extension SmartScore {
  private struct Result {
    let figures: [Scoreboard.Figures]
    let areas: [SmartAreas]
    /// Further tables, given which setting is the best.
    let tables: (Int) -> [(path: String, table: ScoreTable)]
  }

  private static func bySites(
    _ request: Request, _ data: SmartData, _ settings: [SmartThresholds]
  ) throws(ScoringError) -> Result {
    var candidates: [SiteCandidates] = []
    var joined: [String: Proposal] = [:]
    for site in data.truth {
      var own = try SiteCandidates(
        site, among: data.proposals, lowestScores: request.sweep.lowestScore, shapes: data.shapes)
      own.share(&joined)
      candidates.append(own)
    }
    let truths = data.truth.map {
      TruthSite(
        $0, subset: request.subset, isCutByRegion: data.cut.contains($0.id), smallestArea: request.smallSite / 1e6)
    }
    let outcomes = settings.map { SmartOutcome(truths, candidates, proposals: data.proposals, $0) }
    var areas: [SmartAreas] = []
    for outcome in outcomes { areas.append(try SmartAreas(outcome, region: data.region, shapes: data.shapes)) }
    return Result(figures: outcomes.map { $0.figures(data) }, areas: areas) { chosen in
      outcomes.flatMap { associationTables($0, request.sweep) } + phaseTables(outcomes[chosen], data)
    }
  }

  private static func byPoints(
    _ path: String, _ data: SmartData, _ settings: [SmartThresholds]
  ) throws(ScoringError) -> Result {
    let points = try PointTruth.read(path, region: data.region, shapes: data.shapes)
    let widest = Double(settings.compactMap(\.nearestMetres).max() ?? 0)
    let distances = points.map { point in
      var near: [Int: PointDistances] = [:]
      for (index, site) in data.proposals.enumerated() {
        guard let distance = PointDistances(point, data.shapes.polygons(site.shape), site.activity.days),
          distance.nearest <= widest
        else { continue }
        near[index] = distance
      }
      return near
    }
    let outcomes = settings.map { PointOutcome(points, data.proposals, distances, $0) }
    var areas: [SmartAreas] = []
    for outcome in outcomes {
      areas.append(try SmartAreas(outcome.kept, right: [], region: data.region, shapes: data.shapes))
    }
    return Result(figures: outcomes.map(\.figures), areas: areas) { _ in [] }
  }

  private static func associationTables(
    _ outcome: SmartOutcome, _ sweep: SmartSweep
  ) -> [(path: String, table: ScoreTable)] {
    let setting = outcome.thresholds
    var parts = [
      "tau=\(setting.tau)", "rho=\(setting.rho)", "tiop=\(setting.temporalOverProposal)",
      "tiot=\(setting.temporalOverTruth)",
    ]
    // The names stay short where nothing else is varied.
    for (column, part) in [
      ("transient temporal iop", "ttiop=\(setting.transientOverProposal)"),
      ("transient temporal iot", "ttiot=\(setting.transientOverTruth)"),
      ("min proposal area", "minArea=\(setting.smallestArea)"),
      ("min proposal confidence score", "minScore=\(setting.lowestScore)"),
    ] where sweep.varied.contains(column) { parts.append(part) }
    let name = parts.joined(separator: "_")
    return [
      ("bas/detections_\(name)", AssociationTables.detections(outcome)),
      ("bas/proposals_\(name)", AssociationTables.proposals(outcome)),
      ("bas/failAssoc_\(name)", AssociationTables.failures(outcome)),
      ("bas/siteType_\(name)", AssociationTables.siteTypes(outcome)),
    ]
  }

  private static func phaseTables(
    _ outcome: SmartOutcome, _ data: SmartData
  ) -> [(path: String, table: ScoreTable)] {
    let starts = Dictionary(uniqueKeysWithValues: data.proposals.map { ($0.id, $0.start) })
    let pairs = outcome.matches.compactMap { truth, match in
      truth.status.hasPhases ? match.map { PhasePair(truth, $0.proposal, starts: starts) } : nil
    }
    return PhaseTables.all(pairs).map { ("phase_activity/" + $0.name, $0.table) }
  }
}

extension SmartScore {
  /// Writes every table below `folder`. Tables of an earlier score are removed; what else is there stays.
  /// - Returns: paths below `folder`, in the order of writing.
  /// - Throws: `notWritten`.
  package func write(to folder: String) throws(ScoringError) -> [String] {
    var written: [String] = []
    do {
      for part in ["bas", "phase_activity"] {
        try FileManager.default.createDirectory(atPath: folder + "/" + part, withIntermediateDirectories: true)
        try Self.clear(folder + "/" + part)
      }
      for (path, table) in tables {
        let name = path + ".csv"
        try AtomicFile.write(Data(table.text.utf8), to: folder + "/" + name, syncing: false)
        written.append(name)
      }
    } catch {
      throw ScoringError(
        .notWritten, at: folder, "The results cannot be written there.",
        mend: "Name a folder that can be written, with space on its disk.", cause: FileFault(error).words)
    }
    return written
  }

  /// A table of another region beside those of this one would pass for one of them.
  private static func clear(_ folder: String) throws {
    let starts = ["scoreboard.", "f_scores.", "detections_", "proposals_", "failAssoc_", "siteType_", "ac_", "ap_"]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".csv") {
      if starts.contains(where: name.hasPrefix) { try FileManager.default.removeItem(atPath: folder + "/" + name) }
    }
  }
}
