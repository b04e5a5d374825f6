import Evidence
import GRDB
import Places
import Provenance
import Quantities

extension CaseTransaction {
  /// Records a person's word on the feature `id`, in `marks`, on the feature and in the ledger.
  /// - Parameter kind: `nil` leaves the kind as it is, and so for `status`.
  /// - Throws: `unknownFeature`; `refused` without a name, without a word, or where a text holds an absolute path.
  package func mark(
    _ id: String, status: FeatureStatus?, kind: FeatureKind?, note: String?, by: String, at: Timestamp
  ) throws {
    guard
      let number = try Int.fetchOne(database, sql: "SELECT fid FROM features WHERE id = ?", arguments: [id])
    else {
      throw CaseError(
        .unknownFeature, at: folder.path, "There is no feature \"\(id)\".",
        mend: "Take an id from reports/latest/features.geojson.")
    }
    guard status != nil || kind != nil || note != nil else {
      throw CaseError(
        .refused, at: "feature \(id)", "The mark says nothing.", mend: "Give --status, --kind or --note.")
    }
    let said: JSONValue = [
      "feature": .string(id), "status": JSONValue(status?.rawValue), "kind": JSONValue(kind?.rawValue),
      "note": JSONValue(note),
    ]
    try append([LedgerAct("mark", by: by, at: at, settings: said)])
    try insert(
      into: "marks",
      [
        ("feature", id), ("status", status?.rawValue), ("kind", kind?.rawValue), ("note", note), ("by", by),
        ("at", at.description),
      ])
    guard let feature = try features().first(where: { $0.id == id }), let word = try markedWords()[id] else { return }
    try database.execute(sql: "DELETE FROM features WHERE fid = ?", arguments: [number])
    try write(word.applied(to: feature), number: number)
  }

  /// The words that hold, by feature.
  func markedWords() throws -> [String: MarkedWord] {
    var words: [String: MarkedWord] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT * FROM marks ORDER BY sequence") {
      let id: String = row["feature"]
      let statusText: String? = row["status"]
      let kindText: String? = row["kind"]
      let status = statusText.flatMap(FeatureStatus.init(rawValue:))
      let kind = kindText.flatMap(FeatureKind.init(rawValue:))
      guard let at = Timestamp(iso8601: row["at"]), (status == nil) == (statusText == nil),
        (kind == nil) == (kindText == nil)
      else { throw damaged("marks", id) }
      words[id] = MarkedWord(
        status: status, kind: kind, mark: Feature.Mark(by: row["by"], note: row["note"], at: at), over: words[id])
    }
    return words
  }
}
