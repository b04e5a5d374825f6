import Catalogue
import Quantities
import Testing

@testable import Monitoring

@Suite("Pieces of pictures within their licence") struct PublishedScaleTests {
  private func scale(_ side: Int, _ factor: Int, gsd: Double = 3, _ terms: LicenceTerms) -> PublishedScale? {
    PublishedScale(side: side, usual: PublishedScale(step: 1, factor: factor), gsd: gsd, terms: terms)
  }

  @Test("Without terms a piece is as it would be")
  func free() { #expect(scale(48, 6, LicenceTerms()) == PublishedScale(step: 1, factor: 6)) }

  @Test("No piece is wider than allowed, and no pixel finer, whatever its size")
  func limits() {
    for side in [8, 48, 49, 77, 320, 1_100, 4_001] {
      for factor in [1, 2, 6] {
        for most in [8, 40, 100, 333, 5_000] {
          let found = scale(side, factor, LicenceTerms(mostPixels: most))
          guard let found else {
            Issue.record("\(side) \(most)")
            continue
          }
          let width = (side + found.step - 1) / found.step * found.factor
          #expect(width <= most && width > 0)
          #expect(found.perPixel <= Double(factor))
        }
        for finest in [1.0, 3, 7, 30] {
          guard let found = scale(side, factor, LicenceTerms(finestPixel: Metres(finest))) else {
            #expect(Double(side) * 3 / finest < 8)
            continue
          }
          #expect(3 / found.perPixel >= finest - 1e-9)
        }
      }
    }
  }

  @Test("What may not be published, or of which nothing is left, has no scale, and says why")
  func nothing() {
    #expect(scale(48, 6, LicenceTerms(isPublishable: false)) == nil)
    #expect(scale(48, 6, LicenceTerms(mostPixels: 7)) == nil)
    #expect(scale(48, 6, LicenceTerms(finestPixel: Metres(100_000))) == nil)
    #expect(scale(0, 6, LicenceTerms()) == nil)
    #expect(
      LicenceTerms(isPublishable: false, name: "C").withheldWords
        == "Not shown: its licence forbids publishing it (C).")
    #expect(
      LicenceTerms(mostPixels: 1).withheldWords
        == "Not shown: its licence allows too few pixels of it (licence not stated).")
  }

  @Test("A picture is reduced to the means of its blocks, smaller ones at its edges")
  func reduced() {
    let picture = RGBPicture((0..<5 * 3 * 3).map { UInt8($0) }, columns: 5)
    #expect(picture.rows == 3 && picture.reduced(by: 1).bytes == picture.bytes)
    let half = picture.reduced(by: 2)
    #expect(half.columns == 3 && half.rows == 2)
    #expect(half.bytes[0] == (0 + 3 + 15 + 18) / 4 && half.bytes[3 * 5] == 42)
  }
}
