import Foundation
import Places
import Provenance

/// STAC items, and Planet's item descriptions, that lie beside pictures. Each folder's JSON is read once.
package struct StacSidecars: Sendable {
  private var folders: [String: Index] = [:]

  package init() {}

  /// The item that describes the picture at `path`; `nil` where none does, or where two claim a name equally.
  ///
  /// In this order: `STEM.json`, `STEM.stac.json`, `STEM_stac.json`, `STEM.geojson`; an `…item.json` in a folder called
  /// STEM; the one item whose asset bears the file's name; the item with the longest id that the file's name begins
  /// with.
  package mutating func item(beside path: String) -> JSONValue? {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let folder = url.deletingLastPathComponent().path
    let name = url.lastPathComponent
    let stem = PictureFile.stem(name)
    for ending in [".json", ".stac.json", "_stac.json", ".geojson"] {
      if let item = Self.only(Self.read(folder + "/" + stem + ending)) { return item }
    }
    if let item = Self.item(inFolder: folder + "/" + stem) { return item }
    let index = folders[folder] ?? Index(folder: folder)
    folders[folder] = index
    return index.item(named: name)
  }

  /// Items of a document: a Feature, or those of a FeatureCollection.
  static func items(in document: JSONValue) -> [JSONValue] {
    let candidates: [JSONValue]
    switch document["type"]?.stringValue {
    case "Feature": candidates = [document]
    case "FeatureCollection": candidates = document["features"]?.arrayValue ?? []
    default: candidates = []
    }
    return candidates.filter { item in
      guard let properties = item["properties"], properties.members != nil else { return false }
      return item["stac_version"] != nil || item["assets"]?.members != nil || properties["acquired"] != nil
    }
  }
}

extension StacSidecars {
  private static let largestByteCount = 8 << 20

  private static func read(_ path: String) -> [JSONValue] {
    guard FileManager.default.fileExists(atPath: path),
      let document = try? BoundedJSON.read(path, largestByteCount: largestByteCount)
    else { return [] }
    return items(in: document)
  }

  private static func only(_ items: [JSONValue]) -> JSONValue? { items.count == 1 ? items.first : nil }

  private static func item(inFolder folder: String) -> JSONValue? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return only(names.filter { $0.hasSuffix("item.json") }.sorted().flatMap { read(folder + "/" + $0) })
  }

  /// What the JSON files of one folder describe.
  private struct Index: Sendable {
    /// By the last part of an asset's link; two items with the same part leave `nil`.
    private var byAsset: [String: JSONValue?] = [:]
    private var byID: [(id: String, item: JSONValue)] = []

    /// Reads at most 2 000 files and 256 MiB: a folder of pictures, not an archive of JSON.
    init(folder: String) {
      var budget = 256 << 20
      let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      for name in names.filter({ PictureFile.isJSON($0) && !$0.hasPrefix(".") }).prefix(2_000) {
        let path = folder + "/" + name
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
        guard size <= budget else { break }
        budget -= size
        for item in read(path) { add(item) }
      }
    }

    private mutating func add(_ item: JSONValue) {
      if let id = item["id"]?.stringValue, id.count >= 8 { byID.append((id, item)) }
      for name in Set((item["assets"]?.members ?? []).compactMap { Index.lastPart($0.value["href"]) }) {
        if let other = byAsset[name] {
          if other != item { byAsset[name] = .some(nil) }
        } else {
          byAsset[name] = item
        }
      }
    }

    func item(named name: String) -> JSONValue? {
      if let item = byAsset[name] { return item }
      let matches = byID.filter { entry in
        guard name.hasPrefix(entry.id) else { return false }
        // The id must end where a word of the name ends: `scene_1` does not describe `scene_12.tif`.
        return name.dropFirst(entry.id.count).first.map { !$0.isLetter && !$0.isNumber } ?? true
      }
      let longest = matches.map(\.id.count).max()
      return only(matches.filter { $0.id.count == longest }.map(\.item))
    }

    private static func lastPart(_ href: JSONValue?) -> String? {
      guard let href = href?.stringValue else { return nil }
      let path = href.prefix { $0 != "?" && $0 != "#" }
      return path.split(separator: "/").last.map(String.init)
    }
  }
}
