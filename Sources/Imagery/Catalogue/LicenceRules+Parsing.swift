import Foundation
import Places
import Provenance
import Quantities

extension LicenceRules {
  private static let mostRules = 1_000
  private static let longestText = 300
  private static let ruleKeys: Set<String> = ["licence", "sensor", "file"]
  private static let termKeys: Set<String> = ["doNotPublish", "mostPixels", "finestPixelMetres", "attribution", "name"]
  private static let mend = "Mend it there; the guide shows the form."

  /// - Throws: `CatalogueError.badTerms` for a file that cannot be read, an unknown member, a rule without a condition,
  ///   or a value that cannot be meant. A term that is misspelt must not be a term that is not there.
  package init(file path: String) throws(CatalogueError) {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let json: JSONValue
    do {
      json = try BoundedJSON.read(path, largestByteCount: 1 << 20)
    } catch {
      throw CatalogueError(
        .badTerms, at: name, error.code == .tooLarge ? "The file of terms is too large." : error.reason,
        mend: "Give a JSON file of at most 1 MiB; the guide shows the form.", cause: error.cause)
    }
    try self.init(json: json, name: name)
  }

  /// - Throws: as `init(file:)`.
  package init(json: JSONValue, name: String) throws(CatalogueError) {
    let members = try Self.members(json, allowed: ["rules", "otherwise"], at: name)
    guard let list = json["rules"]?.arrayValue ?? (json["rules"] == nil ? [] : nil), list.count <= Self.mostRules else {
      throw CatalogueError(
        .badTerms, at: name, "\"rules\" is no list of at most \(Self.mostRules) rules.", mend: Self.mend)
    }
    guard !members.isEmpty else {
      throw CatalogueError(
        .badTerms, at: name, "It holds neither \"rules\" nor \"otherwise\".", mend: Self.mend)
    }
    var rules: [Rule] = []
    for (index, rule) in list.enumerated() { rules.append(try Self.rule(rule, at: "\(name), rules[\(index)]")) }
    self.rules = rules
    if let other = json["otherwise"] {
      let place = "\(name), otherwise"
      _ = try Self.members(other, allowed: Self.termKeys, at: place)
      otherwise = try Self.terms(other, at: place)
    } else {
      otherwise = nil
    }
  }

  /// As `init(json:name:)` reads it.
  package var json: JSONValue {
    var members: [JSONValue.Member] = [.init("rules", .array(rules.map(\.json)))]
    if let otherwise { members.append(.init("otherwise", .object(otherwise.members))) }
    return .object(members)
  }

  // MARK: - Reading

  private static func members(
    _ json: JSONValue, allowed: Set<String>, at place: String
  ) throws(CatalogueError) -> [JSONValue.Member] {
    guard let members = json.members else {
      throw CatalogueError(.badTerms, at: place, "This is no JSON object.", mend: mend)
    }
    for member in members {
      guard allowed.contains(member.key) else {
        throw CatalogueError(
          .badTerms, at: place, "\"\(inert(member.key))\" is no member that is known here.",
          mend: "Use \(allowed.sorted().joined(separator: ", ")).")
      }
    }
    return members
  }

  private static func rule(_ json: JSONValue, at place: String) throws(CatalogueError) -> Rule {
    let members = try members(json, allowed: ruleKeys.union(termKeys), at: place)
    guard members.contains(where: { ruleKeys.contains($0.key) }) else {
      throw CatalogueError(
        .badTerms, at: place, "It does not say for which pictures it holds.",
        mend: "Give licence, sensor or file, or put it under \"otherwise\".")
    }
    func pattern(_ key: String) throws(CatalogueError) -> NamePattern? {
      guard let text = try text(json, key, at: place) else { return nil }
      if key == "file", text.contains("/") {
        throw CatalogueError(
          .badTerms, at: place, "\"file\" holds a folder; it is compared with names alone.",
          mend: "Give the name without its folder.")
      }
      return NamePattern(text)
    }
    return Rule(
      licence: try pattern("licence"), sensor: try pattern("sensor"), file: try pattern("file"),
      terms: try terms(json, at: place))
  }

  private static func terms(_ json: JSONValue, at place: String) throws(CatalogueError) -> LicenceTerms {
    var terms = LicenceTerms()
    if let forbidden = json["doNotPublish"] {
      guard let flag = forbidden.boolValue else {
        throw CatalogueError(.badTerms, at: place, "\"doNotPublish\" is neither true nor false.", mend: mend)
      }
      terms.isPublishable = !flag
    }
    if let most = json["mostPixels"] {
      guard let pixels = most.intValue, (1...100_000).contains(pixels) else {
        throw CatalogueError(
          .badTerms, at: place, "\"mostPixels\" is no whole number from 1 to 100000.", mend: mend)
      }
      terms.mostPixels = pixels
    }
    if let finest = json["finestPixelMetres"] {
      guard let metres = finest.doubleValue, metres > 0, metres <= 100_000 else {
        throw CatalogueError(
          .badTerms, at: place, "\"finestPixelMetres\" is no number above 0 and up to 100000.", mend: mend)
      }
      terms.finestPixel = Metres(metres)
    }
    terms.attributions = try text(json, "attribution", at: place).map { [$0] } ?? []
    terms.name = try text(json, "name", at: place)
    return terms
  }

  /// One line that a page may bear.
  private static func text(_ json: JSONValue, _ key: String, at place: String) throws(CatalogueError) -> String? {
    guard let value = json[key] else { return nil }
    guard let text = value.stringValue, text.contains(where: { !$0.isWhitespace }), text.count <= longestText,
      inert(text) == text
    else {
      throw CatalogueError(
        .badTerms, at: place,
        "\"\(key)\" is no line of 1 to \(longestText) letters without control characters.", mend: mend)
    }
    return text
  }

  private static func inert(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.prefix(longestText + 1).unicodeScalars.map { scalar in
          let isTurning = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
          return scalar.properties.generalCategory == .control || isTurning ? "\u{FFFD}" : scalar
        }))
  }
}

extension LicenceRules.Rule {
  fileprivate var json: JSONValue {
    let conditions = [("licence", licence), ("sensor", sensor), ("file", file)]
    return .object(
      conditions.compactMap { key, pattern in pattern.map { .init(key, .string($0.text)) } } + terms.members)
  }
}

extension LicenceTerms {
  fileprivate var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if !isPublishable { members.append(.init("doNotPublish", true)) }
    if let mostPixels { members.append(.init("mostPixels", .integer(mostPixels))) }
    if let finestPixel { members.append(.init("finestPixelMetres", .number(finestPixel.magnitude))) }
    if let attribution = attributions.first { members.append(.init("attribution", .string(attribution))) }
    if let name { members.append(.init("name", .string(name))) }
    return members
  }
}
