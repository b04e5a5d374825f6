import Foundation
import Kernels
import Rasters

/// One reference against which other pictures are registered.
///
/// From coarse to fine: the whole picture, reduced, names places where the content may lie; tie points over the common
/// ground say whether so many agree on one transform as chance never gives; a robust fit of them is the answer, with no
/// more freedom than held-out tie points ask for. The likeliest translation is tried first; turned and scaled pictures
/// are searched only where no translation does, wider windows after that, and the steepness of the brightness, which
/// cares neither for its sign nor its scale, last.
package struct Registration: Sendable {
  private let columns: Int
  private let rows: Int
  private let reference: AlignmentPlane
  private let brightness: ReferenceView
  private let steepness: LazyValue<ReferenceView>

  /// Places at which tie points are looked for, on each level.
  package static let tiePointsAtMost = 64
  /// Pixels within which a tie point must lie of a transform that others propose.
  package static var agreementInPixels: Double { Consensus.tolerance }
  /// log₁₀ of the number of agreements as good by chance, over which none is believed.
  package static var falseAlarmsAtMost: Double { Consensus.fewestFalseAlarms }

  package init(reference plane: AlignmentPlane) {
    (columns, rows) = (plane.columns, plane.rows)
    reference = plane
    brightness = ReferenceView(plane, kind: .brightness)
    steepness = LazyValue { ReferenceView(plane, kind: .steepness) }
  }

  /// - Throws: `AlignmentFailure` where no transform can be told from chance; never answered by a shift of zero.
  package func fit(_ moving: AlignmentPlane) throws(AlignmentFailure) -> FittedTransform {
    precondition(moving.columns == columns && moving.rows == rows, "planes differ in shape")
    guard brightness.finest.places.count >= Self.fewestPlaces else {
      throw AlignmentFailure(
        reason: "the reference shows only \(brightness.finest.places.count) places for tie points; "
          + "\(Self.fewestPlaces) are needed")
    }
    var attempt = RegistrationAttempt(brightness, moving)
    if let found = try attempt.run() { return fitted(found, moving) }
    if let found = try attempt.runTurned() { return fitted(found, moving) }
    var second = RegistrationAttempt(steepness.value, steepness.value.kind.plane(moving))
    if let found = try second.run() { return fitted(found, moving) }
    if let found = try second.runTurned() { return fitted(found, moving) }
    throw AlignmentFailure(
      reason: attempt.bestTried == 0
        ? "no part of the picture looks like the reference: none of \(brightness.finest.places.count) tie points was found"
        : "\(attempt.bestAgreeing) of \(attempt.bestTried) tie points agree within \(Consensus.tolerance) pixels, too few "
          + "to be told from chance")
  }

  /// The same fit with many tie points in place of the few that it rests on: a dense lattice, matched once more around
  /// the transform, those left out that the fit itself would leave out.
  ///
  /// Windows overlap, so that neighbours share most of their errors: for tables and maps, not for a closer fit. The fit
  /// comes back as it was where the dense lattice finds no more than it has.
  package func densified(_ fit: FittedTransform, _ moving: AlignmentPlane) -> FittedTransform {
    let lattice = TiePointLattice(
      reference: reference, windowSize: brightness.finest.windowSize, count: Self.denseTiePoints,
      leastStep: Self.denseStep)
    let ties = lattice.match(moving, prior: fit.transform)
    guard let scatter = RobustFit.scatter(ties, Array(ties.indices), fit.transform) else { return fit }
    let passing = ties.filter { RobustFit.passes($0, fit.transform, scatter) }
    return passing.count > fit.tiePoints.count ? fit.holding(passing) : fit
  }

  /// Places of the dense lattice at most, about, and pixels from one to the next at least.
  private static let denseTiePoints = 1_400
  private static let denseStep = 4.0
  private static let fewestPlaces = 6

  private func fitted(_ found: RegistrationAttempt.Found, _ moving: AlignmentPlane) -> FittedTransform {
    let choice = found.choice
    let agreeing = found.ties.indices.filter { choice.fit.passing[$0] }.map { found.ties[$0] }
    let transform = choice.fit.transform.stepped
    let shown = SupportMap.unsupported(
      found.lattice, agreeing: agreeing.map(\.place), columns: columns, rows: rows
    ) { place in
      let there = transform.moved(place)
      return reference.isShown(place, side: found.lattice.windowSize / 2)
        && moving.isShown(there, side: found.lattice.windowSize / 2)
    }
    return FittedTransform(
      transform: transform, ce90InPixels: found.ce90InPixels, heldOut: choice.heldOut, tried: found.ties.count,
      agreeing: agreeing.count, tiePoints: agreeing, unsupported: shown)
  }
}

extension PictureTransform {
  /// To whole 1024ths of a pixel: what is finer is rounding, and a picture set beside itself must not be resampled.
  fileprivate var stepped: PictureTransform {
    var result = self
    result.shift = PictureShift(
      rows: (shift.rows * 1_024).rounded() / 1_024, columns: (shift.columns * 1_024).rounded() / 1_024)
    return result
  }
}

extension AlignmentPlane {
  /// Whether the square around a place is inside and valid at its corners and its middle.
  fileprivate func isShown(_ place: PixelPoint, side: Int) -> Bool {
    let (row, column, half) = (Int(place.row.rounded(.down)), Int(place.column.rounded(.down)), side / 2)
    guard row - half >= 0, column - half >= 0, row + half < rows, column + half < columns else { return false }
    return [(0, 0), (-half, -half), (-half, half), (half, -half), (half, half)].allSatisfy {
      valid[(row + $0.0) * columns + column + $0.1]
    }
  }
}
