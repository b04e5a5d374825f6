import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A small XML document in memory, by local names. Files come from anywhere: none may name entities or be large.
struct XMLTree: Sendable {
  final class Node: Sendable {
    let name: String
    let attributes: [String: String]
    let text: String
    let children: [Node]

    init(name: String, attributes: [String: String], text: String, children: [Node]) {
      self.name = name
      self.attributes = attributes
      self.text = text
      self.children = children
    }
  }

  static let largestByteCount = 8 << 20
  static let greatestDepth = 64
  static let mostNodes = 200_000

  let root: Node

  /// - Throws: `badMetadata`: over 8 MiB, a document type (which could define entities), over 64 levels, not XML.
  init(_ data: Data, name: String) throws(CatalogueError) {
    func bad(_ reason: String, cause: String? = nil) -> CatalogueError {
      CatalogueError(
        .badMetadata, at: name, reason, mend: "Fetch the metadata file again, or move it away.", cause: cause)
    }
    guard data.count <= Self.largestByteCount else {
      throw bad("The metadata file is larger than \(Self.largestByteCount >> 20) MiB.")
    }
    // Real product metadata have no document type; with one, a few bytes can grow to gigabytes.
    guard data.range(of: Data("<!DOCTYPE".utf8)) == nil, data.range(of: Data("<!ENTITY".utf8)) == nil else {
      throw bad("The metadata file defines a document type or entities, which are not read.")
    }
    let builder = XMLTreeBuilder()
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    parser.delegate = builder
    guard parser.parse(), let root = builder.root else {
      if let fault = builder.fault { throw bad(fault) }
      throw bad("The metadata file is not whole XML (line \(parser.lineNumber)).")
    }
    self.root = root
  }

  /// All elements of that name, in the document's order.
  func all(_ name: String) -> [Node] {
    var found: [Node] = []
    root.visit { if $0.name == name { found.append($0) } }
    return found
  }

  func first(_ name: String) -> Node? { all(name).first }
  func text(_ name: String) -> String? { first(name)?.text }
  func number(_ name: String) -> Double? { first(name)?.number }
}

extension XMLTree.Node {
  /// The text as a finite number.
  var number: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

  func child(_ name: String) -> XMLTree.Node? { children.first { $0.name == name } }

  /// This element and all below it, in the document's order. Depth is bounded when the tree is built.
  func visit(_ body: (XMLTree.Node) -> Void) {
    body(self)
    for child in children { child.visit(body) }
  }
}

/// Collects what the parser reports. Lives no longer than one call of `parse`.
private final class XMLTreeBuilder: NSObject, XMLParserDelegate {
  private struct Open {
    let name: String
    let attributes: [String: String]
    var text = ""
    var children: [XMLTree.Node] = []
  }

  private var open: [Open] = []
  private var nodes = 0
  private(set) var root: XMLTree.Node?
  private(set) var fault: String?

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    nodes += 1
    guard open.count < XMLTree.greatestDepth, nodes <= XMLTree.mostNodes else {
      fault = "The metadata file has more than \(XMLTree.greatestDepth) levels or \(XMLTree.mostNodes) elements."
      parser.abortParsing()
      return
    }
    open.append(Open(name: Self.local(name), attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard !open.isEmpty, open[open.count - 1].text.utf8.count < 1 << 16 else { return }
    open[open.count - 1].text += text
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard let last = open.popLast() else { return }
    let node = XMLTree.Node(
      name: last.name, attributes: last.attributes,
      text: last.text.trimmingCharacters(in: .whitespacesAndNewlines), children: last.children)
    if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
  }

  /// `n1:Product_Info` without its prefix: providers change the prefixes.
  private static func local(_ name: String) -> String {
    name.split(separator: ":").last.map(String.init) ?? name
  }
}
