import Places

/// All scenes of a stack at a glance: each one's picture, date and state, side by side in the order of time.
package struct ContactSheet: Sendable {
  /// One scene's place on the sheet.
  package struct Cell: Sendable {
    /// Interleaved RGB; `nil` where the scene could not be looked at, or may not be shown.
    package let picture: [UInt8]?
    /// Of the picture, where it is smaller than the sheet's thumbnails.
    package let columns: Int?
    package let rows: Int?
    /// Whether its licence keeps it from being shown.
    package let isWithheld: Bool
    /// Name without its folder.
    package let file: String
    /// `2018-06-23`; `nil` where it is not known.
    package let date: String?
    /// One line on how the scene lies and how much of it is clear.
    package let state: String
    /// `nil` for a scene that is used.
    package let exclusion: ExclusionCode?
    package let isReference: Bool

    package init(
      picture: [UInt8]?, columns: Int? = nil, rows: Int? = nil, isWithheld: Bool = false, file: String, date: String?,
      state: String, exclusion: ExclusionCode?, isReference: Bool
    ) {
      precondition(!isWithheld || picture == nil, "pixels of a picture that is withheld")
      self.picture = picture
      self.columns = columns
      self.rows = rows
      self.isWithheld = isWithheld
      self.file = file
      self.date = date
      self.state = state
      self.exclusion = exclusion
      self.isReference = isReference
    }
  }

  /// What stands above the pictures.
  package let title: String
  package let note: String
  /// Size of every thumbnail.
  package let columns: Int
  package let rows: Int
  /// Reasons that are tinted somewhere on the sheet.
  package let reasons: [Visibility]
  package let cells: [Cell]
  /// Whom to name, each on a line of its own at the foot.
  package let credits: [String]

  private static let margin = 16
  private static let gap = 12
  private static let leastCellWidth = 168
  /// Sheets are not wider than this.
  private static let mostColumns = 1_700

  package init(
    title: String, note: String, columns: Int, rows: Int, reasons: [Visibility], cells: [Cell], credits: [String] = []
  ) {
    precondition(
      cells.allSatisfy { cell in
        let size = (cell.columns ?? columns, cell.rows ?? rows)
        return size.0 <= columns && size.1 <= rows && cell.picture.map { $0.count == size.0 * size.1 * 3 } ?? true
      }, "a thumbnail of another size")
    self.title = title
    self.note = note
    self.columns = columns
    self.rows = rows
    self.reasons = reasons
    self.cells = cells
    self.credits = credits
  }

  /// Colour in which pixels are tinted that were not seen for `reason`; `nil` where nothing lies there to be tinted.
  package static func tint(_ reason: Visibility) -> PixelCanvas.Colour? {
    switch reason {
    case .seen, .offPicture: nil
    case .cloud: PixelCanvas.Colour(0, 114, 178)
    case .cloudShadow: PixelCanvas.Colour(110, 60, 170)
    case .haze: PixelCanvas.Colour(214, 190, 40)
    case .snow: PixelCanvas.Colour(86, 180, 233)
    case .saturated: PixelCanvas.Colour(230, 120, 0)
    case .terrainShadow: PixelCanvas.Colour(107, 79, 58)
    case .readFailed: PixelCanvas.Colour(34, 38, 43)
    case .misaligned: PixelCanvas.Colour(204, 121, 167)
    case .tooCoarse: PixelCanvas.Colour(0, 158, 115)
    case .occluded: PixelCanvas.Colour(213, 60, 60)
    }
  }

  // MARK: - Drawing

  private var cellWidth: Int { max(columns, Self.leastCellWidth) }
  private var cellHeight: Int { rows + 2 * BitmapFont.rows + 3 * BitmapFont.lineHeight + 2 }
  private var cellsInRow: Int {
    let room = (Self.mostColumns - 2 * Self.margin + Self.gap) / (cellWidth + Self.gap)
    // Near twice as wide as high where there are few.
    let balanced = Int((2 * Double(cells.count * cellHeight) / Double(cellWidth)).squareRoot().rounded(.up))
    return max(1, min(room, balanced, cells.count))
  }
  private static let headHeight = 62

  /// The sheet as pixels.
  package func drawn() -> PixelCanvas {
    let lines = (cells.count + cellsInRow - 1) / cellsInRow
    let least =
      2 * Self.margin + max(BitmapFont.width(title, scale: 2), BitmapFont.width(note), legendWidth, creditWidth)
    let width = max(least, 2 * Self.margin + cellsInRow * (cellWidth + Self.gap) - Self.gap)
    var canvas = PixelCanvas(
      columns: width,
      rows: Self.headHeight + 2 * Self.margin + lines * (cellHeight + Self.gap) - Self.gap
        + creditLines.count * BitmapFont.lineHeight)
    canvas.write(title, column: Self.margin, row: Self.margin, scale: 2)
    canvas.write(note, column: Self.margin, row: Self.margin + 22, .quiet)
    drawLegend(on: &canvas)
    for (index, cell) in cells.enumerated() {
      draw(
        cell, column: Self.margin + index % cellsInRow * (cellWidth + Self.gap),
        row: Self.margin + Self.headHeight + index / cellsInRow * (cellHeight + Self.gap), on: &canvas)
    }
    for (index, line) in creditLines.reversed().enumerated() {
      canvas.write(
        line, column: Self.margin, row: canvas.rows - Self.margin / 2 - (index + 1) * BitmapFont.lineHeight, .quiet)
    }
    return canvas
  }

  private static let mostCreditColumns = 120
  private var creditLines: [String] {
    // The letters drawn here have no sign for it, and what is asked for must be readable.
    credits.flatMap { WrappedText.lines($0.replacing("©", with: "(c)"), columns: Self.mostCreditColumns) }
  }
  private var creditWidth: Int { creditLines.map { BitmapFont.width($0) }.max() ?? 0 }

  private static let swatch = 9

  private var legend: [(name: String, colour: PixelCanvas.Colour)] {
    reasons.compactMap { reason in Self.tint(reason).map { (PlainWords.reason(reason), $0) } }
  }

  private var legendWidth: Int {
    legend.reduce(0) { $0 + Self.swatch + 5 + BitmapFont.width($1.name) + 16 }
  }

  private func drawLegend(on canvas: inout PixelCanvas) {
    var left = Self.margin
    let top = Self.margin + 37
    for (name, colour) in legend {
      canvas.fill(column: left, row: top, columns: Self.swatch, rows: Self.swatch, colour)
      canvas.write(name, column: left + Self.swatch + 5, row: top + 1, .quiet)
      left += Self.swatch + 5 + BitmapFont.width(name) + 16
    }
  }

  private func draw(_ cell: Cell, column: Int, row: Int, on canvas: inout PixelCanvas) {
    if let picture = cell.picture, (cell.columns, cell.rows) == (nil, nil) {
      canvas.place(picture, columns: columns, column: column, row: row)
    } else {
      canvas.fill(column: column, row: row, columns: columns, rows: rows, PixelCanvas.Colour(236, 238, 240))
      if let picture = cell.picture {
        let (width, height) = (cell.columns ?? columns, cell.rows ?? rows)
        canvas.place(
          picture, columns: width, column: column + (columns - width) / 2, row: row + (rows - height) / 2)
      } else if cell.isWithheld {
        canvas.write("not shown:", column: column + 8, row: row + rows / 2 - BitmapFont.lineHeight)
        canvas.write("licence", column: column + 8, row: row + rows / 2)
      }
    }
    if cell.exclusion != nil { strikeOut(column: column, row: row, on: &canvas) }
    if cell.isReference {
      for inset in 0..<3 {
        canvas.frame(
          column: column + inset, row: row + inset, columns: columns - 2 * inset, rows: rows - 2 * inset,
          PixelCanvas.Colour(0, 158, 115))
      }
    }
    var top = row + rows + 6
    canvas.write(cell.date ?? "no date", column: column, row: top, scale: 2, cell.exclusion == nil ? .ink : .alarm)
    top += 2 * BitmapFont.rows + 5
    canvas.write(
      shortened(cell.exclusion.map { "left out: \(PlainWords.reason($0))" } ?? cell.state), column: column, row: top,
      cell.exclusion == nil ? .ink : .alarm)
    canvas.write(shortened(cell.file), column: column, row: top + BitmapFont.lineHeight, .quiet)
  }

  /// A frame and both diagonals over a picture that is not used.
  private func strikeOut(column: Int, row: Int, on canvas: inout PixelCanvas) {
    let (right, bottom) = (column + columns - 1, row + rows - 1)
    for inset in 0..<2 {
      canvas.frame(
        column: column + inset, row: row + inset, columns: columns - 2 * inset, rows: rows - 2 * inset, .alarm)
      canvas.line(from: (column + inset, row), to: (right, bottom - inset), .alarm)
      canvas.line(from: (right - inset, row), to: (column, bottom - inset), .alarm)
    }
  }

  /// The beginning and the end of what is too long for a cell.
  private func shortened(_ text: String) -> String {
    let most = cellWidth / BitmapFont.advance
    guard text.count > most else { return text }
    let tail = (most - 2) / 2
    return String(text.prefix(most - 2 - tail)) + ".." + String(text.suffix(tail))
  }
}
