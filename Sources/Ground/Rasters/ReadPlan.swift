/// In which pieces a window is read, so that memory stays bounded whatever the file claims.
struct ReadPlan: Equatable {
  let window: Window
  let factor: Int
  /// Shape of the result: blocks at the right and the lower edge may hold fewer pixels than the others.
  let columns: Int
  let rows: Int
  let bandCount: Int
  /// Rows of the file that are decoded at a time.
  let rowsPerRead: Int
  /// Rows of the result in each piece but the last.
  let rowsPerPiece: Int

  /// Decoded samples that one piece may hold.
  private static let pieceBytes = 8 << 20

  /// - Parameter maxMemoryMiB: up to a quarter of it is taken where that spares decoding blocks twice.
  init(_ window: Window, reducing factor: Int, layout: BandLayout, maxMemoryMiB: Int) {
    self.window = window
    self.factor = factor
    columns = (window.columns + factor - 1) / factor
    rows = (window.rows + factor - 1) / factor
    bandCount = layout.bandCount
    let sampleBytes = layout.sampleType.exceedsFloat ? 12 : 4
    let rowBytes = window.columns * (layout.bandCount + 1) * sampleBytes
    let wanted = max(layout.blockRows, Self.pieceBytes / rowBytes)
    let affordable = max(1, (maxMemoryMiB << 18) / rowBytes)
    rowsPerRead = min(wanted / layout.blockRows * layout.blockRows, affordable)
    rowsPerPiece = max(1, rowsPerRead / factor)
  }

  /// Bytes of the finished result: four a sample and one a pixel.
  var resultBytes: Int { columns * rows * (bandCount * 4 + 1) }

  var pieceCount: Int { (rows + rowsPerPiece - 1) / rowsPerPiece }

  /// Rows of the result in piece `index`.
  func rows(ofPiece index: Int) -> Range<Int> {
    index * rowsPerPiece..<min(rows, (index + 1) * rowsPerPiece)
  }

  /// The parts of the file that rows `range` of the result are made from, from the top.
  func sources(of range: Range<Int>) -> [Window] {
    let end = min(window.rows, range.upperBound * factor)
    return stride(from: range.lowerBound * factor, to: end, by: rowsPerRead).map { first in
      Window(
        column: window.column, row: window.row + first, columns: window.columns,
        rows: min(rowsPerRead, end - first))
    }
  }
}
