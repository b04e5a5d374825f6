import Rasters

/// A place seen in both pictures, and by how much its content is displaced.
package struct TiePoint: Sendable, Hashable {
  /// Middle of the compared window, on the reference's grid.
  package let place: PixelPoint
  /// Content in the moving picture minus content in the reference, in pixels of the reference.
  package let displacement: PictureShift
  /// Covariance of the displacement, in square pixels.
  package let rowVariance: Double
  package let columnVariance: Double
  package let covariance: Double
  /// From there to a second place in the moving picture that looks nearly as much alike; `nil` where there is none.
  let rival: PictureShift?

  package init(
    place: PixelPoint, displacement: PictureShift, rowVariance: Double, columnVariance: Double, covariance: Double
  ) {
    self.init(
      place: place, displacement: displacement, rowVariance: rowVariance, columnVariance: columnVariance,
      covariance: covariance, rival: nil)
  }

  init(
    place: PixelPoint, displacement: PictureShift, rowVariance: Double, columnVariance: Double, covariance: Double,
    rival: PictureShift?
  ) {
    self.place = place
    self.displacement = displacement
    self.rowVariance = rowVariance
    self.columnVariance = columnVariance
    self.covariance = covariance
    self.rival = rival
  }
}
