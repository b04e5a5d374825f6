import Rasters

/// One reference against which other pictures are registered.
package struct Registration: Sendable {
  private let columns: Int
  private let rows: Int
  private let translation: TranslationFit

  package init(reference plane: AlignmentPlane) {
    (columns, rows) = (plane.columns, plane.rows)
    translation = TranslationFit(reference: plane)
  }

  /// - Throws: `AlignmentFailure` where no transform can be told from chance; never answered by a shift of zero.
  package func fit(_ moving: AlignmentPlane) throws(AlignmentFailure) -> FittedTransform {
    let found = try translation.fit(moving)
    var transform = PictureTransform.identity(columns: columns, rows: rows)
    transform.shift = found.shift
    return FittedTransform(
      transform: transform, ce90InPixels: found.ce90InPixels, tried: found.tried, agreeing: found.agreeing)
  }
}
