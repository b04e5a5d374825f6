extension RasterReader {
  /// Whether `numbers(of:window:part:)` can read a file with this header.
  package static func holdsNumbers(_ header: RasterHeader) -> Bool {
    header.sampleType == .uint8 || header.sampleType == .uint16
  }

  /// The pixels of `window` of a file whose samples are bytes or 16-bit numbers without sign: half the memory and
  /// the way of values.
  ///
  /// A large picture is read window after window from the top, several threads each with a part of their own: calls with
  /// the same `part` get, if they can, the process that has the blocks around the last window decoded.
  /// - Throws: as `read(_:window:reducing:)`, and `.unsupported` where the samples are of another type.
  package func numbers(of path: String, window: Window, part: Int = 0) throws(RasterError) -> NumberRaster {
    try exchange(path, .numbers(window: window), part: part) { (process, deadline) throws(WorkerProcess.Failure) in
      let answer = ReadAnswer(process: process, deadline: deadline, limits: limits)
      return try answer.receiveNumbers(window)
    }
  }
}
