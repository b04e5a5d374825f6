import Rasters

extension WarpedScene {
  /// Rows of cells between which the file's pages are let go of.
  private static let rowsAtOnce = 16

  /// The scene in the cells of `lattice`: of each the mean of those of its pixels that were measured, to a step of the
  /// numbers, and the status that most of these have.
  func reduced(to lattice: CellLattice) -> WarpedScene {
    defer { releasePages() }
    let cells = lattice.cells
    var numbers = [UInt16](repeating: 0, count: cells.pixelCount * bandCount)
    var output = numbers.mutableSpan
    var sums = [UInt32](repeating: 0, count: window.columns)
    var counts = sums
    let columns = (0..<cells.columns).map(lattice.columns)
    let status = withPlanes { pixels, status in
      let reduced = lattice.majority(status, absent: Status.absent)
      for row in 0..<cells.rows {
        if row % Self.rowsAtOnce == 0 { releasePages() }
        let rows = lattice.rows(row)
        // Where all of a row's pixels are there, as most often, none is asked.
        let isWhole = Self.isWhole(
          status.extracting(rows.lowerBound * window.columns..<rows.upperBound * window.columns))
        for band in 0..<bandCount {
          for index in sums.indices { (sums[index], counts[index]) = (0, isWhole ? UInt32(rows.count) : 0) }
          for line in rows {
            let range = line * window.columns..<(line + 1) * window.columns
            let plane = band * window.pixelCount
            let row = pixels.extracting(plane + range.lowerBound..<plane + range.upperBound)
            if isWhole {
              Self.add(row, to: &sums)
            } else {
              Self.add(row, where: status.extracting(range), to: &sums, &counts)
            }
          }
          let target = band * cells.pixelCount + row * cells.columns
          for (column, pixels) in columns.enumerated() {
            var (sum, count): (UInt32, UInt32) = (0, 0)
            for pixel in pixels { (sum, count) = (sum &+ sums[pixel], count &+ counts[pixel]) }
            if count > 0 { output[target &+ column] = UInt16((sum &+ count / 2) / count) }
          }
        }
      }
      return reduced
    }
    return WarpedScene(
      window: cells, bandCount: bandCount, offset: offset, scale: scale, numbers: numbers, status: status)
  }

  private static func isWhole(_ status: Span<UInt8>) -> Bool {
    var absent = 0
    for index in status.indices where status[index] == Status.absent { absent &+= 1 }
    return absent == 0
  }

  private static func add(_ row: Span<UInt16>, to sums: inout [UInt32]) {
    var all = sums.mutableSpan
    var output = all._mutatingExtracting(0..<row.count)
    for index in row.indices { output[index] &+= UInt32(row[index]) }
  }

  private static func add(
    _ row: Span<UInt16>, where status: Span<UInt8>, to sums: inout [UInt32], _ counts: inout [UInt32]
  ) {
    for index in row.indices where status[index] != Status.absent {
      sums[index] &+= UInt32(row[index])
      counts[index] &+= 1
    }
  }

  /// A scene in memory of numbers that were made before.
  private init(window: Window, bandCount: Int, offset: Float, scale: Float, numbers: [UInt16], status: [UInt8]) {
    var data = Self.header(window, bandCount, offset, scale)
    let start = data.count
    unsafe numbers.withUnsafeBytes { unsafe data.append(contentsOf: $0) }
    data.append(contentsOf: status)
    self.init(window: window, bandCount: bandCount, offset: offset, scale: scale, storage: data, start: start)
  }
}
