import Alignment
import Foundation
import Provenance
import Quantities
import Rasters

/// What was fitted, in lines of at most 80 columns for people.
package enum AlignmentWords {
  /// Unsupported places that are listed; the rest is counted.
  private static let mostPlaces = 8

  package static func lines(_ scene: SceneState, reference: String) -> [String] {
    guard let fit = scene.fit else { return [] }
    let shift = fit.transform.shiftAtCentre
    var lines = [
      "\(scene.file) onto \(reference)",
      "  shift       \(signed(shift.rows)) rows down, \(signed(shift.columns)) columns right, at the centre",
      "  CE90        \(radius(fit.ce90InPixels, scene.pixel))",
      "  transform   \(kind(fit.transform))",
      "  tie points  \(fit.agreeing) of \(fit.tried) agree",
      "  held out    \(heldOut(fit.heldOut, scene.pixel))",
    ]
    lines += unsupported(fit.unsupported)
    return lines
  }

  private static func signed(_ value: Double) -> String {
    let text = JSONValue.fixed(value, places: 3)
    return text.hasPrefix("-") || Double(text) == 0 ? text : "+" + text
  }

  private static func radius(_ pixels: Double, _ pixel: Metres?) -> String {
    let text = "\(JSONValue.fixed(pixels, places: 3)) pixels"
    guard let pixel else { return text + " (size of a pixel not known: give --gsd for metres)" }
    return text + ", \(JSONValue.fixed(pixels * pixel.magnitude, places: 2)) m"
  }

  private static func kind(_ transform: PictureTransform) -> String {
    let linear = transform.linear
    guard linear != .none || transform.field != nil else { return "translation" }
    let turn = (linear.rowsPerColumn - linear.columnsPerRow) / 2 * 180 / .pi
    let scale = 1 + (linear.rowsPerRow + linear.columnsPerColumn) / 2
    let text =
      "affine, turned by \(JSONValue.fixed(turn, places: 3))°, scaled by \(JSONValue.fixed(scale, places: 5))"
    guard let field = transform.field else { return text }
    return (linear == .none ? "translation" : text)
      + ", and a field of \(field.columns) × \(field.rows) nodes"
  }

  private static func heldOut(_ heldOut: FittedTransform.HeldOut?, _ pixel: Metres?) -> String {
    guard let heldOut else { return "none: too few tie points agree" }
    let share = Int((100 * Double(heldOut.passing) / Double(max(heldOut.count, 1))).rounded())
    return "\(heldOut.count) tie points, \(share) % pass; CE90 \(radius(heldOut.ce90InPixels, pixel))"
  }

  private static func unsupported(_ places: [Window]) -> [String] {
    guard !places.isEmpty else { return ["  supported   everywhere that both pictures show"] }
    var lines = ["  not supported by tie points (columns, rows of the reference):"]
    lines += places.prefix(mostPlaces).map { place in
      "    \(place.column) to \(place.column + place.columns), \(place.row) to \(place.row + place.rows)"
    }
    if places.count > mostPlaces { lines.append("    and \(places.count - mostPlaces) more; --json lists all") }
    return lines
  }
}
