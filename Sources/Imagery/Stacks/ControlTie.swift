import Alignment
import Catalogue
import Foundation
import Geodesy
import Quantities
import Rasters
import Statistics

/// The stack's reference tied to known coordinates: where the reference, by its own georeference, shows each place of
/// the grid.
///
/// A shift where there are fewer than six points, an affine transform from six on where it lowers the scatter beyond
/// what its further terms do by chance.
package struct ControlTie: Sendable, Hashable {
  /// From a place of the grid, at its true coordinates, to where the reference shows its content.
  package let transform: PictureTransform
  package let accuracy: PositionAccuracy
  /// Root mean square, in metres, of what remains at the points along one axis, freed of the fitted terms.
  package let deviation: Metres
  package let pointCount: Int

  /// An affine transform needs so many points: three of them would be fitted without a rest to judge by.
  static let fewestForAffine = 6
  /// Share of draws in which chance alone would lower the scatter of a mere shift as much.
  static let affineSignificance = 0.01
  /// A point further from where the others put it than chance would put any of them in so small a share of tables, and
  /// than so many pixels of the scene, contradicts them: a hand does not miss a corner by that much.
  static let contradictingTail = 0.001
  static let contradictingPixels = 3.0

  private struct Pair {
    let place: PixelPoint
    let displacement: PictureShift
  }

  /// - Parameters:
  ///   - points: pixels of the reference scene, and the places on the ground that they show; at least three.
  ///   - scene: the reference scene's own grid.
  ///   - grid: the stack's.
  ///   - shown: for each point, where the scene shows its pixel, for a scene whose own grid only comes close.
  /// - Throws: `badControl` where a point lies outside the scene, or contradicts the others; `projection` where a place
  ///   cannot be reached.
  package init(
    _ points: [GroundControlPoint], scene: Grid, grid: Grid, shown: [GeoPoint]? = nil
  ) throws(StackError) {
    guard points.count >= 3 else {
      throw ControlTie.bad(
        "There are \(points.count) points; 3 are the least, so that one that contradicts the others shows.",
        mend: "Add points that are far apart.")
    }
    for (index, point) in points.enumerated() {
      let isInside =
        (0...Double(scene.columns)).contains(point.pixel.column) && (0...Double(scene.rows)).contains(point.pixel.row)
      guard isInside else {
        throw ControlTie.bad(
          "Point \(index + 1) (column \(point.pixel.column), row \(point.pixel.row)) lies outside the reference scene "
            + "of \(scene.columns) × \(scene.rows) pixels.",
          mend: "Count columns and rows in the file of the reference scene, from its upper left corner.")
      }
    }
    let pairs = try ControlTie.pairs(points, scene: scene, grid: grid, shown: shown)
    let pixel = abs(grid.geotransform.columnEasting)
    // Pixels of the scene, in pixels of the grid.
    let scenePixel = try ControlTie.pixelSize(scene, on: grid)
    try ControlTie.checkAgreement(pairs, scenePixel: scenePixel, metresPerPixel: pixel)
    let count = Double(pairs.count)
    var transform = ControlTie.shift(
      pairs, centre: PictureTransform.identity(columns: grid.columns, rows: grid.rows).centre)
    var squares = ControlTie.squares(pairs, transform)
    var terms = 1.0
    if pairs.count >= ControlTie.fewestForAffine, let affine = ControlTie.affine(pairs, centre: transform.centre) {
      let rest = ControlTie.squares(pairs, affine)
      // Per axis two terms more; both axes together 4 and 2 (n − 3) degrees of freedom.
      let ratio = (squares - rest) / 4 / max(rest / (2 * (count - 3)), 1e-12)
      if ratio > ControlTie.affineBound(Int(2 * (count - 3))) {
        (transform, squares, terms) = (affine, rest, 3)
      }
    }
    let freedom = 2 * (count - terms)
    let deviation = (squares / freedom).squareRoot()
    // The squared distance of the fit from the truth, over s² / n, is 2 F(2, ν); terms / n is its mean over the points.
    let quantile = freedom / 2 * (pow(0.1, -2 / freedom) - 1)
    let radius = deviation * (2 * quantile * terms / count).squareRoot()
    self.transform = transform
    self.deviation = Metres(deviation * pixel)
    pointCount = points.count
    accuracy = PositionAccuracy(
      ce90: Metres(radius * pixel), source: "\(points.count) control points, taken to be right themselves")
  }

  // MARK: - Points

  private static func pairs(
    _ points: [GroundControlPoint], scene: Grid, grid: Grid, shown: [GeoPoint]?
  ) throws(StackError) -> [Pair] {
    do {
      let fromGround = try CoordinateTransform(from: .wgs84, to: grid.crs)
      let truth = try fromGround.apply(points.map(\.place))
      let claimed: [MapPoint]
      if let shown {
        claimed = try fromGround.apply(shown)
      } else {
        claimed = try CoordinateTransform(from: scene.crs, to: grid.crs)
          .apply(points.map { scene.geotransform.map($0.pixel) })
      }
      return zip(truth, claimed).map { truth, claimed in
        let (place, shown) = (grid.geotransform.pixel(truth), grid.geotransform.pixel(claimed))
        return Pair(
          place: place,
          displacement: PictureShift(rows: shown.row - place.row, columns: shown.column - place.column))
      }
    } catch {
      throw StackError(
        .projection, at: "control points", "A point cannot be projected: \(error.reason)",
        mend: "Check that the table holds longitude before latitude, in degrees.")
    }
  }

  private static func pixelSize(_ scene: Grid, on grid: Grid) throws(StackError) -> Double {
    let middle = PixelPoint(column: Double(scene.columns) / 2, row: Double(scene.rows) / 2)
    let corners = [middle, PixelPoint(column: middle.column + 1, row: middle.row + 1)]
    do {
      let mapped = try CoordinateTransform(from: scene.crs, to: grid.crs)
        .apply(corners.map { scene.geotransform.map($0) }).map { grid.geotransform.pixel($0) }
      return hypot(mapped[1].column - mapped[0].column, mapped[1].row - mapped[0].row) / 2.0.squareRoot()
    } catch {
      throw StackError(
        .projection, at: "control points", "The reference scene cannot be projected: \(error.reason)",
        mend: "Check the reference scene's georeference.")
    }
  }

  /// Leaves out each point in turn: one that lies further from where the others put it than their own scatter allows is
  /// named, the furthest first. A turn of the picture is no contradiction where there are points enough to see it.
  private static func checkAgreement(
    _ pairs: [Pair], scenePixel: Double, metresPerPixel: Double
  ) throws(StackError) {
    var worst: (index: Int, excess: Double, distance: Double, deviation: Double)?
    for index in pairs.indices {
      let others = pairs.indices.filter { $0 != index }.map { pairs[$0] }
      var departures = [departure(pairs[index], from: others, terms: 1, shift(others, centre: pairs[index].place))]
      if others.count >= fewestForAffine, let affine = affine(others, centre: pairs[index].place) {
        departures.append(departure(pairs[index], from: others, terms: 3, affine))
      }
      // 0.1 % over all points together, and never less than a hand's own error.
      let found = departures.map { departure in
        let tail = contradictingTail / Double(pairs.count)
        let quantile = departure.freedom / 2 * (pow(tail, -2 / departure.freedom) - 1)
        let bound = max(departure.deviation * (2 * quantile).squareRoot(), contradictingPixels * scenePixel)
        return (index, departure.distance / bound, departure.distance, departure.deviation)
      }.min { $0.1 < $1.1 }
      if let found, found.1 > max(worst?.excess ?? 1, 1) { worst = found }
    }
    guard let worst else { return }
    throw bad(
      "Point \(worst.index + 1) lies \(Int((worst.distance * metresPerPixel).rounded())) m from where the other "
        + "\(pairs.count - 1) put it; they scatter by \(Int((worst.deviation * metresPerPixel).rounded(.up))) m.",
      mend: "Measure it again, or leave it out.")
  }

  private struct Departure {
    let distance: Double
    /// Of the others along one axis, the doubt of their fit included.
    let deviation: Double
    let freedom: Double
  }

  private static func departure(
    _ pair: Pair, from others: [Pair], terms: Double, _ transform: PictureTransform
  ) -> Departure {
    let fitted = transform.displacement(at: pair.place)
    let freedom = 2 * (Double(others.count) - terms)
    let variance = squares(others, transform) / freedom * (1 + terms / Double(others.count))
    return Departure(
      distance: hypot(pair.displacement.rows - fitted.rows, pair.displacement.columns - fitted.columns),
      deviation: variance.squareRoot(), freedom: freedom)
  }

  // MARK: - Fit

  private static func squares(_ pairs: [Pair], _ transform: PictureTransform) -> Double {
    pairs.reduce(0) { sum, pair in
      let fitted = transform.displacement(at: pair.place)
      let (rows, columns) = (pair.displacement.rows - fitted.rows, pair.displacement.columns - fitted.columns)
      return sum + rows * rows + columns * columns
    }
  }

  private static func shift(_ pairs: [Pair], centre: PixelPoint) -> PictureTransform {
    let count = Double(pairs.count)
    return PictureTransform(
      centre: centre,
      shift: PictureShift(
        rows: pairs.reduce(0) { $0 + $1.displacement.rows } / count,
        columns: pairs.reduce(0) { $0 + $1.displacement.columns } / count))
  }

  private static func affine(_ pairs: [Pair], centre: PixelPoint) -> PictureTransform? {
    // In thousands of pixels, so that the columns of the problem are alike in size.
    let terms = pairs.map { [1, ($0.place.row - centre.row) / 1_000, ($0.place.column - centre.column) / 1_000] }
    guard let rows = LeastSquares.solve(rows: terms, values: pairs.map(\.displacement.rows)),
      let columns = LeastSquares.solve(rows: terms, values: pairs.map(\.displacement.columns))
    else { return nil }
    return PictureTransform(
      centre: centre, shift: PictureShift(rows: rows[0], columns: columns[0]),
      linear: .init(
        rowsPerRow: rows[1] / 1_000, rowsPerColumn: rows[2] / 1_000, columnsPerRow: columns[1] / 1_000,
        columnsPerColumn: columns[2] / 1_000))
  }

  /// Upper 1 % point of F(4, ν), by the beta distribution with a = 2, whose tail has a closed form.
  private static func affineBound(_ freedom: Int) -> Double {
    // P(F > f) = I(y; ν/2, 2) with y = ν / (ν + 4 f) and I(y; b, 2) = y^b (1 + b (1 − y)).
    let half = Double(freedom) / 2
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if pow(middle, half) * (1 + half * (1 - middle)) > affineSignificance { high = middle } else { low = middle }
    }
    let share = (low + high) / 2
    return Double(freedom) * (1 - share) / (4 * share)
  }

  private static func bad(_ reason: String, mend: String) -> StackError {
    StackError(.badControl, at: "control points", reason, mend: mend)
  }
}
