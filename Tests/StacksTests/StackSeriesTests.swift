import Places
import Quantities
import Rasters
import Testing

@testable import Stacks

@Suite struct StackSeriesTests {
  /// Six scenes of which the second covers a part of the grid only, and the third has a hole.
  private static let world = StackWorld(count: 6, seed: 731)
  private static let part = Window(column: 30, row: 20, columns: 70, rows: 90)
  private static let series: StackSeries = {
    let inputs = (0..<6).map { scene -> StackBuilder.Input in
      let whole = world.input(scene, status: { scene == 2 && $0 % StackWorld.side == 60 ? 0 : 1 })
      guard scene == 1 else { return whole }
      let pixels = (0..<part.pixelCount).map {
        (part.row + $0 / part.columns) * StackWorld.side + part.column + $0 % part.columns
      }
      let samples = (0..<StackWorld.bandCount).flatMap { band in
        pixels.map { whole.warped.value(band: band, column: $0 % StackWorld.side, row: $0 / StackWorld.side) ?? 0 }
      }
      return StackBuilder.Input(
        id: whole.id, date: whole.date,
        warped: WarpedScene(
          window: part, bandCount: StackWorld.bandCount, samples: samples,
          status: Array(repeating: 1, count: pixels.count)))
    }
    return StackBuilder(grid: world.grid, threads: 2).build(inputs, reference: 0).series
  }()

  @Test("Codes of rows say of each pixel what its visibility says")
  func codes() {
    let series = Self.series
    for scene in 0..<6 {
      for row in 0..<StackWorld.side {
        let codes = series.codes(of: scene, row: row, columns: 10..<120)
        for (column, code) in zip(10..<120, codes) {
          let reason = series.visibility(of: scene, pixel: row * StackWorld.side + column)
          #expect(StackSeries.reasons.first { $0.code == code }?.reason == reason)
          #expect((code == StackSeries.offPictureCode) == (reason == .offPicture))
        }
      }
    }
    #expect(StackSeries.reasons.allSatisfy { $0.code < StackSeries.codeCount })
  }

  @Test("A scene's picture is its numbers through curve, field and haze, each pixel reckoned alone")
  func pictures() {
    let series = Self.series
    let window = Window(column: 20, row: 10, columns: 101, rows: 130)
    for scene in 0..<6 {
      let raster = series.raster(of: scene, window: window)
      let covered = series.scenes[scene].window
      for pixel in 0..<window.pixelCount {
        let (row, column) = (window.row + pixel / window.columns, window.column + pixel % window.columns)
        let isCovered = !covered.intersection(Window(column: column, row: row, columns: 1, rows: 1)).isEmpty
        let isSeen = series.visibility(of: scene, pixel: row * StackWorld.side + column) == .seen
        #expect(raster.validity.flags[pixel] == isSeen)
        for band in 0..<StackWorld.bandCount {
          let value = raster.samples[band * window.pixelCount + pixel]
          guard isCovered else {
            #expect(value == 0)
            continue
          }
          let index = (band * covered.rows + row - covered.row) * covered.columns + column - covered.column
          let table = series.tables[scene][band]
          let number = series.scenes[scene].withPlanes { numbers, _ in
            StackSeries.look(up: numbers[index], in: table.span)
          }
          let field = FieldRow(
            series.transfers[scene].fields[band], haze: series.hazeField(scene, band), row: row, grid: series.grid)
          #expect(value == number - field.value(column: column))
        }
      }
    }
  }

  @Test(
    "A block holds the scenes' pictures, pixel by pixel",
    arguments: [
      Window(column: 0, row: 0, columns: 144, rows: 144), Window(column: 25, row: 15, columns: 40, rows: 33),
      Window(column: 143, row: 143, columns: 1, rows: 1), Window(column: 0, row: 70, columns: 144, rows: 1),
    ])
  func blocks(_ window: Window) {
    let series = Self.series
    let block = series.block(window)
    for scene in 0..<6 {
      let raster = series.raster(of: scene, window: window)
      for pixel in 0..<window.pixelCount {
        #expect(block.seen[pixel * 6 + scene] == raster.validity.flags[pixel])
        guard raster.validity.flags[pixel] else { continue }
        for band in 0..<2 {
          let value = block.value(pixel: pixel, band: band, scene: scene)
          #expect(value == raster.samples[band * window.pixelCount + pixel])
        }
      }
    }
  }

  @Test("What a scene does not cover is off the picture, and only that")
  func coverage() {
    for pixel in stride(from: 0, to: Self.world.grid.pixelCount, by: 7) {
      let (row, column) = (pixel / StackWorld.side, pixel % StackWorld.side)
      let isCovered = (20..<110).contains(row) && (30..<100).contains(column)
      #expect((Self.series.visibility(of: 1, pixel: pixel) == .offPicture) == !isCovered)
      #expect((Self.series.visibility(of: 2, pixel: pixel) == .offPicture) == (column == 60))
    }
  }

