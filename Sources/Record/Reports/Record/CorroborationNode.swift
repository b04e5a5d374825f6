import Evidence
import Quantities

/// What the drawing of a finding's evidence shows as one: a source, a picture, or many of them.
struct CorroborationNode {
  let name: String
  let detail: String
  let isFor: Bool
  let isSource: Bool
  /// Lines that it stands for, by id.
  let ids: [String]
  /// Publishers and sensors in one spelling, with the kind of each before it.
  let shared: Set<String>

  /// - Parameter lines: at least one, of one side and kind.
  init(_ lines: [EvidenceLine], looks: [String: SceneLook], titles: [String: String]) {
    let first = lines.first
    isFor = first?.isFor ?? true
    isSource = first?.kind == .source
    ids = lines.map(\.id)
    shared = Set(
      lines.flatMap { line in
        line.publishers.map { "publisher " + $0.samePerson } + line.sensors.map { "sensor " + $0.samePerson }
      })
    let own = lines.compactMap { looks[$0.id] }
    let sensors = Set(own.map { $0.sensor ?? "sensor not told" }).sorted()
    if lines.count > 1 {
      let dates = own.compactMap(\.date).sorted()
      name = PlainWords.count(lines.count, isSource ? "source" : "picture")
      if isSource {
        detail = lines.map(\.id).joined(separator: ", ")
      } else if let first = dates.first, let last = dates.last {
        detail = first.day == last.day ? first.day : "\(first.day) to \(last.day)"
      } else {
        detail = sensors.joined(separator: ", ")
      }
    } else if let look = own.first {
      name = look.date?.day ?? look.scene
      detail = look.sensor ?? "sensor not told"
    } else {
      name = first?.id ?? ""
      detail = first.flatMap { titles[$0.id] } ?? (isSource ? "source" : "observation")
    }
  }

  /// `text` cut so that letters of usual width fill at most `room` places; those of East Asia take two.
  static func fitted(_ text: String, room: Int) -> String {
    let line = text.asOneLine
    var used = 0
    var kept = String.UnicodeScalarView()
    for scalar in line.unicodeScalars {
      used += scalar.value >= 0x1100 ? 2 : 1
      if used > room {
        while kept.last == " " { kept.removeLast() }
        return String(kept.dropLast()) + "…"
      }
      kept.append(scalar)
    }
    return line
  }
}
