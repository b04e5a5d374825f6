import Places

extension StackSeries {
  /// Share of a place that a scene must show to show it whole.
  package static let wholeShare = 0.95

  /// Whether a scene shows the place that `pixels` make up.
  package func seesWhole(_ scene: Int, pixels: [Int]) -> Bool {
    clearShare(of: scene, pixels: pixels) >= Self.wholeShare
  }

  /// Of a place that no date shows whole: what hid most of it, and on how many dates.
  package func unseenWords(pixels: [Int]) -> String {
    let reasons = dates.indices.map { commonestReason(of: $0, pixels: pixels) }
    let counts = Visibility.allCases.compactMap { reason -> String? in
      let count = reasons.count { $0 == reason }
      return count == 0 ? nil : "\(reason.rawValue) on \(count)"
    }
    return "seen whole on none of \(count) dates: \(counts.joined(separator: ", "))"
  }
}