  @Test("Means over pixels count those that were seen")
  func means() throws {
    let pixels = (0..<400).map { (10 + $0 / 20) * StackWorld.side + 50 + $0 % 20 }
    let means = Self.series.means(over: pixels)
    for scene in 0..<6 {
      let raster = Self.series.raster(of: scene, window: Self.world.whole)
      let seen = pixels.filter { raster.validity.flags[$0] }
      #expect(means[scene].seen == seen.count)
      for band in 0..<2 {
        let plain =
          seen.reduce(0.0) { $0 + Double(raster.samples[band * Self.world.grid.pixelCount + $1]) } / Double(seen.count)
        #expect(abs(try #require(means[scene].values)[band] - plain) < 1e-2)
      }
    }
    let outside = Self.series.means(over: [0])
    #expect(outside[1].values == nil && outside[1].seen == 0)
  }

  @Test(
    "A smoothed block is the weighted mean of the seen neighbours, at the grid's border too",
    arguments: [
      Window(column: 0, row: 0, columns: 20, rows: 12), Window(column: 50, row: 15, columns: 20, rows: 12),
      Window(column: 130, row: 132, columns: 14, rows: 12),
    ])
  func smoothing(_ window: Window) {
    let smooth = Self.series.smoothedBlock(window)
    let side = StackWorld.side
    for scene in 0..<6 {
      let raster = Self.series.raster(of: scene, window: Self.world.whole)
      for index in 0..<window.pixelCount {
        let (row, column) = (window.row + index / window.columns, window.column + index % window.columns)
        #expect(smooth.seen[index * 6 + scene] == raster.validity[column, row])
        guard raster.validity[column, row] else { continue }
        for band in 0..<2 {
          var (sum, total) = (0.0, 0.0)
          for (r, c) in (0..<9).map({ (row - 1 + $0 / 3, column - 1 + $0 % 3) })
          where (0..<side).contains(r) && (0..<side).contains(c) && raster.validity[c, r] {
            let weight = Double((r == row ? 2 : 1) * (c == column ? 2 : 1))
            sum += weight * Double(raster.samples[band * side * side + r * side + c])
            total += weight
          }
          #expect(abs(Double(smooth.value(pixel: index, band: band, scene: scene)) - sum / total) < 1e-2)
        }
      }
    }
  }

  @Test(
    "A block of local contrasts is the mean of 3 × 3 less that of the rim, over what was seen",
    arguments: [
      Window(column: 0, row: 0, columns: 20, rows: 12), Window(column: 50, row: 15, columns: 20, rows: 12),
      Window(column: 130, row: 132, columns: 14, rows: 12),
    ])
  func localContrast(_ window: Window) {
    let block = Self.series.localContrastBlock(window, inside: window)
    let side = StackWorld.side
    for scene in 0..<6 {
      let raster = Self.series.raster(of: scene, window: Self.world.whole)
      for index in 0..<window.pixelCount {
        let (row, column) = (window.row + index / window.columns, window.column + index % window.columns)
        func seen(_ reach: Int) -> [(distance: Int, pixel: Int)] {
          (0..<(2 * reach + 1) * (2 * reach + 1)).compactMap { place in
            let (down, across) = (place / (2 * reach + 1) - reach, place % (2 * reach + 1) - reach)
            guard (0..<side).contains(row + down), (0..<side).contains(column + across),
              raster.validity[column + across, row + down]
            else { return nil }
            return (max(abs(down), abs(across)), (row + down) * side + column + across)
          }
        }
        let (core, rim) = (seen(1), seen(5).filter { $0.distance > 2 })
        let isSeen = raster.validity[column, row] && Double(rim.count) >= 0.3 * 121
        #expect(block.seen[index * 6 + scene] == isSeen, "scene \(scene), column \(column), row \(row)")
        guard isSeen else { continue }
        for band in 0..<2 {
          func mean(_ places: [(distance: Int, pixel: Int)]) -> Double {
            places.reduce(0) { $0 + Double(raster.samples[band * side * side + $1.pixel]) } / Double(places.count)
          }
          let value = Double(block.value(pixel: index, band: band, scene: scene))
          #expect(abs(value - (mean(core) - mean(rim))) < 1e-2)
        }
      }
    }
  }

  @Test("Each scene's noise is found, up to a fifth too low", arguments: [732, 733, 734] as [UInt64])
  func noise(_ seed: UInt64) {
    let world = StackWorld(seed: seed)
    let factors = (0..<12).map { [0.7, 1, 1.5][$0 % 3] }
    let inputs = (0..<12).map { world.input($0, noise: factors[$0] * StackWorld.noise) }
    let result = StackBuilder(grid: world.grid, threads: 2).build(inputs, reference: 0)
    #expect(result.excluded.isEmpty)
    for (scene, found) in result.series.noise(threads: 2).enumerated() {
      for band in 0..<StackWorld.bandCount {
        // A date counts in the median that it is held against, and with twelve dates is often that median itself.
        let ratio = found[band] / (factors[scene] * StackWorld.noise)
        #expect((0.8...1.05).contains(ratio), "scene \(scene), band \(band): \(ratio)")
        // Held-out pixels are compared with a level that has some noise of its own.
        let counted = result.series.deviations(of: scene)[band]
        #expect(counted > 0.99 * found[band] && counted < 1.3 * factors[scene] * StackWorld.noise)
      }
    }
  }
}
