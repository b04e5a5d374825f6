import Rasters

/// The window around a found thing as a plane on which the thing is about 1 and what surrounds it about 0.
package struct ThingDrawing: Sendable {
  package let plane: ContrastPlane
  /// Indices in `plane` of the thing's pixels.
  package let region: [Int]

  /// - Parameter odds: in which the thing was found.
  package init(_ thing: FoundThing, odds: [Float], valid: [Bool], columns: Int, rows: Int, margin: Int) {
    let frame = PixelFrame(thing.pixels, columns: columns, rows: rows, margin: margin)
    let contrast = max(thing.inside - thing.around, 1e-9)
    plane = ContrastPlane(
      window: frame.window,
      values: frame.cut(odds).map { Float((Double($0) - thing.around) / contrast) },
      valid: (0..<frame.columns * frame.rows).map { valid[frame.place($0)] }, separation: contrast)
    region = thing.pixels.map(frame.local)
  }
}
