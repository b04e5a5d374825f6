import Provenance
import Quantities

/// What was done, by whom and when, before it has its place in a ledger.
package struct LedgerAct: Sendable, Equatable {
  package let at: Timestamp
  /// The program with its version, `telltale 0.1.0`, or the pseudonym that a person chose. Never an account name.
  package let actor: String
  /// Name of the step, or of a person's act such as `mark`.
  package let act: String
  /// Version of the step's method; `nil` for acts of persons.
  package let version: Int?
  /// Key under which the step's result is cached; `nil` for acts of persons.
  package let key: ContentHash?
  package let inputs: [ContentHash]
  package let settings: JSONValue
  package let output: ContentHash?

  /// A step of the program.
  package init(_ record: StepRecord, by program: String, at: Timestamp) {
    self.init(
      at: at, actor: program, act: record.step, version: record.version, key: record.key, inputs: record.inputs,
      settings: record.settings, output: record.output)
  }

  /// An act of a person.
  package init(
    _ act: String, by person: String, at: Timestamp, inputs: [ContentHash] = [], settings: JSONValue = .null,
    output: ContentHash? = nil
  ) {
    self.init(
      at: at, actor: person, act: act, version: nil, key: nil, inputs: inputs, settings: settings, output: output)
  }

  package init(
    at: Timestamp, actor: String, act: String, version: Int?, key: ContentHash?, inputs: [ContentHash],
    settings: JSONValue, output: ContentHash?
  ) {
    self.at = at
    self.actor = actor
    self.act = act
    self.version = version
    self.key = key
    self.inputs = inputs
    self.settings = settings
    self.output = output
  }

  /// - Throws: `unnamed` without actor or act; `hostPath` where a text holds an absolute path.
  func check(at place: String) throws(LedgerError) {
    guard actor.contains(where: { !$0.isWhitespace }) else {
      throw LedgerError(.unnamed, at: place, "The act \"\(act)\" names no actor.", mend: "Give a pseudonym with --by.")
    }
    guard act.contains(where: { !$0.isWhitespace }) else {
      throw LedgerError(.unnamed, at: place, "\(actor) did something without a name.", mend: "Name the step.")
    }
    // The path itself stays out of the message, which may end in a log that is passed on.
    guard HostPath.first(in: actor) == nil, HostPath.first(in: act) == nil, HostPath.first(in: settings) == nil else {
      throw LedgerError(
        .hostPath, at: place, "The act \"\(HostPath.redacted(act))\" holds an absolute path of this machine.",
        mend: "Name the file without its folder.")
    }
  }
}
