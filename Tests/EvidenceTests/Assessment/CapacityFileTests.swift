import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("Files of capacity") struct CapacityFileTests {
  static let now = Timestamp(iso8601: "2026-04-05T12:00:00Z")!

  static func read(_ text: String) throws -> [StatedCapacity] {
    try CapacityFile.read(Data(text.utf8), at: "capacity.json", by: "Kim", on: now) { id in
      id == "f-1" ? ClaimedEstimate(value: 5_000, low: 4_600, high: 5_400, unit: "m2", method: "outline") : nil
    }
  }

  static func error(_ text: String) -> EvidenceError? {
    do { _ = try read(text) } catch { return error as? EvidenceError }
    return nil
  }

  static let example = """
    {"capacities": [
      {"product": "engines", "floorArea": {"feature": "f-1"},
       "need": {"kind": "areaPerUnitPerYear", "low": 40, "high": 80, "reasons": ["two plants of one maker, S3"]},
       "utilisation": {"low": 0.5, "high": 0.9, "reasons": ["one shift to two"]}},
      {"product": "wagons",
       "floorArea": {"value": 5000, "low": 4600, "high": 5400, "unit": "m2", "method": "plan of the hall, S5"},
       "need": {"kind": "unitsPerAreaPerMonth", "low": 0.01, "high": 0.03, "reasons": ["S5, page 4"]},
       "utilisation": {"low": 0.6, "high": 1, "reasons": ["no other use was seen"]}}
    ]}
    """

  @Test("Floor area comes from the feature or from the file, and what is stated goes to JSON and back")
  func example() throws {
    let stated = try Self.read(Self.example)
    #expect(stated.map(\.feature) == ["f-1", nil] && stated.allSatisfy { $0.by == "Kim" && $0.at == Self.now })
    #expect(stated[0].range.low == 4_600 * 0.5 / 80 && stated[0].range.high == 5_400 * 0.9 / 40)
    #expect(stated[1].range.low == 4_600 * 0.6 * (12 * 0.01))
    for one in stated {
      #expect(StatedCapacity(json: try JSONValue(parsing: Data(one.json.canonicalText.utf8))) == one)
    }
    let nameless = stated[0].json.members!.map { $0.key == "by" ? JSONValue.Member("by", " ") : $0 }
    #expect(StatedCapacity(json: .object(nameless)) == nil)
  }

  @Test(
    "Each error says which item and which member",
    arguments: [
      ("\"f-1\"", "\"f-9\"", "capacity.json, capacities[0].floorArea", EvidenceError.Code.unknown),
      ("\"low\": 40", "\"low\": 90", "capacity.json, capacities[0].need", .outOfRange),
      ("\"low\": 40, ", "", "capacity.json, capacities[0].need", .incomplete),
      ("\"high\": 0.9", "\"high\": 1.9", "capacity.json, capacities[0].utilisation", .outOfRange),
      ("[\"one shift to two\"]", "[]", "capacity.json, capacities[0].utilisation", .incomplete),
      ("[\"one shift to two\"]", "[\"\"]", "capacity.json, capacities[0].utilisation.reasons[0]", .incomplete),
      ("areaPerUnitPerYear", "utilisation", "capacity.json, capacities[0].need.kind", .unreadable),
      ("\"unit\": \"m2\"", "\"unit\": \"ha\"", "capacity.json, capacities[1]", .outOfRange),
      ("\"low\": 4600", "\"low\": 5600", "capacity.json, capacities[1].floorArea", .outOfRange),
      ("\"value\": 5000", "\"value\": \"NaN\"", "capacity.json, capacities[1].floorArea.value", .unreadable),
      ("\"wagons\"", "\"\\u202e\"", "capacity.json, capacities[1].product", .incomplete),
    ])
  func errors(_ old: String, _ new: String, _ place: String, _ code: EvidenceError.Code) {
    #expect(Self.example.contains(old))
    let error = Self.error(Self.example.replacing(old, with: new))
    #expect(error?.place == place && error?.code == code)
  }
}
