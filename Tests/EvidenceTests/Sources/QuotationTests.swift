import Foundation
import Provenance
import Testing

@testable import Evidence

@Suite("Quotations") struct QuotationTests {
  static let text = ExtractedText(
    pagesIn:
      "The plant grew.\u{C}It “was re-\nbuilt”, he said,\n  by the o\u{AD}ﬃcial con-\nstruction bureau – quickly.\u{C}")

  @Test(
    "Line breaks, hyphens at line ends, quotation marks, dashes and ligatures do not count",
    arguments: [
      "\"was rebuilt\", he said, by the official construction bureau", "the official construction bureau - quickly",
      "“was re-built”", "the  o\u{AD}fficial\ncon-\nstruction", "bureau — quickly", "It 'was", "plant grew",
    ])
  func typography(_ passage: String) throws {
    guard passage != "It 'was" else {
      #expect(throws: EvidenceError.self) { try Quotation(of: passage, in: Self.text) }
      return
    }
    let quotation = try Quotation(of: passage, in: Self.text)
    let scalars = Array(Self.text.text.unicodeScalars)
    #expect(quotation.offset + quotation.length <= scalars.count)
    #expect(quotation.page == (passage == "plant grew" ? 1 : 2))
  }

  @Test("The position is that of the code points in the text")
  func position() throws {
    let text = ExtractedText("e\u{301}😀 the new\n hall stands")
    let quotation = try Quotation(of: "new hall", in: text)
    #expect(quotation.offset == 8 && quotation.length == 9 && quotation.page == nil)
    #expect(quotation.text == "new hall")
  }

  @Test(
    "Other words, parts of words and other capitals are no quotation",
    arguments: [
      "plant grows", "lant grew", "plant gre", "the plant grew", "plantgrew", "Theplant", "re built", "was rebuilt he",
    ])
  func otherWords(_ passage: String) {
    #expect(throws: EvidenceError.self) { try Quotation(of: passage, in: Self.text) }
  }

  @Test("The error shows the nearest words on one line")
  func nearest() {
    let text = ExtractedText("It is cold. The new hall\nis 61 to 69 % smaller\u{202E} than the others. It snows.")
    let error = #expect(throws: EvidenceError.self) { try Quotation(of: "The new hall is 61 to 69 % larger", in: text) }
    #expect(
      error?.description
        == "quotation: The document does not say \"The new hall is 61 to 69 % larger\". The nearest words in it are: "
        + "\"The new hall is 61 to 69 % smaller\". Quote the document's own words.")
    let none = #expect(throws: EvidenceError.self) { try Quotation(of: "quite another matter", in: text) }
    #expect(none?.reason.hasSuffix("Nothing in it is like that.") == true)
  }

  @Test("Korean is quoted over line breaks, composed or not, and by whole syllables")
  func korean() throws {
    let text = ExtractedText("경애하는 룡성기계련\n합기업소를 찾으시였다")
    #expect(try Quotation(of: "룡성기계련합기업소를", in: text).offset == 5)
    #expect(try Quotation(of: "룡성기계".decomposedStringWithCanonicalMapping, in: text).length == 4)
    #expect(throws: EvidenceError.self) { try Quotation(of: "룡성기계려", in: text) }
    #expect(throws: EvidenceError.self) { try Quotation(of: "경애하는룡성", in: text) }
  }

  @Test("Empty, endless and misplaced quotations are refused")
  func refused() {
    #expect(throws: EvidenceError.self) { try Quotation(of: "\u{202E} \n", in: Self.text) }
    #expect(throws: EvidenceError.self) { try Quotation(of: String(repeating: "a", count: 10_001), in: Self.text) }
    #expect(throws: EvidenceError.self) { try Quotation(text: "a", offset: -1, length: 1) }
    #expect(throws: EvidenceError.self) { try Quotation(text: "a", offset: Int.max, length: 1) }
    #expect(throws: EvidenceError.self) { try Quotation(text: "a", offset: 0, length: 1, page: 0) }
    #expect(throws: EvidenceError.self) { try Quotation(of: "a", in: ExtractedText("")) }
  }

  @Test("A text made to keep the search busy is searched all the same")
  func hostile() throws {
    let text = ExtractedText(String(repeating: "a", count: 200_000) + "-" + String(repeating: "a", count: 6_000))
    let passage = String(repeating: "a", count: 4_000) + "b"
    #expect(throws: EvidenceError.self) { try Quotation(of: passage, in: text) }
    let dashed = String(repeating: "a", count: 4_000) + "-" + String(repeating: "a", count: 4_000)
    #expect(throws: EvidenceError.self) { try Quotation(of: dashed, in: text) }
  }

  @Test("A quotation goes to JSON and back")
  func roundTrip() throws {
    let quotation = try Quotation(of: "plant grew", in: Self.text)
    #expect(Quotation(json: quotation.json) == quotation)
    #expect(Quotation(json: ["text": "a", "offset": 0, "length": 0, "page": .null]) == nil)
  }

  @Test("Pages end with form feeds")
  func pages() {
    #expect(ExtractedText(pagesIn: "a\u{C}b\u{C}").pageStarts == [0, 2])
    #expect(ExtractedText(pagesIn: "a\u{C}b\u{C}").page(at: 1) == 1)
    #expect(ExtractedText(pagesIn: "a\u{C}b\u{C}").page(at: 2) == 2)
    #expect(ExtractedText("a").page(at: 0) == nil)
  }
}
