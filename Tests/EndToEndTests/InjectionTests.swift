import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("The report in a browser", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct InjectionTests {
  @Test("It loads nothing and needs no script")
  func alone() throws {
    let html = try Plant.shared().watched.html
    #expect(html.contains("</html>"))
    #expect(!html.lowercased().contains("<script"))
    for pattern in [
      #"(src|href|poster|data|action|srcset)\s*=\s*["']?\s*(https?:|ftp:|file:|//)"#,
      #"url\(\s*["']?(?!data:|#)"#, #"@import"#,
      #"<(link|iframe|object|embed|base)\b"#, #"\son[a-z]+\s*="#,
    ] {
      let found = try html.firstMatch(of: Regex(pattern).ignoresCase())
      #expect(found == nil, "\(pattern): \(found.map { String(html[$0.range]) } ?? "")")
    }
  }

  @Test("Names, notes and credits with markup in them stay inert text")
  func markup() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let evil = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>&{{name}}"
      let imagery = try plant.copyOfImagery(in: folder, 0..<11)
      try Picture(plant.scene(11)).write(
        tags: ["TIFFTAG_COPYRIGHT": evil], to: imagery + "/<b onmouseover=x>2023-01-02.tif")
      let site = try evilSite(plant, name: evil, in: folder)
      let files = CaseFiles(folder + "/<u>a.case")
      _ = try Program.json("watch", site, imagery, "-o", files.path)
      let id = try #require(try files.featureList().first?["id"]?.stringValue)
      let note = "</b></td><script>alert('y')</script>\"'><img src=x onerror=alert(1)>&{{name}}"
      _ = try Program.json("mark", files.path, id, "--status", "accepted", "--by", "A " + note, "--note", "N " + note)
      _ = try Program.json("report", files.path)
      let html = files.html
      #expect(!html.lowercased().contains("<script"))
      #expect(!html.contains("<img src=x") && !html.contains("<b on") && !html.contains("<u>a.case"))
      #expect(html.contains("&lt;script&gt;alert("))
      #expect(html.contains("{{name}}") || html.contains("&#123;"), "a template in a name was filled in")
      let marked = try #require(try files.featureList().first { $0["id"]?.stringValue == id }?["properties"])
      #expect(marked["note"]?.stringValue == "N " + note)
    }
  }

  /// The plant's site and references, each with a name that a careless page would run.
  private func evilSite(_ plant: Plant, name: String, in folder: String) throws -> String {
    let document = try JSONValue(parsing: #require(FileManager.default.contents(atPath: plant.site)))
    let features = try #require(document["features"]?.arrayValue).map { feature -> JSONValue in
      let properties = (feature["properties"]?.members ?? []).map {
        $0.key == "name" ? .init("name", .string(name)) : $0
      }
      return .object(
        (feature.members ?? []).map { $0.key == "properties" ? .init("properties", .object(properties)) : $0 })
    }
    let path = folder + "/site.geojson"
    let collection: JSONValue = ["type": "FeatureCollection", "features": .array(features)]
    try Data(collection.prettyText.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }
}
