import Geodesy
import Places
import Provenance
import Quantities
import Testing

@testable import Reports

@Suite("Features as a STAC catalog") struct FeatureSTACTests {
  private static let created =
    Timestamp(year: 2026, month: 1, day: 2, hour: 3, minute: 4, second: 5)
    ?? Timestamp(secondsSince1970: 0)

  private static func day(_ text: String?) -> Timestamp? { text.flatMap(Timestamp.init(iso8601:)) }

  private static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> GeoPolygon {
    GeoPolygon(
      exterior: [(west, south), (east, south), (east, north), (west, north)].map {
        GeoPoint(longitude: $0.0, latitude: $0.1)
      })
  }

  private static let site = Site(id: "plant", name: "Plant", polygons: [box(10, 20, 10.01, 20.01)])

  private static func feature(
    _ id: String, name: String? = nil, from: String? = "2021-01-02", to: String? = "2021-02-03T04:05:06Z",
    scenesFor: [String] = [], scenesAgainst: [String] = [], status: FeatureStatus = .candidate,
    outline: [GeoPolygon] = [box(10.001, 20.001, 10.002, 20.002)]
  ) -> Feature {
    Feature(
      id: id, name: name, kind: .building, change: .built, bracket: Bracket(notBefore: day(from), notAfter: day(to)),
      area: .estimate(Estimate(SquareMetres(100), low: SquareMetres(90), high: SquareMetres(110), method: "m")),
      score: .infinity, scenesFor: scenesFor, scenesAgainst: scenesAgainst, status: status, outline: outline)
  }

  private static func scene(
    _ id: String, _ date: String, sensor: String = "PlanetScope", gsd: Double? = 3, licence: String? = nil,
    credit: String? = nil
  ) throws -> STACScene {
    STACScene(
      id: id, date: try #require(day(date)), sensor: sensor, gsd: gsd.map { Metres($0) }, licence: licence,
      credit: credit, hash: ContentHash(of: id))
  }

  private static func catalog(
    _ features: [Feature], _ scenes: [STACScene] = [], settings: JSONValue = .null, assets: [STACAsset] = [],
    sites: [Site] = [site]
  ) -> FeatureSTAC {
    FeatureSTAC(
      sites: sites, features: features, scenes: scenes, program: ReportSoftware(name: "telltale", version: "0.1.0"),
      libraries: [ReportSoftware(name: "GDAL", version: "3.6.2")], settings: settings, created: created,
      assets: assets)
  }

  /// The item of that feature or picture.
  private static func item(_ catalog: FeatureSTAC, _ path: String) throws -> JSONValue {
    try #require(try catalog.files().first { $0.path == path }?.json)
  }

