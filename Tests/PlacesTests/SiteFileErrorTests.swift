import Foundation
import Places
import Provenance
import TelltaleTestSupport
import Testing

/// Each fault of a site file, in its exact words.
@Suite struct SiteFileErrorTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let content: String
    let code: PlacesError.Code
    let words: String
    init(_ content: String, _ code: PlacesError.Code, _ words: String) {
      self.content = content
      self.code = code
      self.words = words
    }
    var testDescription: String { words }
  }

  private func error(reading content: Data) throws -> PlacesError {
    try withTemporaryFolder { folder in
      let path = folder + "/s.geojson"
      try content.write(to: URL(fileURLWithPath: path))
      return try #require(throws: PlacesError.self) { _ = try SiteFile.read(path) }
    }
  }

  static let roles: [Fault] = [
    Fault(
      SiteFileTests.feature(#""role":"building""#), .unknownWord,
      "s.geojson, feature 1: “building” is not a role. Use one of: site, zone, line, reference."),
    Fault(
      SiteFileTests.feature(#""role":7.5"#), .unknownWord,
      "s.geojson, feature 1: The property “role” is not text. Write it in quotes."),
    Fault(
      SiteFileTests.feature(#""relations":[{"type":"owns","to":"a"}]"#), .unknownWord,
      "s.geojson, feature 1: “owns” is not a relation. Use one of: partOf, supplies, replaces, near."),
    Fault(
      SiteFileTests.feature(#""relations":"a""#), .unknownWord,
      "s.geojson, feature 1: The property “relations” is not a list. Write [{\"type\": \"partOf\", \"to\": \"ID\"}]."),
    Fault(
      SiteFileTests.feature(#""relations":[{"type":"near"}]"#), .unknownWord,
      "s.geojson, feature 1: The property “relations” has an entry without “type” or “to”. "
        + "Write [{\"type\": \"partOf\", \"to\": \"ID\"}]."),
    Fault(
      SiteFileTests.feature(#""id":"a","relations":[{"type":"near","to":"b"}]"#), .unknownID,
      "s.geojson, feature 1: The property “relations” names “b”, which is no id of this file. Use one of: a."),
    Fault(
      SiteFileTests.collection(
        SiteFileTests.feature(#""id":"a""#), SiteFileTests.feature(#""role":"zone","site":"b""#)), .unknownID,
      "s.geojson, feature 2: The property “site” names “b”, which is no site of this file. Use one of: a."),
    Fault(
      SiteFileTests.collection(SiteFileTests.feature(#""id":"a""#), SiteFileTests.feature(#""id":"a""#)), .duplicateID,
      "s.geojson, feature 2: The id “a” belongs to feature 1 already. Give each feature an id of its own."),
    Fault(
      SiteFileTests.feature(#""name":"a\nb""#), .unknownWord,
      "s.geojson, feature 1: The property “name” has line breaks or control characters, or is longer than 500 bytes. "
        + "Shorten it to one line."),
    Fault(
      SiteFileTests.feature(#""role":"zone""#), .noSite,
      "s.geojson: None of the features has the role “site”. "
        + "Give at least one polygon to watch, with the role “site”."),
    Fault(
      #"{"type":"FeatureCollection","features":[]}"#, .noSite,
      "s.geojson: The file holds no feature. Give at least one polygon to watch, with the role “site”."),
  ]

  static let shapes: [Fault] = [
    Fault("", .empty, "s.geojson: The file is empty. Save the outlines as GeoJSON again."),
    Fault(" \n\t", .empty, "s.geojson: The file is empty. Save the outlines as GeoJSON again."),
    Fault(
      #"{"a":[1,NaN]}"#, .notJSON,
      "s.geojson: The file is not JSON: it holds the bare word NaN. "
        + "Replace it with a number, or remove the feature."),
    Fault(
      #"{"a":[1,-Infinity]}"#, .notJSON,
      "s.geojson: The file is not JSON: it holds the bare word Infinity. "
        + "Replace it with a number, or remove the feature."),
    Fault(
      "<!DOCTYPE html><title>Not Found, NaN, Infinity</title>", .notJSON,
      "s.geojson: The file is not JSON: it is XML, such as KML or a web page. Save the outlines as GeoJSON, in UTF-8."),
    Fault(
      "PK\u{3}\u{4}NaN", .notJSON,
      "s.geojson: The file is not JSON: it is a ZIP archive, such as KMZ or a shapefile in one. "
        + "Save the outlines as GeoJSON, in UTF-8."),
    Fault(
      "SQLite format 3\u{0}", .notJSON,
      "s.geojson: The file is not JSON: it is a database, such as a GeoPackage. Save the outlines as GeoJSON, in UTF-8."
    ),
    Fault(
      String(repeating: "[", count: 100_000), .tooLarge,
      "s.geojson: The JSON is nested more than 64 levels deep. "
        + "Save the file as plain GeoJSON; a site needs 8 levels."),
    Fault(
      "[]", .notGeoJSON,
      "s.geojson: This is JSON, but not GeoJSON: it has no “type”. Give a Polygon, a Feature or a FeatureCollection."),
    Fault(
      #"{"type":"GeometryCollection","geometries":[]}"#, .notGeoJSON,
      "s.geojson: The file's type is “GeometryCollection”. Give a Polygon, a Feature or a FeatureCollection."),
    Fault(#"{"type":"Topology"}"#, .notGeoJSON, "s.geojson: This is TopoJSON. Save the file as GeoJSON."),
    Fault(
      #"{"type":"FeatureCollection"}"#, .notGeoJSON,
      "s.geojson: The FeatureCollection has no list of features. Save the file as RFC 7946 GeoJSON."),
    Fault(
      SiteFileTests.collection("7"), .notGeoJSON,
      "s.geojson, feature 1: This entry is not a Feature. Save the file as RFC 7946 GeoJSON."),
    Fault(
      SiteFileTests.feature("", SiteFileTests.line), .wrongGeometry,
      "s.geojson, feature 1: The geometry is a LineString. The role “site” needs a Polygon. Draw its outline."),
    Fault(
      SiteFileTests.feature(#""role":"line""#), .wrongGeometry,
      "s.geojson, feature 1: The geometry is a Polygon. The role “line” needs a LineString. Draw it as a line."),
    Fault(
      SiteFileTests.feature("", "null"), .wrongGeometry,
      "s.geojson, feature 1: There is no geometry. The role “site” needs a Polygon. Draw its outline."),
    Fault(
      SiteFileTests.feature("", #"{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}"#),
      .invalidOutline,
      "s.geojson, feature 1, ring 1: The edge from (0, 0) meets the edge from (1, 0). "
        + "Move the corners so that the outline does not cross or touch itself."),
    Fault(
      SiteFileTests.feature(
        "", #"{"type":"Polygon","coordinates":[[[613525,287518],[613734,287518],[0,0],[613525,287518]]]}"#),
      .outOfRange,
      "s.geojson, feature 1, ring 1: (613525, 287518) looks like metres of a projected CRS, not like degrees. "
        + "Save the file as GeoJSON in WGS 84 (EPSG:4326)."),
    Fault(
      SiteFileTests.feature("", #"{"type":"Polygon","coordinates":[["a"]]}"#), .notGeoJSON,
      "s.geojson, feature 1, ring 1: \"a\" is no position. Write each point as [longitude, latitude]."),
  ]

  @Test("A fault is told in full", arguments: roles + shapes)
  func faults(_ fault: Fault) throws {
    let error = try error(reading: Data(fault.content.utf8))
    #expect(error.code == fault.code)
    #expect(error.description == fault.words)
  }

  @Test(
    "What is not JSON is told with the parser's own words beneath",
    arguments: [
      "{", "hello", "{\"a\":}", "\u{0}\u{1}", "NaN", "Notes on the site: NaN", "Id;Name\n1;N", "{\"a\": None}",
      "{\"a\": [1] NaNometre}",
    ])
  func notJSON(_ content: String) throws {
    let error = try error(reading: Data(content.utf8))
    #expect(error.code == .notJSON)
    #expect(error.description.hasPrefix("s.geojson: The file is not JSON. Save it as GeoJSON, in UTF-8. ("))
  }

  @Test("A byte order mark is passed over")
  func byteOrderMark() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/s.geojson"
      try (Data([0xEF, 0xBB, 0xBF]) + Data(SiteFileTests.square.utf8)).write(to: URL(fileURLWithPath: path))
      #expect(try SiteFile.read(path).count == 1)
    }
  }

  @Test("A file beyond 64 MiB is refused before it is parsed")
  func tooLarge() throws {
    let error = try error(reading: Data(repeating: 0x20, count: (64 << 20) + 1))
    #expect(error.code == .tooLarge)
    #expect(error.description == "s.geojson: The file is larger than 64 MiB. Keep only the outlines to watch.")
  }

  @Test("A missing file and a folder are told apart")
  func unreadable() throws {
    let missing = try #require(throws: PlacesError.self) { _ = try SiteFile.read("/nowhere/s.geojson") }
    #expect(missing.description == "s.geojson: There is no such file. Check the path.")
    try withTemporaryFolder { folder in
      let error = try #require(throws: PlacesError.self) { _ = try SiteFile.read(folder) }
      #expect(error.reason == "This is a folder." && error.mend == "Name the GeoJSON file in it.")
    }
  }
}
