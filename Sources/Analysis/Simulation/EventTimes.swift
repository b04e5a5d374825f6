import Quantities
import Statistics

/// The moments at which the plant changes.
struct EventTimes: Sendable, Hashable {
  let worksBegin: Timestamp
  /// Roofing starts here and ends at `roofClosed`.
  let roofingBegins: Timestamp
  let roofClosed: Timestamp
  let craneRemoved: Timestamp
  let patchCleared: Timestamp
  /// When each of the layout's extras comes.
  var extras: [Timestamp] = []

  /// Random moments with enough scenes on both sides; cloudy ones do not count unless too few are left.
  /// - Parameter phases: those of the new hall, where the plant has them.
  init(_ options: PlantOptions, scenes: [SimulatedScene], phases: PlantPhases? = nil) {
    guard !options.scenery.isHalls else {
      let never = scenes.last?.date ?? options.start
      (worksBegin, roofingBegins, roofClosed, craneRemoved, patchCleared) = (never, never, never, never, never)
      return
    }
    var generator = SeededGenerator(seed: options.seed, stream: Stream.events.rawValue)
    // Of fewer than ten scenes each side has its share.
    let before = min(SimulationRanges.scenesBefore, (scenes.count - 1) / 2)
    let after = min(SimulationRanges.scenesAfter, scenes.count - 1 - before)
    var usable = scenes.filter { $0.cloudFraction < SimulationRanges.usableCloudFraction && !$0.hasNoDataCorner }
    if usable.count < before + after + 1 { usable = scenes }
    let first = Double(usable[before - 1].date.secondsSince1970 + 1)
    let last = Double(usable[usable.count - after].date.secondsSince1970 - 1)
    func moment(_ share: Double, from start: Double, to end: Double) -> Timestamp {
      Timestamp(secondsSince1970: Int(start + (end - start) * share))
    }
    let worksBegin = moment(generator.uniform(0...0.5), from: first, to: last)
    let begin = Double(worksBegin.secondsSince1970)
    let latest = min(last, begin + SimulationRanges.longestWorksDays * 86_400)
    let roofClosed = moment(generator.uniform(0.3...1), from: begin, to: latest)
    let roofing = generator.uniform(SimulationRanges.daysUnderRoofing) * 86_400
    let room = roofClosed.days(since: worksBegin) * 86_400 / 2
    let roofingBegins = Timestamp(secondsSince1970: roofClosed.secondsSince1970 - Int(min(roofing, room)))
    self.worksBegin = phases?.prepared ?? worksBegin
    self.roofClosed = phases?.roofClosed ?? roofClosed
    self.roofingBegins = phases?.roofingBegins ?? roofingBegins
    craneRemoved = moment(generator.uniform(), from: first, to: last)
    patchCleared = moment(generator.uniform(), from: first, to: last)
    guard options.extras else { return }
    var own = SeededGenerator(seed: options.seed, stream: Stream.extras.of(1))
    extras = (0..<SimulationRanges.mostExtras).map { _ in moment(own.uniform(), from: first, to: last) }
  }
}
