import Provenance
import Rasters

/// A product's files opened and hashed: what a scene is built from.
package struct ProductInput: Sendable {
  /// What a file says of itself, or why it says nothing.
  package enum Opened: Sendable {
    case header(RasterHeader)
    case failed(String)

    package var header: RasterHeader? { if case .header(let header) = self { header } else { nil } }
  }

  package let files: ProductFiles
  /// By path. All bands are there with a header; masks may have failed.
  package let opened: [String: Opened]
  package let hashes: [String: ContentHash]
  package let stacItem: JSONValue?
  package let metadata: ProductMetadata
  /// Hash of metadata files and item; `nil` where there are none.
  package let metadataHash: ContentHash?

  package init(
    files: ProductFiles, opened: [String: Opened], hashes: [String: ContentHash], stacItem: JSONValue?,
    metadata: ProductMetadata, metadataHash: ContentHash?
  ) {
    self.files = files
    self.opened = opened
    self.hashes = hashes
    self.stacItem = stacItem
    self.metadata = metadata
    self.metadataHash = metadataHash
  }

  /// Hash of everything that lies there for the scene, whether it is used or not; `nil` for a file alone.
  package static func inputs(
    _ files: ProductFiles, hashes: [String: ContentHash], metadataHash: ContentHash?
  ) -> ContentHash? {
    guard !files.isSingleFile || metadataHash != nil else { return nil }
    let names = files.paths.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    let listed = zip(names, files.paths).map { name, path in "\(name) \(hashes[path]?.hexadecimal ?? "-")" }
    return ContentHash(of: (listed.sorted() + [metadataHash?.hexadecimal ?? "-"]).joined(separator: "\n"))
  }
}
