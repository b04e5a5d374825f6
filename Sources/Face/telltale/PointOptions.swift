import ArgumentParser
import Scoring

/// Distances between a point of the truth and a proposal that may find it.
struct PointOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Metres from the nearest place of a proposal (100).", valueName: "m"))
  var nearest: [Int] = []

  @Option(help: ArgumentHelp("Metres from its middle (any).", valueName: "m"))
  var central: [Int] = []

  @Option(help: ArgumentHelp("Metres from its farthest place (any).", valueName: "m"))
  var farthest: [Int] = []

  @Option(help: ArgumentHelp("Days from its nearest day (any).", valueName: "d"))
  var nearestDays: [Int] = []

  @Option(help: ArgumentHelp("Days from the middle of its days (any).", valueName: "d"))
  var centralDays: [Int] = []

  @Option(help: ArgumentHelp("Days from its farthest day (any).", valueName: "d"))
  var farthestDays: [Int] = []

  private var all: [Int] { nearest + central + farthest + nearestDays + centralDays + farthestDays }

  var isGiven: Bool { !all.isEmpty }

  func validate() throws {
    for value in all where !(0...10_000_000).contains(value) {
      throw ValidationError("A distance of \(value): give metres or days from 0 on.")
    }
  }

  /// Distances in place of the shares that sites are compared by.
  func fill(_ sweep: inout SmartSweep) {
    let usual = sweep.usual
    (sweep.tau, sweep.rho) = ([usual.tau], [usual.rho])
    sweep.temporalOverProposal = [usual.temporalOverProposal]
    sweep.temporalOverTruth = [usual.temporalOverTruth]
    if !nearest.isEmpty { sweep.nearestMetres = nearest }
    (sweep.centralMetres, sweep.farthestMetres) = (central, farthest)
    (sweep.nearestDays, sweep.centralDays, sweep.farthestDays) = (nearestDays, centralDays, farthestDays)
  }
}
