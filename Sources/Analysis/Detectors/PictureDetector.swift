import Kernels
import Rasters

/// A model over a window of a picture, tile by tile.
package struct PictureDetector: Sendable {
  package struct Result: Sendable {
    /// In pixels of the picture, best first; one for each thing.
    package let boxes: [DetectedBox]
    /// Pixels of the window that the picture has, row by row.
    package let seen: Mask
    /// Top left corner of `seen`.
    package let window: Window
  }

  let pool: DetectorPool
  let decoder: OutputDecoder
  let threads: Int

  /// - Parameter thresholds: of each class, the least score that counts.
  package init(pool: DetectorPool, thresholds: [Double], threads: Int) {
    self.pool = pool
    decoder = OutputDecoder(card: pool.card, thresholds: thresholds, place: pool.model.name)
    self.threads = threads
  }

  /// Whatever the number of threads, the same boxes: tiles are merged in their order.
  /// - Parameters:
  ///   - window: inside a picture of `columns` × `rows`.
  ///   - read: a window of the picture, all bands.
  /// - Throws: what `read` throws, and `DetectorError`; of several tiles' errors the first tile's.
  package func detect(
    _ window: Window, columns: Int, rows: Int, reading read: @escaping @Sendable (Window) throws -> Raster
  ) throws -> Result {
    let card = pool.card
    let plan = TilePlan(window, columns: columns, rows: rows, tile: card.input.tile, overlap: card.overlap)
    let picture = Window(column: 0, row: 0, columns: columns, rows: rows)
    let answers = Parallel.map(plan.tiles.count, threads: threads) { index in
      Swift.Result { try answer(plan.tiles[index], within: picture, read) }
    }
    var boxes: [DetectedBox] = []
    var seen = Mask(columns: window.columns, rows: window.rows, repeating: false)
    for (tile, answer) in zip(plan.tiles, answers) {
      let found = try answer.get()
      boxes += found.boxes
      for row in 0..<tile.core.rows {
        for column in 0..<tile.core.columns where found.seen[column, row] {
          seen[tile.core.column - window.column + column, tile.core.row - window.row + row] = true
        }
      }
    }
    return Result(boxes: BoxSuppression.kept(boxes, limit: card.suppression), seen: seen, window: window)
  }

  /// The tile's own boxes, and which pixels of its core the picture has.
  private func answer(
    _ tile: TilePlan.Tile, within picture: Window, _ read: (Window) throws -> Raster
  ) throws -> (boxes: [DetectedBox], seen: Mask) {
    let part = tile.window.intersection(picture)
    let raster = try read(part)
    var seen = Mask(columns: tile.core.columns, rows: tile.core.rows, repeating: false)
    for row in 0..<tile.core.rows {
      for column in 0..<tile.core.columns {
        seen[column, row] = raster.validity[
          tile.core.column - part.column + column, tile.core.row - part.row + row]
      }
    }
    guard seen.validCount > 0 else { return ([], seen) }
    let found = try decoder.boxes(try pool.run(TileInput.numbers(raster, pool.card.input)))
    let boxes = found.compactMap { box -> DetectedBox? in
      var box = box
      box.centre.column += Double(tile.window.column)
      box.centre.row += Double(tile.window.row)
      let column = Int(box.centre.column.rounded(.down)) - tile.core.column
      let row = Int(box.centre.row.rounded(.down)) - tile.core.row
      // What lies in another tile's core is that one's to tell; what lies where nothing was seen is made up.
      guard column >= 0, row >= 0, column < tile.core.columns, row < tile.core.rows, seen[column, row]
      else { return nil }
      return box
    }
    return (boxes, seen)
  }
}
