import Changes
import Foundation

/// Breaks of many pixels' series.
///
///     series --dates FILE --values FILE --clear FILE --bands N --detection 1,2,3 --screening 1,4 -o FILE
///       [--type int16|float32] [--method fast|plain|sequential] [--scale X]
///
/// Files are little-endian without a header: days (float64), values (pixel, date, band), masks (uint8: 0 clear, 1 water,
/// anything else not clear; pixel, date). Writes one JSON array of segments a pixel (first day, last day, break day or 0,
/// change probability, dates, terms, RMSE and magnitude of each band) and prints an object with the seconds of reckoning
/// alone.
struct SeriesCommand {
  private var dates = ""
  private var values = ""
  private var masks = ""
  private var output = ""
  private var type = "int16"
  private var method = "fast"
  private var options = BreakOptions(bandCount: 0, detectionBands: [], screeningBands: [])

  static func run(_ arguments: [String]) throws {
    try SeriesCommand(arguments).run()
  }

  private init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Misuse(description: "\(name) needs a value") }
      switch name {
      case "--dates": dates = value
      case "--values": values = value
      case "--clear": masks = value
      case "-o": output = value
      case "--type": type = value
      case "--method": method = value
      case "--bands": options.bandCount = Int(value) ?? 0
      case "--detection": options.detectionBands = value.split(separator: ",").compactMap { Int($0) }
      case "--screening": options.screeningBands = value.split(separator: ",").compactMap { Int($0) }
      default: throw Misuse(description: "unknown option \(name)")
      }
    }
  }

  private struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  private func run() throws {
    let days: [Double] = try Self.numbers(dates)
    let all: [Float] =
      type == "float32" ? try Self.numbers(values) : try Self.numbers(values).map { (x: Int16) in Float(x) }
    let clear = try [UInt8](Data(contentsOf: URL(fileURLWithPath: masks))).map { $0 <= 1 }
    let pixels = days.isEmpty ? 0 : clear.count / days.count
    let clock = ContinuousClock()
    var found: [SeriesBreaks] = []
    let started = clock.now
    switch method {
    case "fast": found = try fast(days, all, clear, pixels)
    case "sequential": found = try sequential(days, all, clear, pixels)
    case "plain": found = try plain(days, all, clear, pixels)
    default: throw Misuse(description: "unknown method \(method)")
    }
    let taken = clock.now - started
    let lines = found.map { Self.line($0) }.joined(separator: "\n") + "\n"
    try Data(lines.utf8).write(to: URL(fileURLWithPath: output))
    let seconds = Double(taken.components.seconds) + 1e-18 * Double(taken.components.attoseconds)
    print("{\"pixels\":\(pixels),\"seconds\":\(seconds)}")
  }

  private func fast(_ days: [Double], _ all: [Float], _ clear: [Bool], _ pixels: Int) throws -> [SeriesBreaks] {
    var detector = try BreakDetector(dates: SeriesDates(days: days), options: options)
    let (values, marks, count) = (all.span, clear.span, days.count)
    var result: [SeriesBreaks] = []
    result.reserveCapacity(pixels)
    for pixel in 0..<pixels {
      result.append(
        detector.breaks(
          values: values.extracting(pixel * count * options.bandCount..<(pixel + 1) * count * options.bandCount),
          clear: marks.extracting(pixel * count..<(pixel + 1) * count)))
    }
    return result
  }

  private func sequential(_ days: [Double], _ all: [Float], _ clear: [Bool], _ pixels: Int) throws -> [SeriesBreaks] {
    let bands = options.bandCount
    return try (0..<pixels).map { pixel in
      var state = try SequentialBreaks(options: options)
      for date in days.indices {
        let place = pixel * days.count + date
        _ = try state.add(
          day: days[date], values: Array(all[place * bands..<(place + 1) * bands]), isClear: clear[place])
      }
      return SeriesBreaks(segments: state.segments)
    }
  }

  private func plain(_ days: [Double], _ all: [Float], _ clear: [Bool], _ pixels: Int) throws -> [SeriesBreaks] {
    let bands = options.bandCount
    return try (0..<pixels).map { pixel in
      let values = days.indices.map { date in
        (0..<bands).map { Double(all[(pixel * days.count + date) * bands + $0]) }
      }
      return try ReferenceBreaks.breaks(
        days: days, values: values, clear: Array(clear[pixel * days.count..<(pixel + 1) * days.count]),
        options: options)
    }
  }

  private static func line(_ breaks: SeriesBreaks) -> String {
    let segments = breaks.segments.map { segment in
      "[\(segment.firstDay),\(segment.lastDay),\(segment.breakDay ?? 0),\(segment.changeProbability),\(segment.dateCount),"
        + "\(segment.termCount),\(segment.rmse),\(segment.magnitude)]"
    }
    return "[\(segments.joined(separator: ","))]"
  }

  private static func numbers<Number: BitwiseCopyable>(_ path: String) throws -> [Number] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let count = data.count / MemoryLayout<Number>.size
    return unsafe [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe _ = data.copyBytes(to: buffer)
      initialized = count
    }
  }
}
