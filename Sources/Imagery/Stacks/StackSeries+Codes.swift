import Places
import Rasters

/// Reasons row by row, for pictures of whole scenes.
extension StackSeries {
  /// Codes are smaller than this.
  package static let codeCount = 8
  package static let offPictureCode = MaskCode.offPicture

  /// What the codes mean, in the order of `Visibility`.
  package static let reasons: [(code: UInt8, reason: Visibility)] = Visibility.allCases.compactMap { reason in
    switch reason {
    case .seen: (MaskCode.seen, reason)
    case .offPicture: (MaskCode.offPicture, reason)
    default: MaskCode.code(reason).map { ($0, reason) }
    }
  }

  /// Why the pixels of a part of a row of the grid were seen or not, as codes of `reasons`.
  package func codes(of scene: Int, row: Int, columns: Range<Int>) -> [UInt8] {
    let window = scenes[scene].window
    var result = [UInt8](repeating: MaskCode.offPicture, count: columns.count)
    guard row >= window.row, row < window.row + window.rows else { return result }
    let common = columns.clamped(to: window.column..<window.column + window.columns)
    let start = (row - window.row) * window.columns - window.column
    for column in common { result[column - columns.lowerBound] = codes[scene][start + column] }
    return result
  }

  /// Lets go of the memory that a scene's file takes where it was read; it is read again where it is asked for again.
  package func releasePages(of scene: Int) { scenes[scene].releasePages() }
}
