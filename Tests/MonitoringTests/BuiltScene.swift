import Foundation
import Mensuration
import Rasters
import Statistics

/// Lawn with trees and a road, in red, green and blue pixels of half a metre, and roofs that were built there: of two tones,
/// with a shadow along two sides, blurred as by a lens and noisy. Marks of change are rough: smeared, with the shadows.
struct BuiltScene {
  struct Roof {
    /// Corners in order, in pixels.
    var ring: [PixelPoint]
    var holes: [[PixelPoint]] = []
    /// Where its two slopes meet, as the share of its extent across; 0 for a roof of one tone.
    var ridge = 0.5
    var tones: (Double, Double) = (92, 118)

    static func rectangle(_ column: Double, _ row: Double, _ length: Double, _ width: Double, degrees: Double = 0)
      -> Roof
    {
      Roof(ring: corners([(0, 0), (length, 0), (length, width), (0, width)], column, row, length, width, degrees))
    }

    /// Points of a shape within `length` × `width` turned about its middle, which lies at (column, row).
    static func corners(
      _ points: [(Double, Double)], _ column: Double, _ row: Double, _ length: Double, _ width: Double,
      _ degrees: Double
    ) -> [PixelPoint] {
      let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
      return points.map { along, across in
        let (x, y) = (along - length / 2, across - width / 2)
        return PixelPoint(column: column + x * c - y * s, row: row + x * s + y * c)
      }
    }

    func contains(_ point: PixelPoint) -> Bool {
      PixelOutline.contains(ring, point) && !holes.contains { PixelOutline.contains($0, point) }
    }

    var area: Double {
      holes.reduce(abs(PixelOutline.signedArea(ring))) { $0 - abs(PixelOutline.signedArea($1)) }
    }
  }

  static let side = 160
  let roofs: [Roof]
  let picture: Raster
  /// What is marked as changed.
  var marked: [Bool]

  /// - Parameters:
  ///   - shadow: pixels by which shadows reach up and right; 0 for none.
  ///   - ground: red, green and blue of the lawn.
  ///   - trees: whether there are trees, dark ones that were there before.
  init(
    _ roofs: [Roof], seed: UInt64, shadow: Double = 6, noise: Double = 4, ground: [Double] = [72, 86, 58],
    trees: Bool = true
  ) {
    self.roofs = roofs
    let side = Self.side
    var generator = SeededGenerator(seed: seed)
    var planes = (0..<3).map { _ in [Double](repeating: 0, count: side * side) }
    let crowns =
      trees
      ? (0..<14).map { _ in
        (generator.uniform() * Double(side), generator.uniform() * Double(side), 3 + 4 * generator.uniform())
      } : []
    var rough = [Double](repeating: 0, count: side * side)
    for pixel in 0..<side * side {
      var sums = [0.0, 0, 0]
      var built = 0.0
      for place in 0..<9 {
        let point = PixelPoint(
          column: Double(pixel % side) + (Double(place % 3) + 0.5) / 3,
          row: Double(pixel / side) + (Double(place / 3) + 0.5) / 3)
        var colour = ground
        if abs(point.row - 148) < 5 { colour = [128, 127, 126] }
        for crown in crowns where hypot(point.column - crown.0, point.row - crown.1) < crown.2 {
          colour = [38, 48, 33]
        }
        if let roof = roofs.first(where: { $0.contains(point) }) {
          let tone = Self.isBeyondRidge(point, roof) ? roof.tones.1 : roof.tones.0
          colour = [tone + 3, tone, tone + 1]
          built += 1
        } else if shadow > 0, Self.isShaded(point, roofs, shadow) {
          colour = [24, 28, 33]
          built += 1
        }
        for band in 0..<3 { sums[band] += colour[band] / 9 }
      }
      for band in 0..<3 { planes[band][pixel] = sums[band] }
      rough[pixel] = built / 9
    }
    let samples = planes.flatMap { plane in
      Self.blurred(Self.blurred(plane, step: 1, 0.8), step: side, 0.8)
        .map { Float(min(max($0 + noise * generator.normal(), 0), 255).rounded()) }
    }
    picture = Raster(
      columns: side, rows: side, bandCount: 3, samples: samples,
      validity: Mask(columns: side, rows: side, repeating: true))
    marked = Self.blurred(Self.blurred(rough, step: 1, 3), step: side, 3).map { $0 > 0.5 }
  }

  /// Marks that show a part of what was built: none where `isLost`.
  func losing(_ isLost: (_ column: Int, _ row: Int) -> Bool) -> BuiltScene {
    var scene = self
    for pixel in marked.indices where isLost(pixel % Self.side, pixel / Self.side) { scene.marked[pixel] = false }
    return scene
  }

  private static func isBeyondRidge(_ point: PixelPoint, _ roof: Roof) -> Bool {
    guard roof.ridge > 0 else { return false }
    let rows = roof.ring.map(\.row)
    let (low, high) = (rows.min() ?? 0, rows.max() ?? 0)
    return point.row > low + roof.ridge * (high - low)
  }

  private static func isShaded(_ point: PixelPoint, _ roofs: [Roof], _ reach: Double) -> Bool {
    stride(from: 0.5, through: reach, by: 0.5).contains { step in
      let foot = PixelPoint(column: point.column - 0.5 * step, row: point.row + step)
      return roofs.contains { $0.contains(foot) }
    }
  }

  private static func blurred(_ plane: [Double], step: Int, _ deviation: Double) -> [Double] {
    let reach = Int(3 * deviation) + 1
    let kernel = (-reach...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
    let total = kernel.reduce(0, +)
    return plane.indices.map { pixel in
      let place = step == 1 ? pixel % side : pixel / side
      return (-reach...reach).reduce(0) { sum, offset in
        let other = min(max(place + offset, 0), side - 1)
        return sum + kernel[offset + reach] / total * plane[pixel + (other - place) * step]
      }
    }
  }
}
