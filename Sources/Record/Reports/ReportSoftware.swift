/// A program or library that had a hand in the numbers.
package struct ReportSoftware: Sendable, Hashable {
  package let name: String
  package let version: String
  package init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
