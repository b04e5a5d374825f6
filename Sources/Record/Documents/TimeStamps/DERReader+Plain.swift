import Foundation
import Provenance
import Quantities

extension DERReader.Value {
  /// A small number that is not negative; `nil` for others.
  var smallNumber: Int? {
    guard tag & 0x1F == DERReader.Tag.integer || tag & 0x80 != 0, (1...4).contains(content.count),
      let first = content.first, first < 0x80
    else { return nil }
    return content.reduce(0) { $0 << 8 | Int($1) }
  }

  /// An integer of any size in hexadecimal, without the zero in front that only keeps it from being negative.
  var hexadecimal: String {
    let digits = content.count > 1 && content.first == 0 ? content.dropFirst() : content
    return Hexadecimal.text(digits)
  }

  /// An object identifier as it is written, `1.3.6.1`; `nil` for what is none, or has an arc above 63 bits.
  var objectIdentifier: String? {
    guard tag == DERReader.Tag.objectIdentifier, let last = content.last, last < 0x80 else { return nil }
    var arcs: [UInt64] = []
    var arc: UInt64 = 0
    for byte in content {
      guard arc < 1 << 56, arc > 0 || byte != 0x80 else { return nil }
      arc = arc << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 {
        arcs.append(arc)
        arc = 0
      }
    }
    // The first two arcs share a number.
    let first = min(arcs[0] / 40, 2)
    return ([first, arcs[0] - 40 * first] + arcs.dropFirst()).map(String.init).joined(separator: ".")
  }

  /// A text of any of the kinds that names have; `nil` for other values.
  var text: String? {
    switch tag {
    case DERReader.Tag.utf8String, 0x12, 0x13, 0x16, 0x1A: String(decoding: content, as: UTF8.self)
    // Latin-1 is what writers of the old teletex kind mean.
    case 0x14: String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
    case 0x1E: String(data: Data(content), encoding: .utf16BigEndian)
    case 0x1C: String(data: Data(content), encoding: .utf32BigEndian)
    default: nil
    }
  }

  /// A moment in UTC, and whether a fraction of a second was cut off; `nil` for what is none.
  var moment: (at: Timestamp, hasFraction: Bool)? {
    guard var text = String(bytes: content, encoding: .ascii), text.last == "Z" else { return nil }
    text.removeLast()
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isLong = tag == DERReader.Tag.generalizedTime
    guard isLong || tag == DERReader.Tag.utcTime, parts.allSatisfy({ $0.allSatisfy { ("0"..."9").contains($0) } }),
      parts[0].utf8.count == (isLong ? 14 : 12), parts.count == 1 || (isLong && !parts[1].isEmpty)
    else { return nil }
    let digits = parts[0].utf8.map { Int($0) - 48 }
    func number(_ start: Int) -> Int { digits[start] * 10 + digits[start + 1] }
    let rest = isLong ? 4 : 2
    // The short kind has years from 1950 to 2049.
    let year = isLong ? number(0) * 100 + number(2) : number(0) + (number(0) < 50 ? 2000 : 1900)
    let at = Timestamp(
      year: year, month: number(rest), day: number(rest + 2), hour: number(rest + 4), minute: number(rest + 6),
      second: number(rest + 8))
    return at.map { ($0, parts.count > 1) }
  }
}
