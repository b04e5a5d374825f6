import Testing

@testable import Reports

@Suite("Inert text")
struct InertTextTests {
  @Test("Text with nothing to escape passes as it does beside something that has")
  func plain() {
    for scalar in (0...0x2_100 as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init) {
      let text = "a\(Character(scalar))/+="
      #expect(InertText.escape(text) + "&lt;" == InertText.escape(text + "<"), "scalar \(scalar.value)")
    }
  }
}
