import Rasters
import Statistics

/// The simplest transform that the tie points' own check allows: a translation; an affine transform where tie points that
/// were held out lie clearly closer to it; a smooth field on top where what is left of neighbours agrees and held-out tie
/// points lie clearly closer again.
struct TransformChoice: Sendable {
  let fit: RobustFit
  let heldOut: FittedTransform.HeldOut?
  let doubt: TransformDoubt?

  /// - Parameter toneVariance: of the reference, as `ToneSensitivity` has it.
  init?(
    _ consensus: Consensus, ties: [TiePoint], lattice: TiePointLattice, columns: Int, rows: Int, toneVariance: Double
  ) {
    let window = Double(lattice.windowSize)
    let choosing = Choosing(
      ties: ties, folds: HeldOutCheck.folds(ties, side: max(window, lattice.step)), window: window,
      independent: lattice.independent, apart: max(window / 2, 0.75 * lattice.step),
      columns: columns, rows: rows, toneVariance: toneVariance)
    guard let (best, check) = choosing.best(from: consensus.transform) else { return nil }
    fit = best
    heldOut = check?.result(scatter: best.scatter)
    doubt = choosing.doubt(of: best)
  }
}

/// The tie points, and how they are held out.
private struct Choosing {
  /// Least share of the held-out losses that a step to a freer transform must save.
  private static let leastGain = 0.02
  private static let leastGainOfField = 0.08
  private static let stiffnesses = [30.0, 3, 0.3]

  let ties: [TiePoint]
  let folds: [Int]
  /// Pixels along a window's side.
  let window: Double
  /// Share of the tie points that say something of their own.
  let independent: Double
  /// Pixels from which on tie points share no content and are yet neighbours on the lattice.
  let apart: Double
  let columns: Int
  let rows: Int
  let toneVariance: Double

  private var all: [Int] { Array(ties.indices) }

  func best(from start: PictureTransform) -> (RobustFit, HeldOutCheck?)? {
    let affine = RobustFit(ties, indices: all, model: .affine, start: start)
    let affineCheck = affine == nil ? nil : check(.affine, start)
    if let translation = RobustFit(ties, indices: all, model: .translation, start: start) {
      let check = check(.translation, start)
      guard let affine, let affineCheck else { return (translation, check) }
      if let check, !isBetter(affineCheck, than: check, affine.scatter) { return (translation, check) }
    }
    guard let affine else { return nil }
    guard let affineCheck else { return (affine, nil) }
    return field(on: affine, affineCheck) ?? (affine, affineCheck)
  }

  func doubt(of best: RobustFit) -> TransformDoubt? {
    TransformDoubt(ties, best, window: apart, common: toneVariance) { indices in
      let model: LinearFit.Model = best.transform.linear == .none ? .translation : .affine
      return LinearFit(
        ties, indices: indices, weights: indices.map { best.weights[$0] }, model: model, prior: best.transform,
        scatter: max(best.scatter, 0.005))?.transform
    }
  }

  private func isBetter(_ second: HeldOutCheck, than first: HeldOutCheck, _ scatter: Double) -> Bool {
    HeldOutCheck.fell(
      first.losses(scatter: scatter), second.losses(scatter: scatter), independent: independent,
      leastShare: Self.leastGain)
  }

  private func check(_ model: LinearFit.Model, _ start: PictureTransform) -> HeldOutCheck? {
    HeldOutCheck(ties, folds: folds) { indices in
      RobustFit(ties, indices: indices, model: model, start: start)?.transform
    }
  }

  /// The best of three fields; `nil` where none is worth having.
  private func field(on base: RobustFit, _ plain: HeldOutCheck) -> (RobustFit, HeldOutCheck?)? {
    let used = all.filter { base.weights[$0] > 0 }
    guard used.count >= 24, TransformDoubt.distortion(ties, base, used, window: apart) > 0 else { return nil }
    let smooth = SmoothField(covering: columns, rows: rows, least: window)
    let plainLosses = plain.losses(scatter: base.scatter)
    var best: (check: HeldOutCheck, loss: Double, stiffness: Double)?
    for stiffness in Self.stiffnesses {
      guard
        let check = HeldOutCheck(
          ties, folds: folds,
          fit: { indices in
            smooth.fit(
              ties, indices: indices, weights: base.weights, base: base.transform, scatter: base.scatter,
              stiffness: stiffness)
          })
      else { continue }
      let losses = check.losses(scatter: base.scatter)
      let loss = losses.reduce(0, +)
      if loss < best?.loss ?? .infinity,
        HeldOutCheck.fell(plainLosses, losses, independent: independent, leastShare: Self.leastGainOfField)
      {
        best = (check, loss, stiffness)
      }
    }
    guard let best,
      let transform = smooth.fit(
        ties, indices: all, weights: base.weights, base: base.transform, scatter: base.scatter,
        stiffness: best.stiffness),
      let scatter = RobustFit.scatter(ties, all, transform)
    else { return nil }
    return (RobustFit(ties, transform: transform, scatter: scatter), best.check)
  }
}
