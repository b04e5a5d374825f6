import Foundation
import Rasters
import Statistics
import Testing

@testable import Alignment

/// Turned, scaled, bent, far, and with dark and bright exchanged.
@Suite struct RegistrationTransformTests {
  private func plane(_ samples: [Float], side: Int) -> AlignmentPlane {
    AlignmentPlane(columns: side, rows: side, samples: samples, valid: Array(repeating: true, count: samples.count))
  }

  private func turned(_ degrees: Double, scale: Double, shift: PictureShift, side: Int) -> PictureTransform {
    let (c, s) = (scale * cos(degrees * .pi / 180), scale * sin(degrees * .pi / 180))
    var transform = PictureTransform.identity(columns: side, rows: side)
    transform.shift = shift
    transform.linear = .init(rowsPerRow: c - 1, rowsPerColumn: s, columnsPerRow: -s, columnsPerColumn: c - 1)
    return transform
  }

  /// The largest error at the middle and at four places half-way to the corners.
  private func error(_ found: PictureTransform, _ truth: PictureTransform, side: Int) -> Double {
    [(0.5, 0.5), (0.25, 0.25), (0.25, 0.75), (0.75, 0.25), (0.75, 0.75)].map {
      let place = PixelPoint(column: $0.0 * Double(side), row: $0.1 * Double(side))
      return distance(found.displacement(at: place), truth.displacement(at: place))
    }.max() ?? .infinity
  }

  @Test("A turn and a scale are found", arguments: [(1, 1), (0, 1.01), (-4.5, 0.975), (3, 1.03)])
  func linear(_ change: (degrees: Double, scale: Double)) throws {
    let side = 256
    let truth = turned(change.degrees, scale: change.scale, shift: PictureShift(rows: 3.3, columns: -6.2), side: side)
    let field = SinusoidField(seed: 601, limit: 0.3, waveCount: 200)
    let reference = noisy(field.samples(columns: side, rows: side), deviation: 0.1, seed: 1)
    let moving = noisy(field.samples(columns: side, rows: side, moved: truth), deviation: 0.1, seed: 2)
    let fit = try Registration(reference: plane(reference, side: side)).fit(plane(moving, side: side))
    #expect(fit.transform.kind == .affine)
    #expect(error(fit.transform, truth, side: side) < 0.1, "\(fit.transform)")
  }

  @Test(
    "A picture that only moved is given no more freedom than a translation", arguments: 1...6 as ClosedRange<UInt64>)
  func translation(_ seed: UInt64) throws {
    let side = 256
    let shift = PictureShift(rows: 1.3, columns: -2.7)
    let reference = noisy(ground(610 + seed, side: side), deviation: 0.3, seed: seed)
    let moving = noisy(ground(610 + seed, side: side, shift: shift), deviation: 0.3, seed: seed + 30)
    let fit = try Registration(reference: plane(reference, side: side)).fit(plane(moving, side: side))
    #expect(fit.transform.kind == .translation)
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.05)
    let heldOut = try #require(fit.heldOut)
    #expect(heldOut.count == fit.tried && heldOut.passing > heldOut.count * 9 / 10)
  }

  @Test("Ground that is bent gets a smooth field, and the field is right")
  func field() throws {
    let side = 512
    var truth = PictureTransform.identity(columns: side, rows: side)
    truth.shift = PictureShift(rows: 0.6, columns: -0.3)
    // A swell of 0.6 pixels across the picture.
    let nodes = (0..<81).map { node in
      let (row, column) = (Double(node / 9) / 8, Double(node % 9) / 8)
      return PictureShift(
        rows: 0.6 * cos(2 * .pi * column), columns: 0.6 * sin(2 * .pi * row))
    }
    truth.field = DisplacementField(
      origin: PixelPoint(column: 0, row: 0), step: 64, columns: 9, rows: 9, nodes: nodes)
    let ground = SinusoidField(seed: 620, limit: 0.3, waveCount: 150)
    let reference = noisy(ground.samples(columns: side, rows: side), deviation: 0.1, seed: 1)
    let moving = noisy(ground.samples(columns: side, rows: side, moved: truth), deviation: 0.1, seed: 2)
    let fit = try Registration(reference: plane(reference, side: side)).fit(plane(moving, side: side))
    #expect(fit.transform.kind == .field)
    #expect(error(fit.transform, truth, side: side) < 0.25, "\(fit)")
  }

  @Test("A shift of 200 pixels is found", arguments: [(200, 0), (-141, 141), (0, -200)])
  func far(_ whole: (rows: Double, columns: Double)) throws {
    let side = 420
    let shift = PictureShift(rows: whole.rows + 0.3, columns: whole.columns - 0.4)
    let reference = noisy(ground(630, side: side), deviation: 0.1, seed: 1)
    let moving = noisy(ground(630, side: side, shift: shift), deviation: 0.1, seed: 2)
    let fit = try Registration(reference: plane(reference, side: side)).fit(plane(moving, side: side))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.05, "\(fit.transform)")
  }

  @Test("With dark and bright exchanged the place is found by the steepness of both")
  func exchanged() throws {
    let side = 300
    let shift = PictureShift(rows: -5.4, columns: 8.3)
    let reference = ground(640, side: side)
    let moving = ground(640, side: side, shift: shift).map { 3 - 0.5 * $0 }
    let fit = try Registration(reference: plane(reference, side: side)).fit(plane(moving, side: side))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.2, "\(fit.transform)")
  }

  @Test("Where one half shows other ground, that half is not supported and the other is")
  func unsupported() throws {
    let side = 400
    let shift = PictureShift(rows: 1.4, columns: 0.7)
    var moving = ground(650, side: side, shift: shift)
    let other = ground(651, side: side)
    for index in moving.indices where index % side >= side / 2 { moving[index] = other[index] }
    let fit = try Registration(reference: plane(ground(650, side: side), side: side)).fit(plane(moving, side: side))
    #expect(distance(fit.transform.shiftAtCentre, shift) < 0.05)
    #expect(!fit.unsupported.isEmpty)
    func isUnsupported(_ column: Int, _ row: Int) -> Bool {
      fit.unsupported.contains {
        $0.column <= column && column < $0.column + $0.columns && $0.row <= row && row < $0.row + $0.rows
      }
    }
    #expect(isUnsupported(330, 200) && isUnsupported(330, 80))
    #expect(!isUnsupported(100, 200) && !isUnsupported(60, 330))
  }
}
