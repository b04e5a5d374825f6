import Foundation
import Places
import Quantities
import Testing

@Suite("What can be told at which pixel")
struct LeastGSDTests {
  @Test(
    "The table has every kind but the unknown once, its pixel a third of the thing's narrow side or, of lines, more")
  func table() {
    #expect(LeastGSD.table.map(\.kind) == FeatureKind.allCases.filter { $0 != .unknown })
    for entry in LeastGSD.table {
      let pixels = entry.dimension.magnitude / entry.gsd.magnitude
      #expect(pixels >= (entry.kind == .road || entry.kind == .rail ? 1.5 : 3) - 1e-9, "\(entry.kind)")
    }
  }

  @Test("The level of the scale is that whose ground resolved distance holds the pixel")
  func levels() {
    func level(_ gsd: Double) -> Int? {
      switch gsd {
      case ..<0.75: 6
      case ..<1.2: 5
      case ..<2.5: 4
      case ..<4.5: 3
      case ..<9: 2
      default: nil
      }
    }
    for entry in LeastGSD.table { #expect(entry.level == level(entry.gsd.magnitude), "\(entry.kind)") }
  }

  @Test("The guide prints the same table")
  func guide() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appendingPathComponent("Docs/Guide/what-can-be-seen.md"), encoding: .utf8)
    func number(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
    for entry in LeastGSD.table {
      let level = entry.level.map { "\($0)" } ?? "–"
      let row =
        "| \(entry.kind.rawValue) | \(number(entry.dimension.magnitude)) m | \(number(entry.gsd.magnitude)) m | \(level) | "
        + "\(entry.note) |"
      #expect(text.contains(row), "\(row)")
    }
  }

  @Test("A refusal says at which pixel it fails and which would do")
  func refusals() {
    #expect(
      LeastGSD.refusal(.crane, gsd: Metres(10)) == "at 10 m a crane cannot be told; 5 m or better is needed")
    #expect(
      LeastGSD.refusal(.vehicles, gsd: Metres(3)) == "at 3 m a vehicle cannot be told; 1 m or better is needed")
    #expect(LeastGSD.refusal(.crane, gsd: Metres(5)) == nil)
    #expect(LeastGSD.refusal(.unknown, gsd: Metres(100)) == nil)
  }

  @Test("A large hall is told where a small building is not")
  func width() {
    #expect(
      LeastGSD.refusal(.building, gsd: Metres(10)) == "at 10 m a building cannot be told; 4 m or better is needed")
    #expect(LeastGSD.refusal(.building, gsd: Metres(10), width: Metres(30)) == nil)
    #expect(
      LeastGSD.refusal(.building, gsd: Metres(10), width: Metres(20))
        == "at 10 m a building cannot be told; 6.7 m or better is needed")
  }
}
