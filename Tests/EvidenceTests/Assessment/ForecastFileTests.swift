import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("Files of forecasts") struct ForecastFileTests {
  static let now = Timestamp(iso8601: "2026-04-05T12:00:00Z")!

  static func read(_ text: String) throws -> [Forecast] {
    try ForecastFile.read(Data(text.utf8), at: "forecasts.json", by: "Kim", on: now)
  }

  static func error(_ text: String) -> EvidenceError? {
    do { _ = try read(text) } catch { return error as? EvidenceError }
    return nil
  }

  static let example = """
    {"forecasts": [
      {"statement": "The roof of the assembly plant is closed", "probability": 0.7, "due": "2026-06-30"},
      {"id": "P1", "statement": "A second crane stands at the quay", "due": "2026-03-31",
       "revisions": [{"probability": 0.4, "by": "M. Ito", "at": "2025-11-02"},
                     {"probability": 0.2, "by": "M. Ito", "at": "2026-02-14"}],
       "resolution": {"outcome": "didNotHappen", "by": "A. Berg", "at": "2026-04-02", "source": "F3"}}
    ]}
    """

  @Test("Short and whole forms are read, ids are given around those that are there, and the form goes round")
  func example() throws {
    let forecasts = try Self.read(Self.example)
    #expect(forecasts.map(\.id) == ["P2", "P1"])
    #expect(forecasts[0].by == "Kim" && forecasts[0].madeAt == Self.now && forecasts[0].probability == 0.7)
    #expect(forecasts[1].revisions.map(\.probability) == [0.4, 0.2])
    #expect(forecasts[1].resolution?.outcome == .didNotHappen && forecasts[1].resolution?.by == "A. Berg")
    #expect(try Self.read(ForecastFile.json(forecasts).prettyText) == forecasts)
    #expect(try Self.read("{\"forecasts\": []}").isEmpty)
  }

  @Test("Each error says which item and which member")
  func errors() {
    #expect(
      Self.error("{\"forecasts\": [{\"statement\": \"a\", \"probability\": 0.5}]}")
        == EvidenceError(.incomplete, at: "forecasts.json, forecasts[0]", "It lacks \"due\".", mend: "Give it."))
    #expect(
      Self.error("{\"forecasts\": [{\"statement\": \"a\", \"probability\": \"high\", \"due\": \"2026-06-30\"}]}")
        == EvidenceError(
          .unreadable, at: "forecasts.json, forecasts[0].probability", "A number should stand there, not \"high\".",
          mend: "Take the form that the guide shows."))
    #expect(
      Self.error("{\"forecasts\": [{\"statement\": \"a\", \"probability\": 1.5, \"due\": \"2026-06-30\"}]}")
        == EvidenceError(
          .outOfRange, at: "forecasts.json, forecasts[0]", "The probability is 1.5.", mend: "Give one between 0 and 1.")
    )
    let late = Self.example.replacing("2026-02-14", with: "2026-04-01")
    #expect(Self.error(late)?.place == "forecasts.json, forecasts[1].revisions[1]")
    let ahead = Self.example.replacing("2026-04-02", with: "2026-04-09")
    #expect(
      Self.error(ahead)
        == EvidenceError(
          .outOfRange, at: "forecasts.json, forecasts[1].resolution.at",
          "The moment 2026-04-09 lies after now, 2026-04-05T12:00:00Z.", mend: "Check the date."))
    #expect(
      Self.error(Self.example.replacing("didNotHappen", with: "no"))?.description
        == "forecasts.json, forecasts[1].resolution.outcome: One of happened, didNotHappen, undecidable should stand "
        + "there, not \"no\". Take the form that the guide shows.")
    #expect(Self.error("{}")?.reason == "It lacks \"forecasts\".")
    #expect(Self.error("[]")?.reason == "It holds no object at its top.")
    #expect(Self.error("{\"forecasts\": 3}")?.place == "forecasts.json.forecasts")
    #expect(Self.error("{\"forecasts\": [3]}")?.place == "forecasts.json, forecasts[0]")
    #expect(Self.error("{\"forecasts\": [")?.code == .unreadable)
    #expect(Self.error("")?.code == .unreadable)
    let twice = Self.example.replacing("{\"statement\"", with: "{\"id\": \"P1\", \"statement\"")
    #expect(Self.error(twice)?.reason == "The id P1 stands there twice.")
  }

  @Test("Hostile texts are put on one line or refused", arguments: AssessmentMaking.hostile)
  func hostile(_ text: String) throws {
    let form: JSONValue = [
      "forecasts": [["statement": .string(text), "probability": 0.5, "due": "2026-06-30", "by": .string(text)]]
    ]
    guard let forecasts = try? Self.read(form.compactText) else {
      #expect(Self.error(form.compactText)?.place.hasPrefix("forecasts.json, forecasts[0].") == true)
      return
    }
    #expect(!forecasts[0].statement.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(!forecasts[0].statement.isEmpty && forecasts[0].statement.unicodeScalars.count <= 2_000)
  }
}
