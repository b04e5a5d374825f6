/// The name of a SMART region: two letters of a country, `R`, `C` or `S`, and three digits.
package struct SmartRegionName: Sendable, Hashable {
  /// `AE_R001`; without a number `ZZ_Rxxx`, the format's way to say that a site belongs to no region.
  package let id: String

  package static let none = SmartRegionName(unchecked: "ZZ_Rxxx")

  private init(unchecked id: String) { self.id = id }

  /// - Returns: `nil` for a text of another form.
  package init?(_ text: String) {
    let letters = Array(text)
    guard letters.count == 7, letters[0...1].allSatisfy({ ("A"..."Z").contains($0) }), letters[2] == "_",
      "RCS".contains(letters[3]), letters[4...].allSatisfy({ ("0"..."9").contains($0) })
    else { return nil }
    self.init(unchecked: text)
  }

  var file: String { id }

  /// The name of the region's site of that number, 0 to 9999.
  func site(_ number: Int) -> String {
    let digits = String(number)
    return "\(id)_" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
