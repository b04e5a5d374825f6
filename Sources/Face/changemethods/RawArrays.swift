import Foundation

/// Files that hold nothing but numbers, as this machine has them in memory: little-endian.
enum RawArrays {
  static func floats(at path: String) throws -> [Float] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard data.count % 4 == 0 else { throw RawOptions.Misuse("\(path): \(data.count) bytes are no float32") }
    return unsafe data.withUnsafeBytes { unsafe Array($0.bindMemory(to: Float.self)) }
  }

  static func doubles(at path: String) throws -> [Double] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard data.count % 8 == 0 else { throw RawOptions.Misuse("\(path): \(data.count) bytes are no float64") }
    return unsafe data.withUnsafeBytes { unsafe Array($0.bindMemory(to: Double.self)) }
  }

  static func write<Number: BitwiseCopyable>(_ numbers: [Number], to path: String) throws {
    let data = unsafe numbers.withUnsafeBytes { unsafe Data($0) }
    try data.write(to: URL(fileURLWithPath: path))
  }
}
