import Foundation
import Kernels
import Provenance
import Quantities
import Rasters

/// The four files of `detect A B` as they come together from pieces, those of a row from the left, rows from the top.
final class PairStream {
  private let input: PairInput
  private let output: String
  /// Score from which a pixel counts as changed.
  let threshold: Float
  /// Smaller regions are dropped.
  private let leastPixels: Double
  /// Begun with the first piece: where nothing can be compared nothing is written.
  private var pictures: (score: StreamedPicture, change: StreamedPicture)?
  private var look: PairLookSampling
  private var components = RunComponents()
  private var runs = RunRows(top: 0, count: 0)
  private var regions: [PairRegion] = []
  private var hasRise = false
  /// Why what is left of changed pixels is no thing.
  private var reason: String?
  private var tested = 0
  private var changed = 0

  var changedShare: Double { Double(changed) / Double(max(tested, 1)) }

  /// - Parameter threshold: score from which a pixel counts as changed.
  init(input: PairInput, output: String, threshold: Float, leastPixels: Double, lookBytes: Int) {
    self.input = input
    self.output = output
    self.threshold = threshold
    self.leastPixels = leastPixels
    look = PairLookSampling(input.grid, bandCount: input.bandCount, bytes: lookBytes)
  }

  /// Pieces that follow hold these rows.
  func begin(rows window: Window) { runs = RunRows(top: window.row, count: window.rows) }

  /// - Parameters:
  ///   - scores: of the piece with its margin; `rise` and `found` likewise.
  /// - Throws: `MonitoringError.writeFailed`, `RasterError.writeFailed`.
  func add(
    _ piece: PairPieces.Piece, _ part: PairPlacement.Part, scores: [Float], rise: [Float]?, found: PairOutlining.Found
  ) throws {
    let (inner, outer) = (piece.inner, piece.outer)
    reason = found.reason ?? reason
    for thing in found.things where thing.hasMiddle(in: inner, of: outer) {
      regions.append(PairRegion(thing, in: outer, scores: scores, rise: rise ?? [], grid: input.grid))
    }
    var kept: [Float] = []
    kept.reserveCapacity(inner.pixelCount)
    for row in inner.row..<inner.row + inner.rows {
      let start = (row - outer.row) * outer.columns + inner.column - outer.column
      kept += scores[start..<start + inner.columns]
      addRuns(row, inner, outer, found.rest, scores, rise)
    }
    hasRise = hasRise || rise != nil
    let marks = kept.map { $0 >= threshold }
    tested += kept.count { $0 >= 0 }
    changed += marks.count { $0 }
    let pictures = try begun()
    try pictures.score.write(kept, to: inner)
    try pictures.change.write(
      kept.map { $0 < 0 ? Float(PairFiles.noChange) : $0 >= threshold ? 1 : 0 }, to: inner)
    look.add(inner, of: outer, part.before, part.after, changed: marks)
  }

  private func addRuns(
    _ row: Int, _ inner: Window, _ outer: Window, _ rest: [Bool], _ scores: [Float], _ rise: [Float]?
  ) {
    let start = (row - outer.row) * outer.columns - outer.column
    var column = inner.column
    let end = inner.column + inner.columns
    while column < end {
      guard rest[start + column] else {
        column += 1
        continue
      }
      let first = column
      var (peak, sum) = (scores[start + column], Float(0))
      while column < end, rest[start + column] {
        peak = max(peak, scores[start + column])
        sum += rise?[start + column] ?? 0
        column += 1
      }
      runs.add(PixelRun(row: row, first: first, end: column, peak: peak, sum: sum))
    }
  }

  /// All pieces of the rows are there.
  func endRows() {
    for (index, row) in runs.rows.enumerated() { keep(components.add(row: runs.top + index, row)) }
    runs = RunRows(top: 0, count: 0)
  }

  private func keep(_ ended: [RunComponents.Component]) {
    for component in ended where Double(component.count) >= leastPixels {
      regions.append(PairRegion(component, hasRise: hasRise, grid: input.grid).unoutlined(reason))
    }
  }

  /// - Returns: the number of regions.
  /// - Throws: `MonitoringError.writeFailed`, `RasterError.writeFailed`, `GeodesyError`.
  func finish(gsd: Metres?, method: JSONValue) throws -> Int {
    keep(components.finish())
    regions.sort { $0.firstPixel < $1.firstPixel }
    let pictures = try begun()
    try pictures.score.finish()
    try pictures.change.finish()
    let document = try PairRegions(grid: input.grid, hasCRS: input.hasCRS, gsd: gsd).document(regions, method: method)
    try PairFiles.write(document, look: look.look.png(), to: output)
    self.pictures = nil
    return regions.count
  }

  private func begun() throws -> (score: StreamedPicture, change: StreamedPicture) {
    if let pictures { return pictures }
    try PairFiles.makeFolder(output)
    func picture(_ name: String, _ type: SampleType, _ noData: Double) throws -> StreamedPicture {
      try StreamedPicture(
        columns: input.grid.columns, rows: input.grid.rows, as: type, grid: input.hasCRS ? input.grid : nil,
        noData: noData, to: output + "/" + name)
    }
    let begun = (
      try picture("score.tif", .float32, PairFiles.noScore), try picture("change.tif", .uint8, PairFiles.noChange)
    )
    pictures = begun
    return begun
  }
}
