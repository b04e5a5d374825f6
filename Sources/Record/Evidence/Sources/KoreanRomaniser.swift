/// Korean in Latin letters, by rule and with the assimilation of neighbouring sounds.
///
/// - Source: [McCune1939], tables of simple and assimilated sounds
/// - Source: [MCST2000], chapters 2 and 3
/// - Source: [UNGEGN2013], the North's system of 1992: that of 1939 with ㅈ as j and the aspirates with h
struct KoreanRomaniser {
  enum System: CaseIterable { case mcCuneReischauer, revised, northern }

  let system: System
  /// The words in which ㄴ and ㄹ meet where two words have become one keep both as n: 신문로 is Sinmunno.
  var keepsN = false

  /// A word in lower case; whole syllables only.
  func romanised(_ word: [HangulSyllable]) -> String {
    var text = ""
    var tail = 0
    for (index, syllable) in word.enumerated() {
      text += index == 0 ? lead(syllable, after: .start) : junction(tail, syllable)
      text += vowels[syllable.vowel]
      tail = syllable.tail
    }
    return text + (Coda(tail: tail).map { letters($0) } ?? "")
  }

  // MARK: - Sounds

  /// The seven sounds that can end a syllable.
  fileprivate enum Coda { case k, n, t, l, m, p, ng }

  /// What stands before a lead: it decides whether the lead is voiced.
  private enum Before { case start, vowel, sonorant, liquid, obstruent }

  private func junction(_ tail: Int, _ syllable: HangulSyllable) -> String {
    if tail == 0 { return lead(syllable, after: .vowel) }
    if syllable.lead == 11, tail != 21 { return liaison(tail, syllable) }
    // ㅎ at the end is heard in the consonant that follows, where there is one that it can strengthen.
    if let rest = Self.withoutH[tail], let strong = Self.strengthened[syllable.lead] {
      return junction(rest, Self.with(strong, syllable))
    }
    guard let coda = Coda(tail: tail) else { return lead(syllable, after: .vowel) }
    return meeting(coda, syllable)
  }

  /// A tail before a vowel moves over to it: 설악 is Seorak, and 해돋이 with its i haedoji.
  private func liaison(_ tail: Int, _ syllable: HangulSyllable) -> String {
    guard let (rest, moved) = Self.moved[tail] else { return lead(syllable, after: .vowel) }
    var lead = moved
    if syllable.vowel == 20, moved == 3 { lead = 12 }
    if syllable.vowel == 20, moved == 16 { lead = 14 }
    return junction(rest, Self.with(lead, syllable))
  }

  private func meeting(_ coda: Coda, _ syllable: HangulSyllable) -> String {
    let nasal: Coda = coda == .k ? .ng : coda == .t ? .n : coda == .p ? .m : coda
    switch syllable.lead {
    case 2 where coda == .l: return "ll"
    case 2, 6: return letters(nasal) + lead(syllable, after: .sonorant)
    case 5 where coda == .l || coda == .n && !keepsN: return "ll"
    // The North writes ㄹ as it is spelt: 압록강 is Amrokgang there, and Amnokkang by the others.
    case 5: return letters(nasal) + (system == .northern && coda != .n ? "r" : "n")
    case 0 where coda == .n && system == .mcCuneReischauer: return "n’g"
    case 9, 10: return coda == .t && system != .revised ? "ss" : letters(coda) + lead(syllable, after: after(coda))
    case 18 where coda == .t: return system == .revised ? "th" : lead(Self.with(16, syllable), after: .obstruent)
    case 18 where coda == .l: return system == .revised ? "lh" : "rh"
    default: return letters(coda) + lead(syllable, after: after(coda))
    }
  }

  private func after(_ coda: Coda) -> Before {
    switch coda {
    case .k, .t, .p: .obstruent
    case .l: .liquid
    case .n, .m, .ng: .sonorant
    }
  }

  private static func with(_ lead: Int, _ syllable: HangulSyllable) -> HangulSyllable {
    var syllable = syllable
    syllable.lead = lead
    return syllable
  }

  // MARK: - Letters

  private func letters(_ coda: Coda) -> String {
    switch coda {
    case .k: "k"
    case .n: "n"
    case .t: "t"
    case .l: "l"
    case .m: "m"
    case .p: "p"
    case .ng: "ng"
    }
  }

  private func lead(_ syllable: HangulSyllable, after before: Before) -> String {
    if system == .revised { return Self.revisedLeads[syllable.lead] }
    let isVoiced = before == .vowel || before == .sonorant
    switch syllable.lead {
    case 0: return isVoiced || before == .liquid ? "g" : "k"
    case 3: return isVoiced ? "d" : "t"
    case 7: return isVoiced || before == .liquid ? "b" : "p"
    case 9 where system == .mcCuneReischauer && syllable.vowel == 16: return "sh"
    case 12: return system == .northern || isVoiced ? "j" : "ch"
    default: return (system == .northern ? Self.northernLeads : Self.oldLeads)[syllable.lead]
    }
  }

  private var vowels: [String] { system == .revised ? Self.revisedVowels : Self.oldVowels }

  private static let revisedLeads = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
  ]
  private static let oldLeads = [
    "k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "ch", "tch", "ch’", "k’", "t’", "p’", "h",
  ]
  private static let northernLeads = [
    "k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "kh", "th", "ph", "h",
  ]
  private static let revisedVowels = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu",
    "ui", "i",
  ]
  private static let oldVowels = [
    "a", "ae", "ya", "yae", "ŏ", "e", "yŏ", "ye", "o", "wa", "wae", "oe", "yo", "u", "wŏ", "we", "wi", "yu", "ŭ", "ŭi",
    "i",
  ]

  /// Of each tail before a vowel: what stays, and the lead that the rest becomes. ㅎ alone falls silent.
  private static let moved: [Int: (rest: Int, lead: Int)] = [
    1: (0, 0), 2: (0, 1), 3: (1, 9), 4: (0, 2), 5: (4, 12), 6: (0, 2), 7: (0, 3), 8: (0, 5), 9: (8, 0), 10: (8, 6),
    11: (8, 7), 12: (8, 9), 13: (8, 16), 14: (8, 17), 15: (0, 5), 16: (0, 6), 17: (0, 7), 18: (17, 9), 19: (0, 9),
    20: (0, 10), 22: (0, 12), 23: (0, 14), 24: (0, 15), 25: (0, 16), 26: (0, 17),
  ]
  private static let withoutH = [27: 0, 6: 4, 15: 8]
  private static let strengthened = [0: 15, 3: 16, 12: 14]
}

extension KoreanRomaniser.Coda {
  /// `nil` for no tail.
  init?(tail: Int) {
    switch tail {
    case 1, 2, 3, 9, 24: self = .k
    case 4, 5, 6: self = .n
    case 7, 19, 20, 22, 23, 25, 27: self = .t
    case 8, 11, 12, 13, 15: self = .l
    case 10, 16: self = .m
    case 14, 17, 18, 26: self = .p
    case 21: self = .ng
    default: return nil
    }
  }
}
