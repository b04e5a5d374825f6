import Foundation
import Geodesy
import Quantities
import Testing

@Suite struct SunCourseTests {
  private func course(_ month: Int, latitude: Double) throws -> [SolarPosition] {
    let day = try #require(Timestamp(year: 2019, month: month, day: 21))
    return SolarPosition.course(ofDay: day, place: GeoPoint(longitude: 55, latitude: latitude))
  }

  @Test("At the solstices a day's highest sun stands at 90° less latitude, and 23.4° more or less")
  func noon() throws {
    for (month, sign) in [(6, 1.0), (12, -1.0)] {
      let highest = try course(month, latitude: 40).map(\.elevation.magnitude).max() ?? 0
      #expect(abs(highest * 180 / .pi - (50 + sign * 23.4)) < 0.2)
    }
  }

  @Test("In winter north of the tropic the sun never stands on the northern side, and is up for under half of the day")
  func winter() throws {
    let course = try course(12, latitude: 25)
    #expect(course.count > 140 && course.count < 170)
    for position in course {
      let azimuth = position.azimuth.magnitude * 180 / .pi
      #expect(position.elevation.magnitude > 0 && azimuth > 110 && azimuth < 250)
    }
  }

  @Test("In the polar night there is no place of the sun") func polarNight() throws {
    #expect(try course(12, latitude: 80).isEmpty)
  }
}
