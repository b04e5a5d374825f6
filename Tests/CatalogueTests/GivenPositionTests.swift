import Catalogue
import Geodesy
import Quantities
import Rasters
import Testing

@Suite struct GivenPositionTests {
  private let now = Timestamp(secondsSince1970: 1_770_000_000)
  private static let mend =
    #"Write "lon,lat lon,lat lon,lat lon,lat" in degrees, clockwise from the picture's top left."#

  @Test("Four corners are read from their text")
  func corners() throws {
    let corners = try GivenPosition.corners(parsing: " 55.1,25  55.2,25\n55.2,24.9 55.1,24.9 ")
    #expect(
      corners == [(55.1, 25), (55.2, 25), (55.2, 24.9), (55.1, 24.9)].map { GeoPoint(longitude: $0.0, latitude: $0.1) })
  }

  @Test(
    "Each fault of the corners is told in full",
    arguments: [
      ("", "There are 0 corners; a picture has 4."),
      ("55.1,25 55.2,25 55.2,24.9", "There are 3 corners; a picture has 4."),
      ("55.1,25 55.2,25 55.2;24.9 55.1,24.9", "Corner 3, “55.2;24.9”, is not a longitude and a latitude."),
      ("55.1,25 55.2,25 55.2,24.9,3 55.1,24.9", "Corner 3, “55.2,24.9,3”, is not a longitude and a latitude."),
      ("nan,25 55.2,25 55.2,24.9 55.1,24.9", "Corner 1, the point is not a pair of finite numbers."),
      ("25,155.1 25,155.2 24.9,155.2 24.9,155.1", "Corner 1, (25, 155.1), seems to have the latitude first."),
      ("310000,2765000 1,1 2,2 3,3", "Corner 1, (310000, 2765000), looks like metres, not degrees."),
      ("190,25 55.2,25 55.2,24.9 55.1,24.9", "Corner 1, (190, 25), lies outside ±180 of longitude or ±90 of latitude."),
      ("55.1,25 55.1,24.9 55.2,24.9 55.2,25", "The corners run anticlockwise."),
      (
        "55.1,25 55.2,24.9 55.2,25 55.1,24.9",
        "The corners do not bound a four-sided area; two are the same, or in the wrong order."
      ),
      (
        "55.1,25 55.1,25 55.2,24.9 55.1,24.9",
        "The corners do not bound a four-sided area; two are the same, or in the wrong order."
      ),
    ])
  func badCorners(_ text: String, _ reason: String) throws {
    let error = try #require(throws: CatalogueError.self) { _ = try GivenPosition.corners(parsing: text) }
    #expect(error.code == .badCorners)
    #expect(error.description == "--corners: " + reason + " " + Self.mend)
  }

  @Test("A given date is read, and refused where it is none, in the future or before 1940")
  func dates() throws {
    #expect(try GivenPosition.date(parsing: "2018-06-23", now: now).description == "2018-06-23")
    for (text, words) in [
      ("23.6.2018", "--date: “23.6.2018” is not a date. Write it as 2018-06-23 or 2018-06-23T06:41:09Z."),
      ("2099-01-01", "--date: 2099-01-01 is in the future. Give the day on which the picture was taken."),
      ("1900-01-01", "--date: 1900-01-01 is before 1940. Give the day on which the picture was taken."),
    ] {
      let error = try #require(throws: CatalogueError.self) { _ = try GivenPosition.date(parsing: text, now: now) }
      #expect(error.description == words)
    }
  }

  @Test("A table is read with and without names of columns, in any order of columns")
  func tables() throws {
    let plain = try ControlPointTable.parse("0,0,55.1,25\n10,0,55.2,25\r\n\n# note\n0,10,55.1,24.9\n", name: "g.csv")
    let named = try ControlPointTable.parse(
      "\u{FEFF}id,Latitude,longitude,row,column\na,25,55.1,0,0\nb,25,55.2,0,10\nc,24.9,55.1,10,0", name: "g.csv")
    #expect(plain == named)
    #expect(plain[1].pixel == PixelPoint(column: 10, row: 0))
  }

  @Test(
    "Each fault of a table names its line",
    arguments: [
      ("", "g.csv: The table has 0 points; 3 are the least. Add points that are far apart."),
      (
        "column,row,longitude,latitude\n0,0,55,25",
        "g.csv: The table has 1 points; 3 are the least. Add points that are far apart."
      ),
      (
        "col,row,lon,lat\n0,0,55,25",
        "g.csv, line 1: The column “column” is missing. "
          + "Begin the table with “column,row,longitude,latitude”, separated by commas."
      ),
      (
        "0,0,55,25\n0,0,55",
        "g.csv, line 2: The line does not hold four numbers. "
          + "Write column,row,longitude,latitude, with commas between and points as decimal marks."
      ),
      (
        "0,0,55,25\n0,0,nan,25",
        "g.csv, line 2: The line does not hold four numbers. "
          + "Write column,row,longitude,latitude, with commas between and points as decimal marks."
      ),
      (
        "0,0,25,155",
        "g.csv, line 1: The place, (25, 155), seems to have the latitude first. "
          + "Write degrees on WGS 84, longitude before latitude."
      ),
    ])
  func badTables(_ text: String, _ words: String) throws {
    let error = try #require(throws: CatalogueError.self) { _ = try ControlPointTable.parse(text, name: "g.csv") }
    #expect(error.code == .badControlPoints)
    #expect(error.description == words)
  }

  @Test("A missing table is an error")
  func missing() throws {
    let error = try #require(throws: CatalogueError.self) { _ = try ControlPointTable.read("/nowhere/g.csv") }
    #expect(error.description == "g.csv: The table cannot be read. Check its path.")
  }
}
