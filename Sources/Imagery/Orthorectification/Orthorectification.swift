import Geodesy
import Quantities
import Rasters

/// Where a picture that was not orthorectified shows places of the ground: its rational polynomial model over heights.
///
/// It hands out places, not pixels: the stack's one resampling takes them for the nodes of its lattice.
package struct Orthorectification: Sendable {
  package let model: RationalPolynomialModel
  package let heights: GroundHeights

  /// - Parameter heights: the model's middle height everywhere where `nil`.
  package init(_ model: RationalPolynomialModel, heights: GroundHeights? = nil) {
    self.model = model
    self.heights = heights ?? .constant(model.middleHeight)
  }

  /// Points of the picture, one a place.
  /// - Throws: `outsideElevationModel`; `outsideModel` where the polynomials have no value.
  package func pixels(of places: [GeoPoint]) throws(OrthorectificationError) -> [PixelPoint] {
    let heights = try heights.heights(at: places)
    var pixels: [PixelPoint] = []
    pixels.reserveCapacity(places.count)
    for (place, height) in zip(places, heights) {
      let pixel = model.pixel(of: place, height: height)
      guard pixel.column.isFinite, pixel.row.isFinite else {
        throw OrthorectificationError(
          .outsideModel, at: "\(place.longitude), \(place.latitude)",
          "The picture's rational polynomials have no value at this place.",
          mend: "Check that the site lies in the picture and that the coefficients belong to it.")
      }
      pixels.append(pixel)
    }
    return pixels
  }

  /// The place on the ground that the picture shows at a point: where its line of sight meets the heights.
  /// - Returns: `nil` where the model does not reach.
  /// - Throws: `outsideElevationModel`.
  package func place(of pixel: PixelPoint) throws(OrthorectificationError) -> GeoPoint? {
    var height = model.middleHeight
    var place: GeoPoint?
    // Each step shrinks the error by the ground's slope times the tangent of the view's angle.
    for _ in 0..<12 {
      guard let found = model.place(of: pixel, height: height) else { return nil }
      place = found
      let ground = try heights.heights(at: [found])[0]
      if abs(ground.magnitude - height.magnitude) < 1e-3 { break }
      height = ground
    }
    return place
  }

  /// What an uncertain height leaves at a point of the picture.
  /// - Parameter deviation: standard deviation of the height.
  /// - Returns: `nil` where the model does not reach.
  package func reliefError(at pixel: PixelPoint, heightDeviation deviation: Metres) -> ReliefError? {
    guard let place = model.place(of: pixel, height: model.middleHeight) else { return nil }
    let height = (try? heights.heights(at: [place]))?.first ?? model.middleHeight
    guard let leaning = model.leaning(line: pixel.row - 0.5, sample: pixel.column - 0.5, height: height) else {
      return nil
    }
    return ReliefError(slope: leaning.slope, azimuth: leaning.azimuth, heightDeviation: deviation)
  }
}
