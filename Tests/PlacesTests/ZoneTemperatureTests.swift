import Places
import Provenance
import Quantities
import Testing

@Suite("Temperatures of zones as JSON") struct ZoneTemperatureTests {
  private func zone(_ temperature: ZoneTemperature?) -> JSONValue? {
    var zone = ZoneActivity(id: "yard", name: "Yard", role: .zone, countRefused: "No detector was given.")
    zone.temperature = temperature
    return ActivityJSON.document(Activity(lines: [], zones: [zone], pace: []))["zones"]?.arrayValue?.first
  }

  @Test("Each date tells kelvins with their interval, the difference and its rank, or why it saw nothing")
  func json() throws {
    let day = ZoneTemperature.Day(
      scene: "a", date: Timestamp(secondsSince1970: 0),
      temperature: .estimate(Estimate(Kelvin(310.126), low: Kelvin(306), high: Kelvin(314), method: "m")),
      above: .notObservable(.cloud), warmerThan: 0.25)
    let json = try #require(zone(ZoneTemperature(days: [day], notes: ["A note."]))?["temperature"])
    let scene = try #require(json["scenes"]?.arrayValue?.first)
    #expect(abs((scene["temperature"]?["value"]?.doubleValue ?? 0) - 310.13) < 0.006)
    #expect(scene["temperature"]?["unit"]?.stringValue == "K")
    #expect(scene["above"]?["notObservable"]?.stringValue == "cloud" && scene["warmerThan"]?.doubleValue == 0.25)
    #expect(json["notes"]?.arrayValue?.count == 1 && json["refused"] == nil)
  }

  @Test("A refusal stands alone; without a picture that measures temperature there is no such member") func absent() {
    #expect(zone(ZoneTemperature(refused: "Too small."))?["temperature"] == ["refused": "Too small."])
    #expect(zone(nil)?["temperature"] == nil)
  }
}
