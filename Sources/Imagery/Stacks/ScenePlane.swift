import Kernels
import Rasters

/// One scene over a window, its normalised bands side by side: what blocks are made of, scene after scene.
struct ScenePlane {
  private let frame: PlaneFrame
  /// `pixels[(row * window.columns + column) * groups + group]`
  var pixels: [BandVector]

  init(_ series: StackSeries, window: Window) {
    frame = PlaneFrame(series, window: window)
    pixels = Array(repeating: .zero, count: window.pixelCount * frame.groups)
  }

  var window: Window { frame.window }
  var groups: Int { frame.groups }
  var seenLane: Int { frame.seenLane }

  /// Whether the pixel at `index` of the window was seen.
  @inline(__always)
  func isSeen(_ index: Int) -> Bool { pixels.span[index * groups + groups - 1][seenLane] > 0 }

  /// Fills `pixels` from `scene`; 0 where its picture does not reach.
  /// - Parameter hidesUnseen: 0 as well where it was masked.
  mutating func read(_ scene: Int, hidesUnseen: Bool) {
    let frame = frame
    var span = pixels.mutableSpan
    frame.fill(scene, hidesUnseen: hidesUnseen, &span)
  }

  /// Writes the bands apart into planes of `target`, which holds this window.
  func split(into samples: inout [Float], flags: inout [Bool], of target: Window, bandCount: Int) {
    var output = samples.mutableSpan
    var seen = flags.mutableSpan
    let source = pixels.span
    for row in 0..<window.rows {
      let start = (row + window.row - target.row) * target.columns + window.column - target.column
      for column in 0..<window.columns { seen[start + column] = isSeen(row * window.columns + column) }
      for band in 0..<bandCount {
        let (group, lane) = (band / 4, band % 4)
        for column in 0..<window.columns {
          output[band * target.pixelCount + start + column] =
            source[(row * window.columns + column) * groups + group][lane]
        }
      }
    }
  }
}

/// What planes of all scenes over one window have in common.
private struct PlaneFrame {
  /// May reach beyond the grid; there nothing was seen.
  let window: Window
  /// Vectors a pixel: its bands, four to a vector, and one lane more.
  let groups: Int
  /// The lane after the last band, in a pixel's last vector: 1 where the pixel was seen, 0 elsewhere.
  let seenLane: Int
  private let series: StackSeries
  /// Of each column of the window: its place from −1 to 1 across the grid, and what `HazeField.place` says.
  private let places: [Float]
  private let cells: [Int]
  private let shares: [Float]

  init(_ series: StackSeries, window: Window) {
    self.series = series
    self.window = window
    groups = series.bandCount / 4 + 1
    seenLane = series.bandCount % 4
    let columns = window.column..<window.column + window.columns
    let haze = columns.map { HazeField.place($0, of: HazeField.cellCount(series.grid.columns)) }
    places = columns.map { FieldRow.place($0, of: Float(series.grid.columns)) }
    cells = haze.map(\.cell)
    shares = haze.map(\.share)
  }

  func fill(_ scene: Int, hidesUnseen: Bool, _ output: inout MutableSpan<BandVector>) {
    let common = window.intersection(series.scenes[scene].window)
    if common != window { for index in output.indices { output[index] = .zero } }
    guard !common.isEmpty else { return }
    let codes = series.codes[scene]
    series.scenes[scene].withPlanes { numbers, _ in
      for group in 0..<groups {
        let lookup = Lookup(series, scene: scene, group: group, seenLane: group == groups - 1 ? seenLane : nil)
        for row in common.row..<common.row + common.rows {
          fill(row, common, group, lookup, hidesUnseen, numbers, codes.span, &output)
        }
      }
    }
  }

