extension Reference {
  /// Pixels that have a set pixel within `radius` (Euclidean, in pixels); beyond the border nothing is set.
  package static func dilate(_ flags: [Bool], columns: Int, rows: Int, radius: Double) -> [Bool] {
    greatest(flags.map { $0 ? 1 : 0 }, columns: columns, rows: rows, radius: radius).map { $0 > 0 }
  }

  /// Pixels that have no unset pixel of the picture within `radius`.
  package static func erode(_ flags: [Bool], columns: Int, rows: Int, radius: Double) -> [Bool] {
    greatest(flags.map { $0 ? 0 : 1 }, columns: columns, rows: rows, radius: radius).map { $0 == 0 }
  }

  /// Greatest value within `radius` of each pixel.
  package static func greatest(_ plane: [Float], columns: Int, rows: Int, radius: Double) -> [Float] {
    let reach = Int(radius)
    var disc: [(down: Int, across: Int)] = []
    for down in -reach...reach {
      for across in -reach...reach where Double(down * down + across * across) <= radius * radius {
        disc.append((down, across))
      }
    }
    return plane.indices.map { pixel in
      var greatest = -Float.infinity
      for (down, across) in disc {
        let (row, column) = (pixel / columns + down, pixel % columns + across)
        guard row >= 0, column >= 0, row < rows, column < columns else { continue }
        greatest = max(greatest, plane[row * columns + column])
      }
      return greatest
    }
  }

  /// Set pixels and those unset ones that no chain of 4-connected unset pixels joins to the border.
  package static func fillHoles(_ flags: [Bool], columns: Int, rows: Int) -> [Bool] {
    var open = flags.indices.map { pixel in
      let (row, column) = (pixel / columns, pixel % columns)
      return !flags[pixel] && (row == 0 || column == 0 || row == rows - 1 || column == columns - 1)
    }
    var grows = true
    while grows {
      grows = false
      for pixel in flags.indices where !flags[pixel] && !open[pixel] {
        let (row, column) = (pixel / columns, pixel % columns)
        let isJoined =
          row > 0 && open[pixel - columns] || row < rows - 1 && open[pixel + columns]
          || column > 0 && open[pixel - 1] || column < columns - 1 && open[pixel + 1]
        if isJoined {
          open[pixel] = true
          grows = true
        }
      }
    }
    return open.map { !$0 }
  }

  /// For each set pixel the least index of its 8-connected component, by passing labels on until none moves; −1 else.
  package static func componentLabels(_ flags: [Bool], columns: Int, rows: Int) -> [Int] {
    var labels = flags.indices.map { flags[$0] ? $0 : -1 }
    var moves = true
    while moves {
      moves = false
      for pixel in flags.indices where flags[pixel] {
        let (row, column) = (pixel / columns, pixel % columns)
        for r in max(0, row - 1)...min(rows - 1, row + 1) {
          for c in max(0, column - 1)...min(columns - 1, column + 1) {
            let other = labels[r * columns + c]
            if other >= 0, other < labels[pixel] {
              labels[pixel] = other
              moves = true
            }
          }
        }
      }
    }
    return labels
  }
}
