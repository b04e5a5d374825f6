import Foundation

/// Bytes of a protocol buffer, field by field.
package struct ProtocolBuffer {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package init(_ build: (inout ProtocolBuffer) -> Void) { build(&self) }

  package mutating func number(_ field: Int, _ value: Int) {
    varint(UInt64(field << 3))
    varint(UInt64(bitPattern: Int64(value)))
  }

  package mutating func text(_ field: Int, _ value: String) { block(field, Array(value.utf8)) }

  package mutating func message(_ field: Int, _ build: (inout ProtocolBuffer) -> Void) {
    block(field, ProtocolBuffer(build).bytes)
  }

  package mutating func numbers(_ field: Int, _ values: [Int]) {
    var packed = ProtocolBuffer()
    for value in values { packed.varint(UInt64(bitPattern: Int64(value))) }
    block(field, packed.bytes)
  }

  package mutating func floats(_ field: Int, _ values: [Float]) {
    block(field, values.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } })
  }

  private mutating func block(_ field: Int, _ content: [UInt8]) {
    varint(UInt64(field << 3 | 2))
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func varint(_ value: UInt64) {
    var value = value
    while value > 0x7F {
      bytes.append(UInt8(value & 0x7F) | 0x80)
      value >>= 7
    }
    bytes.append(UInt8(value))
  }
}
