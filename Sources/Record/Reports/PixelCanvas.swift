/// A picture that things are drawn on: red, green and blue, 8 bits each.
package struct PixelCanvas: Sendable {
  /// A colour as it is shown.
  package struct Colour: Sendable, Hashable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
      self.red = red
      self.green = green
      self.blue = blue
    }

    static let white = Colour(255, 255, 255)
    static let ink = Colour(34, 38, 43)
    static let quiet = Colour(100, 110, 118)
    static let alarm = Colour(180, 60, 0)
  }

  package let columns: Int
  package let rows: Int
  /// Three bytes a pixel, row after row.
  package private(set) var bytes: [UInt8]

  init(columns: Int, rows: Int, background: Colour = .white) {
    precondition(columns > 0 && rows > 0, "a canvas of \(columns) × \(rows) pixels")
    self.columns = columns
    self.rows = rows
    bytes = (0..<columns * rows).flatMap { _ in [background.red, background.green, background.blue] }
  }

  /// Sets a pixel; what lies outside is left out.
  mutating func set(_ column: Int, _ row: Int, _ colour: Colour) {
    guard column >= 0, row >= 0, column < columns, row < rows else { return }
    let index = (row * columns + column) * 3
    bytes[index] = colour.red
    bytes[index + 1] = colour.green
    bytes[index + 2] = colour.blue
  }

  mutating func fill(column: Int, row: Int, columns width: Int, rows height: Int, _ colour: Colour) {
    for row in row..<row + max(height, 0) {
      for column in column..<column + max(width, 0) { set(column, row, colour) }
    }
  }

  /// The outline of a rectangle, one pixel wide, drawn inside it.
  mutating func frame(column: Int, row: Int, columns width: Int, rows height: Int, _ colour: Colour) {
    fill(column: column, row: row, columns: width, rows: 1, colour)
    fill(column: column, row: row + height - 1, columns: width, rows: 1, colour)
    fill(column: column, row: row, columns: 1, rows: height, colour)
    fill(column: column + width - 1, row: row, columns: 1, rows: height, colour)
  }

  /// Interleaved RGB with its upper left corner at `column`, `row`.
  mutating func place(_ rgb: [UInt8], columns width: Int, column: Int, row: Int) {
    for index in 0..<rgb.count / 3 {
      set(
        column + index % width, row + index / width, Colour(rgb[3 * index], rgb[3 * index + 1], rgb[3 * index + 2]))
    }
  }

  /// One line of text, its upper left corner at `column`, `row`.
  mutating func write(_ text: String, column: Int, row: Int, scale: Int = 1, _ colour: Colour = .ink) {
    for (position, character) in text.enumerated() {
      let left = column + position * BitmapFont.advance * scale
      for (index, isDrawn) in BitmapFont.pixels(character).enumerated() where isDrawn {
        fill(
          column: left + index % BitmapFont.columns * scale, row: row + index / BitmapFont.columns * scale,
          columns: scale, rows: scale, colour)
      }
    }
  }

  /// A straight line between two pixels.
  mutating func line(from start: (column: Int, row: Int), to end: (column: Int, row: Int), _ colour: Colour) {
    let steps = max(abs(end.column - start.column), abs(end.row - start.row), 1)
    for step in 0...steps {
      set(
        start.column + (end.column - start.column) * step / steps, start.row + (end.row - start.row) * step / steps,
        colour)
    }
  }
}
