import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Testing

@testable import Reports

@Suite("Hostile words and places in a STAC catalog") struct FeatureSTACHostileTests {
  private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> GeoPolygon {
    GeoPolygon(
      exterior: [(west, south), (east, south), (east, north), (west, north)].map {
        GeoPoint(longitude: $0.0, latitude: $0.1)
      })
  }

  private static func catalog(
    _ ids: [String], name: String? = nil, outline: [GeoPolygon] = [box(10, 20, 10.001, 20.001)],
    ground: [GeoPolygon] = [box(10, 20, 10.01, 20.01)], scenes: [STACScene] = []
  ) -> FeatureSTAC {
    let features = ids.map {
      Feature(
        id: $0, name: name, kind: .building, change: .built, bracket: Bracket(notBefore: nil, notAfter: nil),
        area: .refused("r"), score: 1, outline: outline)
    }
    return FeatureSTAC(
      sites: [Site(id: name ?? "plant", name: name ?? "Plant", polygons: ground)], features: features, scenes: scenes,
      program: ReportSoftware(name: "telltale", version: "0.1.0"), created: Timestamp(secondsSince1970: 0))
  }

  private static let ids = [
    "../../etc/passwd", "/etc/passwd", "..", ".", ".hidden", "", " ", "a/b", "a\\b", "a\u{0}b", "a\nb", "collection",
    "catalog", "Hall", "hall", "HALL", "hall", "\u{202E}lih", "ръка", "C:\\x", "a%2e%2e", "a?b#c",
    String(repeating: "x", count: 5_000),
  ]

  @Test("No id leads out of the folder, hides a file or takes another's place")
  func names() throws {
    let files = try Self.catalog(Self.ids).files().map(\.path)
    #expect(files.count == Self.ids.count + 3 && Set(files.map { $0.lowercased() }).count == files.count)
    for path in files {
      let parts = path.split(separator: "/", omittingEmptySubsequences: false)
      #expect(parts.count <= 2 && parts.allSatisfy { PlainNames.isPlain(String($0.dropLast(".json".count))) })
    }
  }

  @Test("Each item still bears its feature's own id, and plain ids are the items' ids")
  func identity() throws {
    let items = try Self.catalog(Self.ids).files().map(\.json).filter { $0["type"] == "Feature" }
    #expect(items.map { $0["properties"]?["telltale:id"]?.stringValue } == Self.ids)
    #expect(items[13]["id"] == "Hall")
    #expect(items.map { $0["id"]?.stringValue }.allSatisfy { $0.map(PlainNames.isPlain) == true })
  }

  @Test(
    "Titles and descriptions hold no markup, no further line and no mark that turns the writing",
    arguments: [
      "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://a/b)", "**x**", "a\n# b", "`x`",
      "\u{202E}evil\u{2066}", "a\u{0}\u{1B}[31m", "\u{FFFE}", "/home/alice/secret.tif", "",
      String(repeating: "long ", count: 100_000),
    ])
  func inert(_ name: String) throws {
    for file in try Self.catalog(["a"], name: name).files() {
      let told = file.json["properties"] ?? file.json
      let (title, words) = try (#require(told["title"]?.stringValue), #require(told["description"]?.stringValue))
      for text in [title, words] {
        #expect(text.unicodeScalars.count < 8_000 && !text.contains("/home/alice"))
        #expect(
          text.unicodeScalars.allSatisfy {
            ![.control, .format, .lineSeparator].contains($0.properties.generalCategory)
          })
      }
      let bare = words.replacing(#/\\[\\`*_\[\]<>&#~|!]/#, with: "")
      #expect(!bare.contains { "\\`*_[]<>&#~|!".contains($0) }, "\(bare.prefix(200))")
      // The document is JSON whatever it holds.
      #expect(try JSONValue(parsing: Data(file.json.prettyText.utf8))["stac_version"] == "1.0.0")
    }
  }

  @Test(
    "A licence is STAC's code or keeps its words, and only a plain address becomes a link",
    arguments: [
      (nil, nil, nil, false), ("", nil, nil, false), ("CC-BY-4.0", "CC-BY-4.0", nil, false),
      ("GPL-2.0+", "GPL-2.0+", nil, false), ("ask the provider", "proprietary", "ask the provider", false),
      ("https://a.example/l", "proprietary", "https://a.example/l", true),
      ("https://a.example/\"><b>", "proprietary", "https://a.example/\"><b>", false),
      ("javascript:alert(1)", "proprietary", "javascript:alert(1)", false),
    ] as [(String?, String?, String?, Bool)])
  func licences(_ row: (licence: String?, code: String?, words: String?, isLinked: Bool)) throws {
    let scene = STACScene(
      id: "s", date: Timestamp(secondsSince1970: 0), sensor: "x", gsd: nil, licence: row.licence, credit: nil, hash: nil
    )
    let files = try Self.catalog([], scenes: [scene]).files()
    let item = try #require(files.first { $0.path == "scenes/s.json" }?.json)
    #expect(item["properties"]?["license"]?.stringValue == row.code)
    #expect(item["properties"]?["telltale:licence"]?.stringValue == row.words)
    #expect((item["links"]?.arrayValue ?? []).contains { $0["rel"] == "license" } == row.isLinked)
    let collection = files.first { $0.path == "scenes/collection.json" }?.json
    #expect(collection?["license"]?.stringValue == row.code ?? "proprietary")
  }

  @Test("Of several licences the collection says so")
  func several() throws {
    let scenes = ["CC-BY-4.0", "CC0-1.0"].map {
      STACScene(
        id: $0, date: Timestamp(secondsSince1970: 0), sensor: "x", gsd: nil, licence: $0, credit: nil, hash: nil)
    }
    let files = try Self.catalog([], scenes: scenes).files()
    #expect(files.first { $0.path == "scenes/collection.json" }?.json["license"] == "various")
  }

  @Test("Corners that are no place on the ground are refused", arguments: [.nan, .infinity, 181, 2_000, -1e300])
  func offGround(_ longitude: Double) throws {
    let corners = [(longitude, 1.0), (2, 1), (2, 2)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
    let error = #expect(throws: ReportError.self) {
      try Self.catalog(["a"], outline: [GeoPolygon(exterior: corners)]).files()
    }
    #expect(
      error?.description == "STAC, feature a: A corner lies at longitude \(longitude), latitude 1.0: that is no place "
        + "on the ground. Give the pictures coordinates first, or use --format csv.")
  }

  @Test("A case whose sites have no ground is refused")
  func noGround() throws {
    let error = #expect(throws: ReportError.self) { try Self.catalog([], ground: []).files() }
    #expect(
      error?.description == "STAC: None of the case's sites has a polygon. Give the site a ground, or use --format csv."
    )
  }

  @Test("A feature without an outline has neither place nor box", arguments: [[], [GeoPolygon(exterior: [])]])
  func noOutline(_ outline: [GeoPolygon]) throws {
    let item = try #require(
      try Self.catalog(["a"], outline: outline).files().first { $0.path == "features/a.json" }?.json)
    #expect(item["geometry"] == .null && item["bbox"] == nil)
  }

  @Test("Across the 180° meridian the box runs from west to east, not round the globe")
  func dateLine() throws {
    let outline = [Self.box(179.5, 1, 180, 2), Self.box(-180, 1, -179.5, 2)]
    let files = try Self.catalog(["a"], outline: outline, ground: outline).files()
    let item = try #require(files.first { $0.path == "features/a.json" }?.json)
    #expect(item["bbox"]?.arrayValue?.compactMap(\.doubleValue) == [179.5, 1, -179.5, 2])
  }
}
