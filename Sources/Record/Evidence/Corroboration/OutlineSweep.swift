/// Passes over both outlines from south to north, with the edges that the middle line crosses.
struct OutlineSweep {
  private struct Edge {
    let south: Double
    let north: Double
    let southEast: Double
    let northEast: Double
    let isFirst: Bool

    /// By shares of the edge: a slope would overflow on edges that are nearly level.
    func east(at level: Double) -> Double {
      southEast + (northEast - southEast) * ((level - south) / (north - south))
    }
  }

  private let edges: [Edge]
  private let levels: [Double]
  private var active: [Edge] = []
  private var next = 0

  init(_ first: AnalystOutline, _ second: AnalystOutline) {
    edges = (Self.edges(first, isFirst: true) + Self.edges(second, isFirst: false)).sorted { $0.south < $1.south }
    levels = Set((first.points + second.points).map(\.north)).sorted()
  }

  private static func edges(_ outline: AnalystOutline, isFirst: Bool) -> [Edge] {
    zip(outline.points, outline.points.dropFirst() + outline.points.prefix(1)).compactMap { a, b in
      guard a.north != b.north else { return nil }
      let (low, high) = a.north < b.north ? (a, b) : (b, a)
      return Edge(
        south: low.north, north: high.north, southEast: low.east, northEast: high.east, isFirst: isFirst)
    }
  }

  mutating func areas(strips: Int) -> (first: Double, second: Double, shared: Double) {
    guard let lowest = levels.first, let highest = levels.last else { return (0, 0, 0) }
    let step = (highest - lowest) / Double(strips)
    guard step > 0 else { return (0, 0, 0) }
    var sums = (first: 0.0, second: 0.0, shared: 0.0)
    for (south, north) in zip(levels, levels.dropFirst()) {
      let pieces = max(1, Int(((north - south) / step).rounded(.up)))
      let height = (north - south) / Double(pieces)
      for piece in 0..<pieces {
        let widths = widths(at: south + (Double(piece) + 0.5) * height)
        sums.first += widths.first * height
        sums.second += widths.second * height
        sums.shared += widths.shared * height
      }
    }
    return sums
  }

  /// Lengths of the line at `level` inside the first, the second and both.
  private mutating func widths(at level: Double) -> (first: Double, second: Double, shared: Double) {
    while next < edges.count, edges[next].south < level {
      active.append(edges[next])
      next += 1
    }
    active.removeAll { $0.north <= level }
    let crossings = active.map { (east: $0.east(at: level), isFirst: $0.isFirst) }.sorted { $0.east < $1.east }
    var (isInFirst, isInSecond) = (false, false)
    var sums = (first: 0.0, second: 0.0, shared: 0.0)
    var last = 0.0
    for crossing in crossings {
      let width = crossing.east - last
      if isInFirst { sums.first += width }
      if isInSecond { sums.second += width }
      if isInFirst, isInSecond { sums.shared += width }
      if crossing.isFirst { isInFirst.toggle() } else { isInSecond.toggle() }
      last = crossing.east
    }
    return sums
  }
}
