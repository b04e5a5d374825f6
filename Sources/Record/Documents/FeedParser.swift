import Evidence
import Foundation
import Quantities

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Takes the items out of a feed as the XML parser walks through it.
final class FeedParser: NSObject, XMLParserDelegate {
  private(set) var isFeed = false
  private(set) var title: String?
  private(set) var language: String?
  private(set) var items: [Feed.Item] = []

  /// What one item has given so far, by the name that it has here.
  private var fields: [String: String]?
  private var path: [String] = []
  /// Elements open when the text that is being read began.
  private var captureDepth: Int?
  private var captured = ""
  private var problem: String?

  private static let depthLimit = 200
  private static let longestField = 1 << 20

  /// The reason why it stopped; `nil` where it came to the end.
  func parse(_ bytes: Data) -> String? {
    let parser = XMLParser(data: bytes)
    parser.shouldResolveExternalEntities = false
    parser.shouldProcessNamespaces = true
    parser.delegate = self
    let isDone = parser.parse()
    if let problem { return problem }
    // The parser takes a text that was cut off for a whole one.
    guard !isDone || !path.isEmpty else { return nil }
    return "XML ends or goes wrong in line \(max(1, parser.lineNumber))"
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let name = name.lowercased()
    path.append(name)
    guard path.count <= Self.depthLimit else { return stop(parser, "it nests deeper than \(Self.depthLimit) levels") }
    if path.count == 1 { begin(name, attributes) }
    if captureDepth != nil { return }
    if name == "item" || name == "entry", isFeed {
      fields = ["about": attributes["rdf:about"] ?? attributes["about"] ?? ""]
    } else if fields != nil, name == "link", let address = attributes["href"] {
      let relation = attributes["rel"] ?? "alternate"
      if relation == "alternate", fields?["link"] == nil { fields?["link"] = address }
    } else if Self.kept.contains(name) {
      captureDepth = path.count
      captured = ""
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) { take(text, parser) }

  func parser(_ parser: XMLParser, foundCDATA block: Data) { take(String(decoding: block, as: UTF8.self), parser) }

  func parser(
    _ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?
  ) {
    stop(parser, "it defines entities of its own")
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let depth = path.count
    let name = path.popLast() ?? ""
    if captureDepth == depth {
      keep(name)
      captureDepth = nil
    } else if captureDepth != nil {
      // An element within text: its words are not to run into the next ones.
      captured += " "
    } else if name == "item" || name == "entry", let fields {
      items.append(Self.item(fields))
      self.fields = nil
    }
  }

  private func begin(_ name: String, _ attributes: [String: String]) {
    isFeed = ["rss", "rdf", "feed"].contains(name)
    language = attributes["xml:lang"] ?? attributes["lang"]
  }

  private func stop(_ parser: XMLParser, _ reason: String) {
    problem = problem ?? reason
    parser.abortParsing()
  }

  private func take(_ text: String, _ parser: XMLParser) {
    guard captureDepth != nil else { return }
    captured += text
    if captured.utf8.count > Self.longestField {
      stop(parser, "a field has more than \(DocumentLimits.words(Self.longestField))")
    }
  }

  private func keep(_ name: String) {
    if fields != nil {
      if fields?[name] == nil { fields?[name] = captured }
    } else if name == "title", title == nil {
      title = Self.plain(captured)
    } else if name == "language", language == nil {
      language = Self.plain(captured)
    }
  }

  // MARK: - Items

  private static let kept: Set<String> = [
    "title", "link", "guid", "id", "pubdate", "date", "published", "updated", "issued", "description", "summary",
    "content", "encoded", "language",
  ]

  private static func item(_ fields: [String: String]) -> Feed.Item {
    let texts = ["description", "summary", "content", "encoded"].compactMap { fields[$0].map(text) }
    let id = ["guid", "id", "about"].lazy.compactMap { fields[$0].flatMap(line) }.first
    // An id may be an address; one that is none, or a text beside it, is no link.
    let link = [fields["link"], fields["about"], fields["guid"]].lazy.compactMap { $0 }
      .compactMap { try? WebAddress($0).text }.first
    let date = ["pubdate", "published", "date", "issued", "updated"].lazy
      .compactMap { fields[$0].flatMap(DocumentDate.read) }.first
    let best = texts.max { $0.utf8.count < $1.utf8.count } ?? ""
    return Feed.Item(
      id: id.map { (try? WebAddress($0).text) ?? $0 } ?? link, title: fields["title"].flatMap(plain), link: link,
      date: date, summary: best)
  }

  /// Feeds carry their texts as HTML that is spelt out.
  private static func text(_ markup: String) -> String { HTMLText(Array(markup.utf8)).text }

  private static func plain(_ markup: String) -> String? { line(text(markup)) }

  private static func line(_ text: String) -> String? {
    let line = text.asOneLine.shortened(to: 500)
    return line.isEmpty ? nil : line
  }
}
