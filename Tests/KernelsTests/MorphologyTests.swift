import Kernels
import Testing

@Suite struct MorphologyTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let columns: Int
    let rows: Int
    let share: Double
    let radius: Double
    let seed: UInt64
    var flags: [Bool] { Seeded.mask(columns * rows, share: share, seed: seed) }
    var testDescription: String { "\(columns) × \(rows), share \(share), radius \(radius), seed \(seed)" }
  }

  static let cases: [Case] = {
    var cases: [Case] = []
    for (columns, rows) in [(1, 1), (1, 8), (8, 1), (17, 11), (24, 30)] {
      for share in [0, 0.03, 0.3, 0.7, 0.97, 1] {
        for radius in [0, 1, 1.5, 2, 2.9, 5] {
          let seed = UInt64(cases.count) + 100
          cases.append(Case(columns: columns, rows: rows, share: share, radius: radius, seed: seed))
        }
      }
    }
    return cases
  }()

  @Test("Dilation and erosion equal their definitions", arguments: cases)
  func definitions(_ mask: Case) {
    let (flags, columns, rows) = (mask.flags, mask.columns, mask.rows)
    #expect(
      Morphology.dilate(flags, columns: columns, rows: rows, radius: mask.radius)
        == Reference.dilate(flags, columns: columns, rows: rows, radius: mask.radius))
    #expect(
      Morphology.erode(flags, columns: columns, rows: rows, radius: mask.radius)
        == Reference.erode(flags, columns: columns, rows: rows, radius: mask.radius))
  }

  @Test("Erosion of a mask is dilation of its complement", arguments: cases)
  func duality(_ mask: Case) {
    let complement = mask.flags.map { !$0 }
    let grown = Reference.dilate(complement, columns: mask.columns, rows: mask.rows, radius: mask.radius)
    #expect(
      Morphology.erode(mask.flags, columns: mask.columns, rows: mask.rows, radius: mask.radius) == grown.map { !$0 })
  }

  @Test("Opening only takes, closing only gives, and neither does anything the second time", arguments: cases)
  func idempotence(_ mask: Case) {
    let (flags, columns, rows, radius) = (mask.flags, mask.columns, mask.rows, mask.radius)
    let opened = Morphology.open(flags, columns: columns, rows: rows, radius: radius)
    let closed = Morphology.close(flags, columns: columns, rows: rows, radius: radius)
    #expect(zip(opened, flags).allSatisfy { !$0 || $1 })
    #expect(zip(closed, flags).allSatisfy { $0 || !$1 })
    #expect(Morphology.open(opened, columns: columns, rows: rows, radius: radius) == opened)
    #expect(Morphology.close(closed, columns: columns, rows: rows, radius: radius) == closed)
    let dual = Morphology.close(flags.map { !$0 }, columns: columns, rows: rows, radius: radius).map { !$0 }
    #expect(opened == dual)
  }

  @Test("A larger radius never takes from a dilation")
  func monotony() {
    let flags = Seeded.mask(30 * 20, share: 0.05, seed: 31)
    let grown = [0, 1, 1.5, 2, 3, 4.5, 40].map { Morphology.dilate(flags, columns: 30, rows: 20, radius: $0) }
    for (smaller, larger) in zip(grown, grown.dropFirst()) { #expect(zip(smaller, larger).allSatisfy { !$0 || $1 }) }
    #expect(grown[0] == flags)
    #expect(grown[6].allSatisfy { $0 })
  }

  @Test("Holes are filled, bays and diagonal ways to the border as the definition has it", arguments: cases)
  func holes(_ mask: Case) {
    let filled = Morphology.fillHoles(mask.flags, columns: mask.columns, rows: mask.rows)
    #expect(filled == Reference.fillHoles(mask.flags, columns: mask.columns, rows: mask.rows))
    #expect(Morphology.fillHoles(filled, columns: mask.columns, rows: mask.rows) == filled)
  }

  @Test("A ring is filled, a ring with a gap is not, a diagonal gap counts as closed")
  func ring() {
    func flags(_ picture: [String]) -> [Bool] { picture.flatMap { $0.map { $0 == "#" } } }
    let ring = flags([".....", ".###.", ".#.#.", ".###.", "....."])
    #expect(
      Morphology.fillHoles(ring, columns: 5, rows: 5) == flags([".....", ".###.", ".###.", ".###.", "....."]))
    let gap = flags([".....", ".###.", ".#...", ".###.", "....."])
    #expect(Morphology.fillHoles(gap, columns: 5, rows: 5) == gap)
    let diagonal = flags([".....", "..#..", ".#.#.", "..#..", "....."])
    #expect(Morphology.fillHoles(diagonal, columns: 5, rows: 5)[12])
  }

  @Test("Components are the plain ones, each in rising order, in order of their first pixel", arguments: cases)
  func components(_ mask: Case) {
    let components = Morphology.components(mask.flags, columns: mask.columns, rows: mask.rows)
    let labels = Reference.componentLabels(mask.flags, columns: mask.columns, rows: mask.rows)
    let plain = Dictionary(grouping: labels.indices.filter { labels[$0] >= 0 }) { labels[$0] }
    #expect(components == plain.keys.sorted().map { plain[$0] ?? [] })
  }

  @Test("Pixels that touch at a corner are one component")
  func corners() {
    let flags = [true, false, false, false, true, false, false, false, true]
    #expect(Morphology.components(flags, columns: 3, rows: 3) == [[0, 4, 8]])
    #expect(Morphology.components([], columns: 0, rows: 0).isEmpty)
  }
}
