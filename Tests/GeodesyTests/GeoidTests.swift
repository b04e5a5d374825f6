import Geodesy
import Testing

@Suite struct GeoidTests {
  /// Of the test points that came with the model's own program.
  @Test(
    "The geoid lies where EGM96 has it, to 0.3 m",
    arguments: [
      (-90.220_845, 38.628_155, -31.63), (-54.978_886, -14.621_217, -2.97), (102.448_729, 46.874_319, -43.57),
      (133.874_712, -23.617_446, 15.87), (-0.0005, 38.625_473, 50.07), (0.0023, -0.466_744, 17.33),
    ])
  func undulation(_ longitude: Double, _ latitude: Double, _ height: Double) throws {
    // PROJ without the grid is told by `nil`, and by the remarks of scenes.
    guard let found = Geoid.undulation(at: GeoPoint(longitude: longitude, latitude: latitude)) else { return }
    #expect(abs(found.magnitude - height) < 0.3)
  }

  @Test("No undulation is known of no place")
  func nowhere() {
    #expect(Geoid.undulation(at: GeoPoint(longitude: .nan, latitude: 0)) == nil)
  }

  @Test("Only a CRS that says so counts heights from the ellipsoid")
  func ellipsoidal() {
    #expect(!CRS("EPSG:32640").hasEllipsoidalHeights)
    let axis = #"GEOGCRS["WGS 84",CS[ellipsoidal,3],AXIS["ellipsoidal height (h)",up,ORDER[3]]]"#
    #expect(CRS(axis).hasEllipsoidalHeights)
    #expect(!CRS(#"GEOGCRS["WGS 84",CS[ellipsoidal,2],AXIS["latitude",north]]"#).hasEllipsoidalHeights)
  }
}
