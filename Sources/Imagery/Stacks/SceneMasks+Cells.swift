import Geodesy
import Kernels
import Rasters
import Statistics

extension SceneMasks {
  /// Pixels of a grid beyond which weather is found on squares of them, and the squares there are then at most: a cloud
  /// that 100 million pixels show is as plain on four million, and takes a twenty-fifth of the time and memory.
  static let mostPixels = 8_000_000
  static let mostCells = 5_000_000

  /// Pixels on a cell's side: 1 where every pixel is a cell.
  static func cellSide(_ grid: Grid) -> Int {
    guard grid.pixelCount > mostPixels else { return 1 }
    return Int((Double(grid.pixelCount) / Double(mostCells)).squareRoot().rounded(.up))
  }

  /// The series with the weather that `masked` finds on cells of `factor` × `factor` pixels.
  static func masked(
    _ series: consuming StackSeries, suns: [SolarPosition?], snowBands: SnowBands?, threads: Int, factor: Int
  ) -> StackSeries {
    guard factor > 1, series.count >= WeatherDepartures.fewestDates else {
      return SceneMasks(series, suns: suns, snowBands: snowBands, threads: threads).masked()
    }
    let lattices = series.scenes.map { CellLattice($0.window, factor: factor) }
    let coarse = coarse(series, lattices, factor: factor, threads: threads)
    let found = SceneMasks(coarse, suns: suns, snowBands: snowBands, threads: threads).masked()
    // In place: a copy of all codes would double what a stack takes.
    for scene in lattices.indices {
      lattices[scene].spread(found.codes[scene], before: coarse.codes[scene], over: &series.codes[scene])
    }
    let grid = series.grid
    series.haze = Parallel.map(series.count, threads: threads) { scene in
      found.haze[scene].map { $0.enlarged(by: factor, to: grid) }
    }
    return series
  }

  private static func coarse(
    _ series: StackSeries, _ lattices: [CellLattice], factor: Int, threads: Int
  ) -> StackSeries {
    let whole = Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows)
    let scenes = Parallel.map(series.count, threads: threads) { series.scenes[$0].reduced(to: lattices[$0]) }
    let codes = Parallel.map(series.count, threads: threads) { scene in
      let own = series.codes[scene]
      return lattices[scene].majority(own.span, absent: MaskCode.offPicture)
    }
    func coarse(_ transfers: [SceneTransfer]) -> StackSeries {
      StackSeries(
        grid: series.grid.cut(whole, reducing: factor), bandCount: series.bandCount, dates: series.dates,
        sceneIDs: series.sceneIDs, scenes: scenes, transfers: transfers, codes: codes, tables: series.tables)
    }
    let quiet = quieting(series, coarse(series.transfers), factor: factor)
    return coarse(
      zip(series.transfers, quiet).map { transfer, quiet in
        transfer.with(deviations: zip(transfer.deviations, quiet).map { $0 * $1 })
      })
  }

  /// Cells on the longer side of the lattice that noise is compared on.
  private static let cellsCompared = 160
  private static let fewestCompared = 100

  /// Per scene and band by what the mean over a cell scatters less than a pixel does: by 1 over the cell's side where
  /// pixels are independent, by nothing where noise is as wide as cells. From differences between neighbouring dates,
  /// which need no level.
  private static func quieting(_ series: StackSeries, _ coarse: StackSeries, factor: Int) -> [[Double]] {
    let step = max(1, max(coarse.grid.columns, coarse.grid.rows) / cellsCompared)
    let places = stride(from: step / 2, to: coarse.grid.rows, by: step).flatMap { row in
      stride(from: step / 2, to: coarse.grid.columns, by: step).map { (row: row, column: $0) }
    }
    let middle = factor / 2
    let fine = values(series, places.map { ($0.row * factor + middle, $0.column * factor + middle) })
    let means = values(coarse, places.map { ($0.row, $0.column) })
    return (0..<series.count).map { scene in
      let other = scene + 1 < series.count ? scene + 1 : scene - 1
      return (0..<series.bandCount).map { band in
        func spread(_ values: [[[Float]]]) -> Double? {
          let steps = zip(values[scene][band], values[other][band]).map { Double($0 - $1) }.filter(\.isFinite)
          guard steps.count >= fewestCompared, let middle = Quantiles.median(steps) else { return nil }
          return Quantiles.median(steps.map { abs($0 - middle) })
        }
        guard let pixels = spread(fine), let cells = spread(means), pixels > 0 else { return 1 }
        return min(1, max(cells / pixels, 1 / Double(factor)))
      }
    }
  }

  /// Per scene, band and place the normalised value; NaN where it was not seen.
  /// - Parameter places: in order of rows.
  private static func values(_ series: StackSeries, _ places: [(row: Int, column: Int)]) -> [[[Float]]] {
    var result = [[[Float]]](
      repeating: [[Float]](repeating: [Float](repeating: .nan, count: places.count), count: series.bandCount),
      count: series.count)
    var first = 0
    while first < places.count {
      let row = places[first].row
      var end = first
      while end < places.count, places[end].row == row { end += 1 }
      if row < series.grid.rows {
        let read = series.block(Window(column: 0, row: row, columns: series.grid.columns, rows: 1))
        // The system maps far more around a row than was asked for.
        for scene in series.scenes { scene.releasePages() }
        for place in first..<end where places[place].column < series.grid.columns {
          let pixel = places[place].column
          for scene in 0..<series.count where read.seen[pixel * series.count + scene] {
            for band in 0..<series.bandCount {
              result[scene][band][place] = read.value(pixel: pixel, band: band, scene: scene)
            }
          }
        }
      }
      first = end
    }
    return result
  }
}

extension HazeField {
  /// The field of a grid whose pixels are `factor` times smaller, at the centres of that one's own cells.
  func enlarged(by factor: Int, to grid: Grid) -> HazeField {
    let (columns, rows) = (HazeField.cellCount(grid.columns), HazeField.cellCount(grid.rows))
    func place(_ cell: Int, of count: Int) -> (cell: Int, share: Float) {
      let pixel = (Float(cell) + 0.5) * Float(Self.cellSize) / Float(factor)
      let place = min(max(pixel / Float(Self.cellSize) - 0.5, 0), Float(count - 1))
      let first = min(Int(place), max(count - 2, 0))
      return (first, place - Float(first))
    }
    let across = (0..<columns).map { place($0, of: self.columns) }
    var values: [Float] = []
    values.reserveCapacity(columns * rows)
    for row in 0..<rows {
      let down = place(row, of: self.rows)
      let lower = min(down.cell + 1, self.rows - 1)
      func value(_ column: Int) -> Float {
        let (above, below) = (
          self.values[down.cell * self.columns + column], self.values[lower * self.columns + column]
        )
        return above + down.share * (below - above)
      }
      for place in across {
        let left = value(place.cell)
        values.append(left + place.share * (value(min(place.cell + 1, self.columns - 1)) - left))
      }
    }
    return HazeField(columns: columns, rows: rows, values: values)
  }
}
