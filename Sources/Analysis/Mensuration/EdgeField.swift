import Foundation
import Rasters
import Statistics

/// How strongly a picture changes across lines, in any of its bands, in deviations of its usual change.
struct EdgeField {
  private let picture: Raster
  private let window: Window
  /// Per band: usual difference over a pixel.
  private let scales: [Double]

  /// Strengths above this are edges.
  static let least = 1.0
  /// Differences are taken over this distance to either side, pixels.
  private static let reach = 0.5

  /// - Returns: `nil` where the picture shows nothing or one value.
  init?(_ picture: Raster, window: Window) {
    self.picture = picture
    self.window = window
    let plane = picture.columns * picture.rows
    var scales: [Double] = []
    for band in 0..<picture.bandCount {
      var differences: [Double] = []
      for row in 0..<picture.rows {
        for column in 0..<max(0, picture.columns - 1) {
          let index = row * picture.columns + column
          guard picture.validity.flags[index], picture.validity.flags[index + 1] else { continue }
          differences.append(Double(picture.samples[band * plane + index + 1] - picture.samples[band * plane + index]))
        }
      }
      scales.append(Quantiles.robustDeviation(differences) ?? 0)
    }
    guard scales.contains(where: { $0 > 0 }) else { return nil }
    let least = (scales.max() ?? 0) * 1e-3
    self.scales = scales.map { max($0, least) }
  }

  /// A difference across a piece of a line.
  struct Change {
    /// Root mean square over the bands.
    let strength: Double
    /// Whether it is brighter on the side that the normal points to, all bands together.
    let isRise: Bool
  }

  /// The change across a piece of a line, as it slides along its normal.
  ///
  /// Differences are averaged along the piece first: what is an edge goes on, noise does not.
  /// - Returns: `nil` where less than half of the piece lies on the picture.
  func changes(
    from start: PixelPoint, along direction: (columns: Double, rows: Double), _ piece: ClosedRange<Double>,
    normal: (columns: Double, rows: Double), offsets: [Double]
  ) -> [Change]? {
    let places = max(2, Int((piece.upperBound - piece.lowerBound) / 0.5))
    var result: [Change] = []
    var sums = [Double](repeating: 0, count: scales.count)
    var missing = 0
    for offset in offsets {
      for band in sums.indices { sums[band] = 0 }
      var seen = 0
      for place in 0..<places {
        let t = piece.lowerBound + (piece.upperBound - piece.lowerBound) * (Double(place) + 0.5) / Double(places)
        let column = start.column + t * direction.columns + offset * normal.columns
        let row = start.row + t * direction.rows + offset * normal.rows
        let (across, down) = (Self.reach * normal.columns, Self.reach * normal.rows)
        guard let outer = position(column + across, row + down), let inner = position(column - across, row - down)
        else {
          continue
        }
        seen += 1
        for band in sums.indices { sums[band] += value(outer, band) - value(inner, band) }
      }
      guard seen * 2 >= places else {
        missing += 1
        result.append(Change(strength: 0, isRise: false))
        continue
      }
      let power = zip(sums, scales).reduce(0) { sum, pair in
        let change = pair.0 / Double(seen) / pair.1
        return sum + change * change
      }
      result.append(
        Change(strength: (power / Double(sums.count)).squareRoot(), isRise: sums.reduce(0, +) > 0))
    }
    return missing * 2 < offsets.count ? result : nil
  }

  private struct Position {
    let index: Int
    let across: Double
    let down: Double
  }

  /// Of a point between four valid pixels.
  @inline(__always)
  private func position(_ column: Double, _ row: Double) -> Position? {
    let c = column - Double(window.column) - 0.5
    let r = row - Double(window.row) - 0.5
    guard c >= 0, r >= 0, c < Double(picture.columns - 1), r < Double(picture.rows - 1) else { return nil }
    let index = Int(r) * picture.columns + Int(c)
    let flags = picture.validity.flags
    guard flags[index], flags[index + 1], flags[index + picture.columns], flags[index + picture.columns + 1] else {
      return nil
    }
    return Position(index: index, across: c - Double(Int(c)), down: r - Double(Int(r)))
  }

  @inline(__always)
  private func value(_ place: Position, _ band: Int) -> Double {
    let start = band * picture.columns * picture.rows + place.index
    let samples = picture.samples
    let top = Double(samples[start]) * (1 - place.across) + Double(samples[start + 1]) * place.across
    let bottom =
      Double(samples[start + picture.columns]) * (1 - place.across)
      + Double(samples[start + picture.columns + 1]) * place.across
    return top * (1 - place.down) + bottom * place.down
  }
}
