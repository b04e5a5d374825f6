/// Morphology of planes of numbers under a disc, row-major: erosion takes the least, dilation the greatest of the pixels
/// within a radius. What lies beyond the border counts for neither.
package enum GreyMorphology {
  /// Least value within `radius` (Euclidean, in pixels) of each pixel.
  package static func erode(_ plane: [Float], columns: Int, rows: Int, radius: Double) -> [Float] {
    dilate(plane.map { -$0 }, columns: columns, rows: rows, radius: radius).map { -$0 }
  }

  /// Greatest value within `radius` of each pixel. The disc is taken apart into rows: for each half-width one running
  /// maximum along the rows, so that the work grows with the radius and not with its square.
  package static func dilate(_ plane: [Float], columns: Int, rows: Int, radius: Double) -> [Float] {
    if KernelForm.isPlain { return Reference.greatest(plane, columns: columns, rows: rows, radius: radius) }
    let reach = Int(radius)
    var halves: [Int: [Int]] = [:]
    for offset in -reach...reach {
      halves[Int((radius * radius - Double(offset * offset)).squareRoot()), default: []].append(offset)
    }
    var result = [Float](repeating: -.infinity, count: plane.count)
    for (half, offsets) in halves.sorted(by: { $0.key < $1.key }) {
      let across = greatestAcross(plane, columns: columns, half: half)
      for offset in offsets {
        for row in max(0, -offset)..<max(max(0, -offset), min(rows, rows - offset)) {
          let (target, source) = (row * columns, (row + offset) * columns)
          for column in 0..<columns { result[target + column] = max(result[target + column], across[source + column]) }
        }
      }
    }
    return result
  }

  /// Bright parts into which no disc fits are cut off.
  package static func open(_ plane: [Float], columns: Int, rows: Int, radius: Double) -> [Float] {
    dilate(
      erode(plane, columns: columns, rows: rows, radius: radius), columns: columns, rows: rows, radius: radius)
  }

  /// Dark parts into which no disc fits are filled.
  package static func close(_ plane: [Float], columns: Int, rows: Int, radius: Double) -> [Float] {
    erode(
      dilate(plane, columns: columns, rows: rows, radius: radius), columns: columns, rows: rows, radius: radius)
  }

  /// Greatest of the `2 · half + 1` values around each along its row [Herk1992].
  private static func greatestAcross(_ plane: [Float], columns: Int, half: Int) -> [Float] {
    guard half > 0, columns > 0 else { return plane }
    let width = 2 * half + 1
    let padded = (columns + 2 * half + width - 1) / width * width
    var forward = [Float](repeating: -.infinity, count: padded)
    var backward = forward
    var result = plane
    for start in stride(from: 0, to: plane.count, by: columns) {
      for place in 0..<padded {
        let column = place - half
        let value = column >= 0 && column < columns ? plane[start + column] : -.infinity
        forward[place] = place % width == 0 ? value : max(value, forward[place - 1])
        backward[place] = value
      }
      for place in stride(from: padded - 2, through: 0, by: -1) where place % width != width - 1 {
        backward[place] = max(backward[place], backward[place + 1])
      }
      for column in 0..<columns { result[start + column] = max(backward[column], forward[column + width - 1]) }
    }
    return result
  }
}
