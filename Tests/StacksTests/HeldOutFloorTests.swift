import Stacks
import Testing

@Suite struct HeldOutFloorTests {
  @Test("No scene counts as less noisy than its normalisation was on held-out pixels", arguments: [3, 8])
  func floor(_ count: Int) {
    let series = StackWorld(count: count, seed: 4_620).build().series
    var raised = 0
    for scene in 0..<series.count {
      let (deviations, errors) = (series.deviations(of: scene), series.normalisationErrors[scene])
      let noise = series.transfer(of: scene).deviations
      for band in deviations.indices where errors.indices.contains(band) {
        #expect(deviations[band] == max(noise[band], errors[band].deviation))
        raised += deviations[band] > noise[band] ? 1 : 0
      }
    }
    #expect(raised > 0)
    #expect(series.relativeVariances.allSatisfy { $0 >= 1 })
  }
}
