import Rasters
import Statistics

/// A field of displacements that follows the residuals of tie points as far as `stiffness` lets it: bilinear between
/// nodes, its second differences held small, falling to nothing where no tie point speaks.
/// - Source: [Eilers1996] for the penalty on differences.
struct SmoothField: Sendable {
  private let origin: PixelPoint
  private let step: Double
  private let columns: Int
  private let rows: Int

  /// Nodes along the longer side, at most.
  private static let mostNodes = 12

  /// - Parameter least: pixels from node to node, at least.
  init(covering columns: Int, rows: Int, least: Double) {
    step = max(least, Double(max(columns, rows)) / Double(Self.mostNodes - 1))
    origin = PixelPoint(column: 0, row: 0)
    self.columns = Int((Double(columns) / step).rounded(.up)) + 1
    self.rows = Int((Double(rows) / step).rounded(.up)) + 1
  }

  /// - Parameters:
  ///   - weights: of all tie points; only `indices` are used.
  ///   - stiffness: weight of a squared second difference, in mean tie points for each node.
  func fit(
    _ ties: [TiePoint], indices: [Int], weights: [Double], base: PictureTransform, scatter: Double, stiffness: Double
  ) -> PictureTransform? {
    let count = columns * rows
    var normal = [Double](repeating: 0, count: count * count)
    var right = [[Double]](repeating: [Double](repeating: 0, count: count), count: 2)
    var total = 0.0
    for index in indices where weights[index] > 0 {
      let tie = ties[index]
      let weight = weights[index] / ((tie.rowVariance + tie.columnVariance) / 2 + scatter * scatter)
      let residual = tie.residual(from: base)
      let terms = nodes(around: tie.place)
      total += weight
      for (node, share) in terms {
        right[0][node] += weight * share * residual.rows
        right[1][node] += weight * share * residual.columns
        for (other, otherShare) in terms { normal[node * count + other] += weight * share * otherShare }
      }
    }
    guard total > 0 else { return nil }
    let mean = total / Double(count)
    addPenalty(&normal, weight: stiffness * mean)
    // A node that no tie point and no neighbour holds lies at 0.
    for node in 0..<count { normal[node * count + node] += 0.01 * mean }
    guard let lower = LeastSquares.factor(normal, width: count) else { return nil }
    let down = LeastSquares.substitute(lower, right[0], width: count)
    let across = LeastSquares.substitute(lower, right[1], width: count)
    var transform = base
    transform.field = DisplacementField(
      origin: origin, step: step, columns: columns, rows: rows,
      nodes: zip(down, across).map { PictureShift(rows: $0, columns: $1) })
    return transform
  }

  private func nodes(around place: PixelPoint) -> [(node: Int, share: Double)] {
    let across = min(max((place.column - origin.column) / step, 0), Double(columns - 1))
    let down = min(max((place.row - origin.row) / step, 0), Double(rows - 1))
    let (left, top) = (min(Int(across), max(columns - 2, 0)), min(Int(down), max(rows - 2, 0)))
    let (u, v) = (across - Double(left), down - Double(top))
    let (next, below) = (min(left + 1, columns - 1), min(top + 1, rows - 1))
    return [
      (top * columns + left, (1 - u) * (1 - v)), (top * columns + next, u * (1 - v)),
      (below * columns + left, (1 - u) * v), (below * columns + next, u * v),
    ]
  }

  private func addPenalty(_ normal: inout [Double], weight: Double) {
    let count = columns * rows
    func add(_ terms: [(node: Int, factor: Double)]) {
      for (node, factor) in terms {
        for (other, otherFactor) in terms { normal[node * count + other] += weight * factor * otherFactor }
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let node = row * columns + column
        if column + 2 < columns { add([(node, 1), (node + 1, -2), (node + 2, 1)]) }
        if row + 2 < rows { add([(node, 1), (node + columns, -2), (node + 2 * columns, 1)]) }
        if column + 1 < columns, row + 1 < rows {
          add([(node, 1.4), (node + 1, -1.4), (node + columns, -1.4), (node + columns + 1, 1.4)])
        }
      }
    }
  }
}
