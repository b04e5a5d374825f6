import Geodesy
import Quantities
import Rasters

/// A line of the site as stations a pixel apart, on a grid.
package struct LineTrack: Sendable {
  package struct Station: Sendable, Hashable {
    package let point: PixelPoint
    /// Of length 1, to the right of the line's direction as seen on the picture; in pixels.
    package let across: (columns: Double, rows: Double)
    /// Ground metres along the line from its start to the station, which stands for half a step to either side.
    package let place: Double
    /// Share of the way along its part, 0–1.
    package let share: Double
    /// Whether a part of the line begins here, so that nothing runs on from the station before.
    package let isStart: Bool

    package static func == (left: Station, right: Station) -> Bool {
      left.point == right.point && left.place == right.place && left.isStart == right.isStart
    }

    package func hash(into hasher: inout Hasher) {
      hasher.combine(point)
      hasher.combine(place)
    }
  }

  package let stations: [Station]
  /// Of each station the ground length that it stands for, in metres.
  package let steps: [Double]
  /// Geodesic.
  package let length: Metres

  /// - Parameters:
  ///   - lines: each a part of the line; a part of one point has no length and is left out.
  ///   - gsd: metres.
  /// - Throws: `GeodesyError` where the grid's CRS cannot be reached.
  package init(_ lines: [[GeoPoint]], grid: Grid, gsd: Double) throws {
    let transform = try CoordinateTransform(from: .wgs84, to: grid.crs)
    var stations: [Station] = []
    var steps: [Double] = []
    var before = 0.0
    for line in lines where line.count > 1 {
      let pixels = try transform.apply(line).map { grid.geotransform.pixel($0) }
      // Where along the part each of its points lies, on the ground.
      var places = [0.0]
      for (start, end) in zip(line, line.dropFirst()) {
        places.append((places.last ?? 0) + Geodesics.distance(start, end).magnitude)
      }
      let length = places.last ?? 0
      guard length > 0 else { continue }
      let count = max(1, Int((length / gsd).rounded()))
      let step = length / Double(count)
      for index in 0..<count {
        let place = (Double(index) + 0.5) * step
        let (point, across) = LineTrack.point(at: place, pixels, places)
        stations.append(
          Station(
            point: point, across: across, place: before + place, share: place / length, isStart: index == 0))
        steps.append(step)
      }
      before += length
    }
    self.stations = stations
    self.steps = steps
    length = Metres(before)
  }

  private static func point(
    at place: Double, _ pixels: [PixelPoint], _ places: [Double]
  ) -> (PixelPoint, across: (columns: Double, rows: Double)) {
    let next = max(1, places.firstIndex { $0 >= place } ?? places.count - 1)
    let (start, end) = (pixels[next - 1], pixels[next])
    let (columns, rows) = (end.column - start.column, end.row - start.row)
    let span = max((columns * columns + rows * rows).squareRoot(), .leastNormalMagnitude)
    let way = places[next] - places[next - 1]
    let share = way > 0 ? (place - places[next - 1]) / way : 0
    return (
      PixelPoint(column: start.column + share * columns, row: start.row + share * rows),
      (-rows / span, columns / span)
    )
  }

  /// Whether two segments of `lines` that do not follow each other share a point.
  package static func crossesItself(_ lines: [[GeoPoint]]) -> Bool {
    var segments: [(start: GeoPoint, end: GeoPoint, part: Int, index: Int)] = []
    for (part, line) in lines.enumerated() {
      for (index, pair) in zip(line, line.dropFirst()).enumerated() { segments.append((pair.0, pair.1, part, index)) }
    }
    func side(_ a: GeoPoint, _ b: GeoPoint, _ c: GeoPoint) -> Double {
      (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude) * (c.longitude - a.longitude)
    }
    for (place, one) in segments.enumerated() {
      for other in segments.dropFirst(place + 1) {
        if one.part == other.part, abs(one.index - other.index) <= 1 { continue }
        let apart = side(one.start, one.end, other.start) * side(one.start, one.end, other.end)
        let back = side(other.start, other.end, one.start) * side(other.start, other.end, one.end)
        if apart < 0, back < 0 { return true }
      }
    }
    return false
  }
}
