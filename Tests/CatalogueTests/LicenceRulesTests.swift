import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters
import TelltaleTestSupport
import Testing

@testable import Catalogue

@Suite("Terms on which pictures may be shown") struct LicenceRulesTests {
  static func scene(
    _ name: String, sensor: String = "PlanetScope", licence: String? = nil, parts: [Scene] = []
  ) -> Scene {
    var product = SceneProduct()
    product.parts = parts
    return Scene(
      id: name, path: "/in/\(name).tif", contentHash: ContentHash(of: name), date: Timestamp(secondsSince1970: 0),
      dateSource: "fileName", sensor: sensor, gsd: Metres(3),
      grid: Grid(
        columns: 10, rows: 10, geotransform: Geotransform([0, 3, 0, 0, 0, -3]), crs: CRS("EPSG:32640")), bandCount: 1,
      credit: nil, licence: licence, product: product)
  }

  private static func rules(_ text: String) throws -> LicenceRules {
    try LicenceRules(json: JSONValue(parsing: Data(text.utf8)), name: "terms.json")
  }

  private static func error(_ text: String) -> CatalogueError? {
    do { _ = try rules(text) } catch { return error as? CatalogueError }
    return nil
  }

  private static let several = """
    {"rules": [
      {"licence": "CC-BY-*", "attribution": "Example Agency", "mostPixels": 400},
      {"sensor": "planet*", "mostPixels": 200, "finestPixelMetres": 6, "attribution": "Planet"},
      {"sensor": "PlanetScope", "file": "secret_??.tif", "doNotPublish": true, "name": "Contract 7"}],
     "otherwise": {"finestPixelMetres": 10, "name": "Nobody knows"}}
    """

  @Test("Of the rules that hold the strictest counts in each part, and all attributions stand")
  func strictest() throws {
    let rules = try Self.rules(Self.several)
    let open = rules.terms(of: Self.scene("a", sensor: "Sentinel-2", licence: "cc-by-4.0"))
    #expect(open.isPublishable && open.mostPixels == 400 && open.finestPixel == nil)
    #expect(open.attributions == ["Example Agency"] && open.words == "cc-by-4.0")
    let both = rules.terms(of: Self.scene("a", licence: "CC-BY-SA"))
    #expect(both.mostPixels == 200 && both.finestPixel == Metres(6))
    #expect(both.attributions == ["Example Agency", "Planet"])
    let secret = rules.terms(of: Self.scene("secret_01"))
    #expect(!secret.isPublishable && secret.words == "Contract 7" && secret.mostPixels == 200)
    let none = rules.terms(of: Self.scene("x", sensor: "WorldView-3"))
    #expect(none.finestPixel == Metres(10) && none.words == "Nobody knows" && none.isPublishable)
  }

  @Test("Without rules all is shown, and marked as of no stated licence")
  func none() {
    let terms = LicenceRules.none.terms(of: Self.scene("a"))
    #expect(terms == LicenceTerms() && terms.words == "licence not stated")
    #expect(LicenceRules.none.allowsWhole(Self.scene("a")))
  }

  @Test("A joined picture keeps to the terms of all its parts, and a limited one does not go out whole")
  func joined() throws {
    let rules = try Self.rules(Self.several)
    let parts = [Self.scene("a", licence: "CC-BY-4.0"), Self.scene("secret_02")]
    let whole = Self.scene("joined", parts: parts)
    #expect(!rules.terms(of: whole).isPublishable && rules.terms(of: whole).attributions.contains("Example Agency"))
    #expect(!rules.allowsWhole(whole) && !rules.allowsWhole(parts[0]))
    #expect(try Self.rules(#"{"rules": [{"sensor": "*", "attribution": "A"}]}"#).allowsWhole(parts[0]))
  }

  @Test("What is written is read again as it was")
  func roundTrip() throws {
    let rules = try Self.rules(Self.several)
    #expect(try LicenceRules(json: rules.json, name: "again") == rules)
  }

  @Test(
    "What cannot be meant is refused with its place, so that a slip of the pen forbids nothing by silence",
    arguments: [
      ("[]", "terms.json: This is no JSON object."),
      ("{}", "terms.json: It holds neither \"rules\" nor \"otherwise\"."),
      (#"{"rules": {}}"#, "\"rules\" is no list"),
      (#"{"rule": []}"#, "\"rule\" is no member that is known here. Use otherwise, rules."),
      (#"{"rules": [{"doNotPublish": true}]}"#, "terms.json, rules[0]: It does not say for which pictures it holds."),
      (#"{"rules": [{"sensor": "a", "doNotPublsh": true}]}"#, "\"doNotPublsh\" is no member"),
      (#"{"rules": [{"sensor": "a", "doNotPublish": "yes"}]}"#, "\"doNotPublish\" is neither true nor false."),
      (#"{"rules": [{"sensor": "a", "mostPixels": 0}]}"#, "\"mostPixels\" is no whole number"),
      (#"{"rules": [{"sensor": "a", "mostPixels": 1.5}]}"#, "\"mostPixels\" is no whole number"),
      (#"{"rules": [{"sensor": "a", "finestPixelMetres": -3}]}"#, "\"finestPixelMetres\" is no number above 0"),
      (#"{"rules": [{"sensor": "a", "finestPixelMetres": 1e999}]}"#, ""),
      (#"{"rules": [{"sensor": "a", "attribution": "x\u0007"}]}"#, "\"attribution\" is no line"),
      (#"{"rules": [{"sensor": "a", "attribution": "x\u202Ey"}]}"#, "\"attribution\" is no line"),
      (#"{"rules": [{"sensor": "", "doNotPublish": true}]}"#, "\"sensor\" is no line"),
      (#"{"rules": [{"file": "../in/a.tif", "doNotPublish": true}]}"#, "\"file\" holds a folder"),
      (#"{"otherwise": {"sensor": "a"}}"#, "terms.json, otherwise: \"sensor\" is no member"),
    ])
  func refusals(_ text: String, _ words: String) {
    let error = Self.error(text)
    if words.isEmpty {
      #expect((try? Self.rules(text)) == nil)
    } else {
      #expect(error?.code == .badTerms && "\(error?.description ?? "")".contains(words), "\(error?.description ?? "")")
    }
  }

  @Test("A file that is missing, large or no JSON says so")
  func files() throws {
    try withTemporaryFolder { folder in
      for (name, data) in [("none.json", nil), ("text.json", Data("x".utf8)), ("big.json", Data(count: 2 << 20))] {
        if let data { try data.write(to: URL(fileURLWithPath: folder + "/" + name)) }
        do {
          _ = try LicenceRules(file: folder + "/" + name)
          Issue.record("\(name) was read")
        } catch {
          let error = error as? CatalogueError
          #expect(error?.code == .badTerms && error?.place == name)
        }
      }
    }
  }

  @Test("Patterns match names whatever the case, with stars for any letters and a mark for one")
  func patterns() {
    for (pattern, name, isMatch) in [
      ("*", "", true), ("", "", true), ("", "a", false), ("a*c", "ABC", true), ("a*c", "acb", false),
      ("*_SR*.tif", "x_SR_clip.tif", true), ("a?c", "ac", false), ("a?c", "axc", true), ("**a**", "bab", true),
    ] {
      #expect(NamePattern(pattern).matches(name) == isMatch, "\(pattern) \(name)")
    }
    // A pattern that would take for ever where each star is tried with each other.
    let slow = String(repeating: "*a", count: 200)
    #expect(!NamePattern(slow + "b").matches(String(repeating: "a", count: 20_000)))
  }
}
