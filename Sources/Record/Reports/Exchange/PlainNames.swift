import Provenance

/// Names of things inside other formats, where not every id may stand: of plain characters, each once.
///
/// An id of a feature comes from a site file and may hold anything. One that is plain stays as it is; of any other the
/// plain part is kept, with the first digits of the id's hash.
struct PlainNames {
  private static let longest = 80
  private var taken: Set<String>

  /// - Parameter taken: names that are not to be given, in small letters.
  init(except taken: Set<String> = []) { self.taken = taken }

  mutating func name(for id: String) -> String {
    // File systems that do not tell capitals from small letters would write one file over the other.
    if Self.isPlain(id), taken.insert(id.lowercased()).inserted { return id }
    let hash = ContentHash(of: id).short
    let stem = Self.stem(of: id)
    var name = stem.isEmpty ? hash : "\(stem)-\(hash)"
    var number = 1
    while !taken.insert(name.lowercased()).inserted {
      number += 1
      name = "\(stem.isEmpty ? "" : stem + "-")\(hash)-\(number)"
    }
    return name
  }

  static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longest && text.utf8.allSatisfy(isPlain) && text.utf8.first != dot
  }

  private static let dot = UInt8(ascii: ".")

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), dot, UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// The plain words of an id, at most 40 characters of them.
  private static func stem(of id: String) -> String {
    let words = id.utf8.prefix(1_000).split { !isPlain($0) || $0 == dot }
    let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
    return String(text.drop { $0 == "-" }.prefix(40))
  }
}
