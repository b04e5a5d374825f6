import Places
import Quantities

/// What a feature says now that it did not say in the last report, in words; none where it is the same.
struct FeatureDifference {
  /// The share of an interval's half-width by which a number may move and still be the same, as in a replay.
  static let tolerance = 0.01

  let words: [String]

  init(from before: Feature, to now: Feature) {
    words = [
      Self.status(before, now), Self.kind(before, now), Self.change(before, now), Self.dates(before, now),
      Self.area(before, now),
    ].compactMap(\.self)
  }

  private static func status(_ before: Feature, _ now: Feature) -> String? {
    guard before.status != now.status else { return nil }
    let by = now.mark.map { " by \($0.by) on \($0.at.day)" } ?? ""
    return switch now.status {
    case .accepted: "It was accepted\(by)."
    case .rejected: "It was rejected\(by)."
    case .candidate: "It is a candidate again; it was \(PlainWords.status(before.status))."
    }
  }

  private static func kind(_ before: Feature, _ now: Feature) -> String? {
    before.kind == now.kind
      ? nil : "It is now called \(PlainWords.kind(now.kind)); before, \(PlainWords.kind(before.kind))."
  }

  private static func change(_ before: Feature, _ now: Feature) -> String? {
    before.change == now.change
      ? nil : "It is now told as \(PlainWords.change(now.change)); before, as \(PlainWords.change(before.change))."
  }

  private static func dates(_ before: Feature, _ now: Feature) -> String? {
    before.bracket == now.bracket
      ? nil : "Its dates are now \(Self.words(now.bracket)); before, \(Self.words(before.bracket))."
  }

  private static func words(_ bracket: Bracket) -> String {
    switch (bracket.notBefore, bracket.notAfter) {
    case (let first?, let last?): "between \(first) and \(last)"
    case (let first?, nil): "after \(first)"
    case (nil, let last?): "by \(last)"
    case (nil, nil): "open on both sides"
    }
  }

  private static func area(_ before: Feature, _ now: Feature) -> String? {
    switch (before.area, now.area) {
    case (.estimate(let old), .estimate(let new)):
      isSame(old, new) ? nil : "Its area is now \(new.words()); before, \(old.words())."
    case (.refused, .estimate(let new)): "Its area is now \(new.words()); before, it was not given."
    case (.estimate(let old), .refused(let reason)):
      "Its area is no longer given: \(reason.asClause); before, \(old.words())."
    // The reason may have changed; no number did.
    case (.refused, .refused): nil
    }
  }

  static func isSame(_ old: Estimate<SquareMetres>, _ new: Estimate<SquareMetres>) -> Bool {
    let (value, low, high) = (old.value.magnitude, old.low.magnitude, old.high.magnitude)
    let half =
      low.isFinite && high.isFinite ? (high - low) / 2 : low.isFinite ? value - low : high.isFinite ? high - value : 0
    let allowed = max(tolerance * half, 1e-6 * max(1, abs(value)))
    func isNear(_ one: SquareMetres, _ other: SquareMetres) -> Bool {
      one == other || abs(one.magnitude - other.magnitude) <= allowed
    }
    return isNear(old.value, new.value) && isNear(old.low, new.low) && isNear(old.high, new.high)
      && old.level == new.level
  }
}

extension String {
  /// Without the points and spaces at its end.
  fileprivate var asClause: String {
    var text = Substring(self)
    while let last = text.last, last == "." || last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
