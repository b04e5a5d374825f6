import Foundation
import Geodesy
import Provenance
import Testing
import Vectors

@Suite struct GeoJSONTests {
  private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: Data(text.utf8)) }
  private func polygon(_ rings: String) throws -> JSONValue {
    try json(#"{"type":"Polygon","coordinates":\#(rings)}"#)
  }

  @Test("A polygon is written with seven decimals, the right-hand rule and its first point repeated")
  func writing() {
    let clockwise = [(55.123456789, 24.0), (55.1, 25), (55.2, 25), (55.2, 24)].map {
      GeoPoint(longitude: $0.0, latitude: $0.1)
    }
    #expect(
      GeoJSON.geometry(of: [GeoPolygon(exterior: clockwise)]).compactText
        == #"{"type":"Polygon","coordinates":[[[55.1234568,24],[55.2,24],[55.2,25],[55.1,25],[55.1234568,24]]]}"#)
  }

  @Test("Holes run clockwise; several polygons become a MultiPolygon")
  func multi() throws {
    let outer = [(0.0, 0.0), (9, 0), (9, 9), (0, 9)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
    let hole = [(1.0, 1.0), (2, 1), (2, 2)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
    let polygons = [GeoPolygon(exterior: outer, holes: [hole]), GeoPolygon(exterior: hole)]
    let geometry = GeoJSON.geometry(of: polygons)
    #expect(geometry["type"] == "MultiPolygon")
    #expect(geometry.compactText.contains("[[1,1],[2,2],[2,1],[1,1]]]"))
    let again = try GeoJSON.polygons(from: geometry)
    #expect(GeoJSON.geometry(of: again) == geometry)
    #expect(Rings.isCounterclockwise(again[0].exterior) && !Rings.isCounterclockwise(again[0].holes[0]))
  }

  @Test("Lines and points are written and read back")
  func linesAndPoints() throws {
    let line = [GeoPoint(longitude: 1, latitude: 2), GeoPoint(longitude: 3, latitude: 4)]
    #expect(try GeoJSON.lines(from: GeoJSON.geometry(ofLines: [line])) == [line])
    #expect(try GeoJSON.lines(from: GeoJSON.geometry(ofLines: [line, line])) == [line, line])
    #expect(try GeoJSON.point(from: GeoJSON.geometry(of: line[0])) == line[0])
  }

  @Test("Heights are dropped, repeated points too")
  func heights() throws {
    let read = try GeoJSON.polygons(from: polygon("[[[0,0,9],[1,0,9],[1,0,8],[1,1,9],[0,0,9]]]"))
    #expect(read[0].exterior == [(0, 0), (1, 0), (1, 1)].map { GeoPoint(longitude: $0.0, latitude: $0.1) })
  }

  @Test(
    "Each fault of a polygon is told in full",
    arguments: [
      (
        "[[[0,0],[1,0],[1,1],[0,1]]]", VectorError.Code.notClosed,
        "geometry, ring 1: The ring ends at (0, 1) and not where it began, at (0, 0). "
          + "Repeat the first point at the end, as RFC 7946 asks."
      ),
      (
        "[[[0,0],[1,0],[0,0]]]", .degenerate,
        "geometry, ring 1: The ring has 2 different points; 3 are the least. "
          + "Draw the outline with at least three corners."
      ),
      (
        "[[[0,0],[1,1],[2,2],[3,3],[0,0]]]", .degenerate,
        "geometry, ring 1: All points of the ring lie on one line. Draw the outline with at least three corners."
      ),
      (
        "[[[0,0],[1,1],[1,0],[0,1],[0,0]]]", .selfCrossing,
        "geometry, ring 1: The edge from (0, 0) meets the edge from (1, 0). "
          + "Move the corners so that the outline does not cross or touch itself."
      ),
      (
        "[[[0,0],[200,0],[1,1],[0,0]]]", .outOfRange,
        "geometry, ring 1: (200, 0) lies outside ±180 of longitude or ±90 of latitude. "
          + "Write degrees on WGS 84, longitude first."
      ),
      (
        "[[[25,155],[25,156],[26,156],[25,155]]]", .outOfRange,
        "geometry, ring 1: (25, 155) has a latitude beyond ±90; latitude and longitude seem to be swapped. "
          + "Write longitude first, then latitude."
      ),
      (
        "[[[6135250.73,2875185.8],[6137340.7,2875185.8],[6137340.7,2873095.8],[6135250.73,2875185.8]]]", .outOfRange,
        "geometry, ring 1: (6135250.73, 2875185.8) looks like metres of a projected CRS, not like degrees. "
          + "Save the file as GeoJSON in WGS 84 (EPSG:4326)."
      ),
      (
        "[[[-179,0],[179,0],[179,1],[-179,0]]]", .outOfRange,
        "geometry, ring 1: The ring spans 358° of longitude. "
          + "Cut the outline at the 180° meridian into two polygons of a MultiPolygon."
      ),
      (
        "[[[0,0],[9,0],[9,9],[0,0]],[[20,20],[21,20],[21,21],[20,20]]]", .holeOutside,
        "geometry, ring 2: The hole does not lie inside the outline. "
          + "Draw the hole inside the first ring, or make it a polygon of its own in a MultiPolygon."
      ),
      (
        "[[[0,0],[\"x\",0],[9,9],[0,0]]]", .malformed,
        "geometry, ring 1: [\"x\",0] is no position. Write each point as [longitude, latitude]."
      ),
      (
        "[[0,0],[1,0],[1,1],[0,0]]", .malformed,
        "geometry, ring 1: 0 is no position. Write each point as [longitude, latitude]."
      ),
      (
        "[7]", .malformed,
        "geometry, ring 1: 7 stands where a list of points should. Save the file as RFC 7946 GeoJSON."
      ),
      ("[]", .malformed, "geometry: The geometry is empty. Draw its outline, or remove it from the file."),
      (
        "[[]]", .notClosed,
        "geometry, ring 1: The ring has no point. Repeat the first point at the end, as RFC 7946 asks."
      ),
      ("7", .malformed, "geometry: The geometry has no list of coordinates. Save the file as RFC 7946 GeoJSON."),
    ])
  func faults(_ rings: String, _ code: VectorError.Code, _ text: String) throws {
    let geometry = try polygon(rings)
    let error = try #require(throws: VectorError.self) { _ = try GeoJSON.polygons(from: geometry) }
    #expect(error.code == code)
    #expect(error.description == text)
  }

  @Test("A geometry of another type is named, and so is none")
  func wrongGeometry() throws {
    let point = GeoJSON.geometry(of: GeoPoint(longitude: 1, latitude: 2))
    let error = try #require(throws: VectorError.self) { _ = try GeoJSON.polygons(from: point) }
    #expect(error.description == "geometry: The geometry is a Point. Give a Polygon or MultiPolygon.")
    let none = try #require(throws: VectorError.self) { _ = try GeoJSON.lines(from: .null) }
    #expect(none.description == "geometry: There is no geometry. Give a LineString or MultiLineString.")
  }

  @Test("A ring beyond the limit of points is refused before it is checked")
  func tooManyPoints() throws {
    let ring = Array(repeating: GeoPoint(longitude: 1, latitude: 1), count: 100_001)
    let error = try #require(throws: VectorError.self) { _ = try RingValidity.open(closed: ring, at: "ring") }
    #expect(error.description == "ring: The ring has 100001 points; 100000 is the limit. Simplify the outline.")
  }
}
