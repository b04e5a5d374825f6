/// Of boxes around one thing the best.
package enum BoxSuppression {
  /// The boxes of which no better one of their class shares more than `limit` (intersection over union), best first.
  ///
  /// The result does not depend on the order in which they come.
  package static func kept(_ boxes: [DetectedBox], limit: Double) -> [DetectedBox] {
    let ordered = boxes.sorted(by: DetectedBox.precedes)
    // Boxes that meet lie in neighbouring cells.
    let cell = max(1, 2 * (ordered.map(\.reach).max() ?? 1))
    var cells: [Cell: [Int]] = [:]
    var kept: [DetectedBox] = []
    for box in ordered {
      let (column, row) = (
        Int((box.centre.column / cell).rounded(.down)), Int((box.centre.row / cell).rounded(.down))
      )
      let isDouble = (-1...1).contains { down in
        (-1...1).contains { right in
          (cells[Cell(column: column + right, row: row + down, classIndex: box.classIndex)] ?? []).contains {
            BoxOverlap.intersectionOverUnion(kept[$0], box) > limit
          }
        }
      }
      guard !isDouble else { continue }
      cells[Cell(column: column, row: row, classIndex: box.classIndex), default: []].append(kept.count)
      kept.append(box)
    }
    return kept
  }

  private struct Cell: Hashable {
    let column: Int
    let row: Int
    let classIndex: Int
  }
}
