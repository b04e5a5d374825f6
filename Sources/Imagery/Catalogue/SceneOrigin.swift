import Foundation
import Provenance

/// Whether a provider's checksum stands behind the bytes of a scene's files.
///
/// It tells that the bytes are those that the checksum was made of. It does not tell who wrote the checksum.
package struct SceneOrigin: Sendable, Hashable {
  package enum State: String, Sendable {
    /// Each file is what its checksum says.
    case verified
    /// A file has no checksum, or none that could be compared.
    case unverified
    /// A file is not what its checksum says.
    case contradicted
  }

  package let state: State
  /// By which checksums, or which contradict; sorted.
  package let checksums: [String]
  /// Hash of the files' contents and of what was said of them: as long as it is the same, nothing need be read again.
  package let key: ContentHash?

  package init(_ state: State, checksums: [String] = [], key: ContentHash? = nil) {
    self.state = state
    self.checksums = checksums
    self.key = key
  }

  package static let unknown = SceneOrigin(.unverified)

  /// For readers; `nil` of what nothing is said of but that it is unverified.
  package var words: String {
    switch state {
    case .verified: "origin verified by \(checksums.joined(separator: ", "))"
    case .unverified: "unverified origin"
    case .contradicted: "unverified origin: its bytes are not those of \(checksums.joined(separator: ", "))"
    }
  }

  /// What holds for pictures that were joined: the least of them.
  static func joined(_ origins: [SceneOrigin]) -> SceneOrigin {
    for state in [State.contradicted, .unverified] where origins.contains(where: { $0.state == state }) {
      let said = origins.filter { $0.state == state }.flatMap(\.checksums)
      return SceneOrigin(state, checksums: Set(said).sorted())
    }
    return origins.isEmpty ? .unknown : SceneOrigin(.verified, checksums: Set(origins.flatMap(\.checksums)).sorted())
  }

  package var json: JSONValue {
    [
      "state": .string(state.rawValue), "checksums": .array(checksums.map { .string($0) }),
      "key": JSONValue(key?.hexadecimal),
    ]
  }

  package init?(json: JSONValue) {
    guard let state = json["state"]?.stringValue.flatMap(State.init(rawValue:)) else { return nil }
    self.init(
      state, checksums: json["checksums"]?.arrayValue?.compactMap(\.stringValue) ?? [],
      key: json["key"]?.stringValue.flatMap(ContentHash.init(stored:)))
  }
}

extension SceneOrigin {
  /// - Parameters:
  ///   - files: with what is said of each; files without a word make the whole unverified.
  ///   - earlier: what was found before; kept where nothing has changed since.
  /// - Returns: `nil` where nothing is said of any file.
  package static func found(
    _ files: [(file: Scene.File, said: [ProviderChecksum])], earlier: SceneOrigin?
  ) -> SceneOrigin? {
    guard files.contains(where: { !$0.said.isEmpty }) else { return nil }
    let key = ContentHash(
      of: files.map { file, said in
        ([file.contentHash.hexadecimal] + said.map { "\($0.method) \($0.digest) \($0.source)" }).joined(separator: " ")
      }.joined(separator: "\n"))
    if let earlier, earlier.key == key { return earlier }
    var wrong: Set<String> = []
    var right: Set<String> = []
    var isWhole = true
    for (file, said) in files {
      var isKnown = false
      for checksum in said {
        guard let digest = digest(of: file, by: checksum) else { continue }
        isKnown = true
        if digest == checksum.digest { right.insert(checksum.words) } else { wrong.insert(checksum.words) }
      }
      if !isKnown { isWhole = false }
    }
    if !wrong.isEmpty { return SceneOrigin(.contradicted, checksums: wrong.sorted(), key: key) }
    return SceneOrigin(isWhole ? .verified : .unverified, checksums: isWhole ? right.sorted() : [], key: key)
  }

  /// `nil` where the file cannot be read.
  private static func digest(of file: Scene.File, by checksum: ProviderChecksum) -> String? {
    // The content's own hash is known; only of a picture with companions it is another than the file's.
    if checksum.method == .sha256, checksum.digest == file.contentHash.hexadecimal { return checksum.digest }
    return try? checksum.method.hexadecimal(ofFileAt: file.path)
  }
}

extension Scene {
  /// What stands behind its bytes; of pictures that were joined, behind all of them.
  package var origin: SceneOrigin {
    product.parts.isEmpty ? product.origin ?? .unknown : .joined(product.parts.map(\.origin))
  }
}
