import Foundation
import Kernels
import Places
import Rasters

/// A scene on the stack's grid: only the window that it covers, as 16-bit numbers with one scale for all bands.
///
/// 16 bits keep a step of 1/60 000 of the scene's own range, far below any sensor's noise, at half the memory of
/// floats.
package struct WarpedScene: Sendable {
  /// What is known of a pixel before masks: outside or NoData, measured, or measured at the sensor's upper limit.
  package enum Status {
    package static let absent: UInt8 = 0
    package static let measured: UInt8 = 1
    package static let saturated: UInt8 = 2
    /// From here on a provider's reason: `provider` and the position of the reason in `Visibility.allCases`.
    package static let provider: UInt8 = 16

    /// Whether the pixel has a value that is not cut off, whatever a provider says of it.
    static func hasValue(_ status: UInt8) -> Bool { status == measured || status >= provider }

    /// What the provider's masks say hides the pixel; `nil` where they say nothing.
    package static func reason(_ status: UInt8) -> Visibility? {
      let code = Int(status) - Int(provider)
      return code > 0 && code < Visibility.allCases.count ? Visibility.allCases[code] : nil
    }
  }

  /// The covered part of the stack's grid.
  package let window: Window
  package let bandCount: Int
  /// value = offset + scale · number
  package let offset: Float
  package let scale: Float
  /// Header, planes of little-endian UInt16 band after band, then a plane of status bytes. Mapped from the cache file.
  let storage: Data
  private let start: Int
  /// Whether `storage` is a mapping of a file that nobody writes to.
  var isMapped = false

  private static let magic = "TTWARP2\n"

  /// Largest number that a picture can mean. Beyond it stand undeclared NoData values (−3.4e38 above all) and their
  /// neighbours after resampling, and sums of squares leave the range of `Float`.
  static let largestNumber = Resampling.largestNumber

  /// Pixels of which a band is no number, or beyond `largestNumber`, are absent.
  package init(window: Window, bandCount: Int, samples: [Float], status: [UInt8]) {
    precondition(
      samples.count == window.pixelCount * bandCount && status.count == window.pixelCount, "planes do not fit")
    self.window = window
    self.bandCount = bandCount
    let status = Self.withoutHuge(samples.span, status)
    let range = Self.range(samples.span, status.span)
    offset = range?.low ?? 0
    // Of a range too small to be divided the numbers are all 0.
    let step = range.map { ($0.high - $0.low) / 60_000 } ?? 0
    scale = step > 0 && step.isNormal ? step : 1
    var data = Self.header(window, bandCount, offset, scale)
    start = data.count
    let numbers = Self.packed(samples.span, status.span, offset: offset, scale: scale)
    data.reserveCapacity(data.count + 2 * numbers.count + status.count)
    unsafe numbers.withUnsafeBytes { unsafe data.append(contentsOf: $0) }
    data.append(contentsOf: status)
    storage = data
  }

  /// - Parameter storage: header, planes and status as the cache file has them; the planes begin at `start`.
  init(window: Window, bandCount: Int, offset: Float, scale: Float, storage: Data, start: Int) {
    self.window = window
    self.bandCount = bandCount
    self.offset = offset
    self.scale = scale
    self.storage = storage
    self.start = start
  }

  /// The status with what is no number, or too large for one, absent.
  private static func withoutHuge(_ samples: Span<Float>, _ status: [UInt8]) -> [UInt8] {
    var result = status
    var flags = result.mutableSpan
    for start in stride(from: 0, to: samples.count, by: max(flags.count, 1)) {
      for pixel in flags.indices where !(abs(samples[start + pixel]) <= largestNumber) { flags[pixel] = Status.absent }
    }
    return result
  }

  /// Lowest and highest sample of the pixels that are there.
  private static func range(_ samples: Span<Float>, _ status: Span<UInt8>) -> (low: Float, high: Float)? {
    var low = Float.infinity
    var high = -Float.infinity
    for start in stride(from: 0, to: samples.count, by: max(status.count, 1)) {
      for pixel in status.indices where status[pixel] != Status.absent {
        low = min(low, samples[start + pixel])
        high = max(high, samples[start + pixel])
      }
    }
    return low.isFinite ? (low, high) : nil
  }

  private static func packed(
    _ samples: Span<Float>, _ status: Span<UInt8>, offset: Float, scale: Float
  ) -> [UInt16] {
    var numbers = [UInt16](repeating: 0, count: samples.count)
    var span = numbers.mutableSpan
    for start in stride(from: 0, to: samples.count, by: max(status.count, 1)) {
      for pixel in status.indices where status[pixel] != Status.absent {
        // Half a step more and cut off: rounding proper is a library call.
        let number = min(max((samples[start + pixel] - offset) / scale + 0.5, 0), 65_535)
        span[start + pixel] = UInt16(number).littleEndian
      }
    }
    return numbers
  }

  static func header(_ window: Window, _ bandCount: Int, _ offset: Float, _ scale: Float) -> Data {
    var data = Data(magic.utf8)
    for number in [window.column, window.row, window.columns, window.rows, bandCount] {
      unsafe withUnsafeBytes(of: Int64(number).littleEndian) { unsafe data.append(contentsOf: $0) }
    }
    for number in [offset, scale] {
      unsafe withUnsafeBytes(of: number.bitPattern.littleEndian) { unsafe data.append(contentsOf: $0) }
    }
    return data
  }

  /// Whether any pixel was measured.
  package var hasPixels: Bool {
    withPlanes { _, status in
      for pixel in status.indices where status[pixel] != Status.absent { return true }
      return false
    }
  }

  /// The bytes of the cache file.
  package var fileContents: Data { storage }

  /// A scene from the bytes of its cache file; `nil` where they are not whole.
  package init?(fileContents data: Data) {
    let headerSize = Self.magic.utf8.count + 5 * 8 + 2 * 4
    guard data.count >= headerSize, data.prefix(Self.magic.utf8.count).elementsEqual(Self.magic.utf8)
    else { return nil }
    func integer<Number: FixedWidthInteger>(at position: Int) -> Number {
      unsafe data.withUnsafeBytes {
        unsafe Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
      }
    }
    let numbers = (0..<5).map { (index: Int) -> Int64 in integer(at: Self.magic.utf8.count + 8 * index) }
    guard numbers.allSatisfy({ abs($0) < 1 << 30 }), numbers[2] >= 0, numbers[3] >= 0, numbers[4] > 0
    else { return nil }
    window = Window(column: Int(numbers[0]), row: Int(numbers[1]), columns: Int(numbers[2]), rows: Int(numbers[3]))
    bandCount = Int(numbers[4])
    offset = Float(bitPattern: integer(at: headerSize - 8))
    scale = Float(bitPattern: integer(at: headerSize - 4))
    guard offset.isFinite, scale.isFinite, scale > 0 else { return nil }
    // Each number is below 2³⁰, but their product may be beyond any integer.
    let (pixels, isTooMany) = window.columns.multipliedReportingOverflow(by: window.rows)
    let (bytes, isTooLong) = pixels.multipliedReportingOverflow(by: 2 * bandCount + 1)
    guard !isTooMany, !isTooLong, bytes == data.count - headerSize else { return nil }
    storage = data
    start = headerSize
  }

  /// Calls `body` with the planes of 16-bit numbers (band after band) and the plane of status bytes.
  package func withPlanes<Result>(_ body: (Span<UInt16>, Span<UInt8>) -> Result) -> Result {
    // The header is 56 bytes long and Data's buffers are at least 16-byte aligned, so the numbers are aligned.
    unsafe storage.withUnsafeBytes { bytes in
      let numbers = unsafe UnsafeRawBufferPointer(rebasing: bytes[start..<start + 2 * window.pixelCount * bandCount])
      let status = unsafe UnsafeRawBufferPointer(rebasing: bytes[(start + 2 * window.pixelCount * bandCount)...])
      let typed = unsafe numbers.bindMemory(to: UInt16.self)
      return body(unsafe Span(_unsafeElements: typed), unsafe Span(_unsafeElements: status.bindMemory(to: UInt8.self)))
    }
  }
}
