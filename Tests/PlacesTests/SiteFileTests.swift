import Foundation
import Geodesy
import Places
import Provenance
import TelltaleTestSupport
import Testing

@Suite struct SiteFileTests {
  static let square = #"{"type":"Polygon","coordinates":[[[55,24],[55.2,24],[55.2,24.2],[55,24.2],[55,24]]]}"#
  static let inner = #"{"type":"Polygon","coordinates":[[[55.1,24.1],[55.11,24.1],[55.11,24.11],[55.1,24.1]]]}"#
  static let line = #"{"type":"LineString","coordinates":[[55.1,24.1],[55.11,24.1]]}"#

  static func feature(_ properties: String, _ geometry: String = square) -> String {
    #"{"type":"Feature","properties":{\#(properties)},"geometry":\#(geometry)}"#
  }

  static func collection(_ features: String...) -> String {
    #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#
  }

  private func read(_ text: String) throws -> [Site] {
    try SiteFile.sites(in: JSONValue(parsing: Data(text.utf8)), name: "s.geojson")
  }

  @Test("A lone polygon and a lone feature are a site each")
  func lone() throws {
    let geometry = try read(Self.square)
    #expect(geometry.map(\.id) == ["site-1"] && geometry[0].role == .site && geometry[0].name == "site-1")
    #expect(geometry[0].polygons[0].exterior.count == 4)
    let feature = try read(Self.feature(#""name":"Ryŏngsŏng Plant, hall A""#))
    #expect(feature[0].id == "ryongsong-plant-hall-a" && feature[0].name == "Ryŏngsŏng Plant, hall A")
  }

  @Test("Every property of the contract is read")
  func everything() throws {
    let sites = try read(
      Self.collection(
        Self.feature(#""id":"p","name":"Plant""#),
        Self.feature(
          #""id":7,"name":"Spur","role":"zone","site":"p","kind":"rail","relations":[{"type":"near","to":"p"}]"#,
          Self.inner),
        Self.feature(#""role":"line","name":"Road""#, Self.line),
        Self.feature(#""role":"reference","id":"hall""#, Self.inner)))
    #expect(sites.map(\.id) == ["p", "7", "road", "hall"])
    #expect(sites.map(\.role) == [.site, .zone, .line, .reference])
    #expect(sites.map(\.owner) == [nil, "p", "p", "p"])
    #expect(sites[1].kind == "rail" && sites[1].relations == [Site.Relation(kind: .near, to: "p")])
    #expect(sites[2].polygons.isEmpty && sites[2].lines.count == 1 && sites[2].lines[0].count == 2)
  }

  @Test("Ids are made up from name or role, and never twice the same")
  func identifiers() throws {
    let sites = try read(
      Self.collection(
        Self.feature(#""name":"Hall""#), Self.feature(#""name":"Hall""#), Self.feature(#""id":"hall-2""#),
        Self.feature(#""name":"平壤""#), Self.feature(""), Self.feature(#""role":"zone""#)))
    #expect(sites.map(\.id) == ["hall", "hall-3", "hall-2", "site-4", "site-5", "zone-1"])
  }

  @Test("With several sites, a zone belongs to the one that it lies in")
  func ownerByPlace() throws {
    let far = Self.square.replacingOccurrences(of: "[55", with: "[65")
    let sites = try read(
      Self.collection(
        Self.feature(#""id":"a""#), Self.feature(#""id":"b""#, far), Self.feature(#""role":"zone""#, Self.inner)))
    #expect(sites[2].owner == "a")
  }

  @Test("The GeoJSON member `id` serves where the property is missing")
  func memberID() throws {
    let text = #"{"type":"Feature","id":"m","properties":null,"geometry":\#(Self.square)}"#
    #expect(try read(text)[0].id == "m")
  }

  @Test("The real site of the shared data is read", .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func realSite() throws {
    let folder = try #require(SharedData.folder)
    let sites = try SiteFile.read(folder + "/uae-works/site.geojson")
    #expect(sites.map(\.id) == ["industrial-estate-united-arab-emirates"])
    let hectares = Geodesics.area(of: sites[0].polygons[0]).magnitude / 10_000
    #expect(abs(hectares - 277) < 2)
  }
}
