import Kernels
import Rasters

extension StackSeries {
  /// Pixels by which smoothing carries a value aside.
  package static let smoothingReach = 1

  /// Like `block`, each value the mean of its seen 3 × 3 neighbours weighted 1 2 1 both ways; 0 where it was not seen.
  ///
  /// A thing of nine pixels is nine looks at one change: their mean has a third of a pixel's noise and sees a step of
  /// the same height, at the price of borders that are a pixel wider. Outlines are drawn on unsmoothed pixels.
  package func smoothedBlock(_ window: Window) -> Block {
    let wide = window.grown(by: Self.smoothingReach)
    return Block(self, window) { values, seen in
      var plane = ScenePlane(self, window: wide)
      for scene in 0..<count where !scenes[scene].window.intersection(window).isEmpty {
        plane.read(scene, hidesUnseen: true)
        guard markSeen(scene, plane, window, &seen) else { continue }
        Self.sumNeighbours(&plane.pixels, step: wide.columns * plane.groups)
        Self.sumNeighbours(&plane.pixels, step: plane.groups)
        write(scene, plane, window, seen.span, &values)
      }
    }
  }

  /// - Returns: whether anything of the block was.
  private func markSeen(
    _ scene: Int, _ plane: ScenePlane, _ window: Window, _ flags: inout MutableSpan<Bool>
  ) -> Bool {
    var isAny = false
    for row in 0..<window.rows {
      for column in 0..<window.columns where plane.isSeen((row + 1) * plane.window.columns + column + 1) {
        flags[(row * window.columns + column) * count + scene] = true
        isAny = true
      }
    }
    return isAny
  }

  /// Each element that has one becomes the one `step` before + 2 × itself + the one `step` after; the others, on the
  /// plane's rim, nobody looks at.
  static func sumNeighbours(_ values: inout [BandVector], step: Int) {
    var before = [BandVector](repeating: .zero, count: step)
    var span = values.mutableSpan
    var held = before.mutableSpan
    for index in 0..<min(step, span.count) { held[index] = span[index] }
    for line in stride(from: step, to: span.count - step, by: step) {
      for index in 0..<min(step, span.count - step - line) {
        let own = span[line + index]
        span[line + index] = held[index] + 2 * own + span[line + step + index]
        held[index] = own
      }
    }
  }

  /// Sums over weights where the centre was seen.
  private func write(
    _ scene: Int, _ sums: ScenePlane, _ window: Window, _ flags: Span<Bool>, _ target: inout MutableSpan<BandVector>
  ) {
    let groups = BandVector.groups(of: bandCount)
    let source = sums.pixels.span
    for row in 0..<window.rows {
      for column in 0..<window.columns {
        let pixel = (row * window.columns + column) * count + scene
        guard flags[pixel] else { continue }
        let place = ((row + 1) * sums.window.columns + column + 1) * sums.groups
        let weight = source[place + sums.groups - 1][sums.seenLane]
        for group in 0..<groups { target[pixel * groups + group] = source[place + group] / weight }
      }
    }
  }
}
