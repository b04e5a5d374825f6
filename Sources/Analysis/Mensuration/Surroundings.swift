import Kernels
import Rasters

/// Pixels of a window around, and well inside, some of them.
package enum Surroundings {
  /// Indices in `window` that lie between `inner` and `outer` pixels from `local` ones.
  package static func ring(_ local: [Int], in window: Window, inner: Double, outer: Double) -> [Int] {
    var flags = [Bool](repeating: false, count: window.pixelCount)
    for pixel in local { flags[pixel] = true }
    let near = Morphology.dilate(flags, columns: window.columns, rows: window.rows, radius: inner)
    let far = Morphology.dilate(flags, columns: window.columns, rows: window.rows, radius: outer)
    return flags.indices.filter { far[$0] && !near[$0] }
  }

  /// `local` without its outermost pixels, or `local` itself where nothing would be left.
  package static func interior(_ local: [Int], in window: Window) -> [Int] {
    var flags = [Bool](repeating: false, count: window.pixelCount)
    for pixel in local { flags[pixel] = true }
    let eroded = Morphology.erode(flags, columns: window.columns, rows: window.rows, radius: 1)
    let kept = flags.indices.filter { eroded[$0] && flags[$0] }
    return kept.count >= 4 ? kept : local
  }

  /// Indices in `window` of the pixels whose centres lie inside `ring`, which is in pixels of the grid.
  package static func covered(_ ring: [PixelPoint], in window: Window) -> [Int] {
    let columns = ring.map(\.column)
    let rows = ring.map(\.row)
    let left = max(window.column, Int((columns.min() ?? 0).rounded(.down)))
    let right = min(window.column + window.columns - 1, Int(columns.max() ?? -1))
    let top = max(window.row, Int((rows.min() ?? 0).rounded(.down)))
    let bottom = min(window.row + window.rows - 1, Int(rows.max() ?? -1))
    guard left <= right, top <= bottom else { return [] }
    var pixels: [Int] = []
    for row in top...bottom {
      for column in left...right
      where PixelOutline.contains(ring, PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5)) {
        pixels.append((row - window.row) * window.columns + column - window.column)
      }
    }
    return pixels
  }
}
