import Foundation
import Kernels
import Rasters

/// The things that a plane of log-odds shows: of all its level sets the disjoint ones that are, taken together, the best
/// evidence.
///
/// The connected parts above each level form a tree: what hangs together above a low level comes apart above a higher one.
/// A part is weighed against the best of what it comes apart into, from the top down, and the better stays
/// [Salembier1998], [Xu2016]. So three roofs that one region of change covers come out as three, and two slopes of one
/// roof as one: together they fill a rectangle better.
package struct ThingSearch: Sendable {
  private let columns: Int
  private let rows: Int
  private let odds: [Float]
  private let levels: [Float]
  private let marked: [Bool]
  private let valid: [Bool]
  /// Pixels that a thing has at least, and marked ones too.
  private let leastPixels: Int
  /// In which the level sets are taken.
  private let plane: [Float]

  /// Nats between levels.
  static let step: Float = 0.5
  /// Nats by which a thing's pixels stand out from those beside it, at least: odds by a factor of e.
  static let leastContrast = 1.0
  /// Reach, in pixels, of what lies beside a thing.
  static let reach = 2.0

  /// - Parameters:
  ///   - odds: nats; what counts as shadow holds the least of them.
  ///   - radius: half the width, in pixels, of the narrowest thing: threads and necks below it are cut.
  package init(
    odds: [Float], marked: [Bool], valid: [Bool], columns: Int, rows: Int, leastPixels: Int, radius: Double
  ) {
    (self.columns, self.rows, self.odds, self.marked, self.valid) = (columns, rows, odds, marked, valid)
    self.leastPixels = leastPixels
    // Seams one or two pixels wide, as ridges and dormers, are closed first.
    let closed = GreyMorphology.close(odds, columns: columns, rows: rows, radius: 1)
    let plane = GreyMorphology.open(closed, columns: columns, rows: rows, radius: radius)
    self.plane = plane
    let top = max(0, zip(plane, valid).reduce(Float(0)) { $1.1 ? max($0, $1.0) : $0 })
    levels = (0..<max(1, Int((top / Self.step).rounded(.up)))).map { Float($0) * Self.step }
  }

  /// By their first pixels.
  package func things() -> [FoundThing] {
    var nodes: [(thing: FoundThing, value: Double, best: [Int])] = []
    var owner = [Int32](repeating: -1, count: columns * rows)
    for level in levels.reversed() {
      let above = plane.indices.map { valid[$0] && plane[$0] > level }
      for part in Morphology.components(above, columns: columns, rows: rows) where part.count >= leastPixels {
        guard let thing = thing(part) else { continue }
        let children = Set(part.lazy.map { owner[$0] }.filter { $0 >= 0 }).sorted().map(Int.init)
        let below = children.reduce(0) { $0 + nodes[$1].value }
        let isBetter = thing.gain >= below && thing.gain > 0
        let best = isBetter ? [nodes.count] : children.flatMap { nodes[$0].best }
        for pixel in part { owner[pixel] = Int32(nodes.count) }
        nodes.append((thing, max(thing.gain, below), best))
      }
    }
    return Set(owner).filter { $0 >= 0 }.flatMap { nodes[Int($0)].best }.map { nodes[$0].thing }
      .sorted { $0.pixels[0] < $1.pixels[0] }
  }

  /// What is told of a connected part; `nil` for what cannot be a thing.
  private func thing(_ part: [Int]) -> FoundThing? {
    guard part.count(where: { marked[$0] }) >= leastPixels else { return nil }
    let frame = PixelFrame(part, columns: columns, rows: rows, margin: Int(Self.reach) + 1)
    let flags = frame.flags(part)
    let full = Morphology.fillHoles(flags, columns: frame.columns, rows: frame.rows)
    let holes = Morphology.components(zip(full, flags).map { $0 && !$1 }, columns: frame.columns, rows: frame.rows)
    var body = flags
    for hole in holes where hole.count < leastPixels { for pixel in hole { body[pixel] = true } }
    let pixels = frame.pixels(body)
    let beside = Morphology.dilate(body, columns: frame.columns, rows: frame.rows, radius: Self.reach)
    let around = frame.pixels(zip(beside, full).map { $0 && !$1 }).filter { valid[$0] }
    guard let inside = mean(pixels), let outside = mean(around), inside - outside > Self.leastContrast,
      let box = frame.box(full)
    else { return nil }
    // The box goes around the pixels' corners: on a slant that is about a third of a pixel too far on each side.
    let area = max(box.area - 0.35 * (box.length + box.width), 1)
    return FoundThing(
      pixels: pixels, inside: inside, around: outside,
      markedShare: Double(pixels.count { marked[$0] }) / Double(pixels.count),
      rectangularity: min(1, Double(full.count { $0 }) / area))
  }

  private func mean(_ pixels: [Int]) -> Double? {
    pixels.isEmpty ? nil : pixels.reduce(0.0) { $0 + Double(odds[$1]) } / Double(pixels.count)
  }
}
