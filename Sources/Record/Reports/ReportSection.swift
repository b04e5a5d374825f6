/// A part of the method page: settings as rows, then words.
package struct ReportSection: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    package let name: String
    package let value: String
    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package let heading: String
  package let rows: [Row]
  package let paragraphs: [String]
  package init(heading: String, rows: [Row] = [], paragraphs: [String] = []) {
    self.heading = heading
    self.rows = rows
    self.paragraphs = paragraphs
  }
}
