/// How much is read at most: documents come from anywhere, and one that is made to harm must cost little.
package struct DocumentLimits: Sendable, Hashable {
  /// Bytes of a document.
  package var bytes = 256 << 20
  /// Bytes of the text that is taken from one, as UTF-8.
  package var textBytes = 64 << 20
  /// Bytes of a feed.
  package var feedBytes = 16 << 20
  /// Bytes of a time stamp, or of an authority's answer.
  package var timeStampBytes = 256 << 10
  /// Bytes of a file of certificates.
  package var certificateBytes = 4 << 20
  /// Seconds for one PDF, one feed from the network, one answer of an authority, or one time stamp.
  package var seconds = 60
  /// Address space of a child process.
  package var mebibytes = 1024
  /// Documents of one search.
  package var documents = 10_000

  package init() {}

  static func words(_ bytes: Int) -> String {
    let units: [(size: Int, name: String)] = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")]
    guard let unit = units.first(where: { bytes >= $0.size }) else { return "\(bytes) bytes" }
    let tenths = bytes / unit.size * 10 + bytes % unit.size * 10 / unit.size
    return "\(tenths / 10)\(tenths % 10 == 0 ? "" : ".\(tenths % 10)") \(unit.name)"
  }
}
