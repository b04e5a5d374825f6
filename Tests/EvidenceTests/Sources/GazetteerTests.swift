import Foundation
import Provenance
import Testing

@testable import Evidence

@Suite("The gazetteer") struct GazetteerTests {
  private static func hits(_ names: [String], _ text: String) throws -> [String] {
    try Gazetteer(names: names).hits(in: text).hits.map(\.text)
  }

  @Test(
    "One Hangul name finds all its spellings",
    arguments: [
      "룡성", "Ryongsŏng", "Ryongsong", "Ryongseong", "RYONGSONG", "Ryong-song", "Ryong Song", "Yongsong", "Yongsŏng",
      "Yongseong", "용성", "ryongsong", "Ryong\u{AD}song", "Ryong-\nsong", "Ryongso\u{306}ng", "R’yongsong",
    ])
  func spellings(_ spelling: String) throws {
    let text = "Seen at the plant in \(spelling), which grows."
    let hit = try #require(try Gazetteer(names: ["룡성"]).hits(in: text).hits.first)
    #expect(hit.text == spelling)
    #expect(hit.offset == 21 && hit.length == spelling.unicodeScalars.count)
  }

  @Test(
    "The three spellings of the issue find one another",
    arguments: [["Ryongsong"], ["Ryongsŏng"]], ["Ryongsong", "Ryongsŏng", "RYONGSŎNG"])
  func accents(_ names: [String], _ text: String) throws {
    #expect(try Self.hits(names, text) == [text])
  }

  @Test(
    "What ties on to a name does not hide it",
    arguments: [
      "Ryongsong-dong", "the Ryongsong's gate", "(Ryongsong)", "«Ryongsong»", "new-Ryongsong", "Ryongsong에서",
      "Ryongsong\u{2013}Pyongyang", "l’Ryongsong", "Ryongsong\nsays",
    ])
  func ties(_ text: String) throws {
    #expect(try Self.hits(["Ryongsong"], text) == ["Ryongsong"])
  }

  @Test(
    "A near miss is none",
    arguments: [
      "Bryongsongs", "Ryongsongs", "Bryongsong", "Ryongsoong", "Ryongson", "Ryong.song", "Ryong, song", "Ryong – song",
      "Ryong\n\nSong", "ryong song", "Ryongsong2", "2Ryongsong", "", "P’Ryongsong",
    ])
  func nearMisses(_ text: String) throws {
    #expect(try Self.hits(["Ryongsong"], text) == [])
  }

  @Test("Korean is found with its particles and in compounds, by whole syllables")
  func particles() throws {
    for text in ["룡성에서", "룡성기계련합기업소", "평양룡성구역", "룡\n성"] { #expect(try Self.hits(["룡성"], text).count == 1) }
    #expect(try Self.hits(["원리"], "원린") == [])
    #expect(try Self.hits(["룡성"], "룡 성") == [])
    #expect(try Self.hits(["룡"], "쌍룡 룡은 공룡이") == ["룡"])
  }

  @Test("Short names are found only with a capital, and words that fall apart into a name are not")
  func shortNames() throws {
    #expect(try Self.hits(["Isa", "순안"], "isa in the sun an hour, at Isa and Sunan") == ["Isa", "Sunan"])
  }

  @Test("Names of several words are found however they are joined")
  func joined() throws {
    for text in ["Kim Chaek", "Kim-chaek", "Kimchaek", "kim chaek", "Kim\nChaek"] {
      #expect(try Self.hits(["Kim Chaek"], text) == [text])
    }
  }

  @Test("Names of other scripts are found as given, and Cyrillic ones also in Latin letters")
  func scripts() throws {
    #expect(try Self.hits(["Железногорск"], "ЖЕЛЕЗНОГОРСК, Zheleznogorsk, Železnogorsk").count == 3)
    #expect(try Self.hits(["寧邊"], "在寧邊的設施") == ["寧邊"])
    #expect(try Self.hits(["ديمونة"], "في ديمونة اليوم") == ["ديمونة"])
    #expect(try Self.hits(["דימונה"], "על דימונה היום") == ["דימונה"])
    #expect(try Self.hits(["Łódź"], "in Lodz") == ["Lodz"])
  }

  @Test("A hit says which spelling it is and what that comes from")
  func derivations() throws {
    let gazetteer = try Gazetteer(names: ["룡성"])
    let hits = gazetteer.hits(in: "룡성 Ryongsŏng Ryongseong Yongsong").hits
    #expect(
      hits.map(\.variant.derivation) == [
        .given, .mcCuneReischauer, .revisedRomanisation, .mcCuneReischauerSouthern,
      ])
    #expect(hits.allSatisfy { $0.variant.name == "룡성" })
    #expect(hits.map(\.offset) == [0, 3, 13, 24])
  }

  @Test("The longest name wins, hits do not overlap, and all are counted beyond the limit")
  func longest() throws {
    let gazetteer = try Gazetteer(names: ["Ryongsong", "Ryongsong-dong"])
    let (hits, count) = gazetteer.hits(in: "Ryongsong-dong, Ryongsong. Ryongsong", limit: 2)
    #expect(hits.map(\.text) == ["Ryongsong-dong", "Ryongsong"])
    #expect(count == 3)
  }

  @Test("Names that cannot be told from other words are refused")
  func refused() throws {
    for names in [[], [""], [" \u{202E}"], ["!!!"], ["a"], [String(repeating: "x", count: 201)]] {
      #expect(throws: EvidenceError.self) { try Gazetteer(names: names) }
    }
    let error = #expect(throws: EvidenceError.self) { try Gazetteer(names: ["a"]) }
    #expect(
      error?.description
        == "names: \"a\" cannot be told from other words. Give a name of at least two letters.")
  }

  @Test("Positions and words agree with the text, whatever is in it")
  func positions() throws {
    var generator = SeededGenerator(7)
    let gazetteer = try Gazetteer(names: ["룡성", "Kim Chaek", "Łódź"])
    let pieces = [
      "룡성", "Kim", " ", "Chaek", "\u{301}", "\u{202E}", "’", "-", "\n", "Lodz", "e\u{301}", "😀", "ﬁ", "\u{0}",
    ]
    for _ in 0..<300 {
      let text = (0..<40).map { _ in pieces.randomElement(using: &generator)! }.joined()
      let scalars = Array(text.unicodeScalars)
      for hit in gazetteer.hits(in: text).hits {
        let words = String(String.UnicodeScalarView(scalars[hit.offset..<hit.offset + hit.length]))
        #expect(Array(words.unicodeScalars) == Array(hit.text.unicodeScalars))
      }
    }
  }

  @Test("A variant goes to JSON and back")
  func roundTrip() throws {
    for variant in try Gazetteer(names: ["룡성", "Железногорск"]).variants {
      #expect(NameVariant(json: variant.json) == variant)
    }
  }
}

/// A plain generator with a seed: tests must repeat.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    return mixed ^ (mixed >> 31)
  }
}
