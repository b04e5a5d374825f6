import Geodesy
import Orthorectification
import Quantities
import Testing

@Suite struct HeightZeroTests {
  @Test("Heights count from the geoid unless their CRS names the ellipsoid; what is not known of it is 30 m")
  func zero() {
    let place = GeoPoint(longitude: 55.1, latitude: 25)
    let plain = HeightZero(of: CRS("EPSG:32640"), at: place)
    if let undulation = Geoid.undulation(at: place) {
      #expect(plain == .geoid(undulation: undulation) && plain.aboveEllipsoid == undulation)
    } else {
      #expect(plain == .unknownGeoid)
    }
    let ellipsoidal = CRS(#"GEOGCRS["WGS 84",CS[ellipsoidal,3],AXIS["ellipsoidal height (h)",up]]"#)
    #expect(HeightZero(of: ellipsoidal, at: place) == .ellipsoid)
    #expect(HeightZero.unknownGeoid.deviation == Metres(30) && HeightZero.unknownGeoid.aboveEllipsoid == Metres(0))
    #expect(HeightZero.ellipsoid.deviation == Metres(0) && plain.deviation <= Metres(30))
  }
}
