import Geodesy
import Quantities

extension RationalPolynomialModel {
  /// Where the picture shows a place; half a pixel from the model's own count, which begins at the first pixel's centre.
  package func pixel(of place: GeoPoint, height: Metres) -> PixelPoint {
    let position = position(of: place, height: height)
    return PixelPoint(column: position.sample + 0.5, row: position.line + 0.5)
  }

  /// The place at `height` that the picture shows at `pixel`; `nil` where the model does not reach.
  package func place(of pixel: PixelPoint, height: Metres) -> GeoPoint? {
    place(line: pixel.row - 0.5, sample: pixel.column - 0.5, height: height)
  }
}
