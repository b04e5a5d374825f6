import Foundation
import Rasters

/// One moving picture against one view of the reference.
struct RegistrationAttempt {
  /// A transform that stands out from chance.
  struct Found {
    let choice: TransformChoice
    let lattice: TiePointLattice
    let ties: [TiePoint]
    let ce90InPixels: Double
  }

  /// What the best candidate that was refused had.
  private(set) var bestAgreeing = 0
  private(set) var bestTried = 0

  private let view: ReferenceView
  private let moving: AlignmentPlane
  private var reduced: [Int: AlignmentPlane] = [:]

  /// Below this share of its height a second top is not worth a look.
  private static let rivalShare = 0.6
  /// A rival that so large a share of the tie points agree on makes the answer ambiguous.
  private static let ambiguousShare = 0.5
  /// Pixels between two transforms that are not the same.
  private static let apart = 3.0
  private static let turnedCandidates = 4
  /// Height of the whole picture's correlation, in deviations, that chance reaches about once in 300 pictures.
  private static let standingOut = 5.0

  /// Height from which on a few tie points are enough, and how high a second top may be beside it. Of 960 simulated scenes
  /// no wrong place reached 5 deviations.
  private static let certain = 6.5
  private static let mostOfSecondTop = 0.75
  private static let fewestConfirming = 6
  private static let confirmingShare = 0.7

  /// Where the whole picture may lie unturned, the likeliest first.
  private let translations: [CoarseSearch.Candidate]

  init(_ view: ReferenceView, _ moving: AlignmentPlane) {
    self.view = view
    self.moving = moving
    translations = view.coarse.translations(view.coarse.reduced(moving))
  }

  /// The answer of plain translations: at the lattice's places, or, where a place stands out from chance and yet too few
  /// windows there are clear, in more and wider windows; `nil` where none stands out.
  mutating func run() throws(AlignmentFailure) -> Found? {
    if let found = try best(of: translations) { return found }
    return runDenser(translations.filter { $0.deviations >= Self.standingOut })
  }

  /// The answer of turned pictures, and after that of wider windows at places that hardly stand out.
  mutating func runTurned() throws(AlignmentFailure) -> Found? {
    let turned = view.turning.turned(
      view.turning.reduced(moving), by: CoarseSearch.turns, count: Self.turnedCandidates)
    if let found = try best(of: turned) { return found }
    return runDenser(translations.filter { $0.deviations < Self.standingOut })
  }

  private mutating func runDenser(_ candidates: [CoarseSearch.Candidate]) -> Found? {
    for candidate in candidates {
      for lattice in [view.dense, view.wide] {
        guard let lattice, let found = consensus(lattice, moving, candidate.transform), found.consensus.isAccepted
        else { continue }
        return settled(found, lattice)
      }
    }
    return nil
  }

  /// The candidate that most tie points agree on.
  private mutating func best(of candidates: [CoarseSearch.Candidate]) throws(AlignmentFailure) -> Found? {
    guard let highest = candidates.first?.deviations else { return nil }
    var accepted: [(consensus: Consensus, ties: [TiePoint])] = []
    for candidate in candidates {
      // Another place is looked at where none was accepted yet, or where it stands nearly as high.
      guard accepted.isEmpty || candidate.deviations >= Self.rivalShare * highest else { continue }
      guard let found = descend(candidate.transform) else { continue }
      note(found.consensus)
      let isFirst = accepted.isEmpty && candidate.deviations == highest
      let isAlone = candidates.dropFirst().allSatisfy { $0.deviations <= Self.mostOfSecondTop * highest }
      if found.consensus.isAccepted || isFirst && isAlone && Self.confirms(found.consensus, candidate) {
        accepted.append(found)
      }
    }
    accepted.sort { $0.consensus.falseAlarms < $1.consensus.falseAlarms }
    guard let best = accepted.first else { return nil }
    for rival in accepted.dropFirst()
    where Double(rival.consensus.agreeing.count) > Self.ambiguousShare * Double(best.consensus.agreeing.count) {
      let (a, b) = (best.consensus.transform.shiftAtCentre, rival.consensus.transform.shiftAtCentre)
      guard hypot(a.rows - b.rows, a.columns - b.columns) > Self.apart else { continue }
      throw AlignmentFailure(
        reason: "the pictures agree at more than one place: \(best.consensus.agreeing.count) tie points at a shift of "
          + "\(Self.words(a)), \(rival.consensus.agreeing.count) at \(Self.words(b))")
    }
    if let repeating = best.consensus.repeating {
      let shift = best.consensus.transform.shiftAtCentre
      let other = PictureShift(
        rows: shift.rows + repeating.step.rows, columns: shift.columns + repeating.step.columns)
      throw AlignmentFailure(
        reason: "the picture repeats itself: \(repeating.count) of \(best.consensus.agreeing.count) tie points look "
          + "alike at a shift of \(Self.words(shift)) and of \(Self.words(other))")
    }
    return settled(best, view.finest)
  }

