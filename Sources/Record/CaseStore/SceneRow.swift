import Catalogue
import Geodesy
import Places
import Provenance

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
  /// What the picture covers, on WGS 84; empty where it is not known.
  package var footprint: [GeoPolygon]

  package init(
    fileName: String, contentHash: ContentHash?, scene: Scene? = nil, exclusion: Exclusion? = nil,
    alignment: SceneAlignment? = nil, clearFraction: Double? = nil, footprint: [GeoPolygon] = []
  ) {
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
      fileName: scene.path, contentHash: scene.contentHash, scene: scene, exclusion: exclusion, alignment: alignment,
      clearFraction: clearFraction, footprint: footprint)
  }

  /// What makes two rows the same file: its content; of duplicates also the name.
  struct Identity: Hashable {
    let contentHash: ContentHash?
    let fileName: String?
  }

  var identity: Identity {
    let needsName = contentHash == nil || exclusion?.code == .duplicate
    return Identity(contentHash: contentHash, fileName: needsName ? fileName : nil)
  }

  /// Scenes by date, then the other files by name: the same order whenever they came.
  static func precedes(_ left: SceneRow, _ right: SceneRow) -> Bool {
    switch (left.scene, right.scene) {
    case (let left?, let right?): (left.date, left.id) < (right.date, right.id)
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil):
      (left.fileName, left.contentHash?.hexadecimal ?? "") < (right.fileName, right.contentHash?.hexadecimal ?? "")
    }
  }
}
