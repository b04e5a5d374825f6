import Quantities

extension CorroborationGraph {
  /// "3 sources and 12 observations support it; they are 2 independent lines, because S2 and S3 quote S1. 1 source
  /// speaks against it."
  package var sentence: String {
    let opposed = Self.counted(opposing)
    let start =
      if let supported = Self.counted(supporting) {
        "\(supported.text) \(supported.isOne ? "supports" : "support") it\(independence(\.supporting))."
      } else {
        "Nothing supports it."
      }
    guard let opposed else { return start }
    return "\(start) \(opposed.text) \(opposed.isOne ? "speaks" : "speak") against it\(independence(\.opposing))."
  }

  /// What must be told beside it: contradictions of one origin, circles, and what is shared without joining.
  package var remarks: [String] {
    var remarks: [String] = []
    for component in components.filter(\.isDivided).prefix(3) {
      if component.supporting == component.opposing, component.supporting.count == 1 {
        remarks.append("\(AssessmentText.name(component.supporting[0])) speaks both for it and against it.")
        continue
      }
      remarks.append(
        "\(AssessmentText.list(component.opposing)) against it and \(AssessmentText.list(component.supporting)) for it "
          + "are not independent of each other.")
    }
    for circle in circles.prefix(3) {
      remarks.append("\(AssessmentText.list(circle)) quote one another in a circle: none of them is the origin.")
    }
    if let tie = weakTies.first {
      let rest = weakTieCount > 1 ? ", and \(NumberText.count(weakTieCount - 1)) more such ties" : ""
      let clause = EvidenceTie.clause(tie.reason, [tie.first, tie.second], shared: tie.shared)
      remarks.append("\(clause)\(rest); this alone is not counted as dependence.")
    }
    if ties.count < tieCount {
      remarks.append("\(NumberText.count(ties.count)) of \(NumberText.count(tieCount)) ties are drawn.")
    }
    return remarks
  }

  /// "; they are 2 independent lines, because S2 and S3 quote S1"
  private func independence(_ side: KeyPath<Component, [String]>) -> String {
    let mine = components.filter { !$0[keyPath: side].isEmpty }
    guard mine.reduce(0, { $0 + $1[keyPath: side].count }) > 1 else { return "" }
    let start = "; they are \(Self.lines(mine.count))"
    let reasons = mine.filter { $0[keyPath: side].count > 1 }.flatMap(\.reasons)
    guard !reasons.isEmpty else { return start }
    let more = reasons.count - 3
    return "\(start), because \(reasons.prefix(3).joined(separator: ", and because "))"
      + (more > 0 ? ", and for \(NumberText.count(more)) more \(more == 1 ? "reason" : "reasons")" : "")
  }

  private static func lines(_ count: Int) -> String {
    "\(NumberText.count(count)) independent \(count == 1 ? "line" : "lines")"
  }

  /// "3 sources and 12 observations"; `nil` of none.
  private static func counted(_ lines: [EvidenceLine]) -> (text: String, isOne: Bool)? {
    guard !lines.isEmpty else { return nil }
    let parts = [(EvidenceLine.Kind.source, "source"), (.observation, "observation")].compactMap { kind, word in
      let count = lines.count { $0.kind == kind }
      return count == 0 ? nil : "\(NumberText.count(count)) \(word)\(count == 1 ? "" : "s")"
    }
    return (parts.joined(separator: " and "), lines.count == 1)
  }
}
