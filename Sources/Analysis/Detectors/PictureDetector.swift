import Kernels
import Places
import Rasters

/// A model over a window of a picture, tile by tile.
package struct PictureDetector: Sendable {
  /// A part of a picture, all bands, and what could be seen of it.
  package struct Part: Sendable {
    package let raster: Raster
    /// Codes of `Visibility`, a pixel each, row by row: where a provider's mask tells that a pixel was not seen.
    package let codes: [UInt8]

    /// - Parameter codes: `nil` where no mask speaks.
    package init(_ raster: Raster, codes: [UInt8]? = nil) {
      let masked = codes ?? Array(repeating: Visibility.seen.code, count: raster.validity.flags.count)
      precondition(masked.count == raster.validity.flags.count, "\(masked.count) codes")
      self.raster = raster
      // What the picture does not hold, no mask has seen either.
      self.codes = zip(raster.validity.flags, masked).map { $0 ? $1 : Visibility.offPicture.code }
    }
  }

  package struct Result: Sendable {
    /// In pixels of the picture, best first; one for each thing.
    package let boxes: [DetectedBox]
    package let window: Window
    /// Codes of `Visibility`, a pixel of the window each, row by row.
    package let codes: [UInt8]
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
    _ window: Window, columns: Int, rows: Int, reading read: @escaping @Sendable (Window) throws -> Part
  ) throws -> Result {
    let card = pool.card
    let plan = TilePlan(window, columns: columns, rows: rows, tile: card.input.tile, overlap: card.overlap)
    let picture = Window(column: 0, row: 0, columns: columns, rows: rows)
    let answers = Parallel.map(plan.tiles.count, threads: threads) { index in
      Swift.Result { try answer(plan.tiles[index], within: picture, read) }
    }
    var boxes: [DetectedBox] = []
    var codes = [UInt8](repeating: Visibility.offPicture.code, count: window.pixelCount)
    for (tile, answer) in zip(plan.tiles, answers) {
      let found = try answer.get()
      boxes += found.boxes
      for row in 0..<tile.core.rows {
        let target = (tile.core.row - window.row + row) * window.columns + tile.core.column - window.column
        for column in 0..<tile.core.columns {
          codes[target + column] = found.codes[row * tile.core.columns + column]
        }
      }
    }
    return Result(boxes: BoxSuppression.kept(boxes, limit: card.suppression), window: window, codes: codes)
  }

  /// The tile's own boxes, and the codes of its core.
  private func answer(
    _ tile: TilePlan.Tile, within picture: Window, _ read: (Window) throws -> Part
  ) throws -> (boxes: [DetectedBox], codes: [UInt8]) {
    let window = tile.window.intersection(picture)
    let part = try read(window)
    let bands = pool.card.input.bands
    guard bands.allSatisfy({ $0 < part.raster.bandCount }) else {
      throw DetectorError(
        .wrongShape, at: pool.model.name,
        "The card asks for band \((bands.max() ?? 0) + 1), and the picture has \(part.raster.bandCount).",
        mend: "Give a picture with the bands that the model was made for.")
    }
    var codes: [UInt8] = []
    codes.reserveCapacity(tile.core.pixelCount)
    for row in 0..<tile.core.rows {
      let first = (tile.core.row - window.row + row) * window.columns + tile.core.column - window.column
      codes += part.codes[first..<(first + tile.core.columns)]
    }
    guard codes.contains(Visibility.seen.code) else { return ([], codes) }
    let found = try decoder.boxes(try pool.run(TileInput.numbers(part.raster, pool.card.input)))
    let boxes = found.compactMap { box -> DetectedBox? in
      var box = box
      box.centre.column += Double(tile.window.column)
      box.centre.row += Double(tile.window.row)
      let column = Int(box.centre.column.rounded(.down)) - tile.core.column
      let row = Int(box.centre.row.rounded(.down)) - tile.core.row
      // What lies in another tile's core is that one's to tell; what lies where nothing was seen is made up.
      guard column >= 0, row >= 0, column < tile.core.columns, row < tile.core.rows,
        codes[row * tile.core.columns + column] == Visibility.seen.code
      else { return nil }
      return box
    }
    return (boxes, codes)
  }
}
