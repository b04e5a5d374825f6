import Evidence

/// Whether an authority gave a stamp, and its words where it did not.
struct TimeStampStatus {
  struct Refusal: Error {
    let number: Int
    let words: String
    let reasons: [String]

    func error(at place: String) -> DocumentError {
      let said = words.isEmpty ? "" : ": \"\(words)\""
      let why = reasons.isEmpty ? "" : " (\(reasons.joined(separator: ", ")))"
      return DocumentError(
        .refused, at: place, "The authority gave no time stamp, status \(number)\(said)\(why).",
        mend: number == 3 ? "Ask for the answer later." : "Ask the authority why, or ask another one.")
    }
  }

  /// `nil` where it gave one.
  let refusal: Refusal?

  /// - Source: [RFC3161], section 2.4.2.
  init(_ value: DERReader.Value) throws(DERReader.Fault) {
    var reader = value.inside
    guard let number = try reader.next(DERReader.Tag.integer).smallNumber else { throw DERReader.Fault() }
    // 1 is given too, with changes: whether they matter is seen when it is compared with the question.
    guard number > 1 else {
      refusal = nil
      return
    }
    var words: [String] = []
    if var list = try reader.optional(DERReader.Tag.sequence)?.inside {
      while !list.isAtEnd { words.append(try list.next(DERReader.Tag.utf8String).text ?? "") }
    }
    let bits = try reader.optional(DERReader.Tag.bitString)?.content.dropFirst() ?? []
    let reasons = Self.reasons.filter { bit, _ in
      let index = bits.startIndex + bit / 8
      return bits.indices.contains(index) && bits[index] & (0x80 >> UInt8(bit % 8)) != 0
    }
    refusal = Refusal(
      number: number, words: words.joined(separator: " ").asOneLine.shortened(to: 200), reasons: reasons.map(\.words))
  }

  private static let reasons: [(bit: Int, words: String)] = [
    (0, "it does not take this kind of hash"), (2, "it does not allow the request"),
    (5, "it cannot read the request"), (14, "its clock is not to be had"), (15, "it does not have the policy"),
    (16, "it does not know an extension"), (17, "it does not have what was asked for"), (25, "it failed"),
  ]
}
