import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters

extension GivenPosition {
  /// The four corners of `--corners "lon,lat lon,lat lon,lat lon,lat"`, clockwise from top left.
  /// - Throws: `badCorners` where they are not four, not numbers, out of range, anticlockwise or crossed.
  package static func corners(parsing text: String) throws(CatalogueError) -> [GeoPoint] {
    let words = text.split(whereSeparator: \.isWhitespace)
    guard words.count == 4 else {
      throw badCorners("There are \(words.count) corners; a picture has 4.")
    }
    var corners: [GeoPoint] = []
    for (index, word) in words.enumerated() {
      let numbers = word.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
      guard numbers.count == 2, let longitude = numbers[0], let latitude = numbers[1] else {
        throw badCorners("Corner \(index + 1), “\(word.prefix(40))”, is not a longitude and a latitude.")
      }
      let point = GeoPoint(longitude: longitude, latitude: latitude)
      if let fault = fault(of: point) { throw badCorners("Corner \(index + 1), \(fault)") }
      corners.append(point)
    }
    try checkOrder(corners)
    return corners
  }

  /// A date given as ISO 8601, `2018-06-23` or `2018-06-23T06:41:09Z`.
  /// - Throws: `badDate` where it is none, is before 1940 or later than `now`.
  package static func date(parsing text: String, now: Timestamp) throws(CatalogueError) -> Timestamp {
    guard let date = Timestamp(iso8601: text) else {
      throw CatalogueError(
        .badDate, at: "--date", "“\(text.prefix(40))” is not a date.",
        mend: "Write it as 2018-06-23 or 2018-06-23T06:41:09Z.")
    }
    guard AcquisitionDate.isBelievable(date, now: now) else {
      throw CatalogueError(
        .badDate, at: "--date", "\(date.day) is \(date > now ? "in the future" : "before 1940").",
        mend: "Give the day on which the picture was taken.")
    }
    return date
  }

  private static func checkOrder(_ corners: [GeoPoint]) throws(CatalogueError) {
    let turns = corners.indices.map { index in
      let (a, b, c) = (corners[index], corners[(index + 1) % 4], corners[(index + 2) % 4])
      return (b.longitude - a.longitude) * (c.latitude - b.latitude)
        - (b.latitude - a.latitude) * (c.longitude - b.longitude)
    }
    if turns.allSatisfy({ $0 < 0 }) { return }
    if turns.allSatisfy({ $0 > 0 }) { throw badCorners("The corners run anticlockwise.") }
    throw badCorners("The corners do not bound a four-sided area; two are the same, or in the wrong order.")
  }

  private static func badCorners(_ reason: String) -> CatalogueError {
    CatalogueError(
      .badCorners, at: "--corners", reason,
      mend: #"Write "lon,lat lon,lat lon,lat lon,lat" in degrees, clockwise from the picture's top left."#)
  }

  /// Why the point is no place in degrees; `nil` where it is one.
  static func fault(of point: GeoPoint) -> String? {
    let (longitude, latitude) = (point.longitude, point.latitude)
    guard !(abs(longitude) <= 180 && abs(latitude) <= 90) else { return nil }
    let text = "(\(JSONValue.fixed(longitude, places: 7)), \(JSONValue.fixed(latitude, places: 7)))"
    guard longitude.isFinite, latitude.isFinite else { return "the point is not a pair of finite numbers." }
    if abs(longitude) > 1_000 || abs(latitude) > 1_000 { return "\(text), looks like metres, not degrees." }
    if abs(latitude) <= 180, abs(longitude) <= 90 { return "\(text), seems to have the latitude first." }
    return "\(text), lies outside ±180 of longitude or ±90 of latitude."
  }
}
