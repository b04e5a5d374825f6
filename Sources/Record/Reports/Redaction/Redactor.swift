import Foundation
import Places
import Provenance
import Quantities

/// What an edition calls things instead of by names that would give the place away.
package struct Redactor: Sendable {
  /// Names that stand for others, by the whole id: scenes, files, features, sites, zones, lines.
  package internal(set) var aliases: [String: String]
  /// What must not stand in any text, with what stands there instead; the longest first.
  private let needles: [(text: String, alias: String, isName: Bool)]
  /// Words that a person said may stand in no text.
  private let words: [String]
  /// Features, sites, zones and lines of which nothing is told.
  package let hidden: Set<String>
  /// Features whose pictures would show hidden ground.
  package let chipless: Set<String>

  /// - Parameters:
  ///   - scenes: of the report, used or kept out.
  ///   - features: in the order of the report; those that are hidden are left out.
  ///   - sites: everything of the site file.
  ///   - words: further words that must not stand in any text.
  package init(
    scenes: [ReportScene], features: [Feature], sites: [Site], words: [String], hidden: Set<String> = [],
    chipless: Set<String> = []
  ) {
    var aliases: [String: String] = [:]
    var needles: [(String, String, Bool)] = []
    for (index, scene) in scenes.enumerated() {
      let alias = "picture-\(index + 1)"
      aliases[scene.id] = alias
      aliases[scene.label] = alias
      needles += [(scene.id, alias, false), (scene.label, alias, false)]
      let stem = (scene.label as NSString).deletingPathExtension
      if stem.count > 5 { needles.append((stem, alias, false)) }
    }
    for (index, feature) in features.filter({ !hidden.contains($0.id) }).enumerated() where aliases[feature.id] == nil {
      let alias = "r\(index + 1)"
      aliases[feature.id] = alias
      // What a person named may be a word of every day, and is replaced as a whole only.
      if feature.change != nil { needles.append((feature.id, alias, false)) }
    }
    // Of what is hidden no text may speak, by its id or its name.
    for feature in features where hidden.contains(feature.id) {
      needles.append((feature.id, "[withheld]", feature.change == nil))
      if let name = feature.name { needles.append((name, "[withheld]", true)) }
    }
    for site in sites where hidden.contains(site.id) {
      needles += [(site.id, "[withheld]", true), (site.name, "[withheld]", true)]
    }
    for role in Site.Role.allCases where role != .reference {
      let own = sites.filter { $0.role == role && !hidden.contains($0.id) }
      for (index, site) in own.enumerated() {
        let number = own.count > 1 ? " \(index + 1)" : ""
        aliases[site.id] = "\(role.rawValue)\(number)".replacing(" ", with: "-")
        if site.name != site.id || role == .site { needles.append((site.name, "the \(role.rawValue)\(number)", true)) }
      }
    }
    needles += words.map { ($0, "[withheld]", true) }
    self.aliases = aliases
    self.needles = needles.filter { $0.0.count > 1 && $0.0 != $0.1 }.map { ($0.0, $0.1, $0.2) }
      .sorted { ($0.0.count, $1.0) > ($1.0.count, $0.0) }
    self.words = words.filter { !$0.allSatisfy(\.isWhitespace) }
    self.hidden = hidden
    self.chipless = chipless
  }

  package func alias(_ id: String) -> String { aliases[id] ?? id }

  /// Texts that no file of the edition may hold, without those that are nothing but words of every day.
  package var forbidden: [String] {
    words
      + needles.map(\.text).filter { text in
        (text.count > 3 || !text.utf8.allSatisfy { $0 < 128 })
          && !Site.Role.allCases.map(\.rawValue).contains(text.lowercased())
      }
  }

  /// `text` with every such name replaced, whatever its capitals and accents, and moments cut to their day.
  package func text(_ text: String) -> String {
    if let alias = aliases[text] { return alias }
    var result = text
    for needle in needles { result = Self.replaced(needle.text, in: result, with: needle.alias, isName: needle.isName) }
    guard result.contains("T"), result.contains("Z") else { return result }
    return result.replacing(/(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?Z/) { String($0.output.1) }
  }

  /// `json` with every text in it so, and parts of paths such as `features/f-12/area` too.
  package func json(_ json: JSONValue) -> JSONValue {
    if let text = json.stringValue {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { alias(String($0)) }
      return .string(self.text(parts.joined(separator: "/")))
    }
    if let list = json.arrayValue { return .array(list.map(self.json)) }
    if let members = json.members { return .object(members.map { .init($0.key, self.json($0.value)) }) }
    return json
  }

  /// Every occurrence replaced: of an id as it is, of a name as whole words, whatever its capitals and accents.
  private static func replaced(_ needle: String, in text: String, with alias: String, isName: Bool) -> String {
    let options: String.CompareOptions = isName ? [.caseInsensitive, .diacriticInsensitive] : [.literal]
    var result = text
    var start = result.startIndex
    while let range = result.range(of: needle, options: options, range: start..<result.endIndex) {
      let isWithin =
        isName
        && ((range.lowerBound > result.startIndex && result[result.index(before: range.lowerBound)].isWordLetter
          && needle.first?.isWordLetter == true)
          || (range.upperBound < result.endIndex && result[range.upperBound].isWordLetter
            && needle.last?.isWordLetter == true))
      let offset = result.distance(from: result.startIndex, to: isWithin ? range.upperBound : range.lowerBound)
      if !isWithin { result.replaceSubrange(range, with: alias) }
      start = result.index(result.startIndex, offsetBy: offset + (isWithin ? 0 : alias.count))
    }
    return result
  }

  /// A page with every text that a reader sees or hears so; tags, styles and pictures stay as they are.
  package func page(_ page: String) -> String {
    var result = ""
    result.reserveCapacity(page.utf8.count)
    var rest = page[...]
    while let start = rest.firstIndex(of: "<") {
      result += spoken(rest[..<start])
      let end = rest[start...].firstIndex(of: ">") ?? rest.index(before: rest.endIndex)
      let tag = rest[start...end]
      rest = rest[rest.index(after: end)...]
      if let label = tag.firstRange(of: " aria-label=\""), let close = tag[label.upperBound...].firstIndex(of: "\"") {
        result += tag[..<label.upperBound] + spoken(tag[label.upperBound..<close]) + tag[close...]
      } else {
        result += tag
      }
      guard tag.hasPrefix("<style"), let close = rest.firstRange(of: "</style>") else { continue }
      result += rest[..<close.lowerBound]
      rest = rest[close.lowerBound...]
    }
    return result + spoken(rest)
  }

  private func spoken(_ text: Substring) -> String {
    guard text.contains(where: { !$0.isWhitespace }) else { return String(text) }
    let plain = text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    let told = self.text(String(plain))
    return told == plain ? String(text) : InertText.escape(told)
  }
}

extension Character {
  fileprivate var isWordLetter: Bool { isLetter || isNumber }
}

extension Timestamp {
  /// The day alone: the hour of a pass narrows down where the satellite was.
  var withoutHour: Timestamp {
    let (year, month, day) = calendarDay
    return Timestamp(year: year, month: month, day: day) ?? self
  }
}

extension Bracket {
  var withoutHours: Bracket { Bracket(notBefore: notBefore?.withoutHour, notAfter: notAfter?.withoutHour) }
}
