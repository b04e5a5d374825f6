import Foundation
import Statistics

/// Which of the looks that the stations of a line show through time is that of the empty line, told for all of it together.
///
/// A rake that is left standing for most of the dates shows one look as steadily as the ballast beneath it, and more often.
/// What parts the two lies along the line and in time: ground goes on beyond the rake's ends and changes little from one
/// station to the next, cars differ from each other, and what stands on a stretch comes once and leaves once, while under
/// the wrong reading each of its dates has to begin and end at the same two places. Of all choices of one look a station
/// the likeliest is found by dynamic programming.
/// - Source: [Rabiner1989], section III, for the path.
struct EmptyLooks {
  /// What a station shows on some of its dates, alike.
  struct Look {
    let values: [Double]
    /// Of each scene whether it shows this look; `nil` where it did not see the station.
    let isShown: [Bool?]
    /// Distance to the line's look, in deviations.
    let off: Double
    /// Cost of the look by itself.
    let cost: Double

    var dates: Int { isShown.count { $0 == true } }
  }

  let deviation: [Double]
  /// Distance in deviations within which two looks are one.
  let near: Double
  /// Distance within which a look may be the line's own.
  let along: Double
  let line: [Double]

  /// Looks of a station that are weighed at most.
  private static let most = 5
  /// Nats for each date that a look says the station was occupied on. Small: dates on which one rake stands are one witness.
  private static let occupied = 0.03
  /// Nats that a look costs at `along` from the line's is ln 2 times this.
  private static let unlikeLine = 2.0
  /// Nats for an end of what stands there: from when it comes until it leaves.
  private static let end = 2.0
  /// The same for ground that changes from one station to the next, and the change in deviations that is usual.
  private static let unlikeNeighbour = 1.0
  private static let usualChange = 2.0

  func distance(_ one: [Double], _ other: [Double]) -> Double {
    OccupancyBaseline.distance(one, other, deviation)
  }

  /// The looks of one station, the commonest first; none where fewer than `least` scenes saw it.
  /// - Parameter seen: of each scene what it shows; `nil` where it did not see the station.
  func looks(_ seen: [[Double]?], least: Int) -> [Look] {
    var rest = seen.compactMap { $0 }
    guard rest.count >= least else { return [] }
    var looks: [Look] = []
    while !rest.isEmpty, looks.count < Self.most {
      let clusters = rest.map { one in rest.filter { distance($0, one) < near } }
      guard let members = clusters.max(by: { $0.count < $1.count }), members.count >= least || looks.isEmpty else {
        break
      }
      let middle = line.indices.map { band in Quantiles.median(members.map { $0[band] }) ?? line[band] }
      looks.append(look(middle, seen))
      rest.removeAll { distance($0, middle) < near || members.contains($0) }
    }
    return looks
  }

  private func look(_ values: [Double], _ seen: [[Double]?]) -> Look {
    let isShown = seen.map { $0.map { distance($0, values) < near } }
    let off = distance(values, line)
    let occupied = isShown.count { $0 == false }
    let cost = Self.occupied * Double(occupied) + Self.unlikeLine * log(1 + off * off / (along * along))
    return Look(values: values, isShown: isShown, off: off, cost: cost)
  }

  /// Cost of two looks side by side.
  func cost(_ one: Look, _ other: Look) -> Double {
    var (ends, isEnd) = (0, false)
    for (first, second) in zip(one.isShown, other.isShown) {
      guard let first, let second else { continue }
      if first != second, !isEnd { ends += 1 }
      isEnd = first != second
    }
    let change = distance(one.values, other.values) / Self.usualChange
    return Self.end * Double(ends) + Self.unlikeNeighbour * log(1 + change * change)
  }

  /// The look of each station that is the empty line's; `nil` where a station has none.
  func chosen(_ looks: [[Look]], starts: [Bool]) -> [Int?] {
    var costs: [[Double]] = []
    var origins: [[Int?]] = []
    for (station, own) in looks.enumerated() {
      let before = station == 0 || starts[station] ? [] : looks[station - 1]
      var (sums, froms) = ([Double](), [Int?]())
      for look in own {
        let ways = before.indices.map { costs[station - 1][$0] + cost(before[$0], look) }
        let least = ways.indices.min { ways[$0] < ways[$1] }
        sums.append(look.cost + (least.map { ways[$0] } ?? 0))
        froms.append(least)
      }
      costs.append(sums)
      origins.append(froms)
    }
    var result = [Int?](repeating: nil, count: looks.count)
    var next: Int?
    for station in looks.indices.reversed() {
      result[station] = next ?? costs[station].indices.min { costs[station][$0] < costs[station][$1] }
      next = result[station].flatMap { origins[station][$0] }
    }
    return result
  }
}
