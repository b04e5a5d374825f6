import Foundation
import Rasters

/// A building that is not there, put into a stack's values to see whether the tests would find it.
///
/// Its roof is as much brighter or darker than the ground that it covers as `contrast` says, with that ground's own noise,
/// texture and seasons; its shadow falls where the sun of each date throws it.
struct PlantedBuilding {
  let centre: PixelPoint
  /// Direction of the longer side, radians from the columns towards the rows.
  let angle: Double
  /// Pixels.
  let length: Double
  let width: Double
  /// Share of the ground's brightness, by its sign.
  let contrast: Float
  /// Metres.
  let height: Double
  /// The first scene on which it stands.
  let firstScene: Int

  /// What a shadow takes from the light: the sky gives a third of it or less.
  static let shade: Float = 0.65
  /// Side of the lattice of points that a pixel's cover is counted on.
  private static let points = 3

  private var reach: Double { hypot(length, width) / 2 }

  var areaInPixels: Double { length * width }

  var ring: [PixelPoint] {
    [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { along, across in
      let (u, v) = (along * length / 2, across * width / 2)
      return PixelPoint(
        column: centre.column + u * cos(angle) - v * sin(angle), row: centre.row + u * sin(angle) + v * cos(angle))
    }
  }

  /// Share of each pixel of `window` under the roof, blurred as optics and resampling blur.
  func roofCover(in window: Window) -> [Float] {
    cover(in: window, reach: reach) { abs($0) <= length / 2 && abs($1) <= width / 2 }
  }

  /// The same of its shadow beside it.
  func shadowCover(in window: Window, _ shift: ShadowShift?) -> [Float]? {
    guard let shift else { return nil }
    let (columns, rows) = (shift.columns * height, shift.rows * height)
    let way = (along: columns * cos(angle) + rows * sin(angle), across: rows * cos(angle) - columns * sin(angle))
    return cover(in: window, reach: reach + hypot(columns, rows)) { along, across in
      if abs(along) <= length / 2, abs(across) <= width / 2 { return false }
      // The shadow is the roof moved by any share of the way: is there one at which it covers the point?
      let first = Self.shares(along, way.along, half: length / 2)
      let second = Self.shares(across, way.across, half: width / 2)
      return max(first.from, second.from, 0) <= min(first.to, second.to, 1)
    }
  }

  /// The shares of `way` by which an interval of half length `half` may be moved to hold `place`.
  private static func shares(_ place: Double, _ way: Double, half: Double) -> (from: Double, to: Double) {
    guard abs(way) > 1e-9 else { return abs(place) <= half ? (0, 1) : (1, 0) }
    let (a, b) = ((place - half) / way, (place + half) / way)
    return (min(a, b), max(a, b))
  }

  /// - Parameters:
  ///   - reach: pixels from the centre beyond which nothing is covered.
  ///   - isInside: of a place along and across the building, from its centre, in pixels.
  private func cover(in window: Window, reach: Double, _ isInside: (Double, Double) -> Bool) -> [Float] {
    var cover = [Float](repeating: 0, count: window.pixelCount)
    let side = Self.points
    let (cosine, sine) = (cos(angle), sin(angle))
    let near = Window(
      column: Int(centre.column - reach) - 1, row: Int(centre.row - reach) - 1, columns: 2 * Int(reach) + 4,
      rows: 2 * Int(reach) + 4
    ).intersection(window)
    for row in near.row..<near.row + near.rows {
      for column in near.column..<near.column + near.columns {
        var count = 0
        for point in 0..<side * side {
          let right = Double(column) + (Double(point % side) + 0.5) / Double(side) - centre.column
          let down = Double(row) + (Double(point / side) + 0.5) / Double(side) - centre.row
          if isInside(right * cosine + down * sine, down * cosine - right * sine) { count += 1 }
        }
        cover[(row - window.row) * window.columns + column - window.column] = Float(count) / Float(side * side)
      }
    }
    return Self.blurred(Self.blurred(cover, window, step: 1), window, step: window.columns)
  }

  /// Weights of 1, 4 and 1: with the pixel's own square, the blur of a good camera.
  private static func blurred(_ values: [Float], _ window: Window, step: Int) -> [Float] {
    values.indices.map { index in
      let before = index >= step ? values[index - step] : 0
      let after = index + step < values.count ? values[index + step] : 0
      return (before + 4 * values[index] + after) / 6
    }
  }
}
