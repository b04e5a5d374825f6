import Alignment
import Catalogue
import Provenance
import Quantities
import Rasters
import Reports

/// How a further stack of a case lies on the main one: its reference aligned to the main stack's.
struct StackLink {
  /// On the stack's own grid; `nil` where the two references could not be aligned.
  let fit: FittedTransform?
  /// Why they could not.
  let failure: String?
  /// From the true places of the stack's grid to where its reference shows them; `nil` where it is taken at its word.
  let transform: PictureTransform?
  /// Radius on the ground that should hold the error of `fit` in 90 % of cases.
  let ce90: Metres?
  /// How far the stack's coordinates may lie from the ground's own.
  let position: PositionAccuracy
  let record: StepRecord
  /// False where the cache already held it.
  let isNew: Bool

  /// As the report's budget prints it.
  var term: BudgetTerm {
    BudgetTerm(
      term: "Registration: this stack on the main one",
      size: ce90.map { "\(NumberText.metres($0)) CE90" } ?? "not known",
      effect: "Where its outlines lie beside those of the main stack, all alike; no area, length or ratio.",
      source: fit.map { "\($0.agreeing) of \($0.tried) tie points of the two reference scenes agree." }
        ?? "The reference scenes could not be aligned: \(failure ?? ""). Each stack lies where its own reference says.")
  }
}

extension PictureTransform {
  /// The same transform in pixels of another grid over the same ground, without its field.
  /// - Precondition: both grids are of one CRS and not turned against each other, as all grids of a case are.
  func rescaled(from grid: Grid, to other: Grid) -> PictureTransform {
    precondition(grid.crs == other.crs, "grids in \(grid.crs.definition) and \(other.crs.definition)")
    let scale = grid.geotransform.columnEasting / other.geotransform.columnEasting
    let origin = other.geotransform.pixel(grid.geotransform.map(PixelPoint(column: 0, row: 0)))
    return PictureTransform(
      centre: PixelPoint(column: centre.column * scale + origin.column, row: centre.row * scale + origin.row),
      // The linear part is a change for each pixel: it has no length.
      shift: PictureShift(rows: shift.rows * scale, columns: shift.columns * scale), linear: linear)
  }
}
