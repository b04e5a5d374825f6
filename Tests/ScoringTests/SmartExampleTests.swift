import Foundation
import TelltaleTestSupport
import Testing

@testable import Scoring

@Suite(
  "The example of the SMART programme, against what its scorer printed",
  .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
struct SmartExampleTests {
  @Test("Every table is the same to the last byte", arguments: ActivitySubset.allCases)
  func tables(_ subset: ActivitySubset) throws {
    let folder = try #require(SharedData.folder) + "/smart-example"
    var request = SmartScore.Request(
      truth: folder + "/input/truth", proposals: folder + "/input/proposals", region: "BR_R002")
    request.subset = subset
    let score = try SmartScore(request)
    #expect(score.settings == 47)
    let tables = Dictionary(uniqueKeysWithValues: score.tables.map { ($0.path + ".csv", $0.table.text) })
    let expected = folder + "/expected/poly/\(subset.rawValue)"
    var count = 0
    // Of works that had not ended the scorer printed no phases.
    for part in subset == .partial ? ["bas"] : ["bas", "phase_activity"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: expected + "/" + part) {
        let text = try String(contentsOfFile: expected + "/\(part)/\(name)", encoding: .utf8)
        #expect(tables["\(part)/\(name)"] == text, "\(part)/\(name)")
        count += 1
      }
    }
    #expect(count == (subset == .overall ? 19 : subset == .completed ? 16 : 2))
  }
}
