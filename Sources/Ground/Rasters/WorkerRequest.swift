import Foundation
import Provenance

/// What the parent asks of a reading process, and in which shape the answer comes.
///
/// Every message is a length in four bytes, lowest first, and JSON of that length. A header is answered by
/// `{"header"}`. Pixels are answered by `{"columns", "rows", "bandCount"}` and then pieces from the top: of each
/// `{"rows"}`, its samples, four bytes in the machine's order, band by band, and one byte of validity a pixel. Asked as
/// numbers, samples are two bytes each, and validity comes only where the piece says `{"absent": true}`.
/// `{"error"}` can stand in the place of any message and ends the answer; so does `{"outside"}` for a window that the
/// picture does not hold.
struct WorkerRequest {
  enum Question: Equatable {
    case header
    case read(window: Window?, factor: Int)
    /// Of files whose samples are bytes or 16-bit numbers without sign.
    case numbers(window: Window)
  }

  let path: String
  let question: Question
  let limits: ReadLimits

  /// Longest JSON of a message: 256 metadata items of 4096 characters, each of which may take six as JSON, fit.
  static let longestMessage = 32 << 20

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("path", .string(path)), .init("maxPixels", .integer(limits.maxPixels)),
      .init("maxMemoryMiB", .integer(limits.maxMemoryMiB)),
      .init("secondsPerFile", .string("\(limits.secondsPerFile)")),
    ]
    if case .read(let window, let factor) = question {
      members.append(.init("window", window?.json ?? .null))
      members.append(.init("factor", .integer(factor)))
    }
    if case .numbers(let window) = question { members.append(.init("numbers", window.json)) }
    return .object(members)
  }

  /// - Throws: `ProvenanceError` where `message` is not JSON.
  /// - Returns: `nil` where it is no request.
  init?(message: Data) throws {
    let json = try JSONValue(parsing: message)
    guard let path = json["path"]?.stringValue, let maxPixels = json["maxPixels"]?.intValue,
      let maxMemoryMiB = json["maxMemoryMiB"]?.intValue,
      let seconds = json["secondsPerFile"]?.stringValue.flatMap(Double.init)
    else { return nil }
    let question: Question =
      if let window = json["numbers"].flatMap(Window.init(json:)) {
        .numbers(window: window)
      } else if let factor = json["factor"]?.intValue {
        .read(window: json["window"].flatMap(Window.init(json:)), factor: factor)
      } else { .header }
    self.init(
      path: path, question: question,
      limits: ReadLimits(maxPixels: maxPixels, maxMemoryMiB: maxMemoryMiB, secondsPerFile: seconds))
  }

  init(path: String, question: Question, limits: ReadLimits) {
    self.path = path
    self.question = question
    self.limits = limits
  }
}
