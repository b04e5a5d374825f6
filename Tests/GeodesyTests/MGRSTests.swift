import Testing

@testable import Geodesy

@Suite("Squares of the Military Grid") struct MGRSTests {
  @Test(
    "Known places, north and south, with Norway's and Svalbard's wide zones",
    arguments: [
      (55.12, 24.98, "40RCN"), (-77.04, 38.89, "18SUJ"), (151.21, -33.87, "56HLH"), (10.75, 59.91, "32VNM"),
      (15.63, 78.22, "33XWG"), (-157.86, 21.31, "04QFJ"), (0.5, 51.5, "31UCT"),
    ])
  func known(_ longitude: Double, _ latitude: Double, _ square: String) throws {
    #expect(try MGRS.square(of: GeoPoint(longitude: longitude, latitude: latitude)) == square)
  }

  @Test("Near the poles there is none")
  func polar() throws {
    #expect(try MGRS.square(of: GeoPoint(longitude: 10, latitude: 84.5)) == nil)
    #expect(try MGRS.square(of: GeoPoint(longitude: 10, latitude: -80.5)) == nil)
  }
}
