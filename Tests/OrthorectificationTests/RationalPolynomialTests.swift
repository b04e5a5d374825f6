import Geodesy
import Quantities
import Rasters
import Testing

@testable import Orthorectification

@Suite("Rational polynomial models")
struct RationalPolynomialTests {
  /// Longitude, latitude, height; column and row as GDAL 3.6.2 gives them (METHOD=RPC, RPC_HEIGHT).
  static let truth: [(Double, Double, Double, Double, Double)] = [
    (55.1234, 24.9871, 0, 8722.749462095, 10151.842461933), (55.05, 25.05, 0, -566.267026446, 602.275546253),
    (55.2, 24.92, 0, 18453.530481138, 20388.205692543), (55.111, 25.001, 0, 7128.079271539, 7988.052677153),
    (55.1234, 24.9871, 37, 8747.341925000, 10136.148200000), (55.05, 25.05, 37, -541.553184802, 586.562015050),
    (55.2, 24.92, 412.5, 18731.300037791, 20212.774299959), (55.111, 25.001, 412.5, 7403.188401777, 7812.848275528),
  ]

  @Test("Places lie where GDAL's transformer puts them, to a millionth of a pixel", arguments: truth)
  func agreement(_ longitude: Double, _ latitude: Double, _ height: Double, _ column: Double, _ row: Double) throws {
    let model = try #require(SampleModel.model)
    let pixel = model.pixel(of: GeoPoint(longitude: longitude, latitude: latitude), height: Metres(height))
    #expect(abs(pixel.column - column) < 1e-6 && abs(pixel.row - row) < 1e-6)
  }

  @Test("From the picture to the ground and back is the same pixel", arguments: [0.0, 37, 412.5, -100])
  func roundTrip(_ height: Double) throws {
    let model = try #require(SampleModel.model)
    for (column, row) in [(0.0, 0.0), (17_531, 20_247), (3_000.25, 15_000.75)] {
      let pixel = PixelPoint(column: column, row: row)
      let place = try #require(model.place(of: pixel, height: Metres(height)))
      let back = model.pixel(of: place, height: Metres(height))
      #expect(abs(back.column - column) < 1e-6 && abs(back.row - row) < 1e-6)
    }
  }

  @Test("The same model comes out of each of its three shapes") func shapes() throws {
    let model = try #require(SampleModel.model)
    #expect(RationalPolynomialModel(text: SampleModel.text) == model)
    #expect(RationalPolynomialModel(text: SampleModel.rpb) == model)
    #expect(RationalPolynomialModel(metadata: model.metadata) == model)
  }

  @Test("A model that lacks a number, or has one that cannot be, is none") func incomplete() {
    for (key, value) in [
      ("LINE_OFF", ""), ("LAT_SCALE", "0"), ("LINE_NUM_COEFF", "1 2 3"), ("HEIGHT_OFF", "nan"),
      ("SAMP_DEN_COEFF", Array(repeating: "0", count: 20).joined(separator: " ")),
    ] {
      var metadata = SampleModel.metadata
      metadata[key] = value
      #expect(RationalPolynomialModel(metadata: metadata) == nil, "\(key)")
    }
    #expect(RationalPolynomialModel(text: "lineNumCoef = (") == nil)
    #expect(RationalPolynomialModel(text: "") == nil)
  }

  @Test("Relief error is the height's times the leaning that the model itself shows") func relief() throws {
    let ortho = Orthorectification(try #require(SampleModel.model))
    let pixel = PixelPoint(column: 8_000, row: 9_000)
    let error = try #require(ortho.reliefError(at: pixel, heightDeviation: Metres(10)))
    // From GDAL's own positions: 37 m of height move the middle by 24.5925 columns and 15.6943 rows of about 0.84 m
    // and 0.66 m.
    let model = ortho.model
    let low = try #require(model.place(of: pixel, height: Metres(0)))
    let high = try #require(model.place(of: pixel, height: Metres(37)))
    let moved = Geodesics.distance(low, high).magnitude
    #expect(abs(error.slope - moved / 37) < 1e-3 * error.slope)
    #expect((0.3...0.8).contains(error.slope))
    #expect(abs(error.deviation.magnitude - 10 * error.slope) < 1e-9)
    #expect(abs(error.radius90.magnitude - 16.4485 * error.slope) < 1e-3)
  }
}
