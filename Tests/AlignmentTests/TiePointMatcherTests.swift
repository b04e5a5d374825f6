import Alignment
import Foundation
import Rasters
import Statistics
import Testing

@Suite struct TiePointMatcherTests {
  @Test(
    "A tie point's displacement is where content lies in the moving picture minus where it lies in the reference",
    arguments: [
      PictureShift(rows: 0, columns: 0), PictureShift(rows: 0.3, columns: -0.45), PictureShift(rows: 0.5, columns: 0.5),
      PictureShift(rows: -4.25, columns: 7.1), PictureShift(rows: 11.6, columns: 0.02),
    ])
  func knownShift(_ shift: PictureShift) {
    let pair = MovedGround(seed: 601, shift: shift, noise: 0.03, gain: 1.4, offset: 300)
    let found = pair.match()
    #expect(found.count >= pair.places.count / 2)
    let (rows, columns) = pair.errors(found)
    for errors in [rows, columns] {
      let mean = errors.reduce(0, +) / Double(errors.count)
      #expect(abs(mean) <= 0.005, "bias \(mean)")
      #expect((errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot() <= 0.02)
    }
  }

  @Test("A far shift is found around the prior, and dropped beyond a quarter of a window from it")
  func prior() {
    let shift = PictureShift(rows: 38.4, columns: -41.3)
    let pair = MovedGround(seed: 602, shift: shift, noise: 0.05)
    let near = pair.match { _ in PictureShift(rows: 33, columns: -36.6) }
    #expect(near.count >= 4)
    #expect(near.allSatisfy { distance($0.displacement, shift) < 0.1 })
    #expect(pair.match { _ in PictureShift(rows: 38, columns: -60) }.isEmpty)
    #expect(pair.match().isEmpty)
  }

  @Test("A prior that follows the place is taken at each place")
  func priorOfPlace() {
    let shift = PictureShift(rows: 20, columns: 0)
    let pair = MovedGround(seed: 603, shift: shift, noise: 0.05)
    let found = pair.match { $0.column < 128 ? shift : .none }
    #expect(!found.isEmpty && found.allSatisfy { $0.place.column < 128 })
  }

  @Test("Windows that reach beyond the picture are dropped, and results keep the order of the places")
  func orderAndBorders() {
    let pair = MovedGround(seed: 604, shift: PictureShift(rows: 0.4, columns: 0.2), noise: 0.05)
    let places = [
      PixelPoint(column: 20, row: 128), PixelPoint(column: 160, row: 96), PixelPoint(column: 128, row: 250),
      PixelPoint(column: 96.3, row: 160.4),
    ]
    let found = TiePointMatcher(reference: pair.reference).match(pair.moving, at: places, prior: { _ in .none })
    #expect(found.map { $0 == nil } == [true, false, true, false])
    #expect(found[1]?.place == places[1])
    // A window lies on whole pixels: its own middle is given.
    #expect(found[3]?.place == PixelPoint(column: 96, row: 160))
  }

  @Test("Spectra that are kept change nothing")
  func keptSpectra() {
    let pair = MovedGround(seed: 605, shift: PictureShift(rows: 1.4, columns: -2.2), noise: 0.1)
    let kept = TiePointMatcher(reference: pair.reference, places: pair.places)
      .match(pair.moving, at: pair.places, prior: { _ in .none })
    let fresh = TiePointMatcher(reference: pair.reference).match(pair.moving, at: pair.places, prior: { _ in .none })
    for (one, other) in zip(kept, fresh) {
      #expect((one == nil) == (other == nil))
      if let one, let other { #expect(distance(one.displacement, other.displacement) < 1e-3) }
    }
  }

  @Test("More places than are weighed together give as good tie points, in order")
  func manyPlaces() {
    let shift = PictureShift(rows: 0.35, columns: -0.6)
    let pair = MovedGround(seed: 606, shift: shift, noise: 0.1)
    let places = (0..<1_200).map { index -> PixelPoint in
      let (row, column) = (index / 40, index % 40)
      return PixelPoint(column: Double(40 + 4 * column), row: Double(40 + 5 * row))
    }
    let found = TiePointMatcher(reference: pair.reference).match(pair.moving, at: places, prior: { _ in .none })
    #expect(found.count == places.count)
    for (place, tiePoint) in zip(places, found) {
      guard let tiePoint else { continue }
      #expect(tiePoint.place == place)
      #expect(distance(tiePoint.displacement, shift) < 0.2)
    }
    #expect(found.compactMap { $0 }.count > 1_100)
  }

  @Test("Other window sizes", arguments: [32, 128])
  func windowSizes(_ size: Int) {
    let shift = PictureShift(rows: 1.3, columns: -0.7)
    let pair = MovedGround(seed: 607, shift: shift, noise: 0.02)
    let places = MovedGround.lattice(side: MovedGround.side, window: size)
    let found = TiePointMatcher(reference: pair.reference, windowSize: size)
      .match(pair.moving, at: places, prior: { _ in .none }).compactMap { $0 }
    #expect(found.count >= places.count / 3, "\(found.count) of \(places.count)")
    #expect(found.allSatisfy { distance($0.displacement, shift) < 0.3 })
  }

  @Test("A pattern that is fixed to the file and says no shift does not pull")
  func fixedPattern() {
    let shift = PictureShift(rows: 0.42, columns: -0.37)
    // Ground up to 0.2 cycles a pixel, as in a picture that was enlarged; the pattern above it.
    let pair = MovedGround(seed: 608, shift: shift, noise: 0.02, limit: 0.2, pattern: 0.2)
    let found = pair.match()
    #expect(found.count >= pair.places.count / 2)
    let (rows, columns) = pair.errors(found)
    for errors in [rows, columns] {
      #expect(abs(errors.reduce(0, +) / Double(errors.count)) <= 0.01)
      #expect(errors.allSatisfy { abs($0) < 0.15 })
    }
  }

  @Test("Pixels that are not valid count nowhere, whatever stands in them, and do not pull on the others")
  func gaps() {
    let shift = PictureShift(rows: 0.45, columns: 1.6)
    var pair = MovedGround(seed: 609, shift: shift, noise: 0.02)
    // The same in both files, as a date that was burnt in.
    pair.blank { row, column in row % 40 < 9 && column % 48 < 24 }
    let found = pair.match()
    #expect(found.count >= pair.places.count / 2)
    let (rows, columns) = pair.errors(found)
    for errors in [rows, columns] {
      let mean = errors.reduce(0, +) / Double(errors.count)
      #expect(abs(mean) <= 0.02, "bias \(mean)")
      #expect(errors.allSatisfy { abs($0) < 0.2 })
    }
  }

  @Test("A window of which too much is missing is dropped")
  func mostlyMissing() {
    var pair = MovedGround(seed: 610, shift: .none, noise: 0.02)
    pair.blank { row, _ in row % 64 < 20 }
    #expect(pair.match().isEmpty)
  }

  @Test("Pictures without structure have no tie points", arguments: [0, 7] as [Float])
  func constant(_ value: Float) {
    let plane = AlignmentPlane(
      columns: 128, rows: 128, samples: Array(repeating: value, count: 128 * 128),
      valid: Array(repeating: true, count: 128 * 128))
    let found = TiePointMatcher(reference: plane).match(
      plane, at: [PixelPoint(column: 64, row: 64)], prior: { _ in .none })
    #expect(found == [nil])
  }

  @Test("The same pictures give the same tie points")
  func sameness() {
    let pair = MovedGround(seed: 611, shift: PictureShift(rows: 1, columns: 2.5), noise: 0.3)
    #expect(pair.match() == pair.match())
  }
}
