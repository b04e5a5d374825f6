import Foundation
import Kernels

/// Pixels that changed together in space, time and direction.
package struct ChangeRegion: Sendable, Hashable {
  /// Indices in the grid, rising.
  package let pixels: [Int]
  /// The scene indices between which most of it changed: medians over its pixels.
  package let lastOld: Int
  package let firstNew: Int
  /// Mean over its pixels of the deviations above the null.
  package let meanDeviations: Double
  /// Deviations of its strongest pixels (upper quarter's median).
  package let peakDeviations: Double
  /// Per band: mean change.
  package let change: [Float]
}

package enum ChangeRegions {
  /// A region needs a core this far above the null: one in 30 000 unchanged pixels.
  package static let core = 4.0
  /// and this many pixels in its core.
  package static let minimumCorePixels = 3
  package static let minimumPixels = 6

  /// Groups `detection`'s events. Two events of neighbouring pixels belong together when they happened within
  /// `tolerance` days of each other and changed in the same direction.
  /// - Parameter days: day of each scene.
  package static func group(_ detection: ChangeDetection, days: [Double], tolerance: Double) -> [ChangeRegion] {
    let events = detection.events
    var firstEvent = [Int32](repeating: -1, count: detection.columns * detection.rows)
    for (index, event) in events.enumerated().reversed() { firstEvent[event.pixel] = Int32(index) }
    let noise = detection.detector.driftVariance.indices.map {
      1 / (detection.detector.driftVariance[$0] + detection.detector.noiseFloor[$0] * detection.detector.noiseFloor[$0])
    }
    var sets = DisjointSets(count: events.count)
    for (index, event) in events.enumerated() {
      let row = event.pixel / detection.columns
      let column = event.pixel % detection.columns
      for (down, right) in [(0, 1), (1, -1), (1, 0), (1, 1)] {
        guard row + down < detection.rows, (0..<detection.columns).contains(column + right) else { continue }
        let neighbour = event.pixel + down * detection.columns + right
        var other = Int(firstEvent[neighbour])
        while other >= 0, other < events.count, events[other].pixel == neighbour {
          if belong(event.step, events[other].step, days: days, tolerance: tolerance, noise: noise) { sets.join(index, other) }
          other += 1
        }
      }
    }
    var groups: [Int: [Int]] = [:]
    for index in events.indices { groups[sets.root(of: index), default: []].append(index) }
    return groups.keys.sorted().compactMap { region((groups[$0] ?? []).map { events[$0] }) }
  }

  private static func belong(
    _ first: PixelStep, _ second: PixelStep, days: [Double], tolerance: Double, noise: [Float]
  ) -> Bool {
    guard abs(days[first.firstNew] - days[second.firstNew]) <= tolerance else { return false }
    var product: Float = 0, a: Float = 0, b: Float = 0
    for band in noise.indices {
      product += first.change[band] * second.change[band] * noise[band]
      a += first.change[band] * first.change[band] * noise[band]
      b += second.change[band] * second.change[band] * noise[band]
    }
    return product > 0.5 * (a * b).squareRoot()
  }

  private static func region(_ events: [ChangeDetection.Event]) -> ChangeRegion? {
    var strongest: [Int: ChangeDetection.Event] = [:]
    for event in events where event.deviations > strongest[event.pixel]?.deviations ?? -.infinity {
      strongest[event.pixel] = event
    }
    let members = strongest.keys.sorted().compactMap { strongest[$0] }
    guard members.count >= minimumPixels, members.filter({ Double($0.deviations) >= core }).count >= minimumCorePixels
    else { return nil }
    let deviations = members.map { Double($0.deviations) }.sorted()
    // The moment most of the evidence names, not an average of moments: dates are not numbers to be averaged.
    var votes: [Int: Float] = [:]
    for member in members { votes[member.step.firstNew, default: 0] += member.deviations }
    let firstNew = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    let lastOld = members.filter { $0.step.firstNew == firstNew }.map(\.step.lastOld).max() ?? max(0, firstNew - 1)
    let bands = members[0].step.change.count
    return ChangeRegion(
      pixels: members.map(\.pixel), lastOld: lastOld, firstNew: firstNew,
      meanDeviations: deviations.reduce(0, +) / Double(deviations.count),
      peakDeviations: deviations[deviations.count * 7 / 8],
      change: (0..<bands).map { band in
        members.reduce(Float(0)) { $0 + $1.step.change[band] } / Float(members.count)
      })
  }
}
