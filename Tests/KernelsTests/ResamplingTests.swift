import Foundation
import Kernels
import Statistics
import Testing

@Suite struct ResamplingTests {
  private static let columns = 24
  private static let rows = 18

  private func source(_ bands: [(Double, Double) -> Double]) -> Resampling.Source {
    var samples: [Float] = []
    for band in bands {
      for row in 0..<Self.rows {
        for column in 0..<Self.columns { samples.append(Float(band(Double(column) + 0.5, Double(row) + 0.5))) }
      }
    }
    return source(samples)
  }

  private func source(_ samples: [Float], invalid: Set<Int> = []) -> Resampling.Source {
    let count = Self.columns * Self.rows
    return Resampling.Source(
      samples: samples, valid: (0..<count).map { !invalid.contains($0) }, columns: Self.columns, rows: Self.rows,
      bandCount: samples.count / count)
  }

  /// The first band's value; `nil` where it is refused.
  private func value(_ source: Resampling.Source, _ column: Double, _ row: Double, scale: Double = 1) -> Double? {
    var output = [Float](repeating: -77, count: source.bandCount)
    return Resampling.cubic(source, column: column, row: row, scale: scale, into: &output) ? Double(output[0]) : nil
  }

  /// Seeded places; with `margin` 0 anywhere in the picture.
  private func places(_ count: Int, margin: Double, seed: UInt64) -> [(column: Double, row: Double)] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      (
        generator.uniform(margin...Double(Self.columns) - margin - 1e-9),
        generator.uniform(margin...Double(Self.rows) - margin - 1e-9)
      )
    }
  }

  @Test("Constants, planes and parabolas are given back exactly between the pixels", arguments: [1.0, 2.0])
  func polynomials(_ scale: Double) throws {
    let surfaces: [(Double, Double) -> Double] = [
      { _, _ in 7 }, { column, row in 0.3 * column - 0.2 * row + 1 },
      { column, row in 0.02 * column * column - 0.03 * row * row + 0.01 * column * row },
    ]
    let picture = source(surfaces)
    for place in places(300, margin: 2 * scale + 0.5, seed: 51) {
      var output: [Float] = [0, 0, 0]
      let isThere = Resampling.cubic(picture, column: place.column, row: place.row, scale: scale, into: &output)
      try #require(isThere)
      for (band, surface) in surfaces.enumerated() {
        #expect(abs(Double(output[band]) - surface(place.column, place.row)) < 2e-5, "band \(band) at \(place)")
      }
    }
  }

  @Test("At scale 1 any picture gives what the definition gives, up to the border")
  func equalsDefinition() {
    let samples = Seeded.plane(Self.columns * Self.rows, seed: 52)
    let picture = source(samples)
    for place in places(2_000, margin: 0, seed: 53) {
      let plain = Reference.cubic(
        samples, columns: Self.columns, rows: Self.rows, column: place.column, row: place.row)
      #expect(abs((value(picture, place.column, place.row) ?? .infinity) - plain) < 3e-6, "at \(place)")
    }
  }

  @Test("Pixel centres give the pixels themselves, so a shift by whole pixels is exact")
  func wholePixels() {
    let samples = Seeded.plane(Self.columns * Self.rows, seed: 54)
    let picture = source(samples)
    for row in 0..<Self.rows {
      for column in 0..<Self.columns {
        #expect(
          value(picture, Double(column) + 0.5, Double(row) + 0.5) == Double(samples[row * Self.columns + column]))
      }
    }
  }

  @Test("Every band is read from its own plane")
  func bands() {
    let planes = (0..<3).map { Seeded.plane(Self.columns * Self.rows, seed: 55 + UInt64($0)) }
    let picture = source(planes.flatMap { $0 })
    for place in places(100, margin: 0, seed: 58) {
      var output: [Float] = [0, 0, 0]
      _ = Resampling.cubic(picture, column: place.column, row: place.row, scale: 1, into: &output)
      for band in 0..<3 {
        let plain = Reference.cubic(
          planes[band], columns: Self.columns, rows: Self.rows, column: place.column, row: place.row)
        #expect(abs(Double(output[band]) - plain) < 3e-6)
      }
    }
  }

  @Test("Beyond the border the nearest pixel counts; a place outside the picture is refused")
  func border() {
    let picture = source([{ _, _ in 5 }])
    let (right, bottom) = (Double(Self.columns), Double(Self.rows))
    for place in [(0.0, 0.0), (right - 1e-9, 0.0), (0.0, bottom - 1e-9), (right - 1e-9, bottom - 1e-9), (0.01, 9.0)] {
      #expect(abs((value(picture, place.0, place.1) ?? 0) - 5) < 1e-5)
    }
    // A conversion that rounds towards zero would take −0.3 for the first pixel.
    for place in [
      (-0.3, 4.0), (-1e-9, 4.0), (4.0, -0.3), (right, 4.0), (4.0, bottom), (right + 100, 4.0), (-1e6, -1e6),
    ] {
      #expect(value(picture, place.0, place.1) == nil, "at \(place)")
    }
  }

  @Test("A place on an invalid pixel is refused, one beside it gets the others' weights made whole")
  func invalidPixels() throws {
    let invalid = 8 * Self.columns + 10
    var samples = [Float](repeating: 5, count: Self.columns * Self.rows)
    samples[invalid] = .nan
    let picture = source(samples, invalid: [invalid])
    #expect(value(picture, 10.5, 8.5) == nil)
    #expect(value(picture, 10.01, 8.99) == nil)
    for place in places(3_000, margin: 0, seed: 59)
    where !(10..<11).contains(place.column) || !(8..<9).contains(place.row) {
      // Next to the hole over a quarter of the weight may be lost; then, and only then, it is refused.
      guard let value = value(picture, place.column, place.row) else {
        #expect(abs(place.column - 10.5) < 1.2 && abs(place.row - 8.5) < 1.2, "refused at \(place)")
        continue
      }
      #expect(abs(value - 5) < 1e-5, "at \(place)")
    }
  }

  @Test("Where over a quarter of the kernel's weight is invalid nothing is made up")
  func halfInvalid() {
    let samples = [Float](repeating: 5, count: Self.columns * Self.rows)
    let gone = Set((0..<Self.columns * Self.rows).filter { $0 % Self.columns >= 12 })
    let picture = source(samples, invalid: gone)
    // At the edge about half of the weight is lost; at the centre of the last valid pixel none.
    #expect(value(picture, 11.99, 9) == nil)
    #expect(value(picture, 11.5, 9) == 5)
    #expect(value(picture, 12.01, 9) == nil)
    #expect(abs((value(picture, 11.4, 9) ?? 0) - 5) < 1e-5)
  }

  @Test("A refused place leaves the output as it was")
  func untouchedOutput() {
    let samples = [Float](repeating: 5, count: Self.columns * Self.rows)
    let gone = Set((0..<Self.columns * Self.rows).filter { $0 % Self.columns >= 12 })
    let picture = source(samples, invalid: gone)
    for column in [-3, 11.99, 12.01] {
      var output: [Float] = [-77]
      let isThere = Resampling.cubic(picture, column: column, row: 9, scale: 1, into: &output)
      #expect(!isThere)
      #expect(output == [-77], "at column \(column)")
    }
  }

  @Test("At scale 2 the finest stripes vanish into their mean, coarse waves stay")
  func antialiasing() {
    let stripes = source([{ column, _ in Int(column) % 2 == 0 ? 11 : 9 }])
    let checks = source([{ column, row in (Int(column) + Int(row)) % 2 == 0 ? 11 : 9 }])
    let fine = source([{ column, _ in cos(2 * .pi * 0.4 * column) }])
    let coarse = source([{ column, _ in cos(2 * .pi * 0.06 * column) }])
    for place in places(300, margin: 4.5, seed: 60) {
      #expect(abs((value(stripes, place.column, place.row, scale: 2) ?? 0) - 10) < 1e-5)
      #expect(abs((value(checks, place.column, place.row, scale: 2) ?? 0) - 10) < 1e-5)
      #expect(abs(value(fine, place.column, place.row, scale: 2) ?? 9) < 0.3)
      let wave = cos(2 * .pi * 0.06 * place.column)
      #expect(abs((value(coarse, place.column, place.row, scale: 2) ?? 9) - wave) < 0.05)
    }
  }

  @Test("The kernel is 1 at its centre, 0 at the other whole numbers, even, and its samples add up to 1")
  func kernel() {
    #expect(Resampling.weight(0) == 1)
    for whole in [1.0, 2, 3, -1, -2, -50] { #expect(Resampling.weight(whole) == 0) }
    for step in 0...40 {
      let s = Double(step) / 40
      #expect(Resampling.weight(s) == Resampling.weight(-s))
      let sum = [s - 2, s - 1, s, s + 1].reduce(Float(0)) { $0 + Resampling.weight($1) }
      #expect(abs(sum - 1) < 1e-6)
    }
  }
}
