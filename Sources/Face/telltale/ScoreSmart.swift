import ArgumentParser
import Foundation
import Provenance
import Scoring

extension ActivitySubset: ExpressibleByArgument {}

struct ScoreSmart: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "smart",
    abstract: "Proposed SMART site models beside annotated ones.",
    usage: """
      telltale score smart --truth DIR --proposals DIR --region ID -o OUT
                           [--activity overall|completed|partial]
      """,
    discussion: """
      Of each threshold several values may be given, each with the option before
      it; the first is what it stays at while others are varied, two at a time.
      With --points the thresholds are distances, and sites have no phases.
      """)

  @Option(help: ArgumentHelp("Folder with site_models and region_models.", valueName: "dir"))
  var truth: String

  @Option(help: ArgumentHelp("True sites as points, instead of the folder's.", valueName: "file"))
  var points: String?

  @Option(help: ArgumentHelp("Folder of site models.", valueName: "dir"))
  var proposals: String

  @Option(help: ArgumentHelp("The region; models of others do not count.", valueName: "id"))
  var region: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Folder for bas/*.csv and phase_activity/*.csv.", valueName: "out"))
  var output: String

  @Option(help: ArgumentHelp("Which truth sites count.", valueName: "overall|completed|partial"))
  var activity: ActivitySubset = .overall

  @Option(help: ArgumentHelp("Least overlap of two outlines (0.2).", valueName: "v"))
  var tau: [Double] = []

  @Option(help: ArgumentHelp("Least share of dates with such overlap (0.5 0.1).", valueName: "v"))
  var rho: [Double] = []

  @Option(
    name: .customLong("temporal-iop"),
    help: ArgumentHelp("Least share of a proposal's days (0.1 0.05 0.2 … 0.5).", valueName: "v"))
  var temporalOverProposal: [Double] = []

  @Option(
    name: .customLong("temporal-iot"),
    help: ArgumentHelp("Least share of a true site's days (0.2 0.05 0.1 … 0.5).", valueName: "v"))
  var temporalOverTruth: [Double] = []

  @Option(
    name: .customLong("transient-iop"),
    help: ArgumentHelp("As --temporal-iop, of transient sites (0.1).", valueName: "v"))
  var transientOverProposal: [Double] = []

  @Option(
    name: .customLong("transient-iot"),
    help: ArgumentHelp("As --temporal-iot, of transient sites (0.2).", valueName: "v"))
  var transientOverTruth: [Double] = []

  @Option(help: ArgumentHelp("Least area of a proposal, m² (0).", valueName: "m2"))
  var minArea: [Double] = []

  @Option(help: ArgumentHelp("Least confidence of a proposal (0).", valueName: "v"))
  var minScore: [Double] = []

  @Option(help: ArgumentHelp("Area up to which true sites do not count, m².", valueName: "m2"))
  var smallSite: Double = 9_000

  @Flag(help: "Proposals of every status, not only system_confirmed.")
  var anyStatus = false

  @OptionGroup var distances: PointOptions

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let points { try SharedOptions.checkNamed(points, "--points") }
    if points == nil, distances.isGiven {
      throw ValidationError("Distances belong to --points: name the file of points.")
    }
    if points != nil, !(tau + rho + temporalOverProposal + temporalOverTruth).isEmpty || activity != .overall {
      throw ValidationError("--points has distances for thresholds and no activity: leave out --tau and the like.")
    }
    for (path, option) in [
      (truth, "--truth"), (proposals, "--proposals"), (region, "--region"), (output, "--output"),
    ] { try SharedOptions.checkNamed(path, option) }
    if region.contains("/") || region.hasPrefix(".") {
      throw ValidationError("--region \(region): give an id such as BR_R002, no path.")
    }
    for (values, option) in [
      (tau, "--tau"), (rho, "--rho"), (temporalOverProposal, "--temporal-iop"), (temporalOverTruth, "--temporal-iot"),
      (transientOverProposal, "--transient-iop"), (transientOverTruth, "--transient-iot"), (minScore, "--min-score"),
    ] {
      for value in values where !(0...1).contains(value) {
        throw ValidationError("\(option) \(value): give a number from 0 to 1.")
      }
    }
    for (values, option) in [(minArea, "--min-area"), ([smallSite], "--small-site")] {
      for value in values where !(value >= 0 && value < 1e15) {
        throw ValidationError("\(option) \(value): give square metres from 0 on.")
      }
    }
  }

  func run() throws {
    let score = try SmartScore(request)
    let files = try score.write(to: output)
    let best = score.best.map { JSONValue.Member($0.column, Self.json($0.cell)) }
    let place = points == nil ? "; phases in \(output)/phase_activity." : "."
    shared.finish(
      [
        "region": .string(region), "activity": .string(activity.rawValue), "settings": .integer(score.settings),
        "best": .object(best), "leftOut": .array(score.notes.map { .string($0) }),
        "files": .array(files.map { .string($0) }),
      ],
      Self.words(.object(best), region, isByPoints: points != nil) + score.notes + [
        "\(score.settings) settings of the thresholds in \(output)/bas/scoreboard.csv" + place
      ])
  }

  private var request: SmartScore.Request {
    var request = SmartScore.Request(truth: truth, proposals: proposals, region: region)
    request.subset = activity
    request.smallSite = smallSite
    request.anyStatus = anyStatus
    request.threads = shared.threads
    if let points {
      request.points = points
      distances.fill(&request.sweep)
    }
    if !tau.isEmpty { request.sweep.tau = tau }
    if !rho.isEmpty { request.sweep.rho = rho }
    if !temporalOverProposal.isEmpty { request.sweep.temporalOverProposal = temporalOverProposal }
    if !temporalOverTruth.isEmpty { request.sweep.temporalOverTruth = temporalOverTruth }
    if !transientOverProposal.isEmpty { request.sweep.transientOverProposal = transientOverProposal }
    if !transientOverTruth.isEmpty { request.sweep.transientOverTruth = transientOverTruth }
    if !minArea.isEmpty { request.sweep.smallestArea = minArea }
    if !minScore.isEmpty { request.sweep.lowestScore = minScore }
    return request
  }

  private static func json(_ cell: ScoreTable.Cell) -> JSONValue {
    switch cell {
    case .empty: .null
    case .count(let count): .integer(count)
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .flag(let flag): .bool(flag)
    }
  }

  private static func words(_ best: JSONValue, _ region: String, isByPoints: Bool) -> [String] {
    func figure(_ column: String) -> String {
      JSONValue.fixed(best[column]?.doubleValue ?? 0, places: 4)
    }
    return [
      "\(region): F1 \(figure("F1")) at best, precision \(figure("precision")), recall \(figure("recall (PD)"))"
        + (isByPoints
          ? ", within \(figure("min spatial distance threshold")) m."
          : ", at tau \(figure("tau")), rho \(figure("rho")), temporal IoP \(figure("temporal iop")), IoT "
            + "\(figure("temporal iot"))."),
      "\(figure("tp sites")) of \(figure("truth sites")) true sites found, \(figure("fp sites")) false; of the found "
        + "\(figure("tp exact")) by one proposal, \(figure("tp over")) by several together, \(figure("tp under")) by one "
        + "that found others too.",
    ]
  }
}
