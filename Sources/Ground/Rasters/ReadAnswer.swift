import Provenance

/// The answer to a request for pixels, put together as it comes.
///
/// Whatever the process says is checked before it is believed: a hostile file may have taken it over.
struct ReadAnswer {
  let process: WorkerProcess
  let deadline: ContinuousClock.Instant
  let limits: ReadLimits

  func receive(_ window: Window?) throws(WorkerProcess.Failure) -> Result<Raster, RasterError> {
    let shape: Shape
    switch try receiveShape(window) {
    case .failure(let error): return .failure(error)
    case .success(let found): shape = found
    }
    let (columns, rows, bandCount) = (shape.columns, shape.rows, shape.bandCount)
    let count = columns * rows
    var samples = [Float](repeating: 0, count: count * bandCount)
    var validity = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < rows {
      let piece = try process.receive(until: deadline)
      if let error = piece["error"].flatMap(RasterError.init(json:)) { return .failure(error) }
      guard let pieceRows = piece["rows"]?.intValue, pieceRows > 0, pieceRows <= rows - done else { throw .garbled }
      for band in 0..<bandCount {
        try process.receive(
          into: &samples, from: (band * rows + done) * columns, count: pieceRows * columns, until: deadline)
      }
      try process.receive(into: &validity, from: done * columns, count: pieceRows * columns, until: deadline)
      done += pieceRows
    }
    return .success(
      Raster(
        columns: columns, rows: rows, bandCount: bandCount, samples: samples,
        validity: Mask(columns: columns, rows: rows, flags: validity.map { $0 != 0 })))
  }

  /// The pixels as numbers.
  func receiveNumbers(_ window: Window) throws(WorkerProcess.Failure) -> Result<NumberRaster, RasterError> {
    let shape: Shape
    switch try receiveShape(window) {
    case .failure(let error): return .failure(error)
    case .success(let found): shape = found
    }
    guard shape.columns == window.columns, shape.rows == window.rows else { throw .garbled }
    let (columns, rows) = (shape.columns, shape.rows)
    var samples = [UInt16](repeating: 0, count: columns * rows * shape.bandCount)
    var validity: [UInt8] = []
    var done = 0
    while done < rows {
      let piece = try process.receive(until: deadline)
      if let error = piece["error"].flatMap(RasterError.init(json:)) { return .failure(error) }
      guard let pieceRows = piece["rows"]?.intValue, pieceRows > 0, pieceRows <= rows - done,
        let isAbsent = piece["absent"]?.boolValue
      else { throw .garbled }
      for band in 0..<shape.bandCount {
        try process.receive(
          into: &samples, from: (band * rows + done) * columns, count: pieceRows * columns, until: deadline)
      }
      if isAbsent {
        if validity.isEmpty { validity = Array(repeating: 1, count: columns * rows) }
        try process.receive(into: &validity, from: done * columns, count: pieceRows * columns, until: deadline)
      }
      done += pieceRows
    }
    return .success(
      NumberRaster(
        columns: columns, rows: rows, bandCount: shape.bandCount, samples: samples, validity: validity))
  }

  private struct Shape {
    let columns: Int
    let rows: Int
    let bandCount: Int
  }

  private func receiveShape(_ window: Window?) throws(WorkerProcess.Failure) -> Result<Shape, RasterError> {
    let opening = try process.receive(until: deadline)
    if let error = opening["error"].flatMap(RasterError.init(json:)) { return .failure(error) }
    if let shape = opening["outside"]?.arrayValue?.compactMap(\.intValue), shape.count == 2, let window {
      preconditionFailure("\(window) does not lie in a picture of \(shape[0]) × \(shape[1])")
    }
    guard let columns = opening["columns"]?.intValue, let rows = opening["rows"]?.intValue,
      let bandCount = opening["bandCount"]?.intValue, isAffordable(columns, rows, bandCount)
    else { throw .garbled }
    return .success(Shape(columns: columns, rows: rows, bandCount: bandCount))
  }

  private func isAffordable(_ columns: Int, _ rows: Int, _ bandCount: Int) -> Bool {
    guard (1...Int(Int32.max)).contains(columns), (1...Int(Int32.max)).contains(rows),
      (1...ReadLimits.maxBands).contains(bandCount)
    else { return false }
    let (bytes, overflow) = (columns * rows).multipliedReportingOverflow(by: bandCount * 4 + 1)
    return !overflow && bytes <= limits.maxMemoryMiB << 20
  }
}
