import Quantities

/// Where a picture shows a place on the ground: four cubic polynomials in longitude, latitude and height, as the makers
/// of high-resolution imagery deliver them instead of an orthorectified picture.
///
/// Lines and samples are as the standard counts them: (0, 0) is the **centre** of the first pixel. Heights are metres
/// above the WGS 84 ellipsoid.
/// - Source: [STDI0002], appendix E (RPC00B); [Grodecki2001]
package struct RationalPolynomialModel: Sendable, Hashable {
  /// Offset and scale that bring a quantity to −1 … 1.
  package struct Normalisation: Sendable, Hashable {
    package let offset: Double
    package let scale: Double

    package init(offset: Double, scale: Double) {
      self.offset = offset
      self.scale = scale
    }

    func normalised(_ value: Double) -> Double { (value - offset) / scale }
  }

  package let line: Normalisation
  package let sample: Normalisation
  package let latitude: Normalisation
  package let longitude: Normalisation
  package let height: Normalisation
  /// 20 coefficients each, in the order of RPC00B.
  package let lineNumerator: [Double]
  package let lineDenominator: [Double]
  package let sampleNumerator: [Double]
  package let sampleDenominator: [Double]

  /// - Returns: `nil` where a number is not finite, a scale is 0, a denominator is 0 throughout, or a polynomial has not
  ///   20 coefficients.
  package init?(
    line: Normalisation, sample: Normalisation, latitude: Normalisation, longitude: Normalisation,
    height: Normalisation, lineNumerator: [Double], lineDenominator: [Double], sampleNumerator: [Double],
    sampleDenominator: [Double]
  ) {
    let polynomials = [lineNumerator, lineDenominator, sampleNumerator, sampleDenominator]
    let normalisations = [line, sample, latitude, longitude, height]
    guard polynomials.allSatisfy({ $0.count == Self.termCount && $0.allSatisfy(\.isFinite) }),
      normalisations.allSatisfy({ $0.offset.isFinite && $0.scale.isFinite && $0.scale != 0 }),
      [lineDenominator, sampleDenominator].allSatisfy({ $0.contains { $0 != 0 } }),
      abs(latitude.offset) <= 90, abs(longitude.offset) <= 360
    else { return nil }
    self.line = line
    self.sample = sample
    self.latitude = latitude
    self.longitude = longitude
    self.height = height
    self.lineNumerator = lineNumerator
    self.lineDenominator = lineDenominator
    self.sampleNumerator = sampleNumerator
    self.sampleDenominator = sampleDenominator
  }

  package static let termCount = 20

  /// The model's middle height: what a picture is taken to lie at where nothing better is known.
  package var middleHeight: Metres { Metres(height.offset) }

  // MARK: Ground to picture

  /// Line and sample of a place; not finite where the polynomials have no value there.
  package func position(of place: GeoPoint, height metres: Metres) -> (line: Double, sample: Double) {
    var eastwards = place.longitude - longitude.offset
    // A picture across the antimeridian has its middle on one side and the place on the other.
    if eastwards > 270 { eastwards -= 360 } else if eastwards < -270 { eastwards += 360 }
    let terms = Self.terms(
      longitude: eastwards / longitude.scale, latitude: latitude.normalised(place.latitude),
      height: height.normalised(metres.magnitude))
    return (
      line.offset + line.scale * Self.sum(lineNumerator, terms) / Self.sum(lineDenominator, terms),
      sample.offset + sample.scale * Self.sum(sampleNumerator, terms) / Self.sum(sampleDenominator, terms)
    )
  }

  private static func sum(_ coefficients: [Double], _ terms: [Double]) -> Double {
    var sum = 0.0
    for index in 0..<termCount { sum += coefficients[index] * terms[index] }
    return sum
  }

  /// The cubic terms in the order of RPC00B.
  private static func terms(longitude l: Double, latitude p: Double, height h: Double) -> [Double] {
    [
      1, l, p, h, l * p, l * h, p * h, l * l, p * p, h * h, p * l * h, l * l * l, l * p * p, l * h * h, l * l * p,
      p * p * p, p * h * h, l * l * h, p * p * h, h * h * h,
    ]
  }

  // MARK: Picture to ground

  /// The place at `height` that the picture shows at a line and sample, to a millionth of a pixel.
  /// - Returns: `nil` where the search does not end: outside the part of the Earth that the model was made for.
  package func place(line wantedLine: Double, sample wantedSample: Double, height metres: Metres) -> GeoPoint? {
    var (east, north) = (0.0, 0.0)
    for _ in 0..<40 {
      let here = position(of: geoPoint(east, north), height: metres)
      let (downLeft, rightLeft) = (wantedLine - here.line, wantedSample - here.sample)
      guard downLeft.isFinite, rightLeft.isFinite else { return nil }
      if max(abs(downLeft), abs(rightLeft)) < 1e-7 { return geoPoint(east, north) }
      let step = 1e-5
      let byEast = position(of: geoPoint(east + step, north), height: metres)
      let byNorth = position(of: geoPoint(east, north + step), height: metres)
      let (lineEast, lineNorth) = ((byEast.line - here.line) / step, (byNorth.line - here.line) / step)
      let (sampleEast, sampleNorth) = ((byEast.sample - here.sample) / step, (byNorth.sample - here.sample) / step)
      let determinant = lineEast * sampleNorth - lineNorth * sampleEast
      guard determinant.isNormal else { return nil }
      east += (downLeft * sampleNorth - rightLeft * lineNorth) / determinant
      north += (rightLeft * lineEast - downLeft * sampleEast) / determinant
      guard abs(east) < 10, abs(north) < 10 else { return nil }
    }
    return nil
  }

  private func geoPoint(_ east: Double, _ north: Double) -> GeoPoint {
    let raw = longitude.offset + east * longitude.scale
    return GeoPoint(
      longitude: raw > 180 ? raw - 360 : raw < -180 ? raw + 360 : raw,
      latitude: min(90, max(-90, latitude.offset + north * latitude.scale)))
  }

  // MARK: Relief

  /// How far a place moves on the ground, and in which direction, for each metre by which its height was mistaken: the
  /// tangent of the angle at which the picture looks past the vertical.
  /// - Returns: `nil` where `place(line:sample:height:)` is.
  package func leaning(line: Double, sample: Double, height metres: Metres) -> (slope: Double, azimuth: Radians)? {
    let step = 50.0
    guard let low = place(line: line, sample: sample, height: metres - Metres(step)),
      let high = place(line: line, sample: sample, height: metres + Metres(step))
    else { return nil }
    return (
      Geodesics.distance(low, high).magnitude / (2 * step), Geodesics.azimuth(from: low, to: high)
    )
  }
}
