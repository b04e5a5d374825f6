/// What one step did, in a form that can be hashed, cached under, written to the ledger and replayed.
package struct StepRecord: Sendable, Equatable {
  /// `read`, `align`, `warp`, `mask`, `normalise`, `change`, `measure` …
  package let step: String
  /// Version of the step's method; raised whenever its numbers can move.
  package let version: Int
  package let inputs: [ContentHash]
  package let settings: JSONValue
  package var output: ContentHash?

  package init(
    _ step: String, version: Int, inputs: [ContentHash], settings: JSONValue, output: ContentHash? = nil
  ) {
    self.step = step
    self.version = version
    self.inputs = inputs
    self.settings = settings
    self.output = output
  }

  /// Key under which the step's result is cached: everything that can change it, and nothing else.
  package var key: ContentHash {
    ContentHash(
      of: .object([
        .init("step", .string(step)), .init("version", .integer(version)),
        .init("inputs", .array(inputs.map { .string($0.hexadecimal) })), .init("settings", settings),
      ]))
  }
}
