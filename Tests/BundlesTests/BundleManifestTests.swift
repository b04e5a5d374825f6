import Bundles
import Evidence
import Foundation
import Provenance
import Testing

@Suite("Manifests of bundles") struct BundleManifestTests {
  static let manifest = BundleManifest(
    files: [
      .init(path: "report.html", bytes: 3, hash: ContentHash(of: "abc")),
      .init(path: "a/b.json", bytes: 0, hash: ContentHash(of: "")),
    ], ledger: .init(path: "ledger.jsonl", bytes: 1, hash: ContentHash(of: "\n")), entries: 2,
    head: ContentHash(of: "head"))

  @Test("A manifest is read back as it was written, files by path")
  func roundTrip() {
    let data = Data(Self.manifest.json.prettyText.utf8)
    let read = BundleManifest(data)
    #expect(read == Self.manifest)
    #expect(read?.files.map(\.path) == ["a/b.json", "report.html"])
  }

  @Test("Any other bytes are no manifest, though they mean the same")
  func otherBytes() {
    let text = Self.manifest.json.prettyText
    #expect(BundleManifest(Data((text + " ").utf8)) == nil)
    #expect(BundleManifest(Data(Self.manifest.json.compactText.utf8)) == nil)
    #expect(BundleManifest(Data(text.replacing("\"bytes\": 3", with: "\"bytes\": 3.0").utf8)) == nil)
    #expect(BundleManifest(Data()) == nil)
  }
}
