import Rasters

/// A smooth field of displacements: a lattice of nodes, bilinear between them, constant beyond.
package struct DisplacementField: Sendable, Hashable {
  /// Place of the first node.
  package let origin: PixelPoint
  /// Pixels of the reference from node to node.
  package let step: Double
  package let columns: Int
  package let rows: Int
  /// `nodes[row * columns + column]`
  package let nodes: [PictureShift]

  package init(origin: PixelPoint, step: Double, columns: Int, rows: Int, nodes: [PictureShift]) {
    precondition(step > 0 && columns >= 1 && rows >= 1, "a lattice of \(columns) × \(rows) nodes, \(step) apart")
    precondition(nodes.count == columns * rows, "\(nodes.count) nodes do not fill \(columns) × \(rows)")
    self.origin = origin
    self.step = step
    self.columns = columns
    self.rows = rows
    self.nodes = nodes
  }

  package func displacement(at place: PixelPoint) -> PictureShift {
    let across = min(max((place.column - origin.column) / step, 0), Double(columns - 1))
    let down = min(max((place.row - origin.row) / step, 0), Double(rows - 1))
    let (left, top) = (min(Int(across), max(columns - 2, 0)), min(Int(down), max(rows - 2, 0)))
    let (right, below) = (min(left + 1, columns - 1), min(top + 1, rows - 1))
    let (u, v) = (across - Double(left), down - Double(top))
    func between(_ part: KeyPath<PictureShift, Double>) -> Double {
      let upper = nodes[top * columns + left][keyPath: part] * (1 - u) + nodes[top * columns + right][keyPath: part] * u
      let lower =
        nodes[below * columns + left][keyPath: part] * (1 - u) + nodes[below * columns + right][keyPath: part] * u
      return upper * (1 - v) + lower * v
    }
    return PictureShift(rows: between(\.rows), columns: between(\.columns))
  }
}
