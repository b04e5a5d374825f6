import Foundation
import Provenance

/// JSON files of unknown origin: their size and depth are checked before a parser sees them.
package enum BoundedJSON {
  package static let largestByteCount = 64 << 20
  package static let greatestDepth = 64

  /// - Parameter name: what the file is called in errors; its last path component where none is given.
  /// - Throws: `unreadable`, `empty`, `tooLarge`, `notJSON`.
  package static func read(
    _ path: String, name: String? = nil, largestByteCount: Int = largestByteCount
  ) throws(PlacesError) -> JSONValue {
    let name = name ?? URL(fileURLWithPath: path).lastPathComponent
    return try parse(try bytes(path, name: name, largestByteCount), name: name)
  }

  /// - Throws: `empty`, `tooLarge` (nested too deeply), `notJSON`.
  package static func parse(_ data: Data, name: String) throws(PlacesError) -> JSONValue {
    // A byte order mark is no JSON, but editors write it and a reader may ignore it (RFC 8259, section 8.1).
    let bytes = data.starts(with: [0xEF, 0xBB, 0xBF]) ? Data(data.dropFirst(3)) : data
    guard bytes.contains(where: { !isBlank($0) }) else {
      throw PlacesError(.empty, at: name, "The file is empty.", mend: "Save the outlines as GeoJSON again.")
    }
    if let form = otherForm(of: bytes) {
      throw PlacesError(
        .notJSON, at: name, "The file is not JSON: it is \(form).", mend: "Save the outlines as GeoJSON, in UTF-8.")
    }
    let bareWord = try scan(bytes, name: name)
    do {
      return try JSONValue(parsing: bytes)
    } catch {
      if let bareWord {
        throw PlacesError(
          .notJSON, at: name, "The file is not JSON: it holds the bare word \(bareWord).",
          mend: "Replace it with a number, or remove the feature.")
      }
      throw PlacesError(
        .notJSON, at: name, "The file is not JSON.", mend: "Save it as GeoJSON, in UTF-8.",
        cause: "\(error.place): \(error.reason)")
    }
  }
}

extension BoundedJSON {
  private static func bytes(_ path: String, name: String, _ limit: Int) throws(PlacesError) -> Data {
    var isFolder: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw PlacesError(.unreadable, at: name, "There is no such file.", mend: "Check the path.")
    }
    guard !isFolder.boolValue else {
      throw PlacesError(.unreadable, at: name, "This is a folder.", mend: "Name the GeoJSON file in it.")
    }
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = (try? FileManager.default.attributesOfItem(atPath: real))?[.type] as? FileAttributeType
    guard type == .typeRegular else {
      // Opening a pipe or a device would wait for ever.
      throw PlacesError(.unreadable, at: name, "This is no ordinary file.", mend: "Save the GeoJSON as a file.")
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      // One byte more than allowed tells a file that is too large, and that of one without a known size too.
      let data = try handle.read(upToCount: limit + 1) ?? Data()
      if data.count <= limit { return data }
    } catch {
      throw PlacesError(
        .unreadable, at: name, "The file cannot be read.", mend: "Check its permissions.",
        cause: FileFault(error).words)
    }
    throw PlacesError(
      .tooLarge, at: name, "The file is larger than \(limit >> 20) MiB.",
      mend: "Keep only the outlines to watch.")
  }

  /// What outlines are also kept as, told by the first bytes; `nil` for what may be JSON.
  private static func otherForm(of bytes: Data) -> String? {
    let start = bytes.drop(while: isBlank).prefix(8)
    if start.starts(with: Data("<".utf8)) { return "XML, such as KML or a web page" }
    if start.starts(with: Data("PK\u{3}\u{4}".utf8)) { return "a ZIP archive, such as KMZ or a shapefile in one" }
    if start.starts(with: Data("SQLite".utf8)) { return "a database, such as a GeoPackage" }
    if start.starts(with: [0, 0, 0x27, 0x0A]) { return "a shapefile" }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) { return "in UTF-16, not in UTF-8" }
    return nil
  }

  /// Checks the depth of brackets outside of strings: a parser that recurses must not be handed a million brackets.
  /// - Returns: the first NaN or Infinity that stands where a value should, as some programs write them.
  private static func scan(_ bytes: Data, name: String) throws(PlacesError) -> String? {
    var depth = 0
    var isInString = false
    var isEscaped = false
    var isInWord = false
    var bareWord: String?
    for (index, byte) in zip(bytes.indices, bytes) {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth > greatestDepth { throw tooDeep(name) }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "N"), UInt8(ascii: "I"):
        if bareWord == nil, depth > 0, !isInWord { bareWord = notANumber(bytes[index...]) }
      default: break
      }
      isInWord = isLetterOrDigit(byte)
    }
    return bareWord
  }

  /// The word at the start of `bytes` where it is one of those for what is no number.
  private static func notANumber(_ bytes: Data) -> String? {
    ["NaN", "Infinity"].first { word in
      bytes.starts(with: word.utf8) && !(bytes.dropFirst(word.utf8.count).first.map(isLetterOrDigit) ?? false)
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 48...57: true
    default: false
    }
  }

  private static func tooDeep(_ name: String) -> PlacesError {
    PlacesError(
      .tooLarge, at: name, "The JSON is nested more than \(greatestDepth) levels deep.",
      mend: "Save the file as plain GeoJSON; a site needs 8 levels.")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) || byte == 0 }
}
