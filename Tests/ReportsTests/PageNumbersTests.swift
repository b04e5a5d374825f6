import Provenance
import Testing

@testable import Reports

@Suite("Numbers of a page and their ground")
struct PageNumbersTests {
  private func texts(_ page: String) -> [String] { PageNumbers.of(page).map(\.text) }

  @Test("Numbers and dates are read from text and labels, and not from names, ids, hashes, styles and hidden data")
  func reading() {
    let page = """
      <html><style>p { width: 12px }</style><body data-from="a#/x"><p>1,240 m² on 2022-01-10, 31 to 39 %, −4.5 K</p>
      <svg aria-label="feature 3"><text class="quiet tick">2021</text></svg>
      <p>CE90 S2_2021-01-12 f-12ab34 0f3c12e9 v1.2.3 m2</p><pre hidden id="claims">{"n": 7}</pre></body></html>
      """
    #expect(texts(page) == ["1,240", "2022-01-10", "31", "39", "−4.5", "3", "2021"])
    let numbers = PageNumbers.of(page)
    #expect(numbers.allSatisfy { $0.from == ["a#/x"] })
    #expect(numbers.filter(\.isShare).map(\.text) == ["31", "39"])
    #expect(numbers.filter(\.isScale).map(\.text) == ["2021"])
  }

  @Test("The nearest element says where a number is from, and what it closes no longer counts")
  func nesting() {
    let page = "<a data-from=\"r#/1\">1 <b data-from=\"r#/2\">2<br></b> 3</a> 4"
    #expect(PageNumbers.of(page).map(\.from) == [["r#/1"], ["r#/2"], ["r#/1"], []])
  }

  private let documents: [String: JSONValue] = [
    "report.json": [
      "features": [
        "3": ["area": ["value": 1_243.4, "low": 1_131, "high": 1_352], "ratio": 0.346, "on": "2022-01-10"]
      ],
      "scenes": [["seen": "cloud"], ["seen": "cloud"], ["seen": "seen"]], "words": "It has 17 windows on one side.",
    ]
  ]

  private func holds(_ text: String, _ from: String = "report.json#/features/3", isScale: Bool = false) -> Bool {
    let page = "<p data-from=\"\(from)\"\(isScale ? " class=\"tick\"" : "")>\(text)</p>"
    let numbers = PageNumbers.of(page)
    let ground = RecordGround(documents, for: numbers)
    return numbers.allSatisfy { !ground.places(of: $0).isEmpty }
  }

  @Test("A number has its ground where its place holds it, rounded as it is printed")
  func holding() {
    #expect(holds("1,240 m² (1,130 to 1,350)") && holds("35 %") && holds("65 % smaller") && holds("2022-01-10"))
    #expect(holds("2 clouds", "report.json#/scenes") && holds("17 windows on one side", "report.json#/words"))
    #expect(holds("1,000", isScale: true))
  }

  @Test("A number that its place does not hold has none: another value, date, place, or no place at all")
  func refusing() {
    #expect(!holds("1,310 m²") && !holds("38 %") && !holds("2022-01-11") && !holds("9,000", isScale: true))
    #expect(!holds("1,240 m²", "report.json#/features/4") && !holds("1,240 m²", "other.json#/features/3"))
    let bare = PageNumbers.of("<p>1,240</p>")
    let ground = RecordGround(documents, for: bare)
    #expect(!bare.contains { !ground.places(of: $0).isEmpty })
  }
}
