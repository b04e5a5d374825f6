import Quantities

/// The way of a finding: candidate → reviewed → published → withdrawn or superseded. Each step says who and when.
extension Finding {
  /// - Throws: `wrongStatus` unless it is a candidate; `incomplete` without a name.
  package func reviewed(by person: String, at moment: Timestamp, note: String? = nil) throws(EvidenceError) -> Finding {
    try expect([.candidate], for: "reviewed")
    return try stepped(to: .reviewed, by: person, at: moment, note: note)
  }

  /// Published takes two people, one of them not the author, and an answered harm check.
  /// - Throws: `wrongStatus` unless it is reviewed; `needsAnother` where the reviewer publishes too; `harm`.
  package func published(
    by person: String, at moment: Timestamp, harmCheck: HarmCheck, note: String? = nil
  ) throws(EvidenceError) -> Finding {
    try expect([.reviewed], for: "published")
    let reviewer = history.last { $0.status == .reviewed }?.by ?? ""
    guard reviewer.samePerson != person.samePerson else {
      throw EvidenceError(
        .needsAnother, at: "finding \(id)", "\(person) reviewed it too, and publishing takes two people.",
        mend: "Let somebody else publish it.")
    }
    try harmCheck.permit(at: moment, "finding \(id)")
    var finding = try stepped(to: .published, by: person, at: moment, note: note)
    finding.harmCheck = harmCheck
    return finding
  }

  /// - Parameter note: why; readers are told.
  package func withdrawn(by person: String, at moment: Timestamp, note: String) throws(EvidenceError) -> Finding {
    try expect([.candidate, .reviewed, .published], for: "withdrawn")
    guard !note.isBlank else {
      throw EvidenceError(
        .incomplete, at: "finding \(id)", "It would be withdrawn without a reason.", mend: "Say why with --note.")
    }
    return try stepped(to: .withdrawn, by: person, at: moment, note: note)
  }

  package func superseded(
    by other: String, person: String, at moment: Timestamp, note: String? = nil
  ) throws(EvidenceError) -> Finding {
    try expect([.candidate, .reviewed, .published], for: "superseded")
    guard other != id else {
      throw EvidenceError(
        .wrongStatus, at: "finding \(id)", "It cannot take its own place.", mend: "Name the finding that does.")
    }
    var finding = try stepped(to: .superseded, by: person, at: moment, note: note)
    finding.supersededBy = other
    return finding
  }

  private func expect(_ allowed: [Status], for step: String) throws(EvidenceError) {
    guard allowed.contains(status) else {
      throw EvidenceError(
        .wrongStatus, at: "finding \(id)", "It is \(status.rawValue) and cannot be \(step).",
        mend: "Only what is \(allowed.map(\.rawValue).joined(separator: " or ")) can.")
    }
  }

  private func stepped(
    to next: Status, by person: String, at moment: Timestamp, note: String?
  ) throws(EvidenceError) -> Finding {
    guard !person.isBlank else {
      throw EvidenceError(
        .incomplete, at: "finding \(id)", "Nobody is named who does this.", mend: "Give a name or pseudonym with --by.")
    }
    var finding = self
    finding.status = next
    finding.history.append(Event(at: moment, by: person, status: next, note: note))
    return finding
  }
}
