import Geodesy
import Quantities
import Testing

@Suite struct SolarPositionTests {
  @Test("The worked example of NREL's algorithm is met within 0.2°") func workedExample() throws {
    let moment = try #require(Timestamp(year: 2003, month: 10, day: 17, hour: 19, minute: 30, second: 30))
    let sun = SolarPosition(at: moment, place: GeoPoint(longitude: -105.1786, latitude: 39.742476))
    #expect(abs(sun.elevation.degrees - (90 - 50.11162)) < 0.2)
    #expect(abs(sun.azimuth.degrees - 194.34024) < 0.2)
  }

  @Test("Morning sun stands in the east, evening sun in the west, and at noon it is highest")
  func course() throws {
    let place = GeoPoint(longitude: 0, latitude: 35)
    func sun(_ hour: Int) throws -> SolarPosition {
      SolarPosition(at: try #require(Timestamp(year: 2021, month: 3, day: 20, hour: hour)), place: place)
    }
    let (morning, noon, evening) = (try sun(8), try sun(12), try sun(16))
    #expect((60...140).contains(morning.azimuth.degrees))
    #expect((220...300).contains(evening.azimuth.degrees))
    #expect(abs(noon.elevation.degrees - 55) < 0.6)
    #expect(noon.elevation > morning.elevation && noon.elevation > evening.elevation)
  }
}
