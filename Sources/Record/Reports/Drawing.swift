/// An inline SVG picture as it is written. Every text that goes in is escaped here; numbers have two decimals at most.
struct Drawing {
  let width: Double
  let height: Double
  private var body = ""

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// `label` is what a screen reader says in the picture's place; `isTitled` shows it to a pointer too.
  func markup(label: String, class name: String = "figure", isTitled: Bool = false) -> Markup {
    let label = InertText.escape(label)
    return Markup(
      "<svg class=\"\(name)\" viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\" role=\"img\" aria-label=\""
        + label + "\">" + (isTitled ? "<title>\(label)</title>" : "") + "\(body)</svg>")
  }

  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let fraction = hundredths.magnitude % 100
    var text = (hundredths < 0 ? "-" : "") + String(hundredths.magnitude / 100)
    if fraction > 0 {
      text += fraction < 10 ? ".0\(fraction)" : ".\(fraction)"
      if fraction % 10 == 0 { text.removeLast() }
    }
    return text
  }

  mutating func line(_ from: ReportPoint, _ to: ReportPoint, class name: String) {
    element("line", name, [("x1", from.column), ("y1", from.row), ("x2", to.column), ("y2", to.row)])
  }

  mutating func rectangle(
    column: Double, row: Double, width: Double, height: Double, radius: Double = 0, class name: String
  ) {
    element(
      "rect", name,
      [("x", column), ("y", row), ("width", width), ("height", height)]
        + (radius > 0 ? [("rx", radius)] : []))
  }

  mutating func circle(_ centre: ReportPoint, radius: Double, class name: String) {
    element("circle", name, [("cx", centre.column), ("cy", centre.row), ("r", radius)])
  }

  mutating func polygon(_ points: [ReportPoint], class name: String) { path([points], class: name, isClosed: true) }
  mutating func polyline(_ points: [ReportPoint], class name: String) { path([points], class: name, isClosed: false) }

  /// Rings under the even-odd rule, so that a ring within a ring is a hole.
  mutating func path(_ rings: [[ReportPoint]], class name: String, isClosed: Bool, strokeWidth: Double? = nil) {
    let text = rings.filter { !$0.isEmpty }.map { ring in
      let points = ring.map { "\(Self.number($0.column)) \(Self.number($0.row))" }
      return "M" + points.joined(separator: "L") + (isClosed ? "Z" : "")
    }
    let width = strokeWidth.map { " stroke-width=\"\(Self.number($0))\"" } ?? ""
    body += "<path class=\"\(name)\"\(width) d=\"\(text.joined())\"/>"
  }

  enum Anchor: String { case start, middle, end }

  mutating func text(
    _ words: String, at place: ReportPoint, anchor: Anchor = .start, size: Double? = nil, class name: String = ""
  ) {
    let size = size.map { " font-size=\"\(Self.number($0))\"" } ?? ""
    let style = name.isEmpty ? "" : " class=\"\(name)\""
    body += "<text\(style)\(size) x=\"\(Self.number(place.column))\" y=\"\(Self.number(place.row))\""
    body += " text-anchor=\"\(anchor.rawValue)\">\(InertText.escape(words))</text>"
  }

  /// An embedded picture in the upper left corner. `address` is a `data:` address of the report's own making.
  mutating func image(_ address: String, width: Double, height: Double, isCoarse: Bool) {
    body += "<image\(isCoarse ? " class=\"coarse\"" : "") width=\"\(Self.number(width))\""
    body += " height=\"\(Self.number(height))\" href=\"\(InertText.escape(address))\"/>"
  }

  private mutating func element(_ tag: String, _ name: String, _ attributes: [(String, Double)]) {
    let values = attributes.map { " \($0.0)=\"\(Self.number($0.1))\"" }
    body += "<\(tag) class=\"\(name)\"\(values.joined())/>"
  }
}
