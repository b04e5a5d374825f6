import Provenance

/// A file that lies beside a STAC catalog, with what a reader checks it by.
package struct STACAsset: Sendable, Hashable {
  /// The folder of the catalog that the caller puts such files in.
  package static let folder = "report"

  /// Name of the file in `folder`.
  package let name: String
  package let title: String
  package let mediaType: String
  /// STAC's own words where they fit: `data`, `metadata`, `overview`.
  package let roles: [String]
  package let hash: ContentHash
  package let bytes: Int

  /// - Parameter name: a file name of ASCII letters, digits, `.`, `_` and `-`; anything else is the caller's mistake.
  package init(name: String, title: String, mediaType: String, roles: [String], hash: ContentHash, bytes: Int) {
    precondition(PlainNames.isPlain(name), "an asset's name must be a plain file name, and this is “\(name)”")
    precondition(bytes >= 0, "a file cannot have \(bytes) bytes")
    self.name = name
    self.title = title
    self.mediaType = mediaType
    self.roles = roles
    self.hash = hash
    self.bytes = bytes
  }

  /// As a member of the assets of an item that lies one folder below the catalog.
  var member: JSONValue.Member {
    .init(
      name,
      [
        "href": .string("../\(Self.folder)/\(name)"), "title": .string(STACText.line(title)),
        "type": .string(mediaType), "roles": .array(roles.map { .string($0) }),
        // A multihash tells its own kind: 0x12 is SHA-256, 0x20 its 32 bytes.
        "file:checksum": .string("1220" + hash.hexadecimal), "file:size": .integer(bytes),
      ])
  }
}
