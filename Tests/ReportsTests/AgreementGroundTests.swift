import Evidence
import Foundation
import Geodesy
import Provenance
import Testing

@Suite("Outlines in degrees, against geodesic areas")
struct AgreementGroundTests {
  @Test(
    "Their areas are those on the ellipsoid within a ten-thousandth, for outlines of 100 m and of 5 km",
    arguments: [0, 38.9, -55, 78.5], [0.0005, 0.02])
  func areas(_ latitude: Double, _ reach: Double) throws {
    let ring = [(-1.0, -1.0), (0.9, -0.7), (1.0, 1.0), (0.1, 0.4), (-0.8, 1.0)].map {
      GeoPoint(longitude: 127.5 + $0.0 * reach, latitude: latitude + $0.1 * reach)
    }
    let pairs = ring.map { "[\($0.longitude),\($0.latitude)]" }
    let closed = (pairs + pairs.prefix(1)).joined(separator: ",")
    let analyst = { (name: String) in
      "{\"name\":\"\(name)\",\"features\":{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
        + "\"id\":\"a\",\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[\(closed)]]}}]}}"
    }
    let text = "{\"analysts\":[\(analyst("A")),\(analyst("B"))]}"
    let outline = try AgreementFile(Data(text.utf8), at: "both.json").agreement().outlines["a"]
    let truth = Geodesics.area(of: ring).magnitude
    #expect(abs((outline?.firstArea ?? 0) / truth - 1) < 1e-4)
    #expect(abs((outline?.ratio ?? 0) - 1) < 1e-9)
  }
}
