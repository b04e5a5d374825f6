import Rasters

/// The reference and its even lattice of places, at which tie points are looked for.
struct TiePointLattice: Sendable {
  let windowSize: Int
  /// Pixels from place to place.
  let step: Double
  let places: [PixelPoint]
  private let matcher: TiePointMatcher

  /// Change of the displacement for each pixel beyond which the moving picture is turned before windows are compared:
  /// half a window of 64 is then out of place by an eighth of a pixel.
  private static let mostLinear = 0.004

  /// - Parameters:
  ///   - count: places at most, about.
  ///   - leastStep: pixels from place to place at least; a quarter of a window where `nil`.
  init(reference: AlignmentPlane, windowSize: Int, count: Int, leastStep: Double? = nil) {
    self.windowSize = windowSize
    let covered = reference.covered
    let spans = [covered.rows, covered.columns].map { max(0, $0 - windowSize) }
    let step = max(
      leastStep ?? Double(windowSize) / 4, Self.step(Double(spans[0]), Double(spans[1]), count: Double(count)))
    self.step = step
    guard covered.rows >= windowSize, covered.columns >= windowSize else {
      places = []
      matcher = TiePointMatcher(reference: reference, windowSize: windowSize)
      return
    }
    let lines = spans.map { span -> [Double] in
      let number = Int(Double(span) / step)
      let rest = (Double(span) - Double(number) * step) / 2
      return (0...number).map { (rest + Double($0) * step).rounded() + Double(windowSize / 2) }
    }
    places = lines[0].flatMap { row in
      lines[1].map { PixelPoint(column: Double(covered.column) + $0, row: Double(covered.row) + row) }
    }
    matcher = TiePointMatcher(reference: reference, windowSize: windowSize, places: places)
  }

  /// The step at which (down / step + 1) · (across / step + 1) places are `count`.
  private static func step(_ down: Double, _ across: Double, count: Double) -> Double {
    let sum = down + across
    return (sum + (sum * sum + 4 * (count - 1) * down * across).squareRoot()) / (2 * (count - 1))
  }

  /// Share of the tie points that say something of their own: the taper leaves each about the middle half of its window.
  var independent: Double {
    let share = min(1, step / (Double(windowSize) / 2))
    return share * share
  }

  /// Whether a transform turns or scales so far that the moving picture is turned before windows are compared.
  static func isTurned(_ transform: PictureTransform) -> Bool {
    let linear = transform.linear
    return max(
      abs(linear.rowsPerRow), abs(linear.rowsPerColumn), abs(linear.columnsPerRow), abs(linear.columnsPerColumn))
      > mostLinear
  }

  /// Tie points found near where `prior` puts the content; those that are not found are left out.
  func match(_ moving: AlignmentPlane, prior: PictureTransform) -> [TiePoint] {
    guard Self.isTurned(prior) || prior.field != nil else {
      return matcher.match(moving, at: places) { prior.displacement(at: $0) }.compactMap { $0 }
    }
    let laid = moving.read(through: prior)
    return matcher.match(laid, at: places) { _ in .none }.compactMap { tie in
      tie.map { tie in
        // What was laid on the reference still lies off by the tie point's own displacement.
        let place = PixelPoint(
          column: tie.place.column + tie.displacement.columns, row: tie.place.row + tie.displacement.rows)
        let more = prior.displacement(at: place)
        return TiePoint(
          place: tie.place,
          displacement: PictureShift(
            rows: tie.displacement.rows + more.rows, columns: tie.displacement.columns + more.columns),
          rowVariance: tie.rowVariance, columnVariance: tie.columnVariance, covariance: tie.covariance,
          rival: tie.rival)
      }
    }
  }

  /// Pixels to each side within which a match is looked for.
  var reach: Double { Double(windowSize) / 4 }
}