  /// Whether tie points that are too few to stand out by themselves, as in a small picture, confirm a place that the
  /// whole picture makes stand out.
  private static func confirms(_ consensus: Consensus, _ candidate: CoarseSearch.Candidate) -> Bool {
    let (a, b) = (consensus.transform.shiftAtCentre, candidate.transform.shiftAtCentre)
    return candidate.deviations >= certain && consensus.agreeing.count >= fewestConfirming
      && Double(consensus.agreeing.count) >= confirmingShare * Double(consensus.tried)
      && hypot(a.rows - b.rows, a.columns - b.columns) <= apart
  }

  private static func words(_ shift: PictureShift) -> String {
    "\(Int(shift.rows.rounded())) rows and \(Int(shift.columns.rounded())) columns"
  }

  private mutating func note(_ consensus: Consensus) {
    guard consensus.agreeing.count > bestAgreeing || bestTried == 0 else { return }
    (bestAgreeing, bestTried) = (consensus.agreeing.count, consensus.tried)
  }

  // MARK: - Levels

  /// From level to level; each begins where the one above it ended.
  private mutating func descend(_ start: PictureTransform) -> (consensus: Consensus, ties: [TiePoint])? {
    var transform = start
    for level in view.levels {
      let picture = plane(reducedBy: level.factor)
      guard
        let found = consensus(level.lattice, picture, transform.scaled(by: 1 / Double(level.factor)))
      else { return nil }
      if level.factor == 1 { return found }
      guard found.consensus.isAccepted else { return nil }
      transform = found.consensus.transform.scaled(by: Double(level.factor))
    }
    return nil
  }

  private mutating func plane(reducedBy factor: Int) -> AlignmentPlane {
    if factor == 1 { return moving }
    if let made = reduced[factor] { return made }
    let made = moving.reduced(by: factor)
    reduced[factor] = made
    return made
  }

  private func consensus(
    _ lattice: TiePointLattice, _ moving: AlignmentPlane, _ prior: PictureTransform
  ) -> (consensus: Consensus, ties: [TiePoint])? {
    let ties = lattice.match(moving, prior: prior)
    return Consensus(ties, prior: prior, lattice: lattice).map { ($0, ties) }
  }

  // MARK: - The finest level

  /// Looked for once more around the consensus where that turns so far that the windows could not be like.
  private func settled(_ found: (consensus: Consensus, ties: [TiePoint]), _ lattice: TiePointLattice) -> Found? {
    var current = found
    if TiePointLattice.isTurned(current.consensus.transform) {
      if let again = consensus(lattice, moving, current.consensus.transform), again.consensus.isAccepted {
        current = again
      }
    }
    guard
      let choice = TransformChoice(
        current.consensus, ties: current.ties, lattice: lattice, columns: moving.columns, rows: moving.rows,
        toneVariance: view.toneVariance)
    else { return nil }
    let passing = choice.fit.passing.count { $0 }
    guard passing >= 4 else { return nil }
    return Found(
      choice: choice, lattice: lattice, ties: current.ties,
      ce90InPixels: choice.doubt?.ce90InPixels
        ?? TransformDoubt.radiusOf90(degreesOfFreedom: 3) * max(0.05, choice.fit.scatter))
  }
}

extension PictureTransform {
  /// The same on a grid whose pixels are `1 / factor` as wide. Without its field.
  func scaled(by factor: Double) -> PictureTransform {
    PictureTransform(
      centre: PixelPoint(column: centre.column * factor, row: centre.row * factor),
      shift: PictureShift(rows: shift.rows * factor, columns: shift.columns * factor), linear: linear)
  }
}
