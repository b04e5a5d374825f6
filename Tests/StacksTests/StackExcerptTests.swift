import Places
import Rasters
import Testing

@testable import Stacks

@Suite("A part of a stack as a stack of its own")
struct StackExcerptTests {
  @Test("Values, masks, dates and noise are those of the part, changed as it was asked")
  func excerpt() {
    let series = StackWorld(count: 8).build().series
    let window = Window(column: 5, row: 7, columns: 20, rows: 16)
    let same = series.excerpt(window) { _, _ in }
    let changed = series.excerpt(window) { scene, samples in if scene > 0 { samples[3] += 50 } }
    let own = Window(column: 0, row: 0, columns: 20, rows: 16)
    #expect(same.dates == series.dates && same.sceneIDs == series.sceneIDs)
    for scene in 0..<series.count {
      #expect(same.deviations(of: scene) == series.deviations(of: scene))
      let (part, whole) = (same.raster(of: scene, window: own), series.raster(of: scene, window: window))
      #expect(part.validity == whole.validity)
      let other = changed.raster(of: scene, window: own)
      for index in part.samples.indices {
        #expect(abs(part.samples[index] - whole.samples[index]) < 0.2)
        let expected: Float = scene > 0 && index == 3 ? 50 : 0
        #expect(abs(other.samples[index] - part.samples[index] - expected) < 0.4)
      }
      for pixel in 0..<own.pixelCount {
        let place = (pixel / 20 + 7) * series.grid.columns + pixel % 20 + 5
        #expect(same.visibility(of: scene, pixel: pixel) == series.visibility(of: scene, pixel: place))
      }
    }
  }
}
