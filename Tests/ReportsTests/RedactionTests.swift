import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Testing

@testable import Reports

@Suite("Redaction")
struct RedactionTests {
  @Test("A place lies in its cell, which is at least as wide as asked for and the same for all places in it")
  func cell() {
    for (longitude, latitude) in [(125.75, 39.13), (-179.99, 0.01), (179.99, -89.9), (0.0, 89.99), (-0.01, -0.01)] {
      for kilometres in [1.0, 7, 50, 400] {
        let cell = PlaceCell(holding: GeoPoint(longitude: longitude, latitude: latitude), kilometres: kilometres)
        #expect(cell.south <= latitude && latitude <= cell.north && cell.west <= longitude && longitude <= cell.east)
        let height = (cell.north - cell.south) * 111.195
        let pole = max(abs(cell.south), abs(cell.north)) * .pi / 180
        let width = (cell.east - cell.west) * 111.195 * cos(pole)
        // Cells at a pole are cut by it, and there all longitudes meet.
        if abs(latitude) < 85 { #expect(height > kilometres * 0.999 && width > kilometres * 0.999) }
        let corner = GeoPoint(
          longitude: cell.west + 0.01 * (cell.east - cell.west), latitude: cell.south + 0.9 * (cell.north - cell.south))
        #expect(PlaceCell(holding: corner, kilometres: kilometres) == cell)
      }
    }
    let cell = PlaceCell(holding: GeoPoint(longitude: -70.2, latitude: -33.4), kilometres: 10)
    let across = [179.9, -179.8, 179.95].map { GeoPoint(longitude: $0, latitude: 10) }
    #expect(abs(abs(PlaceCell.middle(of: across)?.longitude ?? 0) - 179.95) < 0.2)
    #expect(cell.words.contains("south") && cell.words.contains("west"))
  }

  @Test("Cells of other widths lie within each other whole, so that several editions tell no more than the finest")
  func nested() {
    for step in 0..<200 {
      let point = GeoPoint(
        longitude: Double(step * 7_919 % 36_000) / 100 - 180, latitude: Double(step * 104_729 % 17_000) / 100 - 85)
      let cells = [1.0, 3, 20, 25, 40, 150, 900].map { PlaceCell(holding: point, kilometres: $0) }
      for (fine, coarse) in zip(cells, cells.dropFirst()) {
        #expect(coarse.south <= fine.south && fine.north <= coarse.north)
        #expect(coarse.west <= fine.west && fine.east <= coarse.east)
      }
    }
  }

  @Test("A name is replaced as a whole word and never in a tag; what escapes hide is found all the same")
  func words() {
    let outline = GeoPolygon(exterior: [GeoPoint(longitude: 1, latitude: 1)])
    let redactor = Redactor(
      scenes: [], features: [], sites: [Site(id: "s", name: "Class", polygons: [outline])], words: [])
    #expect(
      redactor.page("<p class=\"note\">The class, classes &amp; Class</p>")
        == "<p class=\"note\">The the site, classes &amp; the site</p>")
    let check = LeakCheck(texts: ["Söder-werk & Co", "영변"], hashes: [])
    for text in ["S%C3%B6derwerk & Co", "SODERWERK &amp; CO", "Soeder werk &\u{00AD} Co", "bei 영변 am Fluss"] {
      #expect(check.leaks(in: [("a", Data(text.utf8))]).count == 1, "\(text)")
    }
    #expect(check.leaks(in: [("a", Data("Soda, Werk".utf8))]).isEmpty)
  }

