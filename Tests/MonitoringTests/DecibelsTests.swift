import Rasters
import Testing

@testable import Monitoring

@Suite("Radar in decibels") struct DecibelsTests {
  private func raster(_ samples: [Float]) -> Raster {
    Raster(
      columns: 2, rows: 1, bandCount: 2, samples: samples, validity: Mask(columns: 2, rows: 1, repeating: true))
  }

  @Test("Power becomes decibels, what is not positive in a band is not valid, decibels stay")
  func values() {
    let power = raster([1, 100, 0.1, 0]).inDecibels()
    #expect(power.samples[0] == 0 && power.samples[1] == 20 && abs(power.samples[2] + 10) < 1e-5)
    #expect(power.validity.flags == [true, false])
    let decibels = raster([-12, -7, 1, 0])
    #expect(decibels.inDecibels() == decibels)
  }
}
