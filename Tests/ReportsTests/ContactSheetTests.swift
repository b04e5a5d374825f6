import Places
import Testing

@testable import Reports

@Suite("The contact sheet")
struct ContactSheetTests {
  @Test("Every letter is 5 × 7 pixels, and no two are alike")
  func letters() {
    for (letter, _) in BitmapFont.glyphs { #expect(BitmapFont.pixels(letter).count == 35, "\(letter)") }
    #expect(BitmapFont.pixels("Ω").count == 35)
    #expect(Set(BitmapFont.glyphs.values).count == BitmapFont.glyphs.count)
    let needed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,:;-+_/()%"
    for letter in needed { #expect(BitmapFont.glyphs[letter] != nil, "\(letter)") }
  }

  @Test("Text is as wide as it says, and what lies outside the canvas is left out")
  func text() {
    var canvas = PixelCanvas(columns: 20, rows: 10)
    canvas.write("HH", column: 1, row: 1)
    let dark = (0..<200).filter { canvas.bytes[$0 * 3] < 128 }
    #expect(dark.map { $0 % 20 }.min() == 1 && dark.map { $0 % 20 }.max() == BitmapFont.width("HH"))
    #expect(dark.map { $0 / 20 }.min() == 1 && dark.map { $0 / 20 }.max() == BitmapFont.rows)
    canvas.write("HHHHHH", column: 15, row: 8, scale: 3)
    canvas.line(from: (-5, -5), to: (40, 30), .ink)
    #expect(canvas.bytes.count == 600)
  }

  @Test("Each scene has its place, a scene left out is struck through, the reference framed")
  func drawn() {
    let grey = [UInt8](repeating: 128, count: 180 * 120 * 3)
    let cells = (0..<5).map { index in
      ContactSheet.Cell(
        picture: index == 3 ? nil : grey, file: "S2_\(index).tif", date: index == 4 ? nil : "2021-03-0\(index + 1)",
        state: "+0.10 -0.20 px, 97% clear", exclusion: index >= 3 ? .misaligned : nil, isReference: index == 1)
    }
    let sheet = ContactSheet(
      title: "a.case: 3 of 5 scenes used", note: "grid", columns: 180, rows: 120, reasons: [.seen, .cloud, .haze],
      cells: cells
    ).drawn()
    func count(_ colour: PixelCanvas.Colour) -> Int {
      (0..<sheet.columns * sheet.rows).count {
        sheet.bytes[3 * $0] == colour.red && sheet.bytes[3 * $0 + 1] == colour.green
          && sheet.bytes[3 * $0 + 2] == colour.blue
      }
    }
    #expect(sheet.bytes.count == sheet.columns * sheet.rows * 3)
    #expect(count(PixelCanvas.Colour(0, 158, 115)) == 3 * (2 * 180 + 2 * 120) - 4 * 9)
    #expect(count(.alarm) > 2 * 2 * (180 + 120))
    #expect(count(ContactSheet.tint(.cloud) ?? .ink) == 81 && count(ContactSheet.tint(.haze) ?? .ink) == 81)
    #expect(count(PixelCanvas.Colour(128, 128, 128)) > 3 * 170 * 110)
  }

  @Test("Every reason that hides a pixel has a tint of its own")
  func tints() {
    let tints = Visibility.allCases.compactMap(ContactSheet.tint)
    #expect(tints.count == Visibility.allCases.count - 2)
    #expect(Set(tints).count == tints.count)
  }
}
