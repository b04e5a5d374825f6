import Foundation
import Places
import Provenance

/// Pictures that a STAC item names and that lie on this machine.
enum ItemAssets {
  /// Absolute paths, in the item's order of assets; previews are left out.
  /// - Throws: `badItem` where the file is no item, or none of its pictures lies here.
  static func localPictures(ofItemAt path: String) throws(CatalogueError) -> [String] {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let document: JSONValue
    do {
      document = try BoundedJSON.read(path)
    } catch {
      throw CatalogueError(.badItem, at: name, error.reason, mend: error.mend, cause: error.cause)
    }
    let items = StacSidecars.items(in: document)
    guard !items.isEmpty else {
      throw CatalogueError(
        .badItem, at: name, "This is no STAC item.", mend: "Name a picture, a folder of pictures or a STAC item.")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let pictures = items.flatMap { item in
      (item["assets"]?.members ?? []).filter { !isPreview($0) }.compactMap { localPath($0.value["href"], folder) }
    }
    guard !pictures.isEmpty else {
      throw CatalogueError(
        .badItem, at: name, "None of the pictures that the item names lies on this machine.",
        mend: "Download its assets beside it first.")
    }
    return pictures
  }

  private static func isPreview(_ asset: JSONValue.Member) -> Bool {
    let roles = (asset.value["roles"]?.arrayValue ?? []).compactMap(\.stringValue) + [asset.key]
    return roles.contains {
      ["thumbnail", "overview", "preview", "rendered_preview", "metadata"].contains($0.lowercased())
    }
  }

  private static func localPath(_ href: JSONValue?, _ folder: URL) -> String? {
    guard let href = href?.stringValue, !href.isEmpty else { return nil }
    let path: String
    if href.hasPrefix("file://") {
      guard let url = URL(string: href) else { return nil }
      path = url.path
    } else {
      guard !href.contains("://") else { return nil }
      path = href.hasPrefix("/") ? href : folder.appendingPathComponent(href).path
    }
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    var isFolder: ObjCBool = false
    guard PictureFile.hasPictureEnding(absolute),
      unsafe FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder), !isFolder.boolValue
    else { return nil }
    return absolute
  }
}
