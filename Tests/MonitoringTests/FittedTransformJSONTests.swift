import Alignment
import Provenance
import Quantities
import Rasters
import Testing

@testable import Monitoring

@Suite("A fitted transform as JSON")
struct FittedTransformJSONTests {
  private static let plain = PictureTransform(
    centre: PixelPoint(column: 160, row: 100), shift: PictureShift(rows: -1.25, columns: 2.5))
  private static let affine = PictureTransform(
    centre: PixelPoint(column: 160, row: 100), shift: PictureShift(rows: -1.25, columns: 2.5),
    linear: PictureTransform.Linear(
      rowsPerRow: 0.001, rowsPerColumn: -0.002, columnsPerRow: 0.003, columnsPerColumn: 0.004))
  private static let bent = PictureTransform(
    centre: affine.centre, shift: affine.shift, linear: affine.linear,
    field: DisplacementField(
      origin: PixelPoint(column: 16.5, row: 8), step: 32, columns: 2, rows: 1,
      nodes: [PictureShift(rows: 0.1, columns: -0.2), PictureShift(rows: 1.0 / 3, columns: 0.4)]))

  private static func fit(_ transform: PictureTransform, heldOut: Bool = true) -> FittedTransform {
    FittedTransform(
      transform: transform, ce90InPixels: 0.123456789,
      heldOut: heldOut ? FittedTransform.HeldOut(count: 40, passing: 38, ce90InPixels: 0.25) : nil, tried: 250,
      agreeing: 200, unsupported: [Window(column: 3, row: 4, columns: 50, rows: 60)])
  }

  @Test("The contract's form, to the letter")
  func contract() {
    #expect(
      Self.fit(Self.bent).json(pixel: Metres(2)).compactText
        == #"{"kind":"field","matrix":[[1.004,0.003,1.56],[-0.002,1.001,-1.03]],"#
        + #""field":{"origin":{"column":16.5,"row":8},"step":32,"columns":2,"rows":1,"nodes":[[-0.2,0.1],[0.4,0.3333]]},"#
        + #""heldOut":{"count":40,"passing":38,"ce90Metres":0.5},"tried":250,"agreeing":200,"#
        + #""unsupported":[{"column":3,"row":4,"columns":50,"rows":60}]}"#)
    #expect(
      Self.fit(Self.plain, heldOut: false).json(pixel: nil).compactText
        == #"{"kind":"translation","matrix":[[1,0,2.5],[0,1,-1.25]],"field":null,"heldOut":null,"tried":250,"#
        + #""agreeing":200,"unsupported":[{"column":3,"row":4,"columns":50,"rows":60}]}"#)
  }

  @Test("The matrix and the field together lead where the transform does")
  func matrix() throws {
    let json = Self.fit(Self.affine).json(pixel: nil)
    let rows = try #require(json["matrix"]?.arrayValue).map { ($0.arrayValue ?? []).compactMap(\.doubleValue) }
    for place in [PixelPoint(column: 0, row: 0), PixelPoint(column: 160, row: 100), PixelPoint(column: 311, row: 7)] {
      let wanted = Self.affine.moved(place)
      let column = rows[0][0] * place.column + rows[0][1] * place.row + rows[0][2]
      let row = rows[1][0] * place.column + rows[1][1] * place.row + rows[1][2]
      #expect(abs(column - wanted.column) < 1e-6 && abs(row - wanted.row) < 1e-6)
    }
  }

  @Test("What the cache keeps comes back to the last bit", arguments: [plain, affine, bent])
  func cached(_ transform: PictureTransform) throws {
    for heldOut in [true, false] {
      let fit = Self.fit(transform, heldOut: heldOut)
      let text = fit.cached.compactText
      let back = try #require(FittedTransform(cached: JSONValue(parsing: .init(text.utf8))))
      #expect(back == fit)
    }
  }

  @Test("A cache file of another form is not believed")
  func damaged() throws {
    let whole = Self.fit(Self.bent).cached
    for key in ["coefficients", "ce90InPixels", "tried", "agreeing", "unsupported"] {
      #expect(FittedTransform(cached: .object((whole.members ?? []).filter { $0.key != key })) == nil, "\(key)")
    }
    let numbers = Self.bent.coefficients
    for count in [0, 7, 9, 13, numbers.count - 1] {
      #expect(PictureTransform(coefficients: Array(numbers.prefix(count))) == nil, "\(count)")
    }
    var other = numbers
    other[11] = 3
    #expect(PictureTransform(coefficients: other) == nil)
    #expect(PictureTransform(coefficients: Self.plain.coefficients.map { _ in .nan }) == nil)
  }

  @Test("A fit on a picture reduced by a factor is the same one in full pixels")
  func enlarged() {
    let small = FittedTransform(
      transform: Self.bent, ce90InPixels: 0.1, heldOut: .init(count: 9, passing: 8, ce90InPixels: 0.2), tried: 10,
      agreeing: 9,
      tiePoints: [
        TiePoint(
          place: PixelPoint(column: 10, row: 20), displacement: PictureShift(rows: 1, columns: 2), rowVariance: 0.01,
          columnVariance: 0.04, covariance: 0.002)
      ], unsupported: [Window(column: 100, row: 60, columns: 7, rows: 7)])
    let large = small.enlarged(by: 3, columns: 320, rows: 200)
    for place in [PixelPoint(column: 0, row: 0), PixelPoint(column: 40, row: 11), PixelPoint(column: 100, row: 60)] {
      let (one, three) = (
        small.transform.moved(place),
        large.transform.moved(PixelPoint(column: 3 * place.column, row: 3 * place.row))
      )
      #expect(abs(three.column - 3 * one.column) < 1e-9 && abs(three.row - 3 * one.row) < 1e-9)
    }
    #expect(abs(large.ce90InPixels - 0.3) < 1e-12 && abs((large.heldOut?.ce90InPixels ?? 0) - 0.6) < 1e-12)
    #expect(large.tiePoints[0].place == PixelPoint(column: 30, row: 60))
    #expect(abs(large.tiePoints[0].columnVariance - 0.36) < 1e-12)
    #expect(large.unsupported == [Window(column: 300, row: 180, columns: 20, rows: 20)])
    #expect(small.enlarged(by: 1, columns: 320, rows: 200) == small)
  }
}
