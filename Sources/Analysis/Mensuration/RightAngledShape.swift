import Foundation
import Rasters

/// The right-angled shape that says most of a set of pixels with the fewest rectangles: one, to which others are added and
/// from which others are taken as long as each explains enough. Ls, Ts, Us and courtyards come of it.
struct RightAngledShape: Sendable {
  /// Closed rings in pixels of the plane, the thing on the right hand: the outer one of positive area first, then holes of
  /// negative area.
  let rings: [[PixelPoint]]

  /// Share of the shape that one more rectangle must explain: it costs four numbers, and edges are not known better.
  private static let leastShare = 0.04
  private static let mostRectangles = 8
  /// Cells along the longer side, at most: the search takes the cube of them.
  private static let mostCells = 128

  /// - Parameters:
  ///   - box: around the pixels, in pixels of the plane; its directions are the shape's.
  ///   - leastSide: pixels; smaller rectangles are not told from noise.
  ///   - isSet: whether the pixel of the plane under a point belongs to the thing.
  /// - Returns: `nil` where no rectangle of that size lies on the pixels.
  init?(_ box: OrientedBox, leastSide: Double, isSet: (PixelPoint) -> Bool) {
    let cell = max(0.5, box.length / Double(Self.mostCells - 2))
    var cells = Cells(box, cell: cell)
    let least = max(1, Int((leastSide / cell).rounded(.up)))
    for index in cells.isSet.indices { cells.isSet[index] = isSet(cells.centre(index)) }
    guard cells.cover(least: least, leastShare: Self.leastShare, most: Self.mostRectangles) else { return nil }
    let rings = CellRings.trace(cells.isCovered, columns: cells.columns, rows: cells.rows)
    guard let outer = rings.max(by: { CellRings.area($0) < CellRings.area($1) }), CellRings.area(outer) > 0 else {
      return nil
    }
    let holes = rings.filter { CellRings.area($0) < 0 && CellRings.lies($0, in: outer) }
    self.rings = ([outer] + holes).map { ring in ring.map { cells.place(Double($0.column), Double($0.row)) } }
  }

  /// The box parted into cells.
  private struct Cells {
    let columns: Int
    let rows: Int
    var isSet: [Bool]
    var isCovered: [Bool]
    private let box: OrientedBox
    private let cell: Double

    init(_ box: OrientedBox, cell: Double) {
      (self.box, self.cell) = (box, cell)
      // One empty cell all around.
      columns = Int((box.length / cell).rounded(.up)) + 2
      rows = Int((box.width / cell).rounded(.up)) + 2
      isSet = [Bool](repeating: false, count: columns * rows)
      isCovered = isSet
    }

    /// Place in the plane of a corner of cells.
    func place(_ column: Double, _ row: Double) -> PixelPoint {
      let along = (column - Double(columns) / 2) * cell
      let across = (row - Double(rows) / 2) * cell
      let (c, s) = (cos(box.angle), sin(box.angle))
      return PixelPoint(
        column: box.centre.column + along * c - across * s, row: box.centre.row + along * s + across * c)
    }

    func centre(_ index: Int) -> PixelPoint { place(Double(index % columns) + 0.5, Double(index / columns) + 0.5) }

    /// Covers the set cells by rectangles.
    /// - Returns: whether there is any.
    mutating func cover(least: Int, leastShare: Double, most: Int) -> Bool {
      var (across, down): ([Int], [Int]) = ([], [])
      for number in 0..<most {
        // What a rectangle that is added gains, and one that is taken away.
        let added = largest(least) { isCovered[$0] ? 0 : isSet[$0] ? 1 : -1 }
        let taken = number == 0 ? nil : largest(least) { isCovered[$0] ? isSet[$0] ? -1 : 1 : 0 }
        let isAdded = added?.sum ?? 0 >= taken?.sum ?? 0
        guard let best = isAdded ? added : taken else { break }
        let covered = isCovered.count { $0 }
        guard number == 0 || Double(best.sum) >= leastShare * Double(covered) else { break }
        let rectangle = best.snapped(across: across, down: down, distance: least)
        let before = isCovered
        for row in rectangle.rows {
          for column in rectangle.columns { isCovered[row * columns + column] = isAdded }
        }
        if isCovered == before { break }
        across += [rectangle.columns.lowerBound, rectangle.columns.upperBound]
        down += [rectangle.rows.lowerBound, rectangle.rows.upperBound]
      }
      return isCovered.contains(true)
    }

    private func largest(_ least: Int, _ value: (Int) -> Int8) -> LargestRectangle? {
      LargestRectangle.find(in: isSet.indices.map(value), columns: columns, rows: rows, least: least)
    }
  }
}
