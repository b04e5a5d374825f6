import Quantities

/// What is not there, as far as it could have been seen; or why nothing can be said.
package enum Absence: Sendable, Hashable {
  case stated(Statement)
  case refused(String)

  package var statement: Statement? { if case .stated(let statement) = self { statement } else { nil } }

  /// No new building over `over` appeared between two dates, but for what is listed and what was not seen.
  package struct Statement: Sendable, Hashable {
    package let over: SquareMetres
    package let building: AssumedBuilding
    package let from: Timestamp
    package let to: Timestamp
    /// Shares of the zone's area that the statement leaves out: seen on no date at all, and on too few to tell.
    package let neverClear: Double
    package let seldomClear: Double
    /// Share that lies under a new roof or screen by the end.
    package let hidden: Double
    /// Ids of new buildings in the zone that were found.
    package let found: [String]
    /// Ids of other changes in the zone that are listed and not called buildings.
    package let others: [String]

    package init(
      over: SquareMetres, building: AssumedBuilding, from: Timestamp, to: Timestamp, neverClear: Double,
      seldomClear: Double, hidden: Double, found: [String], others: [String]
    ) {
      self.over = over
      self.building = building
      self.from = from
      self.to = to
      self.neverClear = neverClear
      self.seldomClear = seldomClear
      self.hidden = hidden
      self.found = found
      self.others = others
    }
  }

  /// The whole of it in sentences.
  package var words: String {
    switch self {
    case .refused(let reason): "Nothing can be said of what is absent: \(reason)"
    case .stated(let statement): statement.words
    }
  }
}

extension Absence.Statement {
  package var words: String {
    let other = found.isEmpty ? "" : "other "
    let level = Int((100 * building.level).rounded())
    var text =
      "No \(other)new building over \(Self.area(over)) between \(from.day) and \(to.day) (\(level) %)"
    let exceptions = exceptions
    if !exceptions.isEmpty { text += ", except in " + exceptions.joined(separator: " and ") }
    text += "."
    if !others.isEmpty {
      text +=
        others.count == 1
        ? " This is not said of the ground of another change that is listed there."
        : " This is not said of the ground of \(others.count) other changes that are listed there."
    }
    return text
  }

  private var exceptions: [String] {
    [
      (neverClear, "that was never clear"), (seldomClear, "that was clear on too few dates"),
      (hidden, "that lies under a new roof or screen by the end"),
    ]
    .filter { $0.0 > 0 }
    .map { share, reason in "\(Self.share(share)) of it \(reason)" }
  }

  /// A share above 0 is never told as 0.
  private static func share(_ share: Double) -> String {
    share < 0.01 ? "less than 1 %" : "the \(Int((100 * share).rounded())) %"
  }

  /// Two digits, rounded up: a size that is said to be seen must be no smaller than the one that was tried.
  static func area(_ area: SquareMetres) -> String { "\(Int(rounded(area).magnitude)) m²" }

  /// - Returns: the area with two significant digits, rounded up.
  package static func rounded(_ area: SquareMetres) -> SquareMetres {
    var step = 1.0
    while area.magnitude / step > 100 { step *= 10 }
    return SquareMetres((area.magnitude / step - 1e-9).rounded(.up) * step)
  }
}
