import Foundation
import Testing

/// The rules themselves: each must find the fault that it is there for.
@Suite("The rules find what they look for")
struct RuleTests {
  private func target(
    _ name: String, _ path: String, on targets: [String] = [], _ products: [String] = []
  ) -> PackageManifest.Target {
    PackageManifest.Target(
      name: name, path: path, isTest: path.hasPrefix("Tests/"), targets: targets, products: products)
  }

  @Test("A dependency on a target further down is found, one further up is not")
  func findsUpwardDependency() {
    let manifest = PackageManifest(targets: [
      target("Low", "Sources/Ground/Low", on: ["High"]), target("High", "Sources/Run/High", on: ["Low"]),
    ])
    #expect(LayerRules.upwardDependencies(manifest) == ["Low depends on High, which is declared below it."])
  }

  @Test("A target in no layer, and one declared after a higher layer, are found")
  func findsMisplacedTarget() {
    let manifest = PackageManifest(targets: [
      target("High", "Sources/Run/High"), target("Low", "Sources/Ground/Low"), target("Loose", "Sources/Loose"),
    ])
    #expect(
      LayerRules.misplacedTargets(manifest) == [
        "Low of Ground is declared after a target of Run.", "Loose lies in Sources/Loose, not in Sources/LAYER/Loose.",
      ])
  }

  @Test("A library imported or declared by a target that does not wrap it is found; its owner's tests may")
  func findsStrayImport() {
    let manifest = PackageManifest(targets: [
      target("Rasters", "Sources/Ground/Rasters", on: ["CGDAL"]),
      target("Stacks", "Sources/Imagery/Stacks", on: [], ["GRDB"]),
      target("RastersTests", "Tests/RastersTests"),
    ])
    let faults = LayerRules.strayImports(
      manifest, imports: ["Rasters": ["CGDAL"], "Stacks": ["CPROJ", "Rasters"], "RastersTests": ["CGDAL"]])
    #expect(
      faults == [
        "Stacks imports CPROJ, which only Geodesy may.", "Stacks imports GRDB, which only CaseStore may.",
      ])
  }

  @Test("A folder with code that no target covers is found")
  func findsOrphan() {
    let manifest = PackageManifest(targets: [target("Low", "Sources/Ground/Low")])
    let faults = LayerRules.orphans(manifest, folders: ["Sources/Ground/Low/Inner", "Sources/Ground/Lower"])
    #expect(faults == ["Sources/Ground/Lower holds code and belongs to no target."])
  }

  @Test("Imports are read in every spelling, and not from comments or strings")
  func readsImports() {
    let text = """
      import A
      @testable import B
      package import C
        @preconcurrency import D
      import struct E.Thing
      @_spi(X) import F
      // import G
      let text = "import H"
      """
    #expect(SourceText.imports(of: text) == ["A", "B", "C", "D", "E", "F"])
  }

  @Test("Keys, entries, sources, links and lines are read as they are written")
  func readsTexts() {
    #expect(SourceText.keys(in: "/// - Source: [Karney2013], eq. 7; x[Int] and [Y2]") == ["Karney2013"])
    #expect(SourceText.entries(of: "- **[Keys1981]** R. Keys\nsee **[Not1999]**") == ["Keys1981"])
    #expect(SourceText.sourceLines(of: "x\n  /// - Source: none\n/// A source").count == 1)
    #expect(SourceText.localLinks(of: "[a](b.md#c) [d](https://e.f) ![g](h/i.png) [j](#k)") == ["b.md", "h/i.png"])
    #expect(SourceText.lineCount("a\nb\n") == 2 && SourceText.lineCount("a\nb") == 2)
  }

  @Test("The dump of a manifest is read with its dependencies of every form")
  func readsDump() throws {
    let json = """
      {"targets": [{"name": "Low", "type": "regular", "dependencies": []},
       {"name": "LowTests", "type": "test", "path": "Tests/LowTests", "dependencies":
       [{"byName": ["Low", null]}, {"target": ["Low", null]}, {"product": ["GRDB", "GRDB.swift", null, null]}]}]}
      """
    let manifest = try PackageManifest(json: Data(json.utf8))
    #expect(
      manifest.targets == [
        target("Low", "Sources/Low"), target("LowTests", "Tests/LowTests", on: ["Low", "Low"], ["GRDB"]),
      ])
  }
}
