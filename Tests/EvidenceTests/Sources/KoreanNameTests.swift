import Foundation
import Testing

@testable import Evidence

@Suite("Korean names in Latin letters") struct KoreanNameTests {
  /// Names with their spellings by McCune-Reischauer and by the Revised Romanisation. The revised ones are worked
  /// examples of the South's notice of 2000 where it has them; the older ones are those of the 1939 paper, of the
  /// BGN/PCGN agreement of 1945, or of the tables of both.
  static let table: [(hangul: String, old: String, revised: String)] = [
    ("룡성", "Ryongsŏng", "Ryongseong"), ("평양", "P’yŏngyang", "Pyeongyang"), ("개성", "Kaesŏng", "Gaeseong"),
    ("청진", "Ch’ŏngjin", "Cheongjin"), ("남포", "Namp’o", "Nampo"), ("해주", "Haeju", "Haeju"),
    ("함흥", "Hamhŭng", "Hamheung"), ("신의주", "Sinŭiju", "Sinuiju"), ("사리원", "Sariwŏn", "Sariwon"),
    ("강계", "Kanggye", "Ganggye"), ("혜산", "Hyesan", "Hyesan"), ("원산", "Wŏnsan", "Wonsan"),
    ("부산", "Pusan", "Busan"), ("대구", "Taegu", "Daegu"), ("전주", "Chŏnju", "Jeonju"),
    ("구미", "Kumi", "Gumi"), ("영동", "Yŏngdong", "Yeongdong"), ("백암", "Paegam", "Baegam"),
    ("옥천", "Okch’ŏn", "Okcheon"), ("합덕", "Haptŏk", "Hapdeok"), ("호법", "Hobŏp", "Hobeop"),
    ("월곶", "Wŏlgot", "Wolgot"), ("한밭", "Hanbat", "Hanbat"), ("설악", "Sŏrak", "Seorak"),
    ("칠곡", "Ch’ilgok", "Chilgok"), ("임실", "Imsil", "Imsil"), ("울릉", "Ullŭng", "Ulleung"),
    ("대관령", "Taegwallyŏng", "Daegwallyeong"), ("백마", "Paengma", "Baengma"), ("종로", "Chongno", "Jongno"),
    ("왕십리", "Wangsimni", "Wangsimni"), ("별내", "Pyŏllae", "Byeollae"), ("신라", "Silla", "Silla"),
    ("묵호", "Mukho", "Mukho"), ("압구정", "Apkujŏng", "Apgujeong"), ("낙동강", "Naktonggang", "Nakdonggang"),
    ("속리산", "Songnisan", "Songnisan"), ("독립문", "Tongnimmun", "Dongnimmun"), ("독도", "Tokto", "Dokdo"),
    ("촉석루", "Ch’oksŏngnu", "Chokseongnu"), ("압록강", "Amnokkang", "Amnokgang"), ("금강", "Kŭmgang", "Geumgang"),
    ("불국사", "Pulguksa", "Bulguksa"), ("다보탑", "Tabot’ap", "Dabotap"), ("백두산", "Paektusan", "Baekdusan"),
    ("한글", "Han’gŭl", "Hangeul"), ("덕흥리", "Tŏkhŭngni", "Deokheungni"), ("영진리", "Yŏngjilli", "Yeongjilli"),
    ("팔당", "P’altang", "Paldang"), ("해돋이", "Haedoji", "Haedoji"), ("샛별", "Saetpyŏl", "Saetbyeol"),
    ("쌍용", "Ssangyong", "Ssangyong"), ("닭이", "Talgi", "Dalgi"), ("좋고", "Chok’o", "Joko"),
  ]

  private static func spelling(_ name: String, _ derivation: NameVariant.Derivation) -> String? {
    NameVariant.all(of: name).first { $0.derivation == derivation }?.spelling
  }

