/// Files that make one scene: one picture, or single bands of one product, with masks and metadata.
package struct ProductFiles: Sendable, Hashable {
  package struct BandFile: Sendable, Hashable {
    package let path: String
    package let band: String
    /// Size of its pixels by its name, in metres; 0 where the name does not tell.
    package let metres: Int
  }

  package struct MaskFile: Sendable, Hashable {
    package let path: String
    /// Id of the `QualityRule`.
    package let rule: String
  }

  /// The product's or the file's name.
  package let label: String
  package let kind: ProductKind
  /// A picture of all its bands; `nil` where the bands are files of their own.
  package let picture: String?
  /// Sorted by path.
  package let bands: [BandFile]
  /// Candidates, the best first.
  package let masks: [MaskFile]
  /// Metadata files that lie there, sorted by path.
  package let metadata: [String]

  /// Files whose pixels may be read, in a fixed order.
  package var paths: [String] { (picture.map { [$0] } ?? []) + bands.map(\.path) + masks.map(\.path) }
  /// The file that stands for the scene.
  package var mainPath: String { picture ?? bands.first?.path ?? "" }
  package var isSingleFile: Bool { picture != nil && masks.isEmpty }

  /// One file by itself, whatever lies beside it.
  static func alone(_ path: String) -> ProductFiles {
    let name = ProductName(path)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return ProductFiles(
      label: file, kind: name.part == .picture ? name.kind : .picture, picture: path, bands: [], masks: [],
      metadata: [])
  }
}
