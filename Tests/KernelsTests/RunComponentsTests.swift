import Kernels
import Statistics
import Testing

@Suite struct RunComponentsTests {
  @Test(
    "However a plane is cut into tiles, the components of its runs are those of its pixels",
    arguments: 1...60 as ClosedRange<UInt64>)
  func equalsPixels(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let (columns, rows) = (generator.integer(1...40), generator.integer(1...40))
    let share = generator.uniform()
    let flags = Seeded.mask(columns * rows, share: share, seed: seed + 1_000)
    let values = Seeded.plane(columns * rows, seed: seed + 2_000)
    let (width, height) = (generator.integer(1...columns), generator.integer(1...rows))
    let found = components(flags, values, columns: columns, rows: rows, width: width, height: height)
    let wanted = Morphology.components(flags, columns: columns, rows: rows)
    #expect(found.count == wanted.count)
    for (component, pixels) in zip(found, wanted) {
      let own = component.runs.flatMap { run in
        (run.first..<run.end).map { Int(run.row) * columns + Int($0) }
      }
      #expect(own == pixels)
      #expect(component.count == pixels.count)
      #expect(component.peak == pixels.map { values[$0] }.max())
      #expect(abs(component.sum - pixels.reduce(0.0) { $0 + Double(values[$1]) }) < 1e-3)
      let (across, down) = (pixels.map { $0 % columns }, pixels.map { $0 / columns })
      #expect(component.columns == across.min()!...across.max()!)
      #expect(component.rows == down.min()!...down.max()!)
      #expect(component.rows.lowerBound * columns + component.firstColumn == pixels[0])
    }
  }

  @Test("A component of more runs than are kept says so and keeps its counts")
  func tooLong() throws {
    let flags = [Bool](repeating: true, count: 100)
    let found = components(
      flags, flags.map { _ in 1 }, columns: 10, rows: 10, width: 10, height: 3, mostRuns: 4)
    #expect(found.count == 1)
    let component = try #require(found.first)
    #expect(component.isTooLong && component.runs.isEmpty)
    #expect(component.count == 100 && component.sum == 100 && component.rows == 0...9 && component.columns == 0...9)
  }

  @Test("Rows that are left out part what lies above from what lies below")
  func gap() {
    var components = RunComponents()
    let run = { (row: Int) in PixelRun(row: row, first: 0, end: 3, peak: 1, sum: 1) }
    #expect(components.add(row: 0, [run(0)]).isEmpty)
    #expect(components.add(row: 2, [run(2)]).map(\.rows) == [0...0])
    #expect(components.finish().map(\.rows) == [2...2])
    #expect(components.finish().isEmpty)
  }

  /// By their first pixels.
  private func components(
    _ flags: [Bool], _ values: [Float], columns: Int, rows: Int, width: Int, height: Int, mostRuns: Int = 1 << 20
  ) -> [RunComponents.Component] {
    var components = RunComponents(mostRuns: mostRuns)
    var found: [RunComponents.Component] = []
    for top in stride(from: 0, to: rows, by: height) {
      var runs = RunRows(top: top, count: min(height, rows - top))
      for left in stride(from: 0, to: columns, by: width) {
        for row in top..<min(top + height, rows) {
          for column in left..<min(left + width, columns) where flags[row * columns + column] {
            let value = values[row * columns + column]
            runs.add(PixelRun(row: row, first: column, end: column + 1, peak: value, sum: value))
          }
        }
      }
      for (index, row) in runs.rows.enumerated() { found += components.add(row: top + index, row) }
    }
    found += components.finish()
    return found.sorted { ($0.rows.lowerBound, $0.firstColumn) < ($1.rows.lowerBound, $1.firstColumn) }
  }
}
