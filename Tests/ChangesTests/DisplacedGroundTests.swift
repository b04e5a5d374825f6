import Kernels
import Statistics
import Testing

@testable import Changes

@Suite struct DisplacedGroundTests {
  /// Solves a small system by elimination with pivots.
  private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var rows = zip(matrix, right).map { $0 + [$1] }
    for pivot in rows.indices {
      let best = (pivot..<rows.count).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
      rows.swapAt(pivot, best)
      for other in rows.indices where other != pivot {
        let factor = rows[other][pivot] / rows[pivot][pivot]
        for column in rows[other].indices { rows[other][column] -= factor * rows[pivot][column] }
      }
    }
    return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
  }

  @Test("What displacement explains is what its covariance takes off the sum of squares", arguments: [1, 2, 3, 4, 7])
  func equalsPlain(_ bandCount: Int) {
    var generator = SeededGenerator(seed: 4_300 + UInt64(bandCount))
    for _ in 0..<200 {
      let step = (0..<bandCount).map { _ in 5 * generator.normal() }
      let variance = (0..<bandCount).map { _ in generator.uniform(0.5...4) }
      let slopes = (0..<bandCount).map { _ in (across: 9 * generator.normal(), down: 9 * generator.normal()) }
      let displacement = generator.uniform(0...0.5)
      let covariance = (0..<bandCount).map { row in
        (0..<bandCount).map { column in
          (row == column ? variance[row] : 0) + displacement
            * (slopes[row].across * slopes[column].across + slopes[row].down * slopes[column].down)
        }
      }
      let whole = zip(step, variance).reduce(0) { $0 + $1.0 * $1.0 / $1.1 }
      let left = zip(step, solve(covariance, step)).reduce(0) { $0 + $1.0 * $1.1 }
      var ground = DisplacedGround()
      for first in stride(from: 0, to: bandCount, by: 4) {
        // Lanes beyond the last band must not count.
        func vector(_ values: [Double]) -> BandVector {
          var result = BandVector(repeating: .nan)
          for lane in 0..<min(4, bandCount - first) { result[lane] = Float(values[first + lane]) }
          return result
        }
        ground.add(
          vector(step), variance: vector(variance), slopes: (vector(slopes.map(\.across)), vector(slopes.map(\.down))),
          ofFirst: bandCount - first)
      }
      let explained = Double(ground.explained(variance: Float(displacement)))
      #expect(abs(explained - (whole - left)) < 1e-3 * whole + 1e-4)
    }
  }

  @Test("Level ground, and scenes that lie exactly, explain nothing")
  func nothing() {
    var level = DisplacedGround()
    level.add(BandVector(repeating: 9), variance: BandVector(repeating: 1), slopes: (.zero, .zero), ofFirst: 4)
    #expect(level.explained(variance: 0.3) == 0)
    var steep = DisplacedGround()
    steep.add(
      BandVector(repeating: 9), variance: BandVector(repeating: 1), slopes: (BandVector(repeating: 5), .zero),
      ofFirst: 4)
    #expect(steep.explained(variance: 0) == 0)
    #expect(steep.explained(variance: 0.3) > 0)
  }

  @Test("Of scenes that lie equally well a step owes twice one's variance, wherever it is and with a season or none")
  func equalScenes() {
    for days in [(0..<12).map { Double($0) * 10 }, (0..<40).map { Double($0) * 20 }] {
      let design = StepDetector.Design(
        scenes: Array(days.indices), days: days, displacements: days.map { _ in Float(0.2) })
      for date in 3...days.count - 3 { #expect(abs(design.displaced[date] - 0.08) < 1e-4) }
    }
  }

  @Test("A step owes the displacement of its own two sides")
  func sides() {
    // Ten exact dates, then five that lie 0.3 pixels off along an axis: at the border only the new side has any.
    let design = StepDetector.Design(
      scenes: Array(0..<15), days: (0..<15).map { Double($0) },
      displacements: (0..<15).map { $0 < 10 ? Float(0) : Float(0.3) })
    #expect(abs(design.displaced[10] - 0.09) < 1e-5)
    #expect(abs(design.displaced[5] - 0.09 / 4) < 1e-5)
    #expect(StepDetector.Design(scenes: [0, 1, 2], days: [0, 1, 2], displacements: []).displaced.isEmpty)
  }
}
