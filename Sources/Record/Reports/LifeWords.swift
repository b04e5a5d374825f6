import Places

/// What a thing went through, in words: every state with the dates between which it began.
enum LifeWords {
  /// - Returns: `nil` for a life of one state, which its dates say already.
  static func text(_ life: [LifeStage]) -> String? {
    guard life.count > 1 else { return nil }
    return life.map { stage in
      guard let since = stage.since else { return "at first \(word(stage.state))" }
      let from = stage.begin.notBefore.map { "after \($0.day)" }
      let to = stage.begin.notAfter.map { "by \($0.day)" }
      let interval = [from, to].compactMap { $0 }.joined(separator: " and ")
      return "\(word(stage.state)) since about \(since.day)" + (interval.isEmpty ? "" : " (90 %: \(interval))")
    }.joined(separator: "; ")
  }

  private static func word(_ state: LifeState) -> String {
    switch state {
    case .absent: "absent"
    case .preparing: "being prepared"
    case .underConstruction: "under construction"
    case .complete: "complete"
    case .altered: "altered"
    case .removed: "removed"
    }
  }
}
