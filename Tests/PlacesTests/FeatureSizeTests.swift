import Geodesy
import Places
import Provenance
import Quantities
import Testing

@Suite("Sizes of features as JSON")
struct FeatureSizeTests {
  private func feature(
    _ size: FeatureSize?, _ height: Measured<Metres>?, floorArea: Measured<SquareMetres>? = nil
  ) -> Feature {
    Feature(
      id: "f-1", kind: .building, change: .built, bracket: Bracket(notBefore: nil, notAfter: nil),
      area: .refused("a"), score: 1,
      outline: [
        GeoPolygon(exterior: [
          GeoPoint(longitude: 1, latitude: 1), GeoPoint(longitude: 2, latitude: 1), GeoPoint(longitude: 2, latitude: 2),
        ])
      ], size: size, height: height, floorArea: floorArea)
  }

  private func metres(_ value: Double) -> Estimate<Metres> {
    Estimate(Metres(value), low: Metres(value - 1), high: Metres(value + 1), method: "m")
  }

  @Test("Length, width, perimeter, orientation and height are read as they were written")
  func roundTrip() {
    let angle = Estimate(Degrees(30), low: Degrees(28), high: Degrees(32), method: "m")
    for orientation in [Measured.estimate(angle), .refused("it is nearly as wide as long")] {
      for height in [Measured.estimate(metres(9)), .refused("no shadow stands out beside it"), nil] {
        let size = FeatureSize(length: metres(60), width: metres(25), perimeter: metres(170), orientation: orientation)
        let written = feature(size, height)
        #expect(FeatureJSON.feature(from: FeatureJSON.feature(written)) == written)
      }
    }
    let bare = feature(nil, nil)
    #expect(FeatureJSON.feature(from: FeatureJSON.feature(bare)) == bare)
    #expect(FeatureJSON.properties(of: bare)["length"] == nil && FeatureJSON.properties(of: bare)["height"] == nil)
  }

  @Test("The area of all floors is read as it was written, told or refused")
  func floors() {
    let told = Estimate(SquareMetres(3_000), low: SquareMetres(1_500), high: SquareMetres(6_000), method: "m")
    for floors in [Measured.estimate(told), .refused("its height is not known"), nil] {
      let written = feature(nil, .estimate(metres(9)), floorArea: floors)
      #expect(FeatureJSON.feature(from: FeatureJSON.feature(written)) == written)
    }
    let json = FeatureJSON.properties(of: feature(nil, nil, floorArea: .estimate(told)))
    #expect(json["floorArea"]?["unit"] == "m2" && json["floorArea"]?["high"]?.doubleValue == 6_000)
  }

  @Test("Directions are in degrees, lengths in metres")
  func units() {
    let angle = Estimate(Degrees(30), low: Degrees(28), high: Degrees(32), method: "m")
    let size = FeatureSize(length: metres(60), width: metres(25), perimeter: metres(170), orientation: .estimate(angle))
    let json = FeatureJSON.properties(of: feature(size, .estimate(metres(9))))
    #expect(json["orientation"]?["unit"] == "deg" && json["length"]?["unit"] == "m" && json["height"]?["unit"] == "m")
  }
}