  @Test("Every link of every file leads to a file of the catalog, and every file but the root is led to")
  func links() throws {
    let files = try Self.catalog(
      [Self.feature("a", scenesFor: ["s1"]), Self.feature("b")],
      [Self.scene("s1", "2021-01-02"), Self.scene("s2", "2021-02-03")]
    ).files()
    let paths = Set(files.map(\.path))
    #expect(files.first?.path == "catalog.json" && paths.count == files.count && files.count == 7)
    var reached: Set<String> = []
    for file in files {
      let folder = file.path.split(separator: "/").dropLast()
      for link in try #require(file.json["links"]?.arrayValue) {
        var parts = Array(folder)
        for part in try #require(link["href"]?.stringValue).split(separator: "/") where part != "." {
          if part == ".." { parts.removeLast() } else { parts.append(part) }
        }
        let target = parts.joined(separator: "/")
        #expect(paths.contains(target), "\(file.path) leads to \(target)")
        if ["child", "item"].contains(link["rel"]?.stringValue) { reached.insert(target) }
      }
    }
    #expect(reached == paths.subtracting(["catalog.json"]))
  }

  @Test(
    "A bracket with both dates is a span without a moment, an open one the date that is known",
    arguments: [
      ("2021-01-02", "2021-02-03T04:05:06Z", nil, "2021-01-02T00:00:00Z", "2021-02-03T04:05:06Z", "The span is the"),
      ("2021-01-02", "2021-02-03", nil, "2021-01-02T00:00:00Z", "2021-02-03T23:59:59Z", "The span is the bracket"),
      ("2021-02-03", "2021-01-02", nil, "2021-01-02T00:00:00Z", "2021-02-03T23:59:59Z", "The span is the bracket"),
      (nil, "2021-02-03", "2021-02-03T00:00:00Z", nil, nil, "The bracket has no beginning"),
      ("2021-01-02", nil, "2021-01-02T00:00:00Z", nil, nil, "The bracket has no end"),
      (nil, nil, nil, "2020-05-06T00:00:00Z", "2022-07-08T09:10:11Z", "There is no bracket"),
    ] as [(String?, String?, String?, String?, String?, String)])
  func times(_ row: (from: String?, to: String?, moment: String?, start: String?, end: String?, words: String)) throws {
    let scenes = [try Self.scene("s1", "2022-07-08T09:10:11Z"), try Self.scene("s2", "2020-05-06")]
    let item = try Self.item(Self.catalog([Self.feature("a", from: row.from, to: row.to)], scenes), "features/a.json")
    let told = try #require(item["properties"])
    #expect(told["datetime"] == JSONValue(row.moment))
    #expect(told["start_datetime"]?.stringValue == row.start && told["end_datetime"]?.stringValue == row.end)
    #expect(told["telltale:datetimeMeans"]?.stringValue?.hasPrefix(row.words) == true)
    #expect(told["telltale:notBefore"] == JSONValue(row.from) && told["telltale:notAfter"] == JSONValue(row.to))
  }

  @Test("Without a date and a picture an item bears the time of writing, and says so")
  func noDate() throws {
    let told = try Self.item(Self.catalog([Self.feature("a", from: nil, to: nil)]), "features/a.json")["properties"]
    #expect(told?["datetime"] == "2026-01-02T03:04:05Z" && told?["start_datetime"] == nil)
    #expect(told?["telltale:datetimeMeans"] == "No date is known. datetime is when this was written.")
  }

  @Test("An item says what the thing is, how large, how far it was reviewed, and by what it was found")
  func properties() throws {
    let item = try Self.item(Self.catalog([Self.feature("a", name: "Hall")]), "features/a.json")
    let told = try #require(item["properties"])
    #expect(told["title"] == "Hall: building, new (candidate, not reviewed)")
    #expect(told["description"]?.stringValue?.hasSuffix("Candidate, not reviewed.") == true)
    #expect(told["telltale:status"] == "candidate" && told["telltale:kind"] == "building")
    #expect(told["telltale:change"] == "built" && told["telltale:area"]?["value"]?.doubleValue == 100)
    #expect(told["telltale:area"]?["low"]?.doubleValue == 90 && told["telltale:area"]?["level"]?.doubleValue == 0.9)
    #expect(told["processing:software"] == ["telltale": "0.1.0", "GDAL": "3.6.2"])
    #expect(told["processing:version"] == "0.1.0" && told["processing:datetime"] == "2026-01-02T03:04:05Z")
    #expect(item["geometry"]?["type"] == "Polygon")
    #expect(item["bbox"]?.arrayValue?.compactMap(\.doubleValue) == [10.001, 20.001, 10.002, 20.002])
  }

  @Test("What nobody reviewed is counted in the words of catalog and collection")
  func reviewed() throws {
    let mixed = try Self.catalog([Self.feature("a"), Self.feature("b", status: .accepted)]).files()
    for path in ["catalog.json", "features/collection.json"] {
      let words = mixed.first { $0.path == path }?.json["description"]?.stringValue
      #expect(words?.hasSuffix("1 of 2 features: machine output, candidate, not reviewed.") == true)
    }
    let none = try Self.item(Self.catalog([]), "features/collection.json")
    #expect(none["description"]?.stringValue?.hasSuffix("No feature was found.") == true)
    #expect(none["summaries"] == nil && none["extent"]?["temporal"] == ["interval": [[.null, .null]]])
  }

  @Test("An item is derived from the pictures that speak for it and against it, each once")
  func sources() throws {
    let feature = Self.feature("a", scenesFor: ["s2", "lost", "s2"], scenesAgainst: ["s1"])
    let item = try Self.item(
      Self.catalog([feature], [Self.scene("s1", "2021-01-02"), Self.scene("s2", "2021-02-03")]), "features/a.json")
    let derived = item["links"]?.arrayValue?.filter { $0["rel"] == "derived_from" }.compactMap {
      $0["href"]?.stringValue
    }
    #expect(derived == ["../scenes/s2.json", "../scenes/s1.json"])
    // What the catalog has no picture of is still named.
    #expect(item["properties"]?["telltale:scenesFor"] == ["s2", "lost", "s2"])
  }

  @Test("A picture's item has its date, sensor, pixel, credit and hash, and the site's box in place of a footprint")
  func pictures() throws {
    let scene = try Self.scene("s1", "2021-01-02", licence: "CC-BY-4.0", credit: "Planet Labs PBC")
    let item = try Self.item(Self.catalog([], [scene]), "scenes/s1.json")
    let told = try #require(item["properties"])
    #expect(told["datetime"] == "2021-01-02T00:00:00Z" && told["end_datetime"] == "2021-01-02T23:59:59Z")
    #expect(told["platform"] == "PlanetScope" && told["gsd"] == .number(3) && told["license"] == "CC-BY-4.0")
    #expect(told["providers"] == [["name": "Planet Labs PBC"]] && told["telltale:geometry"] == "site")
    #expect(told["telltale:sha256"]?.stringValue == ContentHash(of: "s1").hexadecimal)
    #expect(item["bbox"]?.arrayValue?.compactMap(\.doubleValue) == [10, 20, 10.01, 20.01])
    #expect(item["assets"] == [:] && item["stac_extensions"] == [])
  }

  @Test("A pixel size that is no size is left out", arguments: [nil, 0, -1, .nan, .infinity] as [Double?])
  func pixelSizes(_ gsd: Double?) throws {
    let scene = try Self.scene("s", "2021-01-02", sensor: "unknown", gsd: gsd)
    let told = try Self.item(Self.catalog([], [scene]), "scenes/s.json")["properties"]
    #expect(told?["gsd"] == nil && told?["platform"] == nil)
  }

  @Test("The report's files are one item, with the hash by which a reader checks them")
  func report() throws {
    let asset = STACAsset(
      name: "report.html", title: "The report", mediaType: "text/html", roles: ["overview"],
      hash: ContentHash(of: "page"), bytes: 4)
    // A feature may have taken the name.
    let files = try Self.catalog([Self.feature("report")], assets: [asset]).files()
    let item = try #require(files.first { $0.json["assets"]?["report.html"] != nil }?.json)
    #expect(item["id"] != "report" && files.contains { $0.path == "features/report.json" })
    let told = try #require(item["assets"]?["report.html"])
    #expect(told["href"] == "../report/report.html" && told["roles"] == ["overview"] && told["file:size"] == 4)
    #expect(told["file:checksum"]?.stringValue == "1220" + ContentHash(of: "page").hexadecimal)
    #expect(item["stac_extensions"]?.arrayValue?.count == 2)
    #expect(try Self.catalog([Self.feature("a")]).files().count == 4)
  }

  @Test("The same values give the same files")
  func same() throws {
    let catalog = Self.catalog([Self.feature("a"), Self.feature("b")], [try Self.scene("s", "2021-01-02")])
    let texts = try (0..<2).map { _ in try catalog.files().map { $0.path + $0.json.prettyText } }
    #expect(texts[0] == texts[1])
  }

  @Test("Settings are handed on with the one who processed, without paths of the machine")
  func settings() throws {
    let catalog = Self.catalog([], settings: ["/home/alice/a": 1, "b": ["/home/alice/work/c.tif", "2 lorries /day"]])
    let provider = try Self.item(catalog, "features/collection.json")["providers"]?.arrayValue?.first
    #expect(provider?["processing:expression"]?["expression"] == ["a": 1, "b": ["c.tif", "2 lorries /day"]])
  }
}
