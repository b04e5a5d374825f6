import Foundation
import Rasters
import Statistics

/// The translation between a reference and other pictures of the same ground.
///
/// The whole pictures name a few places where the content may lie; around each, tiles are read and settle on a fraction
/// of a pixel. A place counts only where it stands out from chance, in the whole picture or among the tiles: what cannot
/// be told from chance is refused, never answered.
package struct TranslationFit: Sendable {
  /// Tiles tried at most: enough that a quarter of them fixes the shift.
  package static let maximumTiles = 64
  /// Pixels within which a tile of its own must lie to be a tie point that agrees.
  package static let agreement = 0.5
  static let minimumTiles = 4

  /// Deviations of chance that a single tile's correlation must reach to be a tie point.
  static let tileDeviations = 3.0
  /// Deviations that the whole picture must reach, and how high a second top may be beside the first. Of 960 simulated
  /// scenes no wrong place reached 5.
  package static let wholeDeviations = 6.5
  static let mostOfSecondTop = 0.75
  /// The same of all tiles together, for a picture of which too little is clear for the whole. No wrong place reached
  /// 5.2 deviations and 0.43.
  package static let tilesDeviations = 6.2
  static let mostOfTilesSecondTop = 0.45
  /// From here on no other place is looked at.
  static let certainDeviations = 14.0

  /// Deviation of the correlation's top, in pixels: 1 / (2π · `PhaseCorrelation.passWidth`).
  static let topWidth = 1 / (2 * Double.pi * PhaseCorrelation.passWidth)
  /// 90 % of a round normal error lie within so many of its deviations.
  static let radiusOf90 = 2.1460

  private let columns: Int
  private let rows: Int
  /// The part of the grid that the reference covers.
  private let window: Window
  private let whole: WholePicture
  private let tiles: TileCorrelation

  package init(reference plane: AlignmentPlane) {
    (columns, rows) = (plane.columns, plane.rows)
    window = plane.covered
    let reference = LocalContrast(plane.cropped(to: window))
    whole = WholePicture(reference)
    tiles = TileCorrelation(reference, maximumTiles: Self.maximumTiles)
  }

  /// - Throws: `AlignmentFailure` where too few tiles hold structure, or no place stands out from chance.
  package func fit(_ plane: AlignmentPlane) throws(AlignmentFailure) -> FittedTranslation {
    precondition(plane.columns == columns && plane.rows == rows, "planes differ in shape")
    guard tiles.count >= Self.minimumTiles else {
      throw AlignmentFailure(
        reason: "the reference holds only \(tiles.count) tiles with structure; \(Self.minimumTiles) are needed")
    }
    let moving = LocalContrast(plane.cropped(to: window))
    var best: Finding?
    for start in whole.starts(moving) {
      guard let reading = tiles.settle(moving, from: start, minimum: Self.minimumTiles),
        let verdict = whole.verdict(moving, at: reading.shift)
      else { continue }
      if verdict.deviations > best?.verdict.deviations ?? -.infinity {
        best = Finding(reading: reading, verdict: verdict)
      }
      if verdict.deviations >= Self.certainDeviations { break }
    }
    guard let best else { throw AlignmentFailure(reason: "too few tiles of this scene hold clear ground") }
    return try translation(best, moving)
  }

  private struct Finding {
    let reading: TileCorrelation.Reading
    let verdict: WholePicture.Verdict

    var standsOut: Bool {
      verdict.deviations >= TranslationFit.wholeDeviations && verdict.secondTop <= TranslationFit.mostOfSecondTop
        || reading.deviations >= TranslationFit.tilesDeviations
          && reading.secondTop <= TranslationFit.mostOfTilesSecondTop
    }
  }

  private func translation(_ finding: Finding, _ moving: LocalContrast) throws(AlignmentFailure) -> FittedTranslation {
    let reading = finding.reading
    let agreeing = tiles.agreeing(reading, deviations: Self.tileDeviations, within: Self.agreement)
    guard finding.standsOut, let shift = place(finding, moving) else {
      throw AlignmentFailure(
        reason: "only \(agreeing.count) of \(reading.spectra.count) tie points agree within \(Self.agreement) pixels")
    }
    return FittedTranslation(
      shift: PictureShift(rows: Self.stepped(shift.rows), columns: Self.stepped(shift.columns)),
      ce90InPixels: Self.radiusOf90 * deviation(agreeing, finding.verdict),
      tried: reading.spectra.count, agreeing: agreeing.count)
  }

  /// To whole 1024ths of a pixel: what is finer is rounding, and a picture set beside itself must not be resampled.
  private static func stepped(_ pixels: Double) -> Double { (pixels * 1_024).rounded() / 1_024 }

  /// The tiles' place, or where the whole picture is looked at in full detail the better one of what agrees locally.
  private func place(_ finding: Finding, _ moving: LocalContrast) -> PictureShift? {
    let shift = finding.reading.shift
    guard whole.factor == 1 else { return shift }
    guard let top = finding.verdict.toTop, hypot(top.rows, top.columns) < 2 else { return nil }
    return whole.refined(
      moving, from: PictureShift(rows: shift.rows + top.rows, columns: shift.columns + top.columns))
  }

  /// Deviation of the shift along one axis, from the scatter of single tiles where there are enough.
  private func deviation(_ agreeing: [PictureShift], _ verdict: WholePicture.Verdict) -> Double {
    guard agreeing.count >= Self.minimumTiles, let rows = Quantiles.robustDeviation(agreeing.map(\.rows)),
      let columns = Quantiles.robustDeviation(agreeing.map(\.columns))
    else { return Self.topWidth * Double(whole.factor) / max(verdict.deviations, 1) }
    // Tiles overlap by half, so about a quarter of them are independent; 1.2533 is the median's price over the mean.
    let scatter = ((rows * rows + columns * columns) / 2).squareRoot()
    return 1.2533 * max(scatter, 0.01) / max(1, Double(agreeing.count) / 4).squareRoot()
  }
}
