/// Fitting a window, and what lies how far from the fit.
extension BreakDetector {
  /// Fits the window anew.
  mutating func fit(_ window: Range<Int>, terms: Int) {
    sums.reset()
    add(window)
    solve(window, terms: terms)
  }

  mutating func add(_ window: Range<Int>) {
    for index in window {
      let slot = slots[index]
      let row = dates.exactTerms[slot]
      sums.add(row: row)
      for group in 0..<groups { sums.add(observed[slot * groups + group], row: row, group: group) }
    }
  }

  /// Coefficients from the sums, which hold the window; squared residuals and RMSE.
  mutating func solve(_ window: Range<Int>, terms: Int) {
    lasso.fit(sums, terms: terms, groups: groups, into: &coefficients)
    fittedTerms = terms
    for group in 0..<groups {
      let model = GroupModel(coefficients, group: group, groups: groups)
      var sum = BandLanes.zero
      for index in window {
        let slot = slots[index]
        let residual = observed[slot * groups + group] - model.value(dates.terms[slot])
        squares[slot * groups + group] = residual * residual
        sum += residual * residual
      }
      rmse[group] = (sum / Float(window.count - terms)).root
    }
  }

  /// What was observed less what the model expects.
  @inline(__always) func deviation(_ index: Int, group: Int) -> BandLanes {
    let slot = slots[index]
    return observed[slot * groups + group]
      - GroupModel(coefficients, group: group, groups: groups).value(dates.terms[slot])
  }

  /// An RMSE, or the smallest that is believed.
  @inline(__always) func scale(_ rmse: BandLanes, group: Int) -> BandLanes {
    BandLanes.larger(rmse, leastRMSE[group])
  }

  /// Writes the deviation at `index` to place `place` of the consecutive dates.
  @inline(__always) mutating func look(at index: Int, place: Int, group: Int, scale: BandLanes) {
    let deviation = deviation(index, group: group)
    let multiple = (deviation / scale).replacing(with: 0, where: detecting[group] .== 0)
    deviations[place * groups + group] = deviation
    multiples[place * groups + group] = multiple
    let size = (multiple * multiple).total
    sizes[place] = group == 0 ? size : sizes[place] + size
  }

  /// Whether `count` dates from `first` on deviate, and the same way.
  func isBreak(from first: Int = 0, count: Int) -> Bool {
    for place in first..<first + count where !(sizes[place] > limit) { return false }
    return isOneWay(from: first, count: count)
  }

  /// Whether neighbouring deviations point the same way on average; one alone does.
  func isOneWay(from first: Int, count: Int) -> Bool {
    guard count > 1 else { return true }
    var sum = 0.0
    for place in first..<first + count - 1 {
      var product: Float = 0
      for group in 0..<groups {
        product += (multiples[place * groups + group] * multiples[(place + 1) * groups + group]).total
      }
      sum += DeviationAngle.radians(product: Double(product), squares: Double(sizes[place]) * Double(sizes[place + 1]))
    }
    return sum / Double(count - 1) < angleLimit
  }

  /// Median deviation of each band over `count` consecutive dates from `first` on, times `sign`.
  mutating func medians(from first: Int, count: Int, sign: Float = 1) -> [Float] {
    var result = [Float](repeating: 0, count: options.bandCount)
    guard count > 0 else { return result }
    for band in 0..<options.bandCount {
      steps.removeAll(keepingCapacity: true)
      for place in first..<first + count { steps.append(Double(deviations[place * groups + band / 8][band % 8])) }
      result[band] = sign * Float(Selection.median(of: &steps))
    }
    return result
  }

  func described(_ window: Range<Int>, _ kind: SeriesSegment.Kind) -> SeriesSegment {
    var model = [Float](repeating: 0, count: options.bandCount * BreakOptions.mostTerms)
    var errors = [Float](repeating: 0, count: options.bandCount)
    for band in 0..<options.bandCount {
      let (group, lane) = (band / 8, band % 8)
      errors[band] = rmse[group][lane]
      for term in 0..<BreakOptions.mostTerms {
        model[band * BreakOptions.mostTerms + term] = coefficients[term * groups + group][lane]
      }
    }
    return SeriesSegment(
      kind: kind, firstDay: day(window.lowerBound), lastDay: day(window.upperBound - 1), breakDay: nil,
      changeProbability: 0, dateCount: window.count, termCount: fittedTerms,
      model: HarmonicModel(originDay: dates.days[0], coefficients: model), rmse: errors,
      magnitude: [Float](repeating: 0, count: options.bandCount))
  }
}

/// The model of one group of bands, kept close.
struct GroupModel {
  private let c0, c1, c2, c3, c4, c5, c6, c7: BandLanes

  @inline(__always) init(_ coefficients: [BandLanes], group: Int, groups: Int) {
    c0 = coefficients[group]
    c1 = coefficients[groups + group]
    c2 = coefficients[2 * groups + group]
    c3 = coefficients[3 * groups + group]
    c4 = coefficients[4 * groups + group]
    c5 = coefficients[5 * groups + group]
    c6 = coefficients[6 * groups + group]
    c7 = coefficients[7 * groups + group]
  }

  @inline(__always) func value(_ terms: SIMD8<Float>) -> BandLanes {
    let line: BandLanes = c0 + c1 * terms[1]
    let one: BandLanes = c2 * terms[2] + c3 * terms[3]
    let two: BandLanes = c4 * terms[4] + c5 * terms[5]
    let three: BandLanes = c6 * terms[6] + c7 * terms[7]
    return (line + one) + (two + three)
  }
}
