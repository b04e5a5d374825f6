import Places
import Quantities
import Testing

@testable import Reports

@Suite("Annotated chips") struct ChipFigureTests {
  private static func chip(_ picture: ReportPicture, _ note: PictureNote) -> ReportChip {
    ReportChip(
      picture: picture, date: day("2021-02-01"), sensor: "PlanetScope", note: note, sceneID: "s-1", gsd: Metres(3),
      outline: [Sample.box(10, 10, 20, 20)], metresPerPixel: 3)
  }

  private static let image = PNGFixture.image(columns: 96, rows: 72) { column, _ in column }
  private static let note = PictureNote(
    credit: "Planet", attributions: ["© Planet Labs PBC 2021", "Planet"], licence: "licence not stated",
    origin: "unverified origin")

  @Test("A chip bears outline, scale bar, north arrow, date, sensor, pixel, credit, licence and origin")
  func whole() throws {
    let svg = try ChipFigure(chip: Self.chip(.shown(Self.image), Self.note)).markup(label: "x", at: "x").description
    for part in [
      "chip-outline", "class=\"bar\"", "class=\"arrow\"", "2021-02-01 · PlanetScope · 3.0 m per pixel",
      "data:image/png",
      "Planet · © Planet Labs PBC 2021 · licence not stated", "unverified origin",
    ] {
      #expect(svg.contains(part), "\(part)")
    }
  }

  @Test("A chip that is withheld has its size, outline and scale, the reason, and no pixel")
  func withheld() throws {
    let frame = ReportPicture.withheld(columns: 96, rows: 72, reason: "Not shown: its licence forbids it.")
    let svg = try ChipFigure(chip: Self.chip(frame, Self.note)).markup(label: "x", at: "x").description
    #expect(!svg.contains("<image") && !svg.contains("data:"))
    for part in ["chip-outline", "class=\"bar\"", "class=\"withheld\"", "Not shown: its licence", "unverified origin"] {
      #expect(svg.contains(part), "\(part)")
    }
    let empty = ReportPicture.withheld(columns: 0, rows: 72, reason: "x")
    #expect(throws: ReportError.self) { try ChipFigure(chip: Self.chip(empty, Self.note)).markup(label: "x", at: "x") }
  }

  @Test("The map and the card say it too; both pictures' likeness stands once under them")
  func page() throws {
    var content = Sample.content
    let frame = ReportPicture.withheld(columns: 480, rows: 340, reason: "Not shown: map.")
    content.map = ReportMap(
      picture: frame, outlines: Sample.map.outlines, siteOutlines: Sample.map.siteOutlines, metresPerPixel: 3,
      date: nil, note: Self.note)
    let chip = Self.chip(.withheld(columns: 96, rows: 72, reason: "Not shown: chip."), Self.note)
    content.features = [
      ReportFeature(
        feature: feature(), number: 1, before: chip, after: chip, likeness: "14 days apart in season"),
      ReportFeature(feature: feature(id: "f-2"), number: 2, before: chip, likeness: "never said"),
    ]
    let html = try HTMLReport.render(content)
    #expect(!html.contains("data:image"))
    #expect(html.contains("Not shown: map.") && html.contains("Not shown: chip."))
    #expect(html.contains("Both pictures: 14 days apart in season.") && !html.contains("never said"))
  }

  @Test("Attributions stand whole, however long they or their words are, and stay text")
  func long() throws {
    let text = String(repeating: "<script>alert('x')</script> ", count: 10) + String(repeating: "룡", count: 300)
    let chip = Self.chip(.shown(Self.image), PictureNote(credit: nil, attributions: [text]))
    let svg = try ChipFigure(chip: chip).markup(label: "x", at: "x").description
    #expect(!svg.contains("<script"))
    #expect(svg.count { $0 == "룡" } == 300)
  }

  @Test("Lines are broken between words, longer words within, and no letter is lost")
  func wrapping() {
    #expect(WrappedText.lines("one two  three", columns: 7) == ["one two", "three"])
    #expect(WrappedText.lines("abcdefghij k", columns: 4) == ["abcd", "efgh", "ij k"])
    #expect(WrappedText.lines("룡성룡성", columns: 4) == ["룡성", "룡성"])
    #expect(WrappedText.lines("", columns: 4) == [] && WrappedText.lines(" \n", columns: 4) == [])
    #expect(WrappedText.columns(.infinity, letter: 1) == 8 && WrappedText.columns(0, letter: 1) == 8)
  }

  @Test("A sheet's withheld cell is grey, a smaller picture keeps its size, and credits stand at the foot")
  func sheet() {
    let cells = [
      ContactSheet.Cell(
        picture: nil, isWithheld: true, file: "a.tif", date: nil, state: "", exclusion: nil, isReference: false),
      ContactSheet.Cell(
        picture: [UInt8](repeating: 7, count: 10 * 6 * 3), columns: 10, rows: 6, file: "b.tif", date: nil, state: "",
        exclusion: nil, isReference: false),
    ]
    func sheet(_ credits: [String]) -> PixelCanvas {
      ContactSheet(
        title: "t", note: "n", columns: 180, rows: 120, reasons: [], cells: cells, credits: credits
      ).drawn()
    }
    let plain = sheet([])
    let named = sheet(["© Someone", "Another"])
    func count(_ canvas: PixelCanvas, _ value: UInt8) -> Int {
      (0..<canvas.columns * canvas.rows).count { canvas.bytes[3 * $0..<3 * $0 + 3].allSatisfy { $0 == value } }
    }
    #expect(count(plain, 7) == 60)
    #expect(named.rows == plain.rows + 2 * BitmapFont.lineHeight)
  }
}

@Suite("The foot of a printed page") struct PrintedPageTests {
  @Test("Case, day and root stand in the foot, and nothing else of the page moves")
  func foot() throws {
    let html = try HTMLReport.render(Sample.content)
    let page = PrintedPage.page(html, caseName: "a.case", created: "2022-01-10")
    #expect(page.contains(" · a\\2e case · 2022-01-10\""))
    #expect(page.replacing(" · a\\2e case · 2022-01-10", with: "") == html)
    #expect(PrintedPage.page("<p>no foot</p>", caseName: "a", created: "b") == "<p>no foot</p>")
  }

  @Test("A case's name cannot leave the string, the style sheet or its element")
  func hostile() throws {
    let name = "\"; } </style><script>alert(1)</script>\\\u{A}\u{202E}\u{0}é"
    let foot = PrintedPage.escaped(name)
    #expect(!foot.contains { "\"<>;}\u{A}".contains($0) })
    #expect(foot.hasPrefix("\\22 \\3b \\20 \\7d \\20 \\3c \\2f style\\3e "))
    #expect(foot.hasSuffix("\\FFFD \\FFFD \\FFFD \\e9 "))
    let html = try HTMLReport.render(Sample.content)
    let page = PrintedPage.page(html, caseName: name + String(repeating: "x", count: 1_000), created: "d")
    #expect(!page.contains("<script") && page.count < html.count + 1_000)
  }
}
