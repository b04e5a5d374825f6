import Foundation
import Geodesy
import Places
import Quantities
import Reports
import Testing

@Suite("Features for other programs") struct FeatureExportTests {
  private static let corners = [(10.0, 20.0), (10.001, 20.0), (10.001, 20.001)].map {
    GeoPoint(longitude: $0.0, latitude: $0.1)
  }

  private static func feature(_ name: String?, _ change: ChangeKind = .built, id: String = "f-1") -> Feature {
    Feature(
      id: id, name: name, kind: .building, change: change,
      bracket: Bracket(notBefore: Timestamp(iso8601: "2021-01-02"), notAfter: Timestamp(iso8601: "2021-02-03")),
      area: .estimate(Estimate(SquareMetres(100), low: SquareMetres(90), high: SquareMetres(110), method: "m")),
      score: 7, outline: [GeoPolygon(exterior: corners)])
  }

  @Test("A row has a field for each column, with value, interval and what was reviewed")
  func table() throws {
    let lines = FeatureCSV.text([Self.feature("hall")]).components(separatedBy: "\r\n")
    #expect(lines.count == 3 && lines[2].isEmpty)
    let (head, row) = (lines[0].split(separator: ",", omittingEmptySubsequences: false), lines[1])
    #expect(
      row.hasPrefix("f-1,hall,building,built,\"candidate, not reviewed\",,,2021-01-02,2021-02-03,100,90,110,0.9,"))
    // The comma inside the quotes is no separator.
    #expect(row.split(separator: ",", omittingEmptySubsequences: false).count == head.count + 1)
  }

  @Test(
    "No name becomes a formula, a further row or a further field",
    arguments: ["=1+1", "+1", "@x", "-cmd", "a\r\nb", "a\",b"])
  func hostile(_ name: String) {
    let lines = FeatureCSV.text([Self.feature(name)]).components(separatedBy: "\r\n")
    #expect(lines.count == 3)
    let field = lines[1].dropFirst("f-1,".count)
    #expect(!["=", "+", "@", "-"].contains { field.hasPrefix($0) || field.hasPrefix("\"" + $0) })
  }

  @Test("Google Earth's slider has built things from their first date on, and removed ones until theirs")
  func times() {
    #expect(FeatureKML.text([Self.feature(nil)], title: "t").contains("<TimeSpan><begin>2021-02-03</begin></TimeSpan>"))
    #expect(
      FeatureKML.text([Self.feature(nil, .removed)], title: "t").contains("<TimeSpan><end>2021-02-03</end></TimeSpan>"))
  }

  @Test("Names and titles are text in KML, whatever they hold")
  func inert() throws {
    let text = FeatureKML.text([Self.feature("</name><Script>&")], title: "<b>\u{1}")
    #expect(!text.contains("<Script>") && !text.contains("<b>"))
    #expect(text.contains("Candidates, not reviewed"))
    let parser = XMLCheck()
    #expect(parser.isWellFormed(text))
  }

  @Test("Whatever the features' ids are, elements of KML have ids as XML allows them, each once")
  func identifiers() throws {
    let ids = ["f-1", "hall A", "a/b", "\"><b>", "", "1", "F-1", "f-1", "\u{202E}x"]
    let text = FeatureKML.text(ids.map { Self.feature(nil, id: $0) }, title: "t")
    let found = text.matches(of: #/<Placemark id="([^"]*)">/#).map { String($0.output.1) }
    #expect(found.count == ids.count && Set(found.map { $0.lowercased() }).count == ids.count)
    #expect(found.first == "f-f-1")
    #expect(found.allSatisfy { $0.wholeMatch(of: #/[A-Za-z_][A-Za-z0-9._-]*/#) != nil })
  }
}
