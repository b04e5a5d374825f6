import Rasters

/// Tiles that cover a window of a picture and share some pixels, and of each the part that it answers for.
package struct TilePlan: Sendable {
  package struct Tile: Sendable, Hashable {
    /// What the model sees; it may reach beyond the picture on its right and lower side.
    package let window: Window
    /// Boxes with their centre here are this tile's; the cores of all tiles are the window without gap or overlap.
    package let core: Window
  }

  package let tiles: [Tile]

  /// - Parameters:
  ///   - window: what is to be covered, inside the picture.
  ///   - columns: of the picture.
  ///   - rows: of the picture.
  package init(_ window: Window, columns: Int, rows: Int, tile: Int, overlap: Int) {
    precondition(overlap >= 0 && overlap * 2 <= tile, "an overlap of \(overlap) in tiles of \(tile)")
    let across = Self.spans(window.column, window.columns, limit: columns, tile, overlap)
    let down = Self.spans(window.row, window.rows, limit: rows, tile, overlap)
    tiles = down.flatMap { row in
      across.map { column in
        Tile(
          window: Window(column: column.start, row: row.start, columns: tile, rows: tile),
          core: Window(
            column: column.core.lowerBound, row: row.core.lowerBound, columns: column.core.count,
            rows: row.core.count))
      }
    }
  }

  private struct Span {
    let start: Int
    let core: Range<Int>
  }

  private static func spans(_ first: Int, _ count: Int, limit: Int, _ tile: Int, _ overlap: Int) -> [Span] {
    let margin = overlap / 2
    let step = tile - 2 * margin
    var spans: [Span] = []
    var from = first
    while from < first + count {
      let to = min(from + step, first + count)
      // Around its core, but inside the picture as far as that is wide enough.
      spans.append(Span(start: max(0, min(from - margin, limit - tile)), core: from..<to))
      from = to
    }
    return spans
  }
}
