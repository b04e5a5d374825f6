import Foundation

/// A picture to be embedded: PNG or JPEG bytes and their size in pixels.
package struct ReportImage: Sendable, Hashable {
  package let bytes: [UInt8]
  /// `image/png` or `image/jpeg`; nothing else is embedded.
  package let mime: String
  package let columns: Int
  package let rows: Int

  package init(bytes: [UInt8], mime: String, columns: Int, rows: Int) {
    self.bytes = bytes
    self.mime = mime
    self.columns = columns
    self.rows = rows
  }

  /// The picture as a `data:` address.
  /// - Throws: `unsupportedImage` for another type, bytes that are not of that type, or a picture without pixels.
  func dataAddress(at place: String) throws(ReportError) -> String {
    let signatures: [String: [UInt8]] = ["image/png": [0x89, 0x50, 0x4E, 0x47], "image/jpeg": [0xFF, 0xD8, 0xFF]]
    guard let signature = signatures[mime] else {
      throw ReportError(
        .unsupportedImage, at: place, "The picture's type is \(mime); a report embeds image/png and image/jpeg.",
        mend: "Encode it as PNG or JPEG.")
    }
    guard bytes.starts(with: signature) else {
      throw ReportError(
        .unsupportedImage, at: place, "The picture is said to be \(mime), but its first bytes are not.",
        mend: "Name its true type, or encode it again.")
    }
    guard columns > 0, rows > 0 else {
      throw ReportError(
        .unsupportedImage, at: place, "The picture is \(columns) by \(rows) pixels.",
        mend: "Leave out pictures without pixels.")
    }
    return "data:\(mime);base64,\(Data(bytes).base64EncodedString())"
  }
}
