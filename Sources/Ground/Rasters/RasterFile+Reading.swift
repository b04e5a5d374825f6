import CGDAL

extension RasterFile {
  /// The pixels of `window`, or of the whole picture: bands without alpha.
  ///
  /// A pixel is absent where alpha is under 128 (8 bits) or 0 (wider types), where a mask inside the file is 0, and
  /// where any band is its `noData`, NaN or infinite; its samples are then 0.
  /// - Parameter factor: Over 1, each pixel is the mean of the valid ones in a block of `factor` × `factor`, and absent
  ///   where there are none; blocks at the right and the lower edge may be smaller, so that no pixel is left out.
  /// - Throws: `.tooLarge` where the result would not fit the limits, `.readFailed` where pixels are missing or
  ///   damaged.
  package func read(window: Window? = nil, reducing factor: Int = 1) throws(RasterError) -> Raster {
    let plan = try plan(window, reducing: factor)
    var samples = [Float](repeating: 0, count: plan.columns * plan.rows * plan.bandCount)
    var flags = [Bool](repeating: false, count: plan.columns * plan.rows)
    for index in 0..<plan.pieceCount {
      let block = try block(index, of: plan)
      let start = block.row * block.columns
      let count = block.rows * block.columns
      for band in 0..<block.bandCount {
        let target = band * plan.columns * plan.rows + start
        samples.replaceSubrange(target..<target + count, with: block.samples[band * count..<(band + 1) * count])
      }
      for pixel in 0..<count { flags[start + pixel] = block.validity[pixel] != 0 }
    }
    return Raster(
      columns: plan.columns, rows: plan.rows, bandCount: plan.bandCount, samples: samples,
      validity: Mask(columns: plan.columns, rows: plan.rows, flags: flags))
  }

  /// - Throws: `.tooLarge` where the result would take more than the memory of `limits`.
  func plan(_ window: Window?, reducing factor: Int) throws(RasterError) -> ReadPlan {
    let whole = Window(column: 0, row: 0, columns: header.columns, rows: header.rows)
    let window = window ?? whole
    precondition(factor >= 1, "a reduction by \(factor) is none")
    precondition(
      !window.isEmpty && window.intersection(whole) == window,
      "\(window) does not lie in a picture of \(header.columns) × \(header.rows)")
    let plan = ReadPlan(window, reducing: factor, layout: layout, maxMemoryMiB: limits.maxMemoryMiB)
    guard plan.resultBytes <= limits.maxMemoryMiB << 20 else {
      throw RasterError(
        .tooLarge, at: path,
        "\(plan.columns) × \(plan.rows) pixels of \(plan.bandCount) bands take \(plan.resultBytes >> 20) MiB; "
          + "the limit is \(limits.maxMemoryMiB) MiB.",
        mend: "Read a smaller window, or reduce the picture.")
    }
    return plan
  }

  /// Piece `index` of `plan`.
  func block(_ index: Int, of plan: ReadPlan) throws(RasterError) -> RasterBlock {
    let range = plan.rows(ofPiece: index)
    let sources = plan.sources(of: range)
    if plan.factor == 1, sources.count == 1 { return try block(sources[0], at: range.lowerBound) }
    var reducer = BlockReducer(
      factor: plan.factor, columns: plan.columns, rows: range.count, bandCount: plan.bandCount)
    for source in sources { reducer.add(try block(source, at: range.lowerBound)) }
    return reducer.block(at: range.lowerBound)
  }

  /// `source` as it lies in the file, its absent pixels marked.
  func block(_ source: Window, at row: Int) throws(RasterError) -> RasterBlock {
    var block = RasterBlock(
      row: row, rows: source.rows, columns: source.columns, bandCount: layout.bandCount, samples: [],
      validity: Array(repeating: 1, count: source.pixelCount))
    try LibraryMessages.catching { (messages) throws(RasterError) in
      // A palette's index and an 8-bit sample are exact in a Float; wider types are judged before they are narrowed.
      if layout.sampleType.exceedsFloat {
        let wide: [Double] = try read(layout.numbers, source, messages)
        block.validity.markAbsent(wide, layout: layout)
        block.samples = wide.map { Float($0) }
        block.validity.markNotFinite(block.samples)
      } else {
        block.samples = try read(layout.numbers, source, messages)
        if layout.sampleType == .int8 && !SampleType.hasSignedBytes { block.samples.foldSignedBytes() }
        block.validity.markAbsent(block.samples, layout: layout)
      }
      try applyOpacity(to: &block.validity, source, messages)
    }
    if let palette = layout.palette { block.expand(palette) }
    block.clearAbsent()
    return block
  }

  func applyOpacity(
    to validity: inout [UInt8], _ source: Window, _ messages: LibraryMessages
  ) throws(RasterError) {
    switch layout.opacity {
    case .none: break
    case .alpha(let number, let leastVisible):
      let alpha: [Float] = try read([number], source, messages)
      validity.markUnder(leastVisible, alpha)
    case .mask:
      let mask = try readMask(source, messages)
      validity.markUnder(1, mask)
    }
  }
}