  @Test("Both romanisations are those of the published rules", arguments: table.indices)
  func romanisations(_ index: Int) {
    let row = Self.table[index]
    #expect(Self.spelling(row.hangul, .mcCuneReischauer) == row.old)
    #expect(Self.spelling(row.hangul, .revisedRomanisation) == row.revised)
  }

  @Test(
    "The North's own romanisation has j, kh, th and ph",
    arguments: [
      ("자강", "Jagang"), ("평산", "Phyŏngsan"), ("태천", "Thaechŏn"), ("라진", "Rajin"), ("백마산", "Paengmasan"),
      ("동창리", "Tongchangri"),
    ])
  func northern(_ name: String, _ spelling: String) {
    #expect(Self.spelling(name, .northernRomanisation) == spelling)
  }

  @Test(
    "What the South writes otherwise at the start of a word is looked for too",
    arguments: [("룡성", "용성", "Yongsŏng"), ("녕변", "영변", "Yŏngbyŏn"), ("라진", "나진", "Najin"), ("리원", "이원", "Iwŏn")])
  func southern(_ name: String, _ hangul: String, _ old: String) {
    #expect(Self.spelling(name, .southernHangul) == hangul)
    #expect(Self.spelling(name, .mcCuneReischauerSouthern) == old)
  }

  @Test("A kind of place at the end may stand by itself, unassimilated")
  func kindsOfPlaces() {
    let texts = NameVariant.all(of: "동창리").map(\.spelling)
    #expect(texts.contains("Tongch’angni") && texts.contains("Tongch’ang-ri") && texts.contains("Dongchang-ri"))
    #expect(NameVariant.all(of: "룡성구역").map(\.spelling).contains("Ryongseong-guyeok"))
    #expect(NameVariant.all(of: "신문로").map(\.spelling).contains("Sinmunno"))
  }

  @Test("Hangul taken apart into its letters is the same name")
  func decomposed() {
    #expect(Self.spelling("룡성".decomposedStringWithCanonicalMapping, .revisedRomanisation) == "Ryongseong")
  }

  @Test(
    "A name with breves is respelt without its Hangul",
    arguments: [
      ("Ryongsŏng", "Ryongseong"), ("P'yŏngyang", "Pyeongyang"), ("Ch’ŏngjin", "Cheongjin"), ("Kaesŏng", "Gaeseong"),
      ("Chŏnju", "Jeonju"), ("Hamhŭng", "Hamheung"), ("Nyŏngbyŏn", "Nyeongbyeon"),
    ])
  func respelt(_ name: String, _ revised: String) {
    #expect(Self.spelling(name, .respelledRevised) == revised)
  }

  @Test(
    "Cyrillic names are spelt by BGN/PCGN, as in the press, and by ISO 9",
    arguments: [
      ("Железногорск", "Zheleznogorsk", "Zheleznogorsk", "Železnogorsk"),
      ("Екатеринбург", "Yekaterinburg", "Ekaterinburg", "Ekaterinburg"),
      ("Новосибирский", "Novosibirskiy", "Novosibirsky", "Novosibirskij"),
      ("Щёлково", "Shchëlkovo", "Shchyolkovo", "Ŝëlkovo"),
      ("Южноуральск", "Yuzhnoural’sk", "Yuzhnoural’sk", "Ûžnouralʹsk"),
    ])
  func cyrillic(_ name: String, _ geographic: String, _ press: String, _ international: String) {
    #expect(Self.spelling(name, .geographicCyrillic) == geographic)
    #expect(Self.spelling(name, .pressCyrillic) == press)
    #expect(Self.spelling(name, .iso9) == international)
  }

  @Test("A Cyrillic name that may be Ukrainian is read as such too")
  func ukrainian() {
    #expect(Self.spelling("Хмельницький", .ukrainian) == "Khmel’nyts’kyy")
    #expect(NameVariant.all(of: "Харків").map(\.spelling).contains("Kharkiv"))
    #expect(Self.spelling("Рыбинск", .ukrainian) == nil)
  }
}
