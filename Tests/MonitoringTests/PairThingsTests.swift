import Foundation
import Mensuration
import Rasters
import Testing

@testable import Monitoring

/// From rough marks of change to outlines of roofs, on scenes with known truth.
@Suite("Things between two pictures")
struct PairThingsTests {
  private typealias Roof = BuiltScene.Roof

  private func things(_ scene: BuiltScene) -> [PairThings.Thing] {
    PairThings(
      after: scene.picture, changed: scene.marked, valid: scene.picture.validity.flags, leastPixels: 40,
      limits: SizeLimits(), displacement: 0
    ).find()
  }

  /// Intersection over union of an outline and a roof, by quarter pixels.
  private func overlap(_ outline: PixelOutline, _ roof: Roof) -> Double {
    var (both, either) = (0, 0)
    for pixel in 0..<4 * BuiltScene.side * BuiltScene.side {
      let point = PixelPoint(
        column: (Double(pixel % (2 * BuiltScene.side)) + 0.5) / 2,
        row: (Double(pixel / (2 * BuiltScene.side)) + 0.5) / 2)
      let (one, other) = (outline.contains(point), roof.contains(point))
      if one && other { both += 1 }
      if one || other { either += 1 }
    }
    return Double(both) / Double(max(either, 1))
  }

  @Test("A roof of two slopes is one rectangle, its shadow left out", arguments: [0.0, 14, 31, 45, 68])
  func rectangle(_ degrees: Double) throws {
    let roof = Roof.rectangle(80, 70, 44, 30, degrees: degrees)
    let found = things(BuiltScene([roof], seed: 4_001 + UInt64(degrees)))
    let thing = try #require(found.first)
    #expect(found.count == 1)
    #expect(thing.outline.shape == .rectangle)
    #expect(overlap(thing.outline, roof) > 0.9, "\(overlap(thing.outline, roof))")
    #expect(abs(thing.outline.areaInPixels / roof.area - 1) < 0.08, "\(thing.outline.areaInPixels) of \(roof.area)")
  }

  @Test("An L, a T and a U come out as such", arguments: [0.0, 22])
  func rectilinear(_ degrees: Double) throws {
    let shapes: [[(Double, Double)]] = [
      [(0, 0), (48, 0), (48, 20), (22, 20), (22, 44), (0, 44)],
      [(0, 0), (56, 0), (56, 18), (38, 18), (38, 44), (18, 44), (18, 18), (0, 18)],
      [(0, 0), (56, 0), (56, 44), (38, 44), (38, 18), (18, 18), (18, 44), (0, 44)],
    ]
    for (index, points) in shapes.enumerated() {
      let roof = Roof(
        ring: Roof.corners(points, 80, 76, points.map(\.0).max() ?? 0, 44, degrees), ridge: 0, tones: (104, 104))
      let thing = try #require(things(BuiltScene([roof], seed: 4_101 + UInt64(index))).first)
      #expect(thing.outline.shape == .rectilinear && thing.outline.ring.count == points.count, "\(index)")
      #expect(overlap(thing.outline, roof) > 0.88, "\(index): \(overlap(thing.outline, roof))")
    }
  }

  @Test("A courtyard is a hole, and its area is taken off")
  func courtyard() throws {
    var roof = Roof.rectangle(80, 74, 60, 52, degrees: 12)
    roof.holes = [Roof.rectangle(80, 74, 26, 20, degrees: 12).ring]
    roof.ridge = 0
    let thing = try #require(things(BuiltScene([roof], seed: 4_201, shadow: 0)).first)
    #expect(thing.outline.holes.count == 1)
    #expect(abs(thing.outline.areaInPixels / roof.area - 1) < 0.08)
    #expect(overlap(thing.outline, roof) > 0.88)
  }

