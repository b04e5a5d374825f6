import Provenance

/// Documents drawn from a seed, with what tends to go wrong: edge numbers, control characters, deep and empty parts.
struct RandomJSON {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func document(depth: Int = 0) -> JSONValue {
    switch below(depth > 4 ? 6 : 8) {
    case 0: return [.null, true, false][below(3)]
    case 1: return .integer([0, -1, 7, .max, .min, 1 << 53 + 1, -(1 << 60)][below(7)])
    case 2: return .number(number())
    case 3: return .decimal(number(), places: below(16))
    case 4, 5: return .string(text())
    case 6: return .array((0..<below(5)).map { _ in document(depth: depth + 1) })
    default: return .object((0..<below(5)).map { JSONValue.Member("\($0)" + text(), document(depth: depth + 1)) })
    }
  }

  mutating func number() -> Double {
    switch below(6) {
    case 0:
      [0, -0.0, 1e15, 1e17, -1e22, 1e-7, .leastNonzeroMagnitude, 1.7976931348623157e308, 0.1, 123_456.789][below(10)]
    case 1: Double(below(2_000_001) - 1_000_000) / 1_000
    case 2: [Double.nan, .infinity, -.infinity][below(3)]
    default: Double(bitPattern: next())
    }
  }

  mutating func text() -> String {
    let pool: [Unicode.Scalar] = [
      "a", "Z", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "é", "\u{301}", "漢", "😀",
    ]
    var text = ""
    for _ in 0..<below(8) { text.unicodeScalars.append(pool[below(pool.count)]) }
    return text
  }
}
