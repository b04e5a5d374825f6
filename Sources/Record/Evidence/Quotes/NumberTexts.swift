import Quantities

/// Numbers in the reasons of a verdict.
enum NumberTexts {
  /// With so many decimals, without zeros at the end of them.
  static func plain(_ value: Double, _ decimals: Int) -> String {
    var text = NumberText.fixed(value, decimals: decimals)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
