import Rasters

/// The part of a plane around some of its pixels.
struct PixelFrame: Sendable {
  /// Of the frame's first pixel.
  let column: Int
  let row: Int
  let columns: Int
  let rows: Int
  /// Of the whole plane.
  private let width: Int

  /// - Parameter pixels: indices in a plane of `columns` × `rows`, one at least, rising.
  init(_ pixels: [Int], columns: Int, rows: Int, margin: Int) {
    var (left, right) = (columns, -1)
    for pixel in pixels {
      left = min(left, pixel % columns)
      right = max(right, pixel % columns)
    }
    column = max(0, left - margin)
    row = max(0, (pixels.first ?? 0) / columns - margin)
    self.columns = min(columns, right + margin + 1) - column
    self.rows = min(rows, (pixels.last ?? 0) / columns + margin + 1) - row
    width = columns
  }

  var window: Window { Window(column: column, row: row, columns: columns, rows: rows) }

  /// Index in the frame of a pixel of the plane that lies in it.
  func local(_ pixel: Int) -> Int { (pixel / width - row) * columns + pixel % width - column }

  /// Index in the plane of a pixel of the frame.
  func place(_ local: Int) -> Int { (local / columns + row) * width + local % columns + column }

  func flags(_ pixels: [Int]) -> [Bool] {
    var flags = [Bool](repeating: false, count: columns * rows)
    for pixel in pixels { flags[local(pixel)] = true }
    return flags
  }

  /// Indices in the plane of what is set, rising.
  func pixels(_ flags: [Bool]) -> [Int] { flags.indices.filter { flags[$0] }.map(place) }

  /// The part of a plane.
  func cut(_ plane: [Float]) -> [Float] { (0..<columns * rows).map { plane[place($0)] } }

  /// Smallest rectangle around what is set, in pixels of the plane; `nil` where nothing is.
  func box(_ flags: [Bool]) -> OrientedBox? {
    var corners: [PixelPoint] = []
    for line in 0..<rows {
      let set = (0..<columns).filter { flags[line * columns + $0] }
      guard let first = set.first, let last = set.last else { continue }
      for down in 0...1 {
        corners.append(PixelPoint(column: Double(first + column), row: Double(line + down + row)))
        corners.append(PixelPoint(column: Double(last + 1 + column), row: Double(line + down + row)))
      }
    }
    return OrientedBox(around: corners)
  }
}
