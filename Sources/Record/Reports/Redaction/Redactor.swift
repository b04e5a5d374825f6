import Foundation
import Places
import Provenance
import Quantities

/// What an edition calls things instead of by names that would give the place away.
package struct Redactor: Sendable {
  /// Names that stand for others, by the whole id: scenes, files, features, sites, zones, lines.
  package private(set) var aliases: [String: String]
  /// What must not stand in any text, with what stands there instead; the longest first.
  private let needles: [(text: String, alias: String, isName: Bool)]
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
    for (index, feature) in features.enumerated() where aliases[feature.id] == nil {
      let alias = "r\(index + 1)"
      aliases[feature.id] = alias
      // What a person named may be a word of every day, and is replaced as a whole only.
      if feature.change != nil { needles.append((feature.id, alias, false)) }
    }
    for role in Site.Role.allCases {
      let own = sites.filter { $0.role == role }
      for (index, site) in own.enumerated() where role != .reference {
        let number = own.count > 1 ? " \(index + 1)" : ""
        aliases[site.id] = "\(role.rawValue)\(number)".replacing(" ", with: "-")
        if site.name != site.id || role == .site { needles.append((site.name, "the \(role.rawValue)\(number)", true)) }
      }
    }
    needles += words.map { ($0, "[withheld]", true) }
    self.aliases = aliases
    self.needles = needles.filter { $0.0.count > 1 && $0.0 != $0.1 }.map { ($0.0, $0.1, $0.2) }
      .sorted { ($0.0.count, $1.0) > ($1.0.count, $0.0) }
    self.hidden = hidden
    self.chipless = chipless
  }

  package func alias(_ id: String) -> String { aliases[id] ?? id }

  /// Texts that no file of the edition may hold, without those that are nothing but words of every day.
  package var forbidden: [String] {
    needles.map(\.text).filter { $0.count > 3 && !Site.Role.allCases.map(\.rawValue).contains($0.lowercased()) }
  }

  /// `text` with every such name replaced, whatever its capitals and accents, and moments cut to their day.
  package func text(_ text: String) -> String {
    if let alias = aliases[text] { return alias }
    var result = text
    for needle in needles {
      let options: String.CompareOptions = needle.isName ? [.caseInsensitive, .diacriticInsensitive] : [.literal]
      guard result.range(of: needle.text, options: options) != nil else { continue }
      result = result.replacingOccurrences(of: needle.text, with: needle.alias, options: options)
    }
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

  /// A page with every text between its tags, and in them, so; pictures stay as they are.
  package func page(_ page: String) -> String {
    var result = ""
    result.reserveCapacity(page.utf8.count)
    var rest = page[...]
    while let start = rest.firstRange(of: "data:image/") {
      result += text(String(rest[..<start.lowerBound]))
      let end = rest[start.lowerBound...].firstIndex(of: "\"") ?? rest.endIndex
      result += rest[start.lowerBound..<end]
      rest = rest[end...]
    }
    return result + text(String(rest))
  }
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
