import CaseStore
import Places
import Provenance

/// What `watch --json` prints and `summary.json` holds: the contract's object.
package struct RunSummary: Sendable, Equatable {
  package struct Excluded: Sendable, Equatable {
    package let file: String
    package let code: ExclusionCode
    package let reason: String

    package var json: JSONValue {
      ["file": .string(file), "code": .string(code.rawValue), "reason": .string(reason)]
    }
  }

  package let caseName: String
  package let used: Int
  package let excluded: [Excluded]
  package let features: Int
  /// Path of the report, relative to the case.
  package let report: String
  /// Scenes read, aligned and warped in this run; 0 when all came from the cache. Not part of the contract's object.
  package var prepared = 0

  package static let reportPath = "reports/latest/report.html"

  package var json: JSONValue {
    [
      "case": .string(caseName),
      "scenes": [
        "used": .integer(used),
        "excluded": .array(excluded.map(\.json)),
      ],
      "features": .integer(features), "report": .string(report),
    ]
  }

  static func used(of rows: [SceneRow]) -> Int { rows.count { $0.scene != nil && $0.exclusion == nil } }

  static func excluded(of rows: [SceneRow]) -> [Excluded] {
    rows.compactMap { row in
      row.exclusion.map { Excluded(file: row.fileName, code: $0.code, reason: $0.reason) }
    }
  }

  init(caseName: String, used: Int, excluded: [Excluded], features: Int, prepared: Int = 0) {
    self.caseName = caseName
    self.used = used
    self.excluded = excluded
    self.features = features
    report = Self.reportPath
    self.prepared = prepared
  }

  init?(json: JSONValue) {
    guard let name = json["case"]?.stringValue, let used = json["scenes"]?["used"]?.intValue,
      let excluded = json["scenes"]?["excluded"]?.arrayValue, let features = json["features"]?.intValue
    else { return nil }
    self.init(
      caseName: name, used: used,
      excluded: excluded.compactMap { item in
        guard let file = item["file"]?.stringValue,
          let code = item["code"]?.stringValue.flatMap(ExclusionCode.init(rawValue:)),
          let reason = item["reason"]?.stringValue
        else { return nil }
        return Excluded(file: file, code: code, reason: reason)
      }, features: features)
  }
}