  @Test("One region of change over three roofs becomes three things")
  func apart() {
    let roofs = [
      Roof.rectangle(36, 80, 26, 34), Roof.rectangle(72, 80, 30, 34, degrees: 3), Roof.rectangle(112, 80, 28, 36),
    ]
    var scene = BuiltScene(roofs, seed: 4_301)
    for row in 66..<94 { for column in 24..<124 { scene.marked[row * BuiltScene.side + column] = true } }
    let found = things(scene)
    #expect(found.count == 3)
    for (thing, roof) in zip(found.sorted { $0.outline.ring[0].column < $1.outline.ring[0].column }, roofs) {
      #expect(overlap(thing.outline, roof) > 0.8, "\(overlap(thing.outline, roof))")
    }
  }

  @Test("Half a roof that changed grows to the roof, as others of its look changed whole")
  func half() throws {
    let roofs = [
      Roof.rectangle(40, 50, 40, 28), Roof.rectangle(110, 50, 38, 30), Roof.rectangle(60, 110, 40, 30, degrees: 20),
    ]
    let scene = BuiltScene(roofs, seed: 4_401).losing { column, row in row > 80 && column > 58 }
    let found = things(scene)
    #expect(found.count == 3)
    let grown = try #require(found.max { overlap($0.outline, roofs[2]) < overlap($1.outline, roofs[2]) })
    #expect(overlap(grown.outline, roofs[2]) > 0.85)
  }

  @Test("A dark roof on sand, as dark as a shadow, is found by its right angles")
  func dark() throws {
    var roof = Roof.rectangle(80, 70, 46, 30, degrees: 9)
    (roof.ridge, roof.tones) = (0, (40, 40))
    let scene = BuiltScene([roof], seed: 4_501, shadow: 0, ground: [190, 170, 135], trees: false)
    let thing = try #require(things(scene).first)
    #expect(thing.outline.shape == .rectangle && overlap(thing.outline, roof) > 0.9)
  }

  @Test("What is round stays freehand")
  func round() throws {
    let ring = (0..<60).map { step -> PixelPoint in
      let turn = Double(step) * 2 * .pi / 60
      return PixelPoint(column: 80 + 22 * cos(turn), row: 74 + 22 * sin(turn))
    }
    let roof = Roof(ring: ring, ridge: 0, tones: (110, 110))
    let thing = try #require(things(BuiltScene([roof], seed: 4_601)).first)
    #expect(thing.outline.shape == .freehand && overlap(thing.outline, roof) > 0.88)
  }

  @Test("Nothing marked, and all marked, tells of no things")
  func none() {
    var scene = BuiltScene([.rectangle(80, 70, 44, 30)], seed: 4_701)
    scene.marked = scene.marked.map { _ in false }
    #expect(things(scene).isEmpty)
    scene.marked = scene.marked.map { _ in true }
    #expect(things(scene).isEmpty)
  }

  @Test("The area's interval holds the truth in most of 40 seeded scenes")
  func intervals() {
    var (held, known) = (0, 0)
    for seed in UInt64(0)..<40 {
      let roof = Roof.rectangle(
        78 + Double(seed % 5), 70, 28 + Double(seed * 7 % 24), 20 + Double(seed * 5 % 17),
        degrees: Double(seed * 13 % 90))
      guard let thing = things(BuiltScene([roof], seed: 4_801 + seed)).first,
        case .known(let below, let above) = thing.area
      else { continue }
      known += 1
      let area = AreaMeasure.interval(
        SquarePixels(thing.outline.areaInPixels), below: below, above: above, method: ThingArea.method)
      if area.low.magnitude <= roof.area, roof.area <= area.high.magnitude { held += 1 }
    }
    #expect(known >= 36 && Double(held) >= 0.8 * Double(known), "\(held) of \(known)")
  }

  @Test("What changed and is no thing stays; what a thing tells of does not")
  func rest() {
    let scene = BuiltScene([.rectangle(60, 60, 40, 28)], seed: 4_901)
    var marked = scene
    for row in 100..<118 { for column in 110..<140 { marked.marked[row * BuiltScene.side + column] = true } }
    let search = PairThings(
      after: scene.picture, changed: marked.marked, valid: scene.picture.validity.flags, leastPixels: 40,
      limits: SizeLimits(), displacement: 0)
    let found = search.find()
    let rest = search.rest(found)
    #expect(rest[109 * BuiltScene.side + 125])
    #expect(!rest[60 * BuiltScene.side + 60])
  }
}
