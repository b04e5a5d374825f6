import Changes
import Foundation

/// Breaks of many pixels' series.
///
///     series OUT --dates FILE --values FILE --clear FILE --bands N --detection 1,2,3 --screening 1,4
///       [--type int16|float32] [--method fast|plain|sequential]
///
/// Files are little-endian without a header: days (float64), values (pixel, date, band), masks (uint8: 0 clear, 1 water,
/// anything else not clear; pixel, date). Writes one JSON array of segments a pixel (first day, last day, break day or 0,
/// change probability, dates, terms, RMSE and magnitude of each band) and prints an object with the seconds of reckoning
/// alone.
struct SeriesCommand {
  private let arguments: RawOptions
  private var options = BreakOptions(bandCount: 0, detectionBands: [], screeningBands: [])

  static func run(_ arguments: [String]) throws {
    try SeriesCommand(RawOptions(arguments, places: 1)).run()
  }

  private init(_ arguments: RawOptions) throws {
    self.arguments = arguments
    options.bandCount = try arguments.integer("bands")
    options.detectionBands = try arguments.text("detection").split(separator: ",").compactMap { Int($0) }
    options.screeningBands = try arguments.text("screening").split(separator: ",").compactMap { Int($0) }
  }

  private func run() throws {
    let days: [Double] = try Self.numbers(arguments.text("dates"))
    let values = try arguments.text("values")
    let all: [Float] =
      arguments.optionalText("type") == "float32"
      ? try Self.numbers(values) : try Self.numbers(values).map { (x: Int16) in Float(x) }
    let clear = try Self.numbers(arguments.text("clear")).map { (mask: UInt8) in mask <= 1 }
    let pixels = days.isEmpty ? 0 : clear.count / days.count
    let clock = ContinuousClock()
    var found: [SeriesBreaks] = []
    let started = clock.now
    let method = arguments.optionalText("method") ?? "fast"
    switch method {
    case "fast": found = try fast(days, all, clear, pixels)
    case "sequential": found = try sequential(days, all, clear, pixels)
    case "plain": found = try plain(days, all, clear, pixels)
    default: throw RawOptions.Misuse("unknown method \(method)")
    }
    let taken = clock.now - started
    let lines = found.map { Self.line($0) }.joined(separator: "\n") + "\n"
    try Data(lines.utf8).write(to: URL(fileURLWithPath: arguments.places[0]))
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
