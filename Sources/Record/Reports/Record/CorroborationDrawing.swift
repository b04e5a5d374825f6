import Evidence
import Quantities

/// The evidence of one finding as a picture: a box for each independent line, what is for it above what is against it.
struct CorroborationDrawing {
  private struct Place {
    let node: CorroborationNode
    let box: Int
    let left: Double
    let top: Double
    var middle: Double { top + CorroborationDrawing.nodeHeight / 2 }
    var right: Double { left + CorroborationDrawing.nodeWidth }
  }

  private struct Frame {
    let side: CorroborationBoxes.Side
    let left: Double
    let top: Double
    let height: Double
  }

  static let nodeWidth = 176.0
  static let nodeHeight = 34.0
  private static let gap = 8.0
  private static let boxWidth = 204.0
  private static let boxGap = 9.0
  private static let labelWidth = 82.0
  private static let width = 720.0

  private let graph: CorroborationGraph
  private var places: [Place] = []
  private var frames: [Frame] = []
  private var bands: [(words: String, top: Double)] = []
  private var height = 4.0

  init(_ corroboration: CorroborationOf, titles: [String: String]) {
    graph = corroboration.graph
    let boxes = CorroborationBoxes(corroboration, titles: titles)
    for side in CorroborationBoxes.Side.allCases {
      place(boxes.boxes.filter { $0.side == side && !$0.nodes.isEmpty }, side)
    }
    if boxes.left > 0 {
      bands.append(("and \(PlainWords.count(boxes.left, "more line"))", height))
      height += 22
    }
  }

  var isEmpty: Bool { places.isEmpty }

  func markup(label: String) -> Markup {
    var drawing = Drawing(width: Self.width, height: height)
    drawWeakTies(on: &drawing)
    for frame in frames {
      drawing.rectangle(
        column: frame.left, row: frame.top, width: Self.boxWidth, height: frame.height, radius: 5,
        class: frame.side == .divided ? "tie-box divided" : "tie-box")
    }
    drawStrongTies(on: &drawing)
    for place in places { draw(place, on: &drawing) }
    for band in bands {
      drawing.text(band.words, at: ReportPoint(column: 0, row: band.top + 22), class: "band-label")
    }
    return drawing.markup(label: label, isTitled: true)
  }

  // MARK: - Places

  private mutating func place(_ boxes: [CorroborationBoxes.Box], _ side: CorroborationBoxes.Side) {
    guard !boxes.isEmpty else { return }
    let words =
      switch side {
      case .supporting: "For it"
      case .divided: "Both ways"
      case .opposing: "Against it"
      }
    bands.append((words, height))
    let perRow = Int((Self.width - Self.labelWidth + Self.boxGap) / (Self.boxWidth + Self.boxGap))
    for start in stride(from: 0, to: boxes.count, by: perRow) {
      let row = boxes[start..<min(start + perRow, boxes.count)]
      var tallest = 0.0
      for (index, box) in row.enumerated() {
        let left = Self.labelWidth + Double(index) * (Self.boxWidth + Self.boxGap)
        tallest = max(tallest, place(box, left: left))
      }
      height += tallest + 14
    }
    height += 4
  }

  /// The height of the box.
  private mutating func place(_ box: CorroborationBoxes.Box, left: Double) -> Double {
    let inner = Double(box.nodes.count) * (Self.nodeHeight + Self.gap) - Self.gap
    for (index, node) in box.nodes.enumerated() {
      let top = height + Self.gap + Double(index) * (Self.nodeHeight + Self.gap)
      places.append(Place(node: node, box: frames.count, left: left + Self.gap, top: top))
    }
    frames.append(
      Frame(
        side: box.side, left: left, top: height, height: inner + 2 * Self.gap))
    return inner + 2 * Self.gap
  }

  // MARK: - Drawing

