import Foundation
import Provenance
import Quantities

/// Forecasts as a person writes them in a file: short, with one probability, or with all that came of them.
///
/// ```json
/// {"forecasts": [
///   {"statement": "The roof of the assembly plant is closed", "probability": 0.7, "due": "2026-06-30"},
///   {"id": "P2", "statement": "A second crane stands at the quay", "due": "2026-03-31",
///    "revisions": [{"probability": 0.4, "by": "M. Ito", "at": "2025-11-02"},
///                  {"probability": 0.2, "by": "M. Ito", "at": "2026-02-14"}],
///    "resolution": {"outcome": "didNotHappen", "by": "A. Berg", "at": "2026-04-02", "source": "F3"}}
/// ]}
/// ```
///
/// Of a short one `by` and `madeAt` may be given. Outcomes are `happened`, `didNotHappen` and `undecidable`.
package enum ForecastFile {
  /// Most forecasts of one file, and most changes of one forecast.
  private static let most = 10_000

  /// - Parameters:
  ///   - file: what errors call it.
  ///   - person: whose a forecast is that names nobody.
  ///   - moment: when it was made where it does not say; nothing in the file may lie after it.
  ///   - first: number of the first id that is given to one without, `P1` …
  /// - Throws: `unreadable`, `incomplete`, `outOfRange` or `wrongStatus`, with the item and member that is wrong.
  package static func read(
    _ data: Data, at file: String, by person: String, on moment: Timestamp, firstNumber first: Int = 1
  ) throws(EvidenceError) -> [Forecast] {
    let form = try InputForm(data, at: file)
    _ = try form.required("forecasts")
    var forecasts: [Forecast] = []
    var ids: Set<String> = []
    var number = first
    let items = try form.items("forecasts", most: most)
    let given = Set(items.compactMap { $0.json["id"]?.stringValue })
    for item in items {
      while given.contains("P\(number)") { number += 1 }
      let forecast = try Self.forecast(item, id: "P\(number)", by: person, on: moment)
      guard ids.insert(forecast.id).inserted else {
        throw EvidenceError(
          .outOfRange, at: item.place, "The id \(AssessmentText.name(forecast.id)) stands there twice.",
          mend: "Give each its own, or leave the ids out.")
      }
      if forecast.id == "P\(number)" { number += 1 }
      forecasts.append(forecast)
    }
    return forecasts
  }

  package static func json(_ forecasts: [Forecast]) -> JSONValue {
    ["forecasts": .array(forecasts.map(\.json))]
  }

  private static func forecast(
    _ item: InputForm, id next: String, by person: String, on moment: Timestamp
  ) throws(EvidenceError) -> Forecast {
    guard item.json.members != nil else { throw item.wrong("an object") }
    let id = try item.part("id")?.text() ?? next
    let statement = try item.required("statement").text()
    let due = try item.required("due").moment()
    var revisions = try item.items("revisions", most: most)
    if revisions.isEmpty { revisions = [item] }
    let first = try revision(revisions[0], by: person, on: moment)
    var forecast = try item.making { () throws(EvidenceError) in
      try Forecast(
        id: id, statement: statement, probability: first.probability, by: first.by, madeAt: first.at, due: due)
    }
    for form in revisions.dropFirst() {
      let next = try revision(form, by: person, on: moment)
      forecast = try form.making { () throws(EvidenceError) in
        try forecast.revised(probability: next.probability, by: next.by, at: next.at)
      }
    }
    guard let form = item.part("resolution") else { return forecast }
    return try resolved(forecast, form, by: person, on: moment)
  }

  private static func revision(
    _ form: InputForm, by person: String, on moment: Timestamp
  ) throws(EvidenceError) -> Forecast.Revision {
    let at = form.part("at") ?? form.part("madeAt")
    return Forecast.Revision(
      probability: try form.required("probability").number(), by: try form.part("by")?.text() ?? person,
      at: try at.map { form throws(EvidenceError) in try past(form, moment) } ?? moment)
  }

  private static func resolved(
    _ forecast: Forecast, _ form: InputForm, by person: String, on moment: Timestamp
  ) throws(EvidenceError) -> Forecast {
    let word = try form.required("outcome")
    guard let outcome = word.json.stringValue.flatMap(Forecast.Outcome.init(rawValue:)) else {
      throw word.wrong("one of \(Forecast.Outcome.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let by = try form.part("by")?.text() ?? person
    let at = try form.part("at").map { form throws(EvidenceError) in try past(form, moment) } ?? moment
    let source = try form.required("source").text()
    return try form.making { () throws(EvidenceError) in
      try forecast.resolved(outcome, by: by, at: at, source: source)
    }
  }

  /// What is told of a forecast has happened already; a day without time may still run.
  private static func past(_ form: InputForm, _ now: Timestamp) throws(EvidenceError) -> Timestamp {
    let moment = try form.moment()
    guard moment <= now || moment.day == now.day else {
      throw EvidenceError(
        .outOfRange, at: form.place, "The moment \(moment) lies after now, \(now).", mend: "Check the date.")
    }
    return moment
  }
}
