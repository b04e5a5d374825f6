import Foundation

/// The lines of an ENVI header that say how many bytes its picture must hold.
///
/// They are read here before GDAL sees the file, so that a header which promises more than there is, or which sends
/// GDAL through a decompressor, is refused in plain words.
struct EnviHeader: Equatable {
  let columns: Int
  let rows: Int
  let bandCount: Int
  let offset: Int
  let sampleBytes: Int
  let isCompressed: Bool

  /// Longest header that is read: those of imaging spectrometers take tens of kilobytes.
  static let longest = 1 << 20

  private static let sampleBytes = [1: 1, 2: 2, 3: 4, 4: 4, 5: 8, 6: 8, 9: 16, 12: 2, 13: 4, 14: 8, 15: 8]

  /// `nil` where the text lacks one of the numbers, or has one that cannot be.
  init?(_ text: String) {
    var fields: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let key = parts[0].trimmingCharacters(in: .whitespaces).lowercased()
      fields[key] = fields[key] ?? parts[1].trimmingCharacters(in: .whitespaces)
    }
    func integer(_ key: String) -> Int? { fields[key].flatMap { Int($0) } }
    guard let columns = integer("samples"), let rows = integer("lines"),
      let sampleBytes = Self.sampleBytes[integer("data type") ?? 1]
    else { return nil }
    let bandCount = integer("bands") ?? 1
    let offset = integer("header offset") ?? 0
    guard [columns, rows, bandCount].allSatisfy({ (1...1 << 30).contains($0) }), (0...1 << 40).contains(offset) else {
      return nil
    }
    self.columns = columns
    self.rows = rows
    self.bandCount = bandCount
    self.offset = offset
    self.sampleBytes = sampleBytes
    isCompressed = (integer("file compression") ?? 0) != 0
  }

  /// Bytes that the picture must have; `nil` where no integer holds the number.
  var byteCount: Int? {
    var bytes = sampleBytes
    for factor in [columns, rows, bandCount] {
      let (product, isTooLarge) = bytes.multipliedReportingOverflow(by: factor)
      if isTooLarge { return nil }
      bytes = product
    }
    let (sum, isTooLarge) = bytes.addingReportingOverflow(offset)
    return isTooLarge ? nil : sum
  }

  /// Refuses a picture that is not what its header promises.
  /// - Parameters:
  ///   - path: of the header.
  ///   - picture: the samples.
  /// - Throws: `.readFailed` where the header cannot be understood or the picture is too short; `.unsupported` where it
  ///   is compressed; `.tooLarge` for an endless header.
  static func check(_ path: String, picture: FileIdentity) throws(RasterError) {
    let identity = try FileIdentity(lookingAt: path)
    guard identity.byteCount <= longest else {
      throw RasterError(
        .tooLarge, at: picture.path, "Its ENVI header has \(identity.byteCount) bytes; the limit is \(longest).",
        mend: "Copy or download the header again.")
    }
    let text = String(decoding: try identity.firstBytes(longest), as: UTF8.self)
    guard let header = EnviHeader(text) else {
      throw RasterError(
        .readFailed, at: picture.path,
        "Its ENVI header does not say how many samples, lines and bands of which data type there are.",
        mend: "Copy or download the header again.")
    }
    guard !header.isCompressed else {
      throw RasterError(
        .unsupported, at: picture.path, "Its ENVI header says that the samples are compressed.",
        mend: "Convert it to GeoTIFF, for example with gdal_translate.")
    }
    guard let wanted = header.byteCount, wanted <= picture.byteCount else {
      throw RasterError(
        .readFailed, at: picture.path,
        "Its ENVI header promises \(header.byteCount.map { "\($0)" } ?? "uncountably many") bytes; "
          + "the file has \(picture.byteCount).",
        mend: "Copy or download the picture and its header again.")
    }
  }
}