  private func draw(_ place: Place, on drawing: inout Drawing) {
    let node = place.node
    let name = "tie-node \(node.isFor ? "for" : "against")"
    // A heap behind it: it stands for several.
    if node.ids.count > 1 {
      drawing.rectangle(
        column: place.left + 4, row: place.top + 4, width: Self.nodeWidth, height: Self.nodeHeight,
        radius: node.isSource ? 15 : 3, class: name)
    }
    drawing.rectangle(
      column: place.left, row: place.top, width: Self.nodeWidth, height: Self.nodeHeight,
      radius: node.isSource ? 15 : 3, class: name)
    drawing.text(
      node.isFor ? "+" : "−", at: ReportPoint(column: place.left + 14, row: place.top + 22), anchor: .middle, size: 15,
      class: node.isFor ? "sign-for" : "sign-against")
    let words = [(node.name, 14.0, "node-name"), (node.detail, 27.0, "quiet")]
    for (text, row, style) in words {
      drawing.text(
        CorroborationNode.fitted(text, room: 24), at: ReportPoint(column: place.left + 28, row: place.top + row),
        class: style)
    }
  }

  /// Brackets at the right of the nodes, each in a lane of its own; of a quote the end at what is quoted has a point.
  private func drawStrongTies(on drawing: inout Drawing) {
    var lanes: [Int: Int] = [:]
    for tie in strongTies() {
      let (first, second) = (places[tie.first], places[tie.second])
      let lane = lanes[first.box, default: 0]
      lanes[first.box] = lane + 1
      let column = first.right + 5 + Double(lane % 3) * 4
      // Ties that end at one node do not end at one point of it.
      let shift = Double(lane % 3) * 5 - 5
      let (from, to) = (first.middle + shift, second.middle + shift)
      drawing.polyline(
        [(first.right, from), (column, from), (column, to), (second.right, to)].map {
          ReportPoint(column: $0.0, row: $0.1)
        }, class: "tie strong")
      guard tie.isQuote else { continue }
      drawing.polygon(
        [(0.0, 0.0), (5.5, -3.2), (5.5, 3.2)].map {
          ReportPoint(column: second.right + $0.0, row: to + $0.1)
        }, class: "tie-point")
    }
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
    let isQuote: Bool
  }

  /// One tie for each pair of nodes, without those that join what is joined: ten sources of one author have forty-five.
  private func strongTies() -> [Pair] {
    var position: [String: [Int]] = [:]
    for (index, place) in places.enumerated() {
      for id in place.node.ids { position[id, default: []].append(index) }
    }
    var ties: [Pair] = []
    var seen: Set<Pair> = []
    var joined = Array(places.indices)
    func root(_ index: Int) -> Int { joined[index] == index ? index : root(joined[index]) }
    for tie in graph.ties {
      guard let first = position[tie.first]?.first, let second = position[tie.second]?.first, first != second else {
        continue
      }
      let isQuote = tie.reason == .quotes
      guard isQuote || root(first) != root(second) else { continue }
      joined[root(first)] = root(second)
      let pair = Pair(first: first, second: second, isQuote: isQuote)
      if seen.insert(pair).inserted { ties.append(pair) }
    }
    // One thing that speaks both ways is tied to itself.
    for indices in position.values.sorted(by: { ($0.first ?? 0) < ($1.first ?? 0) }) where indices.count > 1 {
      let pair = Pair(first: indices[0], second: indices[1], isQuote: false)
      if seen.insert(pair).inserted { ties.append(pair) }
    }
    return ties
  }

  /// Dotted from each to the next that has the same publisher or sensor.
  private func drawWeakTies(on drawing: inout Drawing) {
    var members: [String: [Int]] = [:]
    for (index, place) in places.enumerated() {
      for key in place.node.shared { members[key, default: []].append(index) }
    }
    for (_, indices) in members.sorted(by: { $0.key < $1.key }) {
      for (a, b) in zip(indices, indices.dropFirst()) {
        let (first, second) = (places[a], places[b])
        guard first.box != second.box else { continue }
        let isBeside = frames[first.box].top == frames[second.box].top
        let points =
          isBeside
          ? [(first.right, first.middle), (second.left, second.middle)]
          : [
            (first.left + 40, first.top + Self.nodeHeight), (first.left + 40, frames[second.box].top - 6),
            (second.left + 40, frames[second.box].top - 6), (second.left + 40, second.top),
          ]
        drawing.polyline(points.map { ReportPoint(column: $0.0, row: $0.1) }, class: "tie weak")
      }
    }
  }
}
