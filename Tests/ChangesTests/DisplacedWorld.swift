import Changes
import Foundation
import Kernels
import Rasters
import Statistics

/// Roofs on level ground, seen through a soft sensor, each scene displaced by a known amount; exact at any displacement.
struct DisplacedWorld: Sendable {
  static let side = 72
  static let count = 24
  /// The date from which scenes may lie otherwise.
  static let border = 15
  /// What a roof stands out by, band by band, and the deviation of each scene's noise.
  static let contrast: [Double] = [60, 45, 20]
  static let noise = 2.0
  /// Deviation of the sensor's blur, in pixels.
  static let blur = 0.8

  /// Per scene: where its content lies too far right and down.
  var displacements: [(right: Double, down: Double)]
  let seed: UInt64
  /// What is added from `border` on, by pixel.
  var change: [Int: [Double]] = [:]

  init(seed: UInt64, displacements: [(right: Double, down: Double)]) {
    self.seed = seed
    self.displacements = displacements
  }

  static var days: [Double] { (0..<count).map { Double($0) * 9 } }
  static var whole: Window { Window(column: 0, row: 0, columns: side, rows: side) }

  /// Share of a roof in what a pixel shows: 12 pixels a side, 24 apart.
  static func roof(column: Double, row: Double) -> Double {
    func along(_ place: Double) -> Double {
      (-1...3).reduce(0) { sum, index in
        let from = Double(index) * 24 + 6
        func edge(_ at: Double) -> Double { 0.5 * erf((place - at) / (blur * 2.0.squareRoot())) }
        return sum + edge(from) - edge(from + 12)
      }
    }
    return along(column) * along(row)
  }

  /// Slopes by central differences, as the stack reckons them.
  static var slopes: [BandVector] {
    (0..<side * side).flatMap { pixel -> [BandVector] in
      let (column, row) = (Double(pixel % side) + 0.5, Double(pixel / side) + 0.5)
      let across = (roof(column: column + 1, row: row) - roof(column: column - 1, row: row)) / 2
      let down = (roof(column: column, row: row + 1) - roof(column: column, row: row - 1)) / 2
      return [across, down].map { slope in
        BandVector(Float(slope * contrast[0]), Float(slope * contrast[1]), Float(slope * contrast[2]), 0)
      }
    }
  }

  /// Whether the ground is steep (over 0.15 of a roof's contrast a pixel) and not at the picture's border.
  static func isSteep(_ pixel: Int, _ slopes: [BandVector]) -> Bool {
    hypot(Double(slopes[2 * pixel][0]), Double(slopes[2 * pixel + 1][0])) > 0.15 * contrast[0]
  }

  var block: SeriesBlock {
    var generator = SeededGenerator(seed: seed)
    let pixels = Self.side * Self.side
    var values = [BandVector](repeating: .zero, count: pixels * Self.count)
    for scene in 0..<Self.count {
      for pixel in 0..<pixels {
        let share = Self.roof(
          column: Double(pixel % Self.side) + 0.5 - displacements[scene].right,
          row: Double(pixel / Self.side) + 0.5 - displacements[scene].down)
        for band in Self.contrast.indices {
          let added = scene >= Self.border ? change[pixel]?[band] ?? 0 : 0
          values[pixel * Self.count + scene][band] = Float(
            100 + Self.contrast[band] * share + added + Self.noise * generator.normal())
        }
      }
    }
    return SeriesBlock(
      values: values, seen: Array(repeating: true, count: pixels * Self.count), slopes: Self.slopes)
  }

  /// - Parameter deviations: per scene, of its displacement along one axis; empty for none.
  static func detection(_ block: SeriesBlock, deviations: [Float]) -> ChangeDetection? {
    ChangeDetection.run(
      columns: side, rows: side, bandCount: contrast.count, days: days, displacements: deviations, within: whole,
      threads: 1
    ) { window in
      var (values, seen, slopes): ([BandVector], [Bool], [BandVector]) = ([], [], [])
      for row in window.row..<window.row + window.rows {
        let first = row * side + window.column
        values += block.values[first * count..<(first + window.columns) * count]
        seen += block.seen[first * count..<(first + window.columns) * count]
        slopes += block.slopes[2 * first..<2 * (first + window.columns)]
      }
      return SeriesBlock(values: values, seen: seen, slopes: deviations.isEmpty ? [] : slopes)
    }
  }
}
