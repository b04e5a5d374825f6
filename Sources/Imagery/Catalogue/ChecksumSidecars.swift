import Foundation
import Places
import Provenance

/// Checksums that lie beside pictures: of a STAC item, in files of their own, in a provider's list. Each list is read
/// once.
package struct ChecksumSidecars: Sendable {
  /// What the lists of one folder say, by name of file.
  private var folders: [String: [String: [ProviderChecksum]]] = [:]
  /// The same of lists that name files by their place below the list, by whole path.
  private var trees: [String: [String: [ProviderChecksum]]] = [:]

  package init() {}

  private static let largestByteCount = 16 << 20
  private static let mostLists = 64
  /// How far above a picture a delivery's list may lie: `order/files/scene/picture.tif`, and the parts of a SAFE.
  private static let mostFolders = 5

  /// What is said of the file at `path`, in a fixed order.
  package mutating func checksums(of path: String, stacItem: JSONValue?) -> [ProviderChecksum] {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let folder = url.deletingLastPathComponent().path
    let name = url.lastPathComponent
    var found = Self.item(stacItem, name) + Self.own(folder + "/" + name, name)
    if folders[folder] == nil { folders[folder] = Self.lists(in: folder) }
    found += folders[folder]?[name] ?? []
    var above = folder
    for _ in 0..<Self.mostFolders {
      if trees[above] == nil { trees[above] = Self.manifests(in: above) }
      found += trees[above]?[url.path] ?? []
      let next = URL(fileURLWithPath: above).deletingLastPathComponent().path
      if next == above { break }
      above = next
    }
    var seen: Set<ProviderChecksum> = []
    return found.filter { seen.insert($0).inserted }
  }

  // MARK: - One picture

  private static func item(_ item: JSONValue?, _ name: String) -> [ProviderChecksum] {
    (item?["assets"]?.members ?? []).flatMap { asset -> [ProviderChecksum] in
      guard let href = asset.value["href"]?.stringValue,
        href.prefix(while: { $0 != "?" && $0 != "#" }).split(separator: "/").last.map(String.init) == name
      else { return [] }
      return ["file:checksum", "checksum:multihash"].compactMap { key in
        asset.value[key]?.stringValue.flatMap { ProviderChecksum(multihash: $0, source: "STAC \(key)") }
      }
    }
  }

  /// `picture.tif.sha256` and the like: a digest alone, or with a name that must be the picture's.
  private static func own(_ path: String, _ name: String) -> [ProviderChecksum] {
    FileDigest.allCases.flatMap { method -> [ProviderChecksum] in
      [method.rawValue, method.rawValue + "sum", method.rawValue.uppercased()].flatMap { ending -> [ProviderChecksum] in
        guard let text = text(at: path + "." + ending) else { return [] }
        let source = "\(name).\(ending)".shortened
        let lines = text.split(whereSeparator: \.isNewline)
        let alone = lines.count == 1 ? ProviderChecksum(digest: lines[0].trimmed, source: source) : nil
        let said = alone.map { [$0] } ?? parsed(text, source)[name] ?? []
        return said.filter { $0.method == method }
      }
    }
  }

  // MARK: - Lists

  /// `SHA256SUMS`, `LC08_…_MD5.txt` and the like.
  private static func lists(in folder: String) -> [String: [ProviderChecksum]] {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    let present = Set(names)
    let lists = names.filter { name in
      let upper = name.uppercased()
      let stem = URL(fileURLWithPath: name).deletingPathExtension().lastPathComponent
      // That of one picture is read with the picture.
      return (stem == name || !present.contains(stem)) && !PictureFile.hasPictureEnding(name)
        && (upper.contains("CHECKSUM") || FileDigest.allCases.contains { upper.contains($0.rawValue.uppercased()) })
    }
    var found: [String: [ProviderChecksum]] = [:]
    for name in lists.prefix(mostLists) {
      guard let text = text(at: folder + "/" + name) else { continue }
      found.merge(parsed(text, name.shortened)) { $0 + $1 }
    }
    return found
  }

  /// Lines `digest  name`, `digest *name` and `METHOD (name) = digest`, by the last part of the name.
  static func parsed(_ text: String, _ source: String) -> [String: [ProviderChecksum]] {
    var found: [String: [ProviderChecksum]] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.trimmed
      var digest = words.prefix { !$0.isWhitespace }
      var name = words.dropFirst(digest.count).trimmed
      if name.first == "*" { name = name.dropFirst() }
      if let open = words.firstIndex(of: "("), let close = words.range(of: ") = ", options: .backwards) {
        guard open < close.lowerBound else { continue }
        name = words[words.index(after: open)..<close.lowerBound]
        digest = words[close.upperBound...].trimmed
      }
      guard let last = name.split(separator: "/").last, let checksum = ProviderChecksum(digest: digest, source: source)
      else { continue }
      found[String(last), default: []].append(checksum)
    }
    return found
  }

  // MARK: - Deliveries

  /// Planet's `manifest.json` and ESA's `manifest.safe`, which name files by their place below the folder.
  private static func manifests(in folder: String) -> [String: [ProviderChecksum]] {
    var found: [String: [ProviderChecksum]] = [:]
    func add(_ place: String, _ checksum: ProviderChecksum?) {
      guard let checksum else { return }
      let path = URL(fileURLWithPath: folder + "/" + place).standardizedFileURL.path
      // A list speaks for what lies below it alone.
      guard path.hasPrefix(folder == "/" ? "/" : folder + "/") else { return }
      found[path, default: []].append(checksum)
    }
    if FileManager.default.fileExists(atPath: folder + "/manifest.json"),
      let manifest = try? BoundedJSON.read(folder + "/manifest.json", largestByteCount: largestByteCount)
    {
      for file in manifest["files"]?.arrayValue ?? [] {
        guard let place = file["path"]?.stringValue else { continue }
        for digest in file["digests"]?.members ?? [] {
          add(place, digest.value.stringValue.flatMap { ProviderChecksum(digest: $0, source: "manifest.json") })
        }
      }
    }
    if let text = text(at: folder + "/manifest.safe"),
      let tree = try? XMLTree(Data(text.utf8), name: "manifest.safe")
    {
      for stream in tree.all("byteStream") {
        guard let place = stream.child("fileLocation")?.attributes["href"], let checksum = stream.child("checksum")
        else { continue }
        // A digest of SHA3-256 is as long as one of SHA-256.
        guard checksum.attributes["checksumName"].map({ !$0.uppercased().hasPrefix("SHA3") }) ?? true else { continue }
        add(place, ProviderChecksum(digest: checksum.text.trimmed, source: "manifest.safe"))
      }
    }
    return found
  }

  /// `nil` where there is no ordinary file, or a large one.
  private static func text(at path: String) -> String? {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let facts = try? FileManager.default.attributesOfItem(atPath: real),
      facts[.type] as? FileAttributeType == .typeRegular, let size = facts[.size] as? Int, size <= largestByteCount,
      let data = FileManager.default.contents(atPath: real)
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}

extension StringProtocol {
  fileprivate var trimmed: Substring {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}

extension String {
  /// Names of files come from anywhere: without controls, and not longer than a caption bears.
  fileprivate var shortened: String {
    let inert = String(
      String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
    return inert.count <= 48 ? inert : inert.prefix(24) + "…" + inert.suffix(23)
  }
}
