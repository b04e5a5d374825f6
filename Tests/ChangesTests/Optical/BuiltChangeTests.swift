import Foundation
import Statistics
import Testing

@testable import Changes

@Suite("Where something was built") struct BuiltChangeTests {
  private func built(
    _ pair: PicturePair, pixel: Double?, isRedGreenBlue: Bool = false, factor: Double = 1
  ) throws -> BuiltChange {
    let change = try PairChange(
      pair, kind: .built, pixel: pixel, factor: factor, isRedGreenBlue: isRedGreenBlue, threads: 2)
    return try #require(change.built)
  }

  @Test("The size of a pixel chooses the form; a picture that does not say it is taken for a fine one")
  func form() throws {
    let pair = PairWorld.pair(bands: 3, seed: 21)
    #expect(try built(pair, pixel: 10).form == .colour)
    #expect(try built(pair, pixel: 2).form == .shape)
    let unknown = try built(pair, pixel: nil, isRedGreenBlue: true)
    #expect(unknown.form == .shape && unknown.smoothing == 4 && unknown.neighbourhood == 16)
    #expect(unknown.cues == ["MAD variate 1", "MAD variate 2", "MAD variate 3", "right angles", "not green"])
    // Enlarged twice: twice the pixels, the same ground.
    let enlarged = try built(pair, pixel: 10, factor: 2)
    #expect(enlarged.smoothing == 4)
  }

  @Test("Ten square metres are the least that is a building, where its shape shows")
  func least() {
    #expect(BuiltChange.leastPixels(pixel: 0.5, factor: 1) == 40)
    // Enlarged twice: pixels of 1 m are shown by four of the grid each.
    #expect(BuiltChange.leastPixels(pixel: 1, factor: 2) == 40)
    #expect(BuiltChange.leastPixels(pixel: nil, factor: 1) == 40)
    #expect(BuiltChange.leastPixels(pixel: 10, factor: 1) == 0)
  }

  @Test("Where nothing was built alarms stay near the rate, in both forms", arguments: [10.0, 0.5])
  func quiet(_ pixel: Double) throws {
    var flagged = 0
    for seed in 31...34 as ClosedRange<UInt64> {
      flagged += try built(PairWorld.pair(seed: seed), pixel: pixel).scores.count { $0 >= 2 }
    }
    let share = Double(flagged) / Double(4 * PairWorld.side * PairWorld.side) / 1e-2
    print("built, pixels of \(pixel) m, seeds 31-34: false alarms \(share) of 1e-2")
    #expect((0.2...3).contains(share))
  }

  @Test("New buildings are found by colour")
  func colour() throws {
    let roofs = PairWorld.rectangle(column: 50, row: 60, width: 14, height: 8, angle: 0.4)
      .union(PairWorld.rectangle(column: 110, row: 90, width: 10, height: 10, angle: 0))
    let scores = try built(PairWorld.pair(change: roofs, seed: 41), pixel: 10).scores
    #expect(Double(roofs.count { scores[$0] >= 3 }) > 0.7 * Double(roofs.count))
  }

  /// The same change of colour as a street of rectangles and as blots: shape tells them apart.
  @Test("Rectangles stand out over blots of the same colours by shape")
  func shape() throws {
    var (roofs, blots): (Set<Int>, Set<Int>) = ([], [])
    for index in 0..<4 {
      roofs.formUnion(
        PairWorld.rectangle(column: 30 + 28 * Double(index), row: 40, width: 18, height: 14, angle: 0.3))
      let (x, y) = (30 + 28 * Double(index), 120.0)
      blots.formUnion(
        (0..<PairWorld.side * PairWorld.side).filter { pixel in
          let (u, v) = (Double(pixel % PairWorld.side) - x, Double(pixel / PairWorld.side) - y)
          return hypot(u, v) < 9
        })
    }
    let scores = try built(PairWorld.pair(change: roofs.union(blots), seed: 42), pixel: 0.5).scores
    func mean(_ pixels: Set<Int>) -> Double { pixels.reduce(0) { $0 + Double(scores[$1]) } / Double(pixels.count) }
    #expect(mean(roofs) > mean(blots) + 0.3)
    #expect(Double(roofs.count { scores[$0] >= 2 }) > 0.5 * Double(roofs.count))
  }

  @Test("Edges at right angles measure more than the same length of edges of a circle, and noise least")
  func rightAngles() {
    let side = PairWorld.side
    func measure(_ pixels: Set<Int>) -> Float {
      var generator = SeededGenerator(seed: 5)
      let plane = (0..<side * side).map { Float((pixels.contains($0) ? 140 : 100) + generator.normal()) }
      let result = RightAngles.measure(
        plane, weights: Array(repeating: 1, count: plane.count), columns: side, rows: side, deviation: 10)
      return result[side / 2 * side + side / 2]
    }
    let middle = Double(side) / 2
    let square = PairWorld.rectangle(column: middle, row: middle, width: 20, height: 20, angle: 0.5)
    let circle = Set(
      (0..<side * side).filter { hypot(Double($0 % side) - middle, Double($0 / side) - middle) < 12.7 })
    #expect(measure(square) > 2.5 * measure(circle))
    #expect(measure(circle) > measure([]))
  }
}
