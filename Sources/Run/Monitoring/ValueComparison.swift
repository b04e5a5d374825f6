import Provenance

/// Two documents of one form, compared number by number as the contract asks of a replay.
struct ValueComparison {
  /// A value moved by more than this share of its interval's half-width is another value.
  static let tolerance = 0.01
  /// Numbers without an interval: what the last digits of sums in another order may differ by.
  static let relative = 1e-6

  /// Numbers, dates and words that were compared.
  private(set) var checked = 0
  /// Where the two differ: the place as a path, recorded and computed.
  private(set) var differences: [(place: String, recorded: String, computed: String)] = []

  mutating func compare(_ recorded: JSONValue, _ computed: JSONValue, at place: String) {
    if let interval = Interval(recorded) {
      compare(interval, computed, recorded, at: place)
      return
    }
    switch (recorded, computed) {
    case (.object(let left), .object(let right)): compare(left, right, at: place)
    case (.array(let left), .array(let right)): compare(left, right, at: place)
    default:
      if let left = recorded.doubleValue, let right = computed.doubleValue {
        note(abs(left - right) <= Self.relative * max(1, abs(left)), recorded, computed, place)
      } else {
        note(recorded == computed, recorded, computed, place)
      }
    }
  }

  private mutating func compare(_ left: [JSONValue.Member], _ right: [JSONValue.Member], at place: String) {
    for member in left {
      guard let other = right.first(where: { $0.key == member.key }) else {
        note(false, member.value, .null, "\(place)/\(member.key)")
        continue
      }
      compare(member.value, other.value, at: "\(place)/\(member.key)")
    }
    for member in right where !left.contains(where: { $0.key == member.key }) {
      note(false, .null, member.value, "\(place)/\(member.key)")
    }
  }

  private mutating func compare(_ left: [JSONValue], _ right: [JSONValue], at place: String) {
    guard left.count == right.count else {
      note(false, .integer(left.count), .integer(right.count), "\(place), number of items")
      return
    }
    for (index, pair) in zip(left, right).enumerated() {
      let name = pair.0["id"]?.stringValue ?? pair.0["scene"]?.stringValue ?? pair.0["to"]?.stringValue
      compare(pair.0, pair.1, at: "\(place)/\(name ?? String(index))")
    }
  }

  private mutating func compare(
    _ interval: Interval, _ computed: JSONValue, _ recorded: JSONValue, at place: String
  ) {
    guard let other = Interval(computed), other.unit == interval.unit else {
      note(false, recorded, computed, place)
      return
    }
    let allowed = max(Self.tolerance * interval.halfWidth, Self.relative * max(1, abs(interval.value)))
    func isNear(_ left: Double, _ right: Double) -> Bool { left == right || abs(left - right) <= allowed }
    note(
      isNear(interval.value, other.value) && isNear(interval.low, other.low) && isNear(interval.high, other.high)
        && interval.level == other.level && interval.method == other.method, recorded, computed, place)
  }

  private mutating func note(_ isSame: Bool, _ recorded: JSONValue, _ computed: JSONValue, _ place: String) {
    checked += 1
    if !isSame { differences.append((place, recorded.compactText, computed.compactText)) }
  }

  /// An Estimate as the contract writes it.
  private struct Interval {
    let value: Double
    let low: Double
    let high: Double
    let level: Double
    let unit: String
    let method: String

    init?(_ json: JSONValue) {
      guard let value = json["value"]?.doubleValue, let lower = json["low"], let upper = json["high"],
        let level = json["level"]?.doubleValue, let unit = json["unit"]?.stringValue,
        let method = json["method"]?.stringValue
      else { return nil }
      self.value = value
      low = lower.doubleValue ?? -.infinity
      high = upper.doubleValue ?? .infinity
      self.level = level
      self.unit = unit
      self.method = method
    }

    /// Of the side that has an end; 0 where none has.
    var halfWidth: Double {
      low.isFinite && high.isFinite ? (high - low) / 2 : low.isFinite ? value - low : high.isFinite ? high - value : 0
    }
  }
}
