/// Which footprints of two lists overlap, and how much.
enum FootprintOverlaps {
  /// More pairs of boxes that meet than any two maps of one place have.
  static let largestCount = 1_000_000

  /// Pairs whose overlap `isEnough` accepts.
  /// - Throws: `tooLarge`, `notOverlaid`.
  static func pairs(
    _ first: [Footprint], _ second: [Footprint], place: String, _ isEnough: (Double) -> Bool
  ) throws(ScoringError) -> [PairMatching.Pair] {
    var pairs: [PairMatching.Pair] = []
    for (one, other) in try meetings(first, second, place) {
      let overlap = try first[one].overlap(with: second[other])
      if overlap > 0, isEnough(overlap) {
        pairs.append(PairMatching.Pair(first: one, second: other, overlap: overlap))
      }
    }
    return pairs
  }

  /// Pairs whose boxes meet, found on a sweep from west to east; in the order of both lists.
  private static func meetings(
    _ first: [Footprint], _ second: [Footprint], _ place: String
  ) throws(ScoringError) -> [(Int, Int)] {
    let ranked = second.indices.sorted { (second[$0].west, $0) < (second[$1].west, $1) }
    let order = first.indices.sorted { (first[$0].west, $0) < (first[$1].west, $1) }
    var active: [Int] = []
    var next = 0
    var meetings: [(Int, Int)] = []
    // Those of the second list that begin while one of the first lies open are met from the other side.
    for index in order {
      let own = first[index]
      while next < ranked.count, second[ranked[next]].west <= own.west {
        active.append(ranked[next])
        next += 1
      }
      active.removeAll { second[$0].east < own.west }
      var ahead = next
      var near = active
      while ahead < ranked.count, second[ranked[ahead]].west <= own.east {
        near.append(ranked[ahead])
        ahead += 1
      }
      for other in near where second[other].south <= own.north && own.south <= second[other].north {
        meetings.append((index, other))
      }
      guard meetings.count <= largestCount else {
        throw ScoringError(
          .tooLarge, at: place, "More than \(largestCount) pairs of footprints lie over each other.",
          mend: "Cut the area into tiles, or take out footprints that stand in it many times.")
      }
    }
    return meetings.sorted { $0 < $1 }
  }
}
