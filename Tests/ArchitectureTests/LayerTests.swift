import Foundation
import Testing

/// `Package.swift` and the imports, against the picture in `Docs/Design/0001-layers-as-built.md`.
@Suite("Layers")
struct LayerTests {
  let manifest: PackageManifest

  init() throws { manifest = try PackageManifest.own.get() }

  @Test("A target depends only on targets declared above it")
  func noUpwardDependency() {
    #expect(LayerRules.upwardDependencies(manifest) == [])
  }

  @Test("Targets lie in their layers' folders and are declared in the layers' order")
  func targetsFollowLayers() {
    #expect(LayerRules.misplacedTargets(manifest) == [])
  }

  @Test("GDAL, PROJ, SQLite and the other libraries are each imported by the one target that wraps them")
  func librariesStayWrapped() throws {
    var imports: [String: Set<String>] = [:]
    for target in manifest.targets {
      let files = SourceTree.files(below: target.path, endings: ["swift"])
      imports[target.name] = try Set(files.flatMap { try SourceText.imports(of: SourceTree.text($0)) })
    }
    #expect(imports["Rasters"]?.contains("CGDAL") == true, "the imports were not read")
    #expect(LayerRules.strayImports(manifest, imports: imports) == [])
  }

  @Test("All code belongs to a target, so that nothing stays unbuilt or untested unnoticed")
  func noOrphans() {
    let folders = ["Sources", "Tests"].flatMap { SourceTree.files(below: $0, endings: ["swift"]) }
      .map { String($0[..<($0.lastIndex(of: "/") ?? $0.endIndex)]) }
    #expect(LayerRules.orphans(manifest, folders: Set(folders).sorted()) == [])
  }

  @Test("A folder of tests is named after the target that it tests")
  func testsMirrorSources() {
    let names = Set(manifest.targets.filter { !$0.isTest }.map { $0.name + "Tests" })
    let whole: Set = ["ArchitectureTests", "EndToEndTests"]
    let strangers = manifest.targets.filter { $0.isTest && !names.contains($0.name) && !whole.contains($0.name) }
    #expect(strangers.map(\.name) == [])
  }
}
