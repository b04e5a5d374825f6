import Statistics
import Testing

@testable import Stacks

@Suite struct PixelDeparturesTests {
  private func median(_ values: ArraySlice<Float>) -> Float? {
    let sorted = values.sorted()
    guard let last = sorted.indices.last else { return nil }
    return sorted.count % 2 == 1 ? sorted[last / 2] : (sorted[last / 2] + sorted[last / 2 + 1]) / 2
  }

  /// The smallest of the departures from both sides' medians and next dates, none where they disagree or where the date
  /// shows one of two states.
  private func plain(_ level: [Float], _ index: Int) -> Float {
    let last = level.count - 1
    let reach = index == 0 || index == last ? 5 : 3
    let before = level[max(0, index - reach)..<index]
    let after = level[index + 1..<min(level.count, index + 1 + reach)]
    if let first = median(before), let second = median(after) {
      let (early, late) = (level[index] - first, level[index] - second)
      if min(abs(early), abs(late)) < 0.3 * abs(early - late) { return 0 }
    }
    let all = [median(before), before.last, median(after), after.first].compactMap { $0 }.map { level[index] - $0 }
    if all.allSatisfy({ $0 > 0 }) { return all.min() ?? 0 }
    return all.allSatisfy { $0 < 0 } ? all.max() ?? 0 : 0
  }

  @Test("Departures are those from the neighbours' medians, reckoned plainly", arguments: [2, 3, 5, 6, 7, 8, 9, 40])
  func equalsPlain(_ count: Int) {
    var generator = SeededGenerator(seed: 64)
    var one = PixelDepartures(count: count)
    for _ in 0..<20 {
      let level = (0..<count).map { _ in Float(generator.uniform(-2...2)) }
      one.compute(
        level, present: Array(0..<count), count: count, noise: Array(repeating: 1, count: count),
        isShadowed: Array(repeating: false, count: count))
      for index in 0..<count { #expect(one.departures[index] == plain(level, index)) }
    }
  }

  @Test("A new roof that shines more on its first dates is no cloud; a cloud before it is built is one")
  func newRoof() {
    let ground: [Float] = [0, 0.3, -0.2, 0.1, 0, 0.2]
    let roof: [Float] = [36, 31, 30, 29, 30, 31]
    let level = ground + roof
    let cloudy: [Float] = [0, 0.3, -0.2, 40, 0, 0.2] + roof
    var one = PixelDepartures(count: 12)
    one.compute(
      level, present: Array(0..<12), count: 12, noise: Array(repeating: 1, count: 12),
      isShadowed: Array(repeating: false, count: 12))
    #expect(one.departures.allSatisfy { abs($0) < SceneMasks.cloudCore })
    one.compute(
      cloudy, present: Array(0..<12), count: 12, noise: Array(repeating: 1, count: 12),
      isShadowed: Array(repeating: false, count: 12))
    #expect(one.departures[3] > SceneMasks.cloudCore || one.isCloud[3])
    #expect((4..<12).allSatisfy { abs(one.departures[$0]) < SceneMasks.cloudCore && !one.isCloud[$0] })
  }
}
