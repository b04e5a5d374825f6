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

  /// A part of the region, which changed with it.
  package func part(_ pixels: [Int]) -> ChangeRegion {
    ChangeRegion(
      pixels: pixels, lastOld: lastOld, firstNew: firstNew, meanDeviations: meanDeviations,
      peakDeviations: peakDeviations, change: change)
  }
}

package enum ChangeRegions {
  /// A region needs a core this far above the null: one in 30 000 unchanged pixels. Whether it is believed is decided
  /// by its mean series, not by its pixels.
  package static let core = 4.0
  /// and this many pixels in its core.
  package static let minimumCorePixels = 3
  package static let minimumPixels = 6
  /// Cosine between the changes of two pixels, bands over their noise, that makes them alike: a roof and its shadow, or
  /// a roof and the ground cleared around it, are not.
  static let likeness: Float = 0.8
  /// Steps this strong are dated to the day they were first seen, and must agree within `closeness` days.
  static let dated: Float = 6
  static let closeness = 15.0

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
          if belong(event, events[other], days: days, tolerance: tolerance, noise: noise) { sets.join(index, other) }
          other += 1
        }
      }
    }
    var groups: [Int: [Int]] = [:]
    for index in events.indices { groups[sets.root(of: index), default: []].append(index) }
    return groups.keys.sorted().flatMap { moments(groups[$0] ?? [], events, days: days, tolerance: tolerance) }
      .flatMap { connected($0, events, columns: detection.columns, noise: noise) }
      .compactMap { region($0.map { events[$0] }, core: detection.core) }
      .filter { hasBody($0, columns: detection.columns) }
  }

  /// Whether the region is more than a seam: edges of standing things shimmer with what is left of misregistration and
  /// with their shadows, in strips of one or two pixels.
  private static func hasBody(_ region: ChangeRegion, columns: Int) -> Bool {
    let members = Set(region.pixels)
    let inner = region.pixels.filter { pixel in
      members.contains(pixel - 1) && members.contains(pixel + 1) && members.contains(pixel - columns)
        && members.contains(pixel + columns)
    }
    return inner.count >= max(2, region.pixels.count / 12)
  }

  /// One chain of neighbours may run through time: ground cleared here, built on there, a shadow between. It is cut
  /// into moments: the date that most evidence names takes all events near it, then the next one.
  private static func moments(
    _ group: [Int], _ events: [ChangeDetection.Event], days: [Double], tolerance: Double
  ) -> [[Int]] {
    var rest = group
    var result: [[Int]] = []
    while !rest.isEmpty {
      var votes: [Int: Float] = [:]
      for index in rest { votes[events[index].step.firstNew, default: 0] += events[index].deviations }
      let moment = votes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
      func isNear(_ index: Int) -> Bool {
        abs(days[events[index].step.firstNew] - days[moment])
          <= (events[index].deviations >= dated ? closeness : tolerance)
      }
      result.append(rest.filter(isNear))
      rest.removeAll(where: isNear)
    }
    return result
  }

  /// The parts of `group` that hang together over the eight neighbours, pixels that changed alike.
  private static func connected(
    _ group: [Int], _ events: [ChangeDetection.Event], columns: Int, noise: [Float]
  ) -> [[Int]] {
    var byPixel: [Int: [Int]] = [:]
    for (position, index) in group.enumerated() { byPixel[events[index].pixel, default: []].append(position) }
    var sets = DisjointSets(count: group.count)
    for (position, index) in group.enumerated() {
      let pixel = events[index].pixel
      for neighbour in [pixel, pixel + 1, pixel + columns - 1, pixel + columns, pixel + columns + 1] {
        for other in byPixel[neighbour] ?? []
        where other != position && areAlike(events[index], events[group[other]], noise) {
          sets.join(position, other)
        }
      }
    }
    var parts: [Int: [Int]] = [:]
    for position in group.indices { parts[sets.root(of: position), default: []].append(group[position]) }
    return parts.keys.sorted().compactMap { parts[$0] }
  }

  private static func areAlike(
    _ first: ChangeDetection.Event, _ second: ChangeDetection.Event, _ noise: [Float]
  ) -> Bool {
    var product: Float = 0
    var a: Float = 0
    var b: Float = 0
    for band in noise.indices {
      product += first.step.change[band] * second.step.change[band] * noise[band]
      a += first.step.change[band] * first.step.change[band] * noise[band]
      b += second.step.change[band] * second.step.change[band] * noise[band]
    }
    return product > likeness * (a * b).squareRoot()
  }

  private static func belong(
    _ first: ChangeDetection.Event, _ second: ChangeDetection.Event, days: [Double], tolerance: Double, noise: [Float]
  ) -> Bool {
    let isDated = min(first.deviations, second.deviations) >= dated
    guard abs(days[first.step.firstNew] - days[second.step.firstNew]) <= (isDated ? closeness : tolerance) else {
      return false
    }
    return areAlike(first, second, noise)
  }

  private static func region(_ events: [ChangeDetection.Event], core: Double) -> ChangeRegion? {
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
