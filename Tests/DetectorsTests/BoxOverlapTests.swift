import Foundation
import Rasters
import Statistics
import Testing

@testable import Detectors

@Suite("Overlap and suppression of boxes")
struct BoxOverlapTests {
  private func box(
    _ column: Double, _ row: Double, _ width: Double, _ height: Double, angle: Double = 0, score: Double = 0.5,
    classIndex: Int = 0
  ) -> DetectedBox {
    DetectedBox(
      centre: PixelPoint(column: column, row: row), widthInPixels: width, heightInPixels: height, angle: angle,
      score: score, classIndex: classIndex)
  }

  @Test("Intersection over union of boxes whose overlap is known by geometry")
  func knownOverlaps() {
    let square = box(10, 10, 2, 2)
    // Of a square and itself turned by 45° the regular octagon of area 8(√2 − 1) is shared.
    let octagon = 8 * (2.0.squareRoot() - 1)
    let cases: [(DetectedBox, Double)] = [
      (square, 1), (box(11, 10, 2, 2), 1 / 3.0), (box(12, 10, 2, 2), 0), (box(30, 10, 2, 2), 0),
      (box(10, 10, 1, 1), 0.25), (box(10, 10, 2, 2, angle: .pi / 2), 1), (box(10, 10, 2, 2, angle: .pi), 1),
      (box(10, 10, 2, 2, angle: .pi / 4), octagon / (8 - octagon)),
      // A plus sign: 2 shared of 6 + 6.
      (box(10, 10, 6, 1), 2 / 8.0),
    ]
    for (other, truth) in cases {
      #expect(abs(BoxOverlap.intersectionOverUnion(square, other) - truth) < 1e-12, "\(other)")
      #expect(abs(BoxOverlap.intersectionOverUnion(other, square) - truth) < 1e-12, "\(other)")
    }
    let plus = BoxOverlap.intersectionOverUnion(box(0, 0, 6, 1, angle: 0.3), box(0, 0, 6, 1, angle: 0.3 + .pi / 2))
    #expect(abs(plus - 1 / 11.0) < 1e-12)
  }

  @Test("Overlap agrees with counted points, does not ask for order, and moves with both boxes")
  func agreesWithPoints() {
    var random = SeededGenerator(seed: 31)
    for _ in 0..<40 {
      let one = box(
        0, 0, random.uniform(2...10), random.uniform(2...10), angle: random.uniform(-4...4))
      let two = box(
        random.uniform(-5...5), random.uniform(-5...5), random.uniform(2...10), random.uniform(2...10),
        angle: random.uniform(-4...4))
      let overlap = BoxOverlap.intersectionOverUnion(one, two)
      #expect(abs(overlap - BoxOverlap.intersectionOverUnion(two, one)) < 1e-12)
      var (inBoth, inOne) = (0, 0)
      for row in 0..<200 {
        for column in 0..<200 {
          let point = PixelPoint(column: Double(column) / 10 - 9.95, row: Double(row) / 10 - 9.95)
          let (first, second) = (holds(one, point), holds(two, point))
          if first && second { inBoth += 1 }
          if first || second { inOne += 1 }
        }
      }
      #expect(abs(overlap - Double(inBoth) / Double(inOne)) < 0.03)
      var (far, farther) = (one, two)
      far.centre.column += 30_000
      farther.centre.column += 30_000
      #expect(abs(BoxOverlap.intersectionOverUnion(far, farther) - overlap) < 1e-9)
    }
  }

  private func holds(_ box: DetectedBox, _ point: PixelPoint) -> Bool {
    let (right, down) = (point.column - box.centre.column, point.row - box.centre.row)
    let along = right * cos(box.angle) + down * sin(box.angle)
    let across = down * cos(box.angle) - right * sin(box.angle)
    return abs(along) <= box.widthInPixels / 2 && abs(across) <= box.heightInPixels / 2
  }

  @Test("Of boxes around one thing the best stays; neighbours that touch, crossing boxes and other classes stay too")
  func suppression() {
    let best = box(10, 10, 8, 3, angle: 0.4, score: 0.9)
    let double = box(10.5, 10.2, 8, 3, angle: 0.45, score: 0.8)
    let crossing = box(10, 10, 8, 3, angle: 0.4 + .pi / 2, score: 0.7)
    let neighbour = box(18.1 * cos(0), 10, 8, 3, score: 0.6)
    let otherClass = box(10, 10, 8, 3, angle: 0.4, score: 0.5, classIndex: 1)
    let kept = BoxSuppression.kept([otherClass, double, crossing, neighbour, best], limit: 0.5)
    #expect(kept == [best, crossing, neighbour, otherClass])
    #expect(BoxSuppression.kept([], limit: 0.5).isEmpty)
  }

  @Test("Suppression by cells equals suppression by all pairs, in whatever order boxes come")
  func agreesWithAllPairs() {
    var random = SeededGenerator(seed: 32)
    var boxes = (0..<600).map { _ in
      box(
        random.uniform(-50...250), random.uniform(-50...250), random.uniform(3...30), random.uniform(3...12),
        angle: random.uniform(-2...2), score: Double(random.integer(0...20)) / 20, classIndex: random.integer(0...1))
    }
    var plain: [DetectedBox] = []
    for box in boxes.sorted(by: DetectedBox.precedes)
    where !plain.contains(where: {
      $0.classIndex == box.classIndex && BoxOverlap.intersectionOverUnion($0, box) > 0.3
    }) { plain.append(box) }
    #expect(BoxSuppression.kept(boxes, limit: 0.3) == plain)
    boxes.shuffle(using: &random)
    #expect(BoxSuppression.kept(boxes, limit: 0.3) == plain)
    #expect(plain.count > 100 && plain.count < 590)
  }
}
