import Alignment
import Statistics
import Testing

/// What holds no answer is refused with a reason, never answered by a shift.
@Suite struct RegistrationRefusalTests {
  static let side = 200

  private func plane(_ samples: [Float], valid: Bool = true) -> AlignmentPlane {
    AlignmentPlane(
      columns: Self.side, rows: Self.side, samples: samples, valid: Array(repeating: valid, count: samples.count))
  }

  private var field: [Float] { SinusoidField(seed: 401).samples(columns: Self.side, rows: Self.side) }
  private var count: Int { Self.side * Self.side }

  private func reason(_ reference: AlignmentPlane, _ moving: AlignmentPlane) -> String? {
    do {
      _ = try Registration(reference: reference).fit(moving)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test("Pure noise is refused", arguments: 1...8 as ClosedRange<UInt64>)
  func noise(_ seed: UInt64) throws {
    let noise = noisy([Float](repeating: 0, count: count), deviation: 1, seed: seed)
    let other = noisy([Float](repeating: 0, count: count), deviation: 1, seed: seed + 100)
    #expect(reason(plane(field), plane(noise)) != nil)
    #expect(reason(plane(noise), plane(field)) != nil)
    #expect(reason(plane(noise), plane(other)) != nil)
  }

  @Test("Other ground is refused", arguments: 1...8 as ClosedRange<UInt64>)
  func otherGround(_ seed: UInt64) {
    let other = SinusoidField(seed: 410 + seed).samples(columns: Self.side, rows: Self.side)
    #expect(reason(plane(field), plane(other)) != nil)
  }

  @Test("A constant picture is refused", arguments: [0, 0.1, 1, 1_234.567, -3e5] as [Float])
  func constant(_ value: Float) {
    let flat = plane([Float](repeating: value, count: count))
    #expect(reason(plane(field), flat) != nil)
    #expect(reason(flat, plane(field)) != nil)
    #expect(reason(flat, flat) != nil)
  }

  @Test("A smooth ramp, such as haze alone, is refused")
  func ramp() {
    let ramp = plane((0..<count).map { Float($0 % Self.side) * 0.01 + Float($0 / Self.side) * 0.02 })
    #expect(reason(plane(field), ramp) != nil)
    #expect(reason(ramp, plane(field)) != nil)
  }

  @Test("A picture without valid pixels, or with fewer than a tile, is refused")
  func empty() {
    #expect(reason(plane(field), plane(field, valid: false)) != nil)
    #expect(reason(plane(field, valid: false), plane(field)) != nil)
    let small = AlignmentPlane(
      columns: 10, rows: 10, samples: Array(field.prefix(100)), valid: Array(repeating: true, count: 100))
    #expect(reason(small, small) != nil)
    let nothing = AlignmentPlane(columns: 0, rows: 0, samples: [], valid: [])
    #expect(reason(nothing, nothing) != nil)
  }

  @Test("The reason says what was tried")
  func wording() {
    let noise = noisy([Float](repeating: 0, count: count), deviation: 1, seed: 9)
    #expect(
      reason(plane(field), plane(noise))
        == "no part of the picture looks like the reference: none of 64 tie points was found")
    #expect(
      reason(plane(field), plane(field, valid: false))
        == "no part of the picture looks like the reference: none of 64 tie points was found")
    let small = AlignmentPlane(
      columns: 20, rows: 16, samples: Array(field.prefix(320)), valid: Array(repeating: true, count: 320))
    #expect(reason(small, small) == "the reference shows only 0 places for tie points; 6 are needed")
  }

  @Test("Rows of like roofs without end are refused")
  func periodic() {
    let roofs = plane(
      (0..<count).map { index in
        let (row, column) = (index / Self.side, index % Self.side)
        return Float((row % 10 < 6 ? 1 : 0) * (column % 12 < 7 ? 1 : 0)) * (row % 10 < 3 ? 1 : 0.6)
      })
    let words = reason(roofs, roofs)
    #expect(words?.hasPrefix("the picture repeats itself: ") == true, "\(words ?? "accepted")")
    #expect(
      words?.hasSuffix(" tie points look alike at a shift of 0 rows and 0 columns and of -10 rows and 0 columns")
        == true)
  }

  @Test("Two places that tie points agree on as well are named, and neither is taken")
  func twoPlaces() {
    // The left half's content lies 60 columns further, the right half's where it was.
    let side = 400
    let here = SinusoidField(seed: 421).samples(columns: side, rows: side)
    let there = SinusoidField(seed: 421).samples(
      columns: side, rows: side, shift: PictureShift(rows: 0, columns: -60))
    let samples = (0..<side * side).map { $0 % side < side / 2 ? there[$0] : here[$0] }
    func plane(_ samples: [Float]) -> AlignmentPlane {
      AlignmentPlane(
        columns: side, rows: side, samples: samples, valid: Array(repeating: true, count: samples.count))
    }
    let words = reason(plane(here), plane(samples))
    #expect(words?.hasPrefix("the pictures agree at more than one place: ") == true, "\(words ?? "")")
    #expect(words?.contains("0 rows and -60 columns") == true && words?.contains("0 rows and 0 columns") == true)
  }
}
