import CaseStore
import Evidence
import Foundation
import Places
import Provenance
import Quantities

extension CaseRun {
  /// What persons put beside assessments: forecasts, capacities, and how far two of them agree. Each is a row of the
  /// table of assessments, told from them by its status.
  package enum Judging: String, Sendable {
    case forecast, capacity, agreement

    /// Of ids: `P1`, `C1`, `G1`.
    var prefix: String {
      switch self {
      case .forecast: "P"
      case .capacity: "C"
      case .agreement: "G"
      }
    }
  }

  /// The forecasts in `file`, recorded; one whose id the case knows takes the place of what was known of it.
  /// - Throws: `EvidenceError`, with the member of the file that is wrong.
  package func forecast(_ file: String, by person: String) throws -> [Forecast] {
    let data = try Self.contents(of: file)
    return try store.commit { transaction in
      let next = Int(try transaction.nextID(.assessments, prefix: "P").dropFirst()) ?? 1
      let forecasts = try ForecastFile.read(
        data, at: Self.name(of: file), by: person, on: options.now, firstNumber: next)
      for forecast in forecasts {
        try transaction.save(
          RecordRow(
            .assessments, id: forecast.id, status: Judging.forecast.rawValue, words: forecast.statement, by: person,
            content: forecast.json), act: Judging.forecast.rawValue, by: person, at: options.now)
      }
      try transaction.set("published", nil)
      return forecasts
    }
  }

  /// The capacity ranges in `file`, recorded; floor areas are taken from the case's features.
  package func capacity(_ file: String, by person: String) throws -> [StatedCapacity] {
    let data = try Self.contents(of: file)
    let floors = Dictionary(
      try store.features().compactMap { feature in
        feature.floorArea?.estimate.map { (feature.id, ClaimedEstimate($0)) }
      }, uniquingKeysWith: { first, _ in first })
    let capacities = try CapacityFile.read(data, at: Self.name(of: file), by: person, on: options.now) { floors[$0] }
    try keep(
      capacities.map { ($0.range.product, $0.json) }, as: .capacity, by: person)
    return capacities
  }

  /// How far the two analysts of `file` agree, recorded with their outlines and labels.
  package func agreement(_ file: String, by person: String) throws -> AnalystAgreement {
    let work = try AgreementFile(try Self.contents(of: file), at: Self.name(of: file))
    let agreement = try work.agreement()
    try keep([(agreement.sentences.first ?? "agreement", work.json)], as: .agreement, by: person)
    return agreement
  }

  private func keep(_ items: [(words: String, content: JSONValue)], as kind: Judging, by person: String) throws {
    try store.commit { transaction in
      for item in items {
        try transaction.save(
          RecordRow(
            .assessments, id: try transaction.nextID(.assessments, prefix: kind.prefix), status: kind.rawValue,
            words: item.words, by: person, content: item.content), act: kind.rawValue, by: person, at: options.now)
      }
      try transaction.set("published", nil)
    }
  }

  // MARK: - Reading back

  static func forecasts(of store: CaseStore) throws -> [Forecast] {
    try store.rows(.assessments).filter { $0.status == Judging.forecast.rawValue }
      .map { row in try Forecast(json: row.content) ?? damaged(row) }
  }

  static func capacities(of store: CaseStore) throws -> [StatedCapacity] {
    try store.rows(.assessments).filter { $0.status == Judging.capacity.rawValue }
      .map { row in try StatedCapacity(json: row.content) ?? damaged(row) }
  }

  static func agreements(of store: CaseStore) throws -> [AnalystAgreement] {
    try store.rows(.assessments).filter { $0.status == Judging.agreement.rawValue }.map { row in
      try AgreementFile(Data(row.content.canonicalText.utf8), at: "agreement \(row.id)").agreement()
    }
  }

  private static func damaged<Value>(_ row: RecordRow) throws -> Value {
    throw EvidenceError(
      .unreadable, at: "\(row.status) \(row.id)", "What the case holds cannot be read.",
      mend: "See what changed it with: telltale verify CASE.")
  }

  private static func contents(of file: String) throws -> Data {
    guard let data = FileManager.default.contents(atPath: file), data.count <= 16 << 20 else {
      throw EvidenceError(
        .unreadable, at: file, "It is no file that can be read, or has more than 16 MiB.",
        mend: "Take the form that the guide shows.")
    }
    return data
  }

  /// Without its folder: errors and records name no path of this machine.
  private static func name(of file: String) -> String { URL(fileURLWithPath: file).lastPathComponent }
}
