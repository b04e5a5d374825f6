/// Binary morphology and connected components over one plane, row-major.
package enum Morphology {
  /// Pixels within `radius` (Euclidean, in pixels) of a set pixel.
  package static func dilate(_ flags: [Bool], columns: Int, rows: Int, radius: Double) -> [Bool] {
    if KernelForm.isPlain { return Reference.dilate(flags, columns: columns, rows: rows, radius: radius) }
    let reach = Int(radius)
    var offsets: [(row: Int, column: Int)] = []
    for row in -reach...reach {
      for column in -reach...reach where Double(row * row + column * column) <= radius * radius {
        offsets.append((row, column))
      }
    }
    var result = flags
    for row in 0..<rows {
      for column in 0..<columns where flags[row * columns + column] {
        // Inside a set region the disc adds nothing: only border pixels have to be spread.
        let isInterior =
          row > 0 && column > 0 && row < rows - 1 && column < columns - 1 && flags[(row - 1) * columns + column]
          && flags[(row + 1) * columns + column] && flags[row * columns + column - 1]
          && flags[row * columns + column + 1]
        if isInterior { continue }
        for (rowOffset, columnOffset) in offsets {
          let r = row + rowOffset
          let c = column + columnOffset
          if r >= 0, c >= 0, r < rows, c < columns { result[r * columns + c] = true }
        }
      }
    }
    return result
  }

  /// Pixels farther than `radius` from every unset pixel. Beyond the border counts as set, so that `close` keeps it.
  package static func erode(_ flags: [Bool], columns: Int, rows: Int, radius: Double) -> [Bool] {
    dilate(flags.map { !$0 }, columns: columns, rows: rows, radius: radius).map { !$0 }
  }

  package static func close(_ flags: [Bool], columns: Int, rows: Int, radius: Double) -> [Bool] {
    erode(dilate(flags, columns: columns, rows: rows, radius: radius), columns: columns, rows: rows, radius: radius)
  }

  package static func open(_ flags: [Bool], columns: Int, rows: Int, radius: Double) -> [Bool] {
    dilate(erode(flags, columns: columns, rows: rows, radius: radius), columns: columns, rows: rows, radius: radius)
  }

  /// Sets the holes: unset pixels that have no 4-connected way to the border.
  package static func fillHoles(_ flags: [Bool], columns: Int, rows: Int) -> [Bool] {
    var reached = [Bool](repeating: false, count: flags.count)
    var stack: [Int] = []
    for row in 0..<rows {
      for column in 0..<columns where row == 0 || column == 0 || row == rows - 1 || column == columns - 1 {
        stack.append(row * columns + column)
      }
    }
    while let pixel = stack.popLast() {
      if reached[pixel] || flags[pixel] { continue }
      reached[pixel] = true
      let (row, column) = (pixel / columns, pixel % columns)
      if row > 0 { stack.append(pixel - columns) }
      if row < rows - 1 { stack.append(pixel + columns) }
      if column > 0 { stack.append(pixel - 1) }
      if column < columns - 1 { stack.append(pixel + 1) }
    }
    return reached.map { !$0 }
  }

  /// The 8-connected components of the set pixels, each as pixel indices in rising order, in order of their first
  /// pixel.
  package static func components(_ flags: [Bool], columns: Int, rows: Int) -> [[Int]] {
    var seen = [Bool](repeating: false, count: flags.count)
    var components: [[Int]] = []
    for start in flags.indices where flags[start] && !seen[start] {
      var component: [Int] = []
      var stack = [start]
      seen[start] = true
      while let pixel = stack.popLast() {
        component.append(pixel)
        let (row, column) = (pixel / columns, pixel % columns)
        for r in max(0, row - 1)...min(rows - 1, row + 1) {
          for c in max(0, column - 1)...min(columns - 1, column + 1) {
            let neighbour = r * columns + c
            if flags[neighbour], !seen[neighbour] {
              seen[neighbour] = true
              stack.append(neighbour)
            }
          }
        }
      }
      components.append(component.sorted())
    }
    return components
  }
}
