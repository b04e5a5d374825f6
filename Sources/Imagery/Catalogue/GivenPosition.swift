import Geodesy
import Quantities
import Rasters

/// A pixel of a picture and the place on the ground that it shows.
package struct GroundControlPoint: Sendable, Hashable {
  package let pixel: PixelPoint
  package let place: GeoPoint
  package init(pixel: PixelPoint, place: GeoPoint) {
    self.pixel = pixel
    self.place = place
  }
}

/// What a person said of a picture that does not say it itself.
package struct GivenPosition: Sendable, Hashable {
  package enum Control: Sendable, Hashable {
    /// Outer corners of the picture, clockwise from top left.
    case corners([GeoPoint])
    case points([GroundControlPoint])
  }

  package let control: Control?
  package let date: Timestamp?

  package init(control: Control? = nil, date: Timestamp? = nil) {
    self.control = control
    self.date = date
  }

  /// The control as points of a picture of that size.
  func points(columns: Int, rows: Int) -> [GroundControlPoint] {
    switch control {
    case nil: return []
    case .points(let points): return points
    case .corners(let corners):
      let (right, bottom) = (Double(columns), Double(rows))
      let pixels = [(0, 0), (right, 0), (right, bottom), (0, bottom)]
      return zip(pixels, corners).map {
        GroundControlPoint(pixel: PixelPoint(column: $0.0, row: $0.1), place: $1)
      }
    }
  }
}
