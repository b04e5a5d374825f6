/// Text that is markup already. Only the report's own drawings make it, never a value from outside.
struct Markup: Sendable, Hashable, CustomStringConvertible {
  let description: String
  init(_ text: String) { description = text }
}
