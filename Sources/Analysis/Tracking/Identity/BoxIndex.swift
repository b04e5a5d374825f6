import Geodesy

/// Boxes that can be asked which of them meet another: a packed tree over the boxes in the order of a space-filling curve,
/// so that large things among many small ones cost no more than their neighbours do.
///
/// Built in n log n; a question costs log n and what it finds. Answers rise by index, whatever the order of the boxes.
/// - Source: [Kamel1993], packed R-trees; ordered by the Z-curve [Morton1966] rather than Hilbert's.
package struct BoxIndex: Sendable {
  /// Boxes below one node of the tree.
  private static let fanOut = 8

  /// Levels from the boxes themselves to the root; within a level the children of a node lie beside each other.
  private let levels: [[MapBox]]
  /// Of the boxes in the tree's order the place that they were given in.
  private let order: [Int]

  package init(_ boxes: [MapBox]) {
    guard var bounds = boxes.first else {
      (levels, order) = ([], [])
      return
    }
    for box in boxes.dropFirst() { bounds = bounds.joined(with: box) }
    let side = max(bounds.east - bounds.west, bounds.north - bounds.south)
    let scale = side > 0 ? 65_535 / side : 0
    let keys = boxes.enumerated().map { index, box -> (key: UInt32, index: Int) in
      let centre = box.centre
      let column = UInt32(min(65_535, max(0, (centre.easting - bounds.west) * scale)))
      let row = UInt32(min(65_535, max(0, (centre.northing - bounds.south) * scale)))
      return (Self.spread(column) | Self.spread(row) << 1, index)
    }.sorted { ($0.key, $0.index) < ($1.key, $1.index) }
    order = keys.map(\.index)
    var levels = [order.map { boxes[$0] }]
    while let last = levels.last, last.count > 1 {
      levels.append(
        stride(from: 0, to: last.count, by: Self.fanOut).map { start in
          var box = last[start]
          for child in last[start..<min(last.count, start + Self.fanOut)] { box = box.joined(with: child) }
          return box
        })
    }
    self.levels = levels
  }

  /// Places of the boxes that meet `box`, rising.
  package func meeting(_ box: MapBox) -> [Int] {
    var found: [Int] = []
    var stack: [(level: Int, node: Int)] = []
    collect(box, into: &found, stack: &stack)
    return found
  }

  /// As `meeting`, into arrays that are used again; `found` is emptied first.
  func collect(_ box: MapBox, into found: inout [Int], stack: inout [(level: Int, node: Int)]) {
    found.removeAll(keepingCapacity: true)
    guard let root = levels.last, root[0].meets(box) else { return }
    stack.removeAll(keepingCapacity: true)
    stack.append((levels.count - 1, 0))
    while let (level, node) = stack.popLast() {
      guard level > 0 else {
        found.append(order[node])
        continue
      }
      let below = levels[level - 1]
      for child in (node * Self.fanOut)..<min(below.count, (node + 1) * Self.fanOut) where below[child].meets(box) {
        stack.append((level - 1, child))
      }
    }
    found.sort()
  }

  /// The bits of a number of 16 bits, each followed by a zero.
  private static func spread(_ value: UInt32) -> UInt32 {
    var bits = value
    bits = (bits | bits << 8) & 0x00FF_00FF
    bits = (bits | bits << 4) & 0x0F0F_0F0F
    bits = (bits | bits << 2) & 0x3333_3333
    return (bits | bits << 1) & 0x5555_5555
  }
}
