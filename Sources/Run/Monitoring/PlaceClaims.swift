import Evidence
import Foundation
import Provenance
import Quantities

/// What may be claimed of a zone, a line or the whole site: what the published report says of it, with its numbers.
package struct PlaceClaims {
  /// What is claimed of a place.
  package enum Says: String, Sendable, CaseIterable {
    /// No new building over a size came.
    case absence
    /// Area built or disturbed in a month, lately.
    case pace
    /// So much of a line is occupied on a date.
    case occupied
    /// It can no longer be seen.
    case hidden
  }

  let id: String
  /// What readers call it; `nil` for its own name.
  let name: String?
  /// The date that `occupied` is told of; `nil` for the last that saw it.
  let date: Timestamp?
  private let activity: JSONValue
  private let observability: JSONValue

  /// - Parameter folder: of the published report.
  /// - Throws: `EvidenceError.unknown` where there is no report.
  init(_ id: String, name: String?, date: Timestamp?, report folder: String) throws {
    func document(_ name: String) throws -> JSONValue {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
        throw EvidenceError(
          .unknown, at: "place \(id)", "The case has no report to take its numbers from.",
          mend: "Run report on it first.")
      }
      return try JSONValue(parsing: data)
    }
    self.id = id
    self.name = name
    self.date = date
    activity = try document("activity.json")
    observability = try document("observability.json")
  }

  /// - Throws: `EvidenceError.unknown` for a place that the report does not speak of, or where it refuses to.
  func claim(_ says: Says) throws -> Claim {
    switch says {
    case .absence: try absence()
    case .pace: try pace()
    case .occupied: try occupied()
    case .hidden: try hidden()
    }
  }

  // MARK: - Parts

  private func absence() throws -> Claim {
    let zone = try entry(observability, "zones")
    guard let absence = zone["absence"], let over = absence["over"]?.doubleValue,
      let level = absence["level"]?.doubleValue,
      let estimate = ClaimedEstimate(
        value: over, low: over, high: over, level: level, unit: absence["unit"]?.stringValue ?? "m2",
        method: "planted-buildings")
    else { throw refused(zone["absence"]?["refused"]?.stringValue ?? zone["statement"]?.stringValue) }
    let shares = ["neverClear", "seldomClear", "hidden"].compactMap { absence[$0]?.doubleValue }
    return Claim(
      party(zone), .noneNew, estimate: estimate, bracket: bracket(absence), zone: id,
      unseenShare: min(shares.reduce(0, +), 1),
      words: (absence["found"]?.arrayValue ?? []).isEmpty
        ? "building" : "other building",
      origins: ["observability.json/zones/\(id)/absence"])
  }

  private func pace() throws -> Claim {
    let pace = try entry(activity, "pace")
    guard let estimate = pace["lately"].flatMap(ClaimedEstimate.init(json:)) else {
      throw refused(pace["lately"]?["refused"]?.stringValue)
    }
    return Claim(
      party(pace), .pace, estimate: estimate,
      bracket: Bracket(notBefore: moment(pace, "from"), notAfter: moment(pace, "to")), zone: id,
      origins: ["activity.json/pace/\(id)/lately"])
  }

  private func occupied() throws -> Claim {
    let line = try entry(activity, "lines")
    let days = (line["scenes"]?.arrayValue ?? []).filter { day in
      date.map { moment(day, "date")?.day == $0.day } ?? true
    }
    let seen = days.compactMap { day -> (JSONValue, ClaimedEstimate)? in
      day["occupied"].flatMap(ClaimedEstimate.init(json:)).map { (day, $0) }
    }
    guard let (day, estimate) = seen.last else {
      let reason = days.last?["occupied"]?["notObservable"]?.stringValue ?? line["refused"]?.stringValue
      throw refused(reason ?? date.map { "No picture of \($0.day) shows it." })
    }
    return Claim(
      party(line), .occupied, estimate: estimate, date: moment(day, "date"), zone: id,
      origins: ["activity.json/lines/\(id)/scenes/\(day["scene"]?.stringValue ?? "")/occupied"])
  }

  private func hidden() throws -> Claim {
    let zone = try entry(observability, "zones")
    guard
      let loss = zone["losses"]?.arrayValue?.max(by: {
        ($0["share"]?.doubleValue ?? 0) < ($1["share"]?.doubleValue ?? 0)
      }),
      let feature = loss["feature"]?.stringValue
    else { throw refused("No new roof or screen hides a part of it.") }
    let share = loss["share"]?.doubleValue ?? 0
    let words = share > 0.995 ? "" : NumberText.share(share) + " of "
    return Claim(
      ClaimParty(kind: .place, id: id, name: words + party(zone).name), .hidden, bracket: bracket(loss), zone: id,
      origins: ["observability.json/zones/\(id)/losses/\(feature)"])
  }

  // MARK: - Reading

  private func entry(_ document: JSONValue, _ list: String) throws -> JSONValue {
    let entries = document[list]?.arrayValue ?? []
    guard let found = entries.first(where: { $0["id"]?.stringValue == id }) else {
      let known = entries.compactMap { $0["id"]?.stringValue }
      throw EvidenceError(
        .unknown, at: "place \(id)", "The report says no such thing of a place \"\(id)\".",
        mend: known.isEmpty ? "It says it of none." : "It does of: \(known.joined(separator: ", ")).")
    }
    return found
  }

  private func party(_ entry: JSONValue) -> ClaimParty {
    ClaimParty(kind: .place, id: id, name: name ?? entry["name"]?.stringValue ?? id)
  }

  private func bracket(_ entry: JSONValue) -> Bracket {
    Bracket(notBefore: moment(entry, "notBefore"), notAfter: moment(entry, "notAfter"))
  }

  private func moment(_ entry: JSONValue, _ key: String) -> Timestamp? {
    entry[key]?.stringValue.flatMap(Timestamp.init(iso8601:))
  }

  private func refused(_ reason: String?) -> EvidenceError {
    EvidenceError(
      .unknown, at: "place \(id)", "The report does not say it: \(reason ?? "no number is known.")",
      mend: "Claim something else, or add pictures.")
  }
}
