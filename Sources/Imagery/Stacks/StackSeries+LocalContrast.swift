import Kernels
import Rasters

extension StackSeries {
  /// Half the side of the square whose rim a place is compared with, and of the square in its middle that is left out.
  package static let rimReach = 5
  static let middleReach = 2
  /// Share of the rim that must have been seen.
  private static let leastRim: Float = 0.3

  /// Like `block`, each value the mean of its 3 × 3 neighbours less that of the rim two to five pixels away.
  ///
  /// Season, wet soil, haze and what normalisation left move a small thing and the ground beside it alike: their
  /// difference shows a crane on its pad where either alone would wander by more than the crane stands out.
  /// - Parameters:
  ///   - inner: pixels outside count as not seen.
  ///   - every: of so many scenes one is read, from the first on; the others count as not having seen anything.
  package func localContrastBlock(_ window: Window, inside inner: Window, every: Int = 1) -> Block {
    let wanted = window.intersection(inner)
    let wide = wanted.grown(by: Self.rimReach)
    return Block(self, window) { values, seen in
      guard !wanted.isEmpty else { return }
      var plane = ScenePlane(self, window: wide)
      var sums = SquareSums(plane)
      for scene in stride(from: 0, to: count, by: every)
      where !scenes[scene].window.intersection(wanted).isEmpty {
        plane.read(scene, hidesUnseen: true)
        sums.addDown(plane)
        for row in 0..<wanted.rows {
          sums.addAlong(row)
          let start = (row + wanted.row - window.row) * window.columns + wanted.column - window.column
          addContrast(of: scene, row, plane, sums, from: start, &values, &seen)
        }
      }
    }
  }

  /// - Parameters:
  ///   - row: inside the plane's rim; `sums` holds its sums.
  ///   - start: pixel of the block at which the row begins.
  private func addContrast(
    of scene: Int, _ row: Int, _ plane: ScenePlane, _ sums: SquareSums, from start: Int,
    _ values: inout MutableSpan<BandVector>, _ seen: inout MutableSpan<Bool>
  ) {
    let (groups, last, lane) = (plane.groups, plane.groups - 1, plane.seenLane)
    let blockGroups = BandVector.groups(of: bandCount)
    let least = Self.leastRim * Float((2 * Self.rimReach + 1) * (2 * Self.rimReach + 1))
    let first = (row + Self.rimReach) * plane.window.columns + Self.rimReach
    for column in 0..<plane.window.columns - 2 * Self.rimReach where plane.isSeen(first + column) {
      let counts = sums.squares(column * groups + last, row)
      let rim = counts.rim[lane] - counts.middle[lane]
      guard rim >= least else { continue }
      let pixel = (start + column) * count + scene
      seen[pixel] = true
      for group in 0..<blockGroups {
        let own = group == last ? counts : sums.squares(column * groups + group, row)
        values[pixel * blockGroups + group] = own.core / counts.core[lane] - (own.rim - own.middle) / rim
      }
    }
  }
}

/// Sums over the squares around each pixel of a plane: 3, 5 and 11 pixels a side, cut at the plane's border.
private struct SquareSums {
  private let step: Int
  private let rowLength: Int
  private var fours: [BandVector]
  /// Down the plane, from each element on.
  private var three: [BandVector]
  private var five: [BandVector]
  private var eleven: [BandVector]
  /// Of `eleven` along one row, and four of them.
  private var rim: [BandVector]
  private var rimFours: [BandVector]

  init(_ plane: ScenePlane) {
    step = plane.groups
    rowLength = plane.window.columns * plane.groups
    fours = Array(repeating: .zero, count: plane.pixels.count)
    (three, five, eleven) = (fours, fours, fours)
    rim = Array(repeating: .zero, count: rowLength)
    rimFours = rim
  }

  mutating func addDown(_ plane: ScenePlane) {
    let source = plane.pixels.span
    RunSums.three(source, step: rowLength, into: &three)
    RunSums.five(source, step: rowLength, into: &five)
    RunSums.four(source, step: rowLength, into: &fours)
    let fours = fours
    RunSums.eleven(source, fours: fours.span, step: rowLength, into: &eleven)
  }

  /// Makes ready the squares of the pixels that lie `row` rows inside the rim.
  mutating func addAlong(_ row: Int) {
    let eleven = eleven
    let source = eleven.span.extracting(row * rowLength..<(row + 1) * rowLength)
    RunSums.four(source, step: step, into: &rimFours)
    let fours = rimFours
    RunSums.eleven(source, fours: fours.span, step: step, into: &rim)
  }

  /// - Parameter place: elements from the first pixel inside the rim.
  @inline(__always)
  func squares(_ place: Int, _ row: Int) -> (core: BandVector, middle: BandVector, rim: BandVector) {
    let (three, five) = (three.span, five.span)
    // The rim's square begins at the plane's border, the middle's 3 and the core's 4 pixels further in.
    let middle = (row + 3) * rowLength + place + 3 * step
    let core = (row + 4) * rowLength + place + 4 * step
    return (
      three[core] + three[core + step] + three[core + 2 * step],
      (five[middle] + five[middle + step]) + (five[middle + 2 * step] + five[middle + 3 * step])
        + five[middle + 4 * step],
      rim.span[place]
    )
  }
}