  private func fill(
    _ row: Int, _ common: Window, _ group: Int, _ lookup: borrowing Lookup, _ hidesUnseen: Bool,
    _ numbers: Span<UInt16>, _ codes: Span<UInt8>, _ output: inout MutableSpan<BandVector>
  ) {
    let first = common.column - window.column
    let line = FieldVectors(lookup, row: row, cells: cells[first]...cells[first + common.columns - 1])
    let source = (row - lookup.covered.row) * lookup.covered.columns + common.column - lookup.covered.column
    let target = ((row - window.row) * window.columns + first) * groups + group
    let (places, cells, shares) = (places.span, cells.span, shares.span)
    let knots = line.knots.span
    let tables = (lookup.tables.0.span, lookup.tables.1.span, lookup.tables.2.span, lookup.tables.3.span)
    let plane = lookup.planes
    // No index overflows: windows of planes that are in memory.
    for column in 0..<common.columns {
      let index = source &+ column
      let number = BandVector(
        StackSeries.look(up: numbers[plane.0 &+ index], in: tables.0),
        StackSeries.look(up: numbers[plane.1 &+ index], in: tables.1),
        StackSeries.look(up: numbers[plane.2 &+ index], in: tables.2),
        plane.3 < 0 ? 0 : StackSeries.look(up: numbers[plane.3 &+ index], in: tables.3))
      let knot = cells[first &+ column] &- line.firstCell
      let haze = knots[knot] + shares[first &+ column] * (knots[knot &+ 1] - knots[knot])
      let place = places[first &+ column]
      let value = number - (line.constant + (line.linear + line.square * place) * place + haze)
      let seen: Float = codes[index] == MaskCode.seen ? 1 : 0
      output[target &+ column &* groups] = (hidesUnseen ? value * seen : value) + lookup.seen * seen
    }
  }
}

extension PlaneFrame {
  /// Where four bands of a scene lie and how their numbers become values. Lanes beyond the last band read the first one
  /// through a table of zeros, but for the fourth, whose plane is then −1.
  fileprivate struct Lookup {
    let covered: Window
    let planes: (Int, Int, Int, Int)
    let tables: ([Float], [Float], [Float], [Float])
    /// 1 in the lane that tells what was seen.
    let seen: BandVector
    let bands: Range<Int>
    let series: StackSeries
    let scene: Int

    private static let zeros = [Float](repeating: 0, count: 1_025)

    init(_ series: StackSeries, scene: Int, group: Int, seenLane: Int?) {
      self.series = series
      self.scene = scene
      let bands = 4 * group..<min(4 * group + 4, series.bandCount)
      self.bands = bands
      let covered = series.scenes[scene].window
      self.covered = covered
      func plane(_ lane: Int) -> Int { lane < bands.count ? (4 * group + lane) * covered.pixelCount : 0 }
      func table(_ lane: Int) -> [Float] { lane < bands.count ? series.tables[scene][4 * group + lane] : Self.zeros }
      planes = (plane(0), plane(1), plane(2), bands.count > 3 ? plane(3) : -1)
      tables = (table(0), table(1), table(2), table(3))
      var seen = BandVector.zero
      if let seenLane { seen[seenLane] = 1 }
      self.seen = seen
    }
  }

  /// `FieldRow` of four bands at once.
  fileprivate struct FieldVectors {
    var constant = BandVector.zero
    var linear = BandVector.zero
    var square = BandVector.zero
    /// Haze at the centres of the columns of cells from `firstCell` on.
    var knots: [BandVector]
    let firstCell: Int

    init(_ lookup: borrowing Lookup, row: Int, cells: ClosedRange<Int>) {
      let series = lookup.series
      firstCell = cells.lowerBound
      knots = Array(repeating: .zero, count: cells.count + 1)
      for (lane, band) in lookup.bands.enumerated() {
        let field = FieldRow(series.transfers[lookup.scene].fields[band], haze: nil, row: row, grid: series.grid)
        constant[lane] = field.constant
        linear[lane] = field.linear
        square[lane] = field.square
        guard let haze = series.hazeField(lookup.scene, band) else { continue }
        let line = HazeLine(haze, row: row)
        for index in knots.indices { knots[index][lane] = line.value(atCell: firstCell + index) }
      }
    }
  }
}
