import Catalogue
import Geodesy
import Places
import Provenance
import Quantities

/// A file of a case: a scene that is used, or a file that was left out and why.
package struct SceneRow: Sendable, Hashable {
  /// Name without its folder.
  package var fileName: String
  /// `nil` where the bytes could not be read.
  package var contentHash: ContentHash?
  /// `nil` for a file that is no scene: without date, without CRS, unreadable.
  package var scene: Scene?
  /// `nil` for a scene that is used.
  package var exclusion: Exclusion?
  package var alignment: SceneAlignment?
  /// Share of the site that is clear in this scene, 0 … 1.
  package var clearFraction: Double?
  /// Size on the ground of the pixels that the picture was made from, measured from its spectrum: its own where it is as
  /// fine as those; `nil` where it was not looked at, or cannot be told.
  package var effectiveGSD: Metres?
  /// What the picture covers, on WGS 84; empty where it is not known.
  package var footprint: [GeoPolygon]
  /// Where the file lies on this machine; `nil` where it is not known. Kept out of the GeoPackage.
  package var location: String?

  package init(
    fileName: String, contentHash: ContentHash?, scene: Scene? = nil, exclusion: Exclusion? = nil,
    alignment: SceneAlignment? = nil, clearFraction: Double? = nil, footprint: [GeoPolygon] = [],
    location: String? = nil
  ) {
    self.location = location ?? scene?.path
    self.fileName = fileName.split(separator: "/").last.map(String.init) ?? fileName
    self.contentHash = contentHash
    self.scene = scene
    self.exclusion = exclusion
    self.alignment = alignment
    self.clearFraction = clearFraction
    self.footprint = footprint
  }

  /// A scene under its own file's name.
  package init(
    _ scene: Scene, exclusion: Exclusion? = nil, alignment: SceneAlignment? = nil, clearFraction: Double? = nil,
    footprint: [GeoPolygon] = []
  ) {
    self.init(
      fileName: scene.name, contentHash: scene.contentHash, scene: scene, exclusion: exclusion, alignment: alignment,
      clearFraction: clearFraction, footprint: footprint)
  }

  /// What makes two rows the same file: its content; of a file that is no scene of its own also the name.
  struct Identity: Hashable {
    let contentHash: ContentHash?
    let fileName: String?
  }

  var identity: Identity {
    let needsName = scene == nil || exclusion?.code == .duplicate
    return Identity(contentHash: contentHash, fileName: needsName ? fileName : nil)
  }

  /// `rows`, and of the earlier ones those that they do not replace.
  ///
  /// A row replaces one of the same identity, and what is known of the very file that it was read from, mended or
  /// exported again: only a scene stays when its file has become unreadable, since its pixels may be prepared already.
  package static func merged(_ rows: [SceneRow], over earlier: [SceneRow]) -> [SceneRow] {
    let identities = Set(rows.map(\.identity))
    let byName = Set(rows.map(\.fileName))
    let contents = Set(rows.flatMap { $0.scene?.product.parts.map(\.contentHash) ?? [] })
    let files = Set(rows.flatMap { $0.scene?.files.map(\.path) ?? [] })
    let places = Dictionary(
      rows.compactMap { row in row.location.map { ($0, row.scene != nil) } }, uniquingKeysWith: { $0 || $1 })
    return rows
      + earlier.filter { old in
        if identities.contains(old.identity) || old.isCovered(byContents: contents, files: files) { return false }
        guard let location = old.location else { return old.scene != nil || !byName.contains(old.fileName) }
        guard let isScene = places[location] else { return true }
        return old.scene != nil && !isScene
      }
  }

  /// Whether the row is part of a scene that was joined from several pictures, or of a file that now serves a scene.
  private func isCovered(byContents contents: Set<ContentHash>, files: Set<String>) -> Bool {
    guard let scene else { return location.map { files.contains($0) } ?? false }
    let parts = scene.product.parts.isEmpty ? [scene.contentHash] : scene.product.parts.map(\.contentHash)
    return parts.allSatisfy { contents.contains($0) }
  }

  /// Hashes of all files that the row was made from, as far as they could be read.
  package var fileHashes: [ContentHash] { scene?.files.map(\.contentHash) ?? [contentHash].compactMap { $0 } }

  /// Scenes by date, then the other files by name: the same order whenever they came.
  package static func precedes(_ left: SceneRow, _ right: SceneRow) -> Bool {
    switch (left.scene, right.scene) {
    case (let left?, let right?): (left.date, left.id) < (right.date, right.id)
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil):
      (left.fileName, left.contentHash?.hexadecimal ?? "") < (right.fileName, right.contentHash?.hexadecimal ?? "")
    }
  }
}
