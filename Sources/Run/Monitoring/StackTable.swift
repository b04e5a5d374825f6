import Alignment
import Quantities
import Reports

/// The state of a stack as a table of at most 80 columns.
package enum StackTable {
  private static let width = 80
  private static let nameWidth = 22
  private static let sensorWidth = 12

  package static func lines(_ state: StackState) -> [String] {
    let header =
      line(["scene", "date", "sensor", "GSD m", "shift px", "CE90 m", "clear"])
    let parts = parts(state)
    var lines = parts.count > 1 ? [] : [header]
    for part in parts {
      if let heading = part.heading { lines += wrapped(heading, indent: 0) + [header] }
      for scene in part.scenes {
        let isReference = scene.stack?.isReference ?? (scene.file == state.reference && scene.exclusion == nil)
        lines.append(line(cells(scene, isReference: isReference)))
        if let exclusion = scene.exclusion {
          lines += wrapped("left out (\(exclusion.code.rawValue)): \(exclusion.reason)", indent: 4)
        }
      }
    }
    lines += enlarged(state)
    let used = state.scenes.count { $0.exclusion == nil }
    lines.append(
      "\(used) of \(state.scenes.count) \(state.scenes.count == 1 ? "scene" : "scenes") used. "
        + "Shift: rows down, columns right, in pixels of the stack.")
    return lines
  }

  /// Scenes by stack, the main one first, then those of none; one part without heading where there is one stack.
  private static func parts(_ state: StackState) -> [(heading: String?, scenes: [SceneState])] {
    guard let main = state.scenes.first(where: { $0.file == state.reference })?.stack?.gsd, !state.links.isEmpty
    else { return [(nil, state.scenes)] }
    func size(_ gsd: Metres) -> String { "\(NumberText.fixed(gsd.magnitude, decimals: 2)) m" }
    let others = state.links.map { link in
      (
        "Stack of \(size(link.gsd)), "
          + (link.ce90.map { "aligned to the main one within \(size($0)) (CE90)" }
            ?? "not aligned to the main one: \(link.failure ?? "")"),
        state.scenes.filter { $0.stack?.gsd == link.gsd }
      )
    }
    let loose = state.scenes.filter { $0.stack == nil }
    return [("Stack of \(size(main)), the main one", state.scenes.filter { $0.stack?.gsd == main })] + others
      + (loose.isEmpty ? [] : [("In no stack", loose)])
  }

  /// Pictures that are coarser than their pixels, in one sentence.
  private static func enlarged(_ state: StackState) -> [String] {
    let sizes = state.scenes.compactMap { $0.coarserGSD?.magnitude }.sorted()
    guard let least = sizes.first, let most = sizes.last else { return [] }
    let (low, high) = (NumberText.fixed(least, decimals: 1), NumberText.fixed(most, decimals: 1))
    return wrapped(
      "\(sizes.count) \(sizes.count == 1 ? "scene was" : "scenes were") enlarged: as fine as pixels of "
        + (low == high ? "\(low) m." : "\(low) to \(high) m."), indent: 0)
  }

  private static func cells(_ scene: SceneState, isReference: Bool) -> [String] {
    let shift = scene.fit?.transform.shiftAtCentre
    return [
      shortened(scene.file, nameWidth), scene.date?.day ?? "none", shortened(scene.sensor, sensorWidth),
      scene.gsd.map { NumberText.fixed($0.magnitude, decimals: 2) } ?? "",
      isReference ? "reference" : shift.map(self.shift) ?? "",
      isReference ? "" : scene.ce90.map { NumberText.fixed($0.magnitude, decimals: 2) } ?? "",
      scene.clear.map { "\(Int(($0 * 100).rounded())) %" } ?? "",
    ]
  }

  /// Rows down and columns right, each with its sign.
  static func shift(_ shift: PictureShift) -> String { "\(signed(shift.rows)) \(signed(shift.columns))" }

  private static func signed(_ value: Double) -> String {
    let text = NumberText.fixed(abs(value), decimals: 2)
    return (value < 0 && text != "0.00" ? "-" : "+") + text
  }

  /// Names at the left, numbers at the right of their columns.
  private static func line(_ cells: [String]) -> String {
    let widths = [nameWidth, 10, sensorWidth, 6, 13, 6, 5]
    let text = zip(cells, widths).enumerated().map { index, cell in
      let room = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return index < 3 ? cell.0 + room : room + cell.0
    }.joined(separator: " ")
    return String(text.reversed().drop { $0 == " " }.reversed())
  }

  /// The beginning and the end of a name that is too long: numbers at the end tell scenes apart.
  private static func shortened(_ name: String, _ width: Int) -> String {
    guard name.count > width else { return name }
    let tail = (width - 1) / 2
    return String(name.prefix(width - 1 - tail)) + "…" + String(name.suffix(tail))
  }

  /// `text` broken between words.
  static func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = margin
    for word in text.split(separator: " ") {
      if line.count > indent, line.count + 1 + word.count > width {
        lines.append(line)
        line = margin
      }
      line += (line.count > indent ? " " : "") + word
    }
    return lines + [line]
  }
}