  private func redactor(words: [String] = []) -> Redactor {
    let scene = ReportScene(
      id: "S2_20210112", label: "S2_20210112.tif", date: Timestamp(year: 2021, month: 1, day: 12, hour: 6), sensor: "S2"
    )
    let outline = GeoPolygon(exterior: [
      GeoPoint(longitude: 1, latitude: 1), GeoPoint(longitude: 2, latitude: 1), GeoPoint(longitude: 2, latitude: 2),
    ])
    let feature = Feature(
      id: "f-12ab34cd56", kind: .building, kindReasons: ["as S2_20210112 shows"], change: .built,
      bracket: Bracket(notBefore: Timestamp(year: 2021, month: 1, day: 12, hour: 6), notAfter: nil),
      area: .refused("small"), score: 9, scenesFor: ["S2_20210112"], outline: [outline])
    return Redactor(
      scenes: [scene], features: [feature],
      sites: [Site(id: "yongbyon", name: "Yŏngbyŏn", polygons: [outline])], words: words)
  }

  @Test("Names go whatever their capitals and accents, ids go, hours go, and other words stay")
  func texts() {
    let redactor = redactor(words: ["river bend"])
    #expect(
      redactor.text("In YONGBYON at the River Bend, S2_20210112.tif of 2021-01-12T06:41:09Z, f-12ab34cd56/area")
        == "In the site at the [withheld], picture-1 of 2021-01-12, r1/area")
    #expect(redactor.text("yongbyon") == "site")
    #expect(redactor.text("a building of 12 m") == "a building of 12 m")
    #expect(
      redactor.json(["origins": ["features/f-12ab34cd56/area"], "n": 3]) == ["origins": ["features/r1/area"], "n": 3])
  }

  @Test("Pictures of a page stay as they are, whatever letters their bytes make")
  func pages() {
    let picture = "<img src=\"data:image/png;base64,YongbyonAAAA\" aria-label=\"Yongbyon\">"
    #expect(
      redactor().page("<p>Yongbyon</p>\(picture)")
        == "<p>the site</p><img src=\"data:image/png;base64,YongbyonAAAA\" aria-label=\"the site\">")
  }

  @Test("A feature loses outline, id and hours, and keeps its numbers")
  func features() throws {
    let feature = Feature(
      id: "f-12ab34cd56", kind: .building, kindReasons: ["as S2_20210112 shows"], change: .built,
      bracket: Bracket(
        notBefore: Timestamp(year: 2021, month: 1, day: 12, hour: 6), notAfter: Timestamp(year: 2021, month: 2, day: 1)),
      area: .estimate(
        Estimate(SquareMetres(100), low: SquareMetres(90), high: SquareMetres(110), method: "outline")), score: 9,
      scenesFor: ["S2_20210112"],
      outline: [GeoPolygon(exterior: [GeoPoint(longitude: 1, latitude: 1)])])
    let told = try #require(redactor().features([feature]).first)
    #expect(told.id == "r1" && told.outline.isEmpty && told.scenesFor == ["picture-1"])
    #expect(told.bracket.notBefore?.description == "2021-01-12" && told.area == feature.area)
    #expect(told.kindReasons == ["as picture-1 shows"])
  }

  @Test("A name that stands in a file after all is found, in capitals too, and one in a picture's letters is not")
  func leaks() {
    let check = LeakCheck(texts: ["Yongbyon"], hashes: [ContentHash(of: "x")])
    #expect(check.leaks(in: [("a.json", Data("{\"a\":\"YONGBYON\"}".utf8))]).map(\.file) == ["a.json"])
    #expect(check.leaks(in: [("a.html", Data("<img src=\"data:image/png;base64,yongbyon\">".utf8))]).isEmpty)
    #expect(check.leaks(in: [("b", Data(ContentHash(of: "x").hexadecimal.utf8))]).count == 1)
  }

  private static let salt = "0123456789abcdef0123456789abcdef"

  @Test("A withheld field shows itself to who has its salt, and nobody finds it without")
  func commitments() throws {
    let field = WithheldField("features/r1/id", "f-12ab34cd56", salt: Self.salt)
    let back = try #require(WithheldField(json: field.json))
    #expect(back.commitment == field.commitment)
    #expect(WithheldField("features/r1/id", "f-12ab34cd57", salt: Self.salt).commitment != field.commitment)
    #expect(
      WithheldField("features/r1/id", "f-12ab34cd56", salt: String(Self.salt.reversed())).commitment != field.commitment
    )
  }
}
