import Geodesy
import Rasters
import Testing

@testable import Stacks

@Suite struct DepartureColoursTests {
  private let window = Window(column: 0, row: 0, columns: 16, rows: 16)
  private let bank = Array(40..<120)

  private func colours(dark: [Float], bright: [Float]) -> DepartureColours {
    var cells = WeatherDepartures.CellSums(bands: dark.count, cells: 1)
    (cells.darkCounts[0], cells.brightCounts[0]) = (20, 20)
    for band in dark.indices {
      cells.darkSums[band][0] = 20 * dark[band]
      cells.brightSums[band][0] = 20 * bright[band]
    }
    let grid = Grid(
      columns: 16, rows: 16, geotransform: Geotransform([0, 1, 0, 0, 0, -1]), crs: CRS("EPSG:32640"))
    return DepartureColours([cells], noise: dark.map { _ in 10 }, grid: grid)
  }

  @Test("What darkens in all bands can be a shadow; leaves that come out, bright in the infrared, cannot")
  func dark() {
    let none: [Float] = [0, 0, 0]
    #expect(colours(dark: [-40, -50, -60], bright: none).areOfOneSide(bank, of: window, isBright: false))
    #expect(colours(dark: [-40, -50, 8], bright: none).areOfOneSide(bank, of: window, isBright: false))
    #expect(!colours(dark: [-40, -50, 30], bright: none).areOfOneSide(bank, of: window, isBright: false))
  }

  @Test("What brightens in all bands can be cloud; leaves that dry, dark in the infrared, cannot")
  func bright() {
    let none: [Float] = [0, 0, 0]
    #expect(colours(dark: none, bright: [40, 50, 60]).areOfOneSide(bank, of: window, isBright: true))
    #expect(!colours(dark: none, bright: [40, 50, -30]).areOfOneSide(bank, of: window, isBright: true))
  }
}
