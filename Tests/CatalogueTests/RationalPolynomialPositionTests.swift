import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters
import Testing

@testable import Catalogue

@Suite("Scenes that rational polynomials place")
struct RationalPolynomialPositionTests {
  @Test("A file with polynomials and no geotransform is a scene, and the remarks say how it was placed")
  func placed() throws {
    let one = [1] + Array(repeating: 0.0, count: 19)
    let model = try #require(
      RationalPolynomialModel(
        line: .init(offset: 500, scale: 500), sample: .init(offset: 500, scale: 500),
        latitude: .init(offset: 25, scale: 0.01), longitude: .init(offset: 55, scale: 0.01),
        height: .init(offset: 40, scale: 500), lineNumerator: [0, 0, -1, 0.02] + Array(repeating: 0, count: 16),
        lineDenominator: one, sampleNumerator: [0, 1] + Array(repeating: 0, count: 18), sampleDenominator: one))
    let header = RasterHeader(
      driver: "GTiff", columns: 1000, rows: 1000, bandCount: 1, sampleType: .uint16, geotransform: nil, crs: nil,
      noData: [nil], alphaBand: nil, colours: ["Gray"], metadata: [:], rationalPolynomials: model)
    let now = try #require(Timestamp(year: 2024, month: 1, day: 1))
    let scene = try #require(
      SceneBuilder.scene(
        path: "2020-05-06.tif", header: header, contentHash: ContentHash(of: "pixels"), now: now
      ).scene)
    // What a case keeps of it is the same model, to the last bit, and part of every key.
    #expect(scene.product.rationalPolynomials == model)
    #expect(SceneProduct(json: scene.product.json) { _ in "" } == scene.product)
    #expect(
      scene.product.reading["rationalPolynomials"] != nil && SceneProduct.plain.reading["rationalPolynomials"] == nil)
    // A thousandth of 0.02 degrees a pixel: 2.02 m east, 2.22 m north.
    #expect(abs(scene.gsd.magnitude - (2.0184 * 2.2154).squareRoot()) < 0.01)
    let middle = try CoordinateTransform(from: scene.grid.crs, to: .wgs84)
      .geoPoints([scene.grid.geotransform.map(PixelPoint(column: 500.5, row: 500.5))])[0]
    #expect(Geodesics.distance(middle, GeoPoint(longitude: 55, latitude: 25)).magnitude < 1)
    #expect(
      scene.remarks.contains(
        "The picture is not orthorectified; it is placed by its rational polynomials, at 40 m above the ellipsoid "
          + "where no height is given."))
  }
}
