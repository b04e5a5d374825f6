import Catalogue
import Testing

@testable import Monitoring

@Suite("Which scenes share a stack")
struct SizeClassesTests {
  private static func member(_ gsd: Double, _ family: String = "plain") -> SizeClasses.Member {
    SizeClasses.Member(gsd: gsd, kind: .init(family: family, quantity: .digitalNumber, track: nil))
  }

  private static func scenes(_ sizes: [(count: Int, gsd: Double)]) -> [SizeClasses.Member] {
    sizes.flatMap { size in (0..<size.count).map { _ in member(size.gsd) } }
  }

  /// Pixels of the classes with the number of their scenes, the main one first, and how many scenes are alone.
  private static func told(_ classes: SizeClasses) -> String {
    classes.classes.map { "\($0.members.count) of \($0.pixel)" }.joined(separator: ", ")
      + (classes.alone.isEmpty ? "" : ", \(classes.alone.count) alone")
  }

  struct Case: Sendable {
    let sizes: [(count: Int, gsd: Double)]
    let wanted: String

    init(_ sizes: [(Int, Double)], _ wanted: String) {
      self.sizes = sizes.map { (count: $0.0, gsd: $0.1) }
      self.wanted = wanted
    }
  }

  private static let cases: [Case] = [
    Case([(12, 10.0), (15, 3.0)], "15 of 3.0, 12 of 10.0"), Case([(12, 3.0), (12, 10.0)], "12 of 10.0, 12 of 3.0"),
    // One sensor that looks more or less aslant.
    Case([(3, 0.5), (3, 0.62), (2, 0.74)], "8 of 0.62"), Case([(3, 9.996), (2, 10.04)], "5 of 10.0"),
    // Alone and coarser: left out. Alone or few, and finer: resampled.
    Case([(9, 10.0), (1, 30.0), (1, 90.0)], "9 of 10.0, 2 alone"), Case([(9, 10.0), (1, 3.0)], "10 of 10.0"),
    Case([(9, 10.0), (5, 3.0)], "14 of 10.0"), Case([(9, 10.0), (6, 3.0)], "9 of 10.0, 6 of 3.0"),
    Case([(9, 10.0), (2, 30.0)], "9 of 10.0, 2 of 30.0"), Case([(1, 10.0), (1, 30.0)], "2 of 30.0"),
    Case([(6, 0.5), (7, 3.0), (8, 10.0)], "8 of 10.0, 6 of 0.5, 7 of 3.0"), Case([(1, 10.0)], "1 of 10.0"),
  ]

  @Test("Classes of a new case", arguments: cases)
  func fresh(_ example: Case) {
    #expect(Self.told(SizeClasses(Self.scenes(example.sizes))) == example.wanted)
  }

  @Test("The order of the scenes changes nothing but their indices")
  func order() {
    let sizes = [(7, 0.55), (4, 0.7), (9, 3.1), (6, 10.0), (1, 30.0)]
    let (there, back) = (SizeClasses(Self.scenes(sizes)), SizeClasses(Self.scenes(sizes.reversed())))
    #expect(Self.told(there) == Self.told(back))
    #expect(Self.told(there) == "11 of 0.55, 9 of 3.1, 6 of 10.0, 1 alone")
  }

  @Test("What is kept stays, whatever comes; what fits joins it, the rest founds classes of its own")
  func kept() {
    let few = Self.scenes([(2, 10.0), (1, 14.0), (1, 7.0)])
    #expect(Self.told(SizeClasses(few, kept: [10])) == "4 of 10.0")
    let many = few + Self.scenes([(20, 3.0)])
    #expect(Self.told(SizeClasses(many, kept: [10])) == "4 of 10.0, 20 of 3.0")
    #expect(Self.told(SizeClasses(many, kept: [10, 3])) == "4 of 10.0, 20 of 3.0")
    #expect(Self.told(SizeClasses(Self.scenes([(2, 3.0), (9, 10.0)]), kept: [10, 3])) == "9 of 10.0, 2 of 3.0")
  }

  @Test("The class of the scene that is named is the main one")
  func named() {
    let scenes = Self.scenes([(12, 10.0), (8, 3.0)])
    #expect(Self.told(SizeClasses(scenes, named: 15)) == "8 of 3.0, 12 of 10.0")
    #expect(Self.told(SizeClasses(scenes, kept: [10, 3], named: 15)) == "8 of 3.0, 12 of 10.0")
  }

  @Test("Few fine scenes of other sensors have a stack of their own, one alone has none")
  func sensors() {
    let coarse = (0..<9).map { _ in Self.member(10, "sentinel2") }
    let fine = (0..<3).map { _ in Self.member(3, "planet") }
    #expect(Self.told(SizeClasses(coarse + fine)) == "9 of 10.0, 3 of 3.0")
    #expect(Self.told(SizeClasses(coarse + fine.prefix(1))) == "10 of 10.0")
  }

  @Test("A pixel of which the site has too many is resampled into the next coarser, unless it is the main one")
  func tooLarge() {
    let scenes = Self.scenes([(8, 0.5), (9, 10.0)])
    #expect(Self.told(SizeClasses(scenes) { $0 < 1 }) == "17 of 10.0")
    #expect(Self.told(SizeClasses(scenes, kept: [10, 0.5]) { $0 < 1 }) == "17 of 10.0")
    #expect(Self.told(SizeClasses(scenes, kept: [0.5]) { $0 < 1 }) == "8 of 0.5, 9 of 10.0")
  }
}
