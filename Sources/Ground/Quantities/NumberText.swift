/// Numbers as readers see them: commas between thousands, no digits that the interval does not support.
package enum NumberText {
  /// `value` rounded half away from zero to a multiple of ten to the power `exponent`: `1,240`, `0.35`, `−12`.
  package static func rounded(_ value: Double, toPowerOfTen exponent: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "not known" : value < 0 ? "−∞" : "∞" }
    let power = powerOfTen(abs(exponent))
    let scaled = (exponent < 0 ? value * power : value / power).rounded()
    guard abs(scaled) < 1e15 else { return "\(value)" }
    var digits = String(Int(scaled).magnitude)
    if exponent > 0, digits != "0" { digits += String(repeating: "0", count: exponent) }
    let decimals = max(0, -exponent)
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = grouped(String(digits.dropLast(decimals)))
    let sign = scaled < 0 ? "−" : ""
    return sign + whole + (decimals > 0 ? "." + digits.suffix(decimals) : "")
  }

  /// `value` with a fixed count of decimals.
  package static func fixed(_ value: Double, decimals: Int) -> String { rounded(value, toPowerOfTen: -decimals) }

  package static func count(_ value: Int) -> String {
    (value < 0 ? "−" : "") + grouped(String(value.magnitude))
  }

  /// The power of ten that leaves the interval's half-width two significant digits; of an interval without width,
  /// the one that leaves `value` three.
  package static func exponent(value: Double, low: Double, high: Double) -> Int {
    let halfWidth = (high - low) / 2
    if halfWidth > 0, halfWidth.isFinite { return magnitudeExponent(halfWidth) - 1 }
    return value.isFinite && value != 0 ? magnitudeExponent(abs(value)) - 2 : 0
  }

  /// Metres with one decimal under 100 and two under 1: `1,234 m`, `3.0 m`, `0.48 m`.
  package static func metres(_ length: Metres) -> String {
    fixed(length.magnitude, decimals: length.magnitude < 1 ? 2 : length.magnitude < 100 ? 1 : 0) + " m"
  }

  /// A share 0 … 1 as whole percents, without claiming 0 or 100 for what is only near it.
  package static func share(_ share: Double) -> String {
    let percent = share * 100
    if percent > 0, percent < 0.5 { return "under 1 %" }
    if percent < 100, percent >= 99.5 { return "over 99 %" }
    return fixed(percent, decimals: 0) + " %"
  }

  private static func grouped(_ digits: String) -> String {
    guard digits.count > 3 else { return digits }
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }

  /// The exponent of the first significant digit, counted rather than taken from a logarithm, which may differ
  /// between platforms at exact powers.
  private static func magnitudeExponent(_ value: Double) -> Int {
    var exponent = 0
    var rest = value
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    while rest < 1 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }
}
