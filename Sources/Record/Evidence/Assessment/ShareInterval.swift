/// Wilson's 90 % interval of a share.
/// - Source: [Wilson1927]
struct ShareInterval {
  let low: Double
  let high: Double

  init(share: Double, of count: Int) {
    let z = 1.644_853_626_951_472_2
    let n = Double(count)
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot() / (1 + z * z / n)
    // At 0 and at 1 the interval ends there; rounding must not leave the value outside.
    low = max(0, min(share, middle - half))
    high = min(1, max(share, middle + half))
  }
}
