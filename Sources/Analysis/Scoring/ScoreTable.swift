/// A table of results, written as comma-separated values.
package struct ScoreTable: Sendable, Equatable {
  package enum Cell: Sendable, Hashable {
    case empty
    case count(Int)
    case number(Double)
    case text(String)
    case flag(Bool)

    package init(_ number: Double?) { self = number.map { .number($0) } ?? .empty }
    package init(_ text: String?) { self = text.map { .text($0) } ?? .empty }
  }

  package let columns: [String]
  package private(set) var rows: [[Cell]]

  package init(columns: [String], rows: [[Cell]] = []) {
    self.columns = columns
    self.rows = rows
  }

  package mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "\(row.count) cells under \(columns.count) columns")
    rows.append(row)
  }

  /// The cell of a row under a column, `nil` where there is no such column.
  package func cell(_ row: Int, _ column: String) -> Cell? {
    columns.firstIndex(of: column).map { rows[row][$0] }
  }

  /// The table as text, a line for each row under one of names.
  ///
  /// Counts in a column that also holds numbers or gaps are written as numbers (`2.0`), so that a reader who looks for
  /// one type in a column finds it. Numbers have all their digits.
  package var text: String {
    let isNumeric = columns.indices.map { column in
      rows.contains { if case .number = $0[column] { true } else { false } }
        || (rows.contains { $0[column] == .empty }
          && rows.contains { if case .count = $0[column] { true } else { false } })
    }
    // A lone nameless column would be an empty line, which readers skip.
    var lines = [columns == [""] ? "\"\"" : columns.map(Self.quoted).joined(separator: ",")]
    for row in rows {
      lines.append(zip(row, isNumeric).map { Self.text($0, asNumber: $1) }.joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ cell: Cell, asNumber: Bool) -> String {
    switch cell {
    case .empty: ""
    case .count(let count): asNumber ? "\(Double(count))" : String(count)
    case .number(let number): "\(number)"
    case .text(let text): quoted(text)
    case .flag(let flag): flag ? "True" : "False"
    }
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  /// Nearest number of `places` decimals, halves to even.
  static func rounded(_ value: Double, places: Int) -> Double {
    let scale = (0..<places).reduce(1.0) { power, _ in power * 10 }
    return (value * scale).rounded(.toNearestOrEven) / scale
  }
}
