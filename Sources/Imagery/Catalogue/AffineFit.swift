import Foundation
import Geodesy
import Quantities
import Rasters

/// The affine transform that best maps the pixels of control points onto their places, in the UTM zone of their middle.
struct AffineFit {
  let geotransform: Geotransform
  let crs: CRS
  /// Root mean square of the distances that remain, in metres on the map.
  let rmse: Metres
  /// Radius that holds the error of the fit at a control point in 90 % of cases, the points taken to be right; `nil` of
  /// three points, which leave nothing to judge by.
  let ce90: Metres?

  /// Least squares over all points.
  /// - Throws: `badControlPoints` under 3 points, on points along one line (in the picture or on the ground), and where
  ///   the fit is mirrored, as it is when rows and columns, or the corners' sense, are mixed up.
  init(_ points: [GroundControlPoint]) throws(CatalogueError) {
    guard points.count >= 3 else {
      throw AffineFit.bad(
        "There are \(points.count) control points; 3 are the least.", "Add points that are far apart.")
    }
    let count = Double(points.count)
    let middle = GeoPoint(
      longitude: points.reduce(0) { $0 + $1.place.longitude } / count,
      latitude: points.reduce(0) { $0 + $1.place.latitude } / count)
    crs = .utm(at: middle)
    let places: [MapPoint]
    do {
      places = try CoordinateTransform(from: .wgs84, to: crs).apply(points.map(\.place))
    } catch {
      throw AffineFit.bad(error.reason, error.mend, cause: error.cause)
    }
    let pixels = points.map(\.pixel)
    guard let fitted = AffineFit.solve(pixels, places) else {
      throw AffineFit.bad(
        "The control points lie along one line of the picture.", "Spread them over the whole picture.")
    }
    guard fitted.determinant < 0 else {
      throw AffineFit.bad(
        fitted.determinant > 0
          ? "The control points make the picture a mirror image."
          : "The control points lie along one line of the ground.",
        "Check that columns count to the right, rows downwards, and that no two points are exchanged.")
    }
    geotransform = fitted
    var squares = 0.0
    for (pixel, place) in zip(pixels, places) {
      let mapped = fitted.map(pixel)
      let east = mapped.easting - place.easting
      let north = mapped.northing - place.northing
      squares += east * east + north * north
    }
    rmse = Metres((squares / count).squareRoot())
    // With ν = 2 (n − 3) degrees of freedom the squared distance over s² · 3 / n follows 2 F(2, ν), whose 90th percentile
    // is ν (10^(2/ν) − 1).
    let freedom = 2 * (count - 3)
    ce90 = freedom > 0 ? Metres((squares * (pow(10, 2 / freedom) - 1) * 3 / count).squareRoot()) : nil
  }

  private static func bad(_ reason: String, _ mend: String, cause: String? = nil) -> CatalogueError {
    CatalogueError(.badControlPoints, at: "control points", reason, mend: mend, cause: cause)
  }

  /// `nil` where the pixels lie along one line. Coordinates are counted from the means, so that the normal equations
  /// fall apart into two by two and lose no digits to the size of the coordinates.
  private static func solve(_ pixels: [PixelPoint], _ places: [MapPoint]) -> Geotransform? {
    let count = Double(pixels.count)
    let column = pixels.reduce(0) { $0 + $1.column } / count
    let row = pixels.reduce(0) { $0 + $1.row } / count
    let easting = places.reduce(0) { $0 + $1.easting } / count
    let northing = places.reduce(0) { $0 + $1.northing } / count
    var (cc, cr, rr) = (0.0, 0.0, 0.0)
    var (ce, re, cn, rn) = (0.0, 0.0, 0.0, 0.0)
    for (pixel, place) in zip(pixels, places) {
      let (c, r) = (pixel.column - column, pixel.row - row)
      let (e, n) = (place.easting - easting, place.northing - northing)
      cc += c * c
      cr += c * r
      rr += r * r
      ce += c * e
      re += r * e
      cn += c * n
      rn += r * n
    }
    let determinant = cc * rr - cr * cr
    // Points within a ten-thousandth of one line: the transform across it would be noise.
    guard determinant > 1e-8 * (cc + rr) * (cc + rr) / 4 else { return nil }
    let columnEasting = (ce * rr - re * cr) / determinant
    let rowEasting = (re * cc - ce * cr) / determinant
    let columnNorthing = (cn * rr - rn * cr) / determinant
    let rowNorthing = (rn * cc - cn * cr) / determinant
    return Geotransform([
      easting - column * columnEasting - row * rowEasting, columnEasting, rowEasting,
      northing - column * columnNorthing - row * rowNorthing, columnNorthing, rowNorthing,
    ])
  }
}
