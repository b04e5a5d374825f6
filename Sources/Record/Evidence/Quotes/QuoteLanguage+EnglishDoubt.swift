extension QuoteLanguage {
  mutating func addEnglishDoubt() {
    likelihoods = PhraseTable([
      "doubt that": 0.20...0.45, "doubts that": 0.20...0.45, "doubted that": 0.20...0.45, "doubt whether": 0.20...0.45,
      "doubts whether": 0.20...0.45, "no doubt that": 1...1, "little doubt that": 0.95...0.99,
      "without doubt that": 1...1, "sceptical that": 0.20...0.45, "skeptical that": 0.20...0.45,
      "not convinced that": 0.20...0.45, "toss up": 0.45...0.55, "toss up whether": 0.45...0.55,
      "coin toss": 0.45...0.55,
      "coin flip": 0.45...0.55, "could go either way": 0.45...0.55, "even money": 0.45...0.55,
      "odds are that": 0.55...0.80, "chances are that": 0.55...0.80,
      "in all probability": 0.80...0.95,
      "almost no chance": 0.01...0.05, "remote chance": 0.01...0.05, "remote": 0.01...0.05,
      "very unlikely": 0.05...0.20, "highly unlikely": 0.05...0.20, "highly improbable": 0.05...0.20,
      "extremely unlikely": 0.01...0.05, "unlikely": 0.20...0.45, "improbable": 0.20...0.45, "doubtful": 0.20...0.45,
      "probably not": 0.20...0.45, "not likely": 0.20...0.45, "improbably": 0.20...0.45,
      "roughly even chance": 0.45...0.55, "even chance": 0.45...0.55, "roughly even odds": 0.45...0.55,
      "even odds": 0.45...0.55, "fifty fifty": 0.45...0.55, "as likely as not": 0.45...0.55, "likely": 0.55...0.80,
      "probable": 0.55...0.80, "probably": 0.55...0.80, "presumably": 0.55...0.80, "more likely than not": 0.55...0.80,
      "in all likelihood": 0.80...0.95, "very likely": 0.80...0.95, "highly likely": 0.80...0.95,
      "very probably": 0.80...0.95, "highly probable": 0.80...0.95, "most likely": 0.80...0.95,
      "most probably": 0.80...0.95, "almost certain": 0.95...0.99, "almost certainly": 0.95...0.99,
      "nearly certain": 0.95...0.99, "virtually certain": 0.95...0.99, "nearly certainly": 0.95...0.99,
      "all but certain": 0.95...0.99, "extremely likely": 0.95...0.99, "good chance": 0.55...0.80,
      "strong chance": 0.80...0.95, "virtually certainly": 0.95...0.99,
    ])
    addEnglishCertainties()
  }

  private mutating func addEnglishCertainties() {
    possibilities = PhraseTable([
      "may", "might", "could", "possibly", "possible", "perhaps", "suggest", "suggests", "suggesting", "appears to",
      "appear to", "seems", "seem", "believed", "thought to", "indicate", "hint", "points to", "point to", "assess",
      "allegedly", "reportedly", "apparently", "conceivably", "sign", "said to", "suspected", "suspect", "maybe", "can",
      "speculate", "consistent with", "seemingly", "potentially", "would",
    ])
    certainties = PhraseTable([
      "will", "confirm", "confirmed", "confirms", "confirming", "certain", "certainly", "definitely", "undoubtedly",
      "no doubt", "without doubt", "without a doubt", "clearly", "established", "beyond doubt", "going to",
      "unquestionably", "it is clear", "now know", "beyond question", "sure to", "bound to", "conclusively",
      "shall", "surely", "is set to", "set to", "inevitably",
    ])
    proofs = PhraseTable([
      "prove", "proves", "proved", "proven", "proof", "proving", "beyond doubt", "undoubtedly", "conclusively",
      "irrefutable", "irrefutably", "undeniable", "undeniably", "unquestionably", "no doubt", "without doubt",
      "without a doubt", "smoking gun", "demonstrates conclusively", "beyond question",
    ])
  }

  mutating func addEnglishPurposes() {
    let verbs = [
      "make", "hide", "conceal", "allow", "enable", "increase", "raise", "boost", "store", "house", "produce",
      "accommodate", "prepare", "speed", "expand", "protect", "shield", "support", "free", "deceive", "evade",
      "avoid", "launch", "build", "manufacture", "ramp", "hold", "test", "deploy", "keep", "mislead", "fool", "serve",
      "cover",
      "prevent", "ensure", "improve", "provide", "facilitate", "help", "mask", "train",
    ]
    purposes = PhraseTable(
      verbs.map { "to \($0)" } + [
        "in order to", "so that", "so as to", "aimed at", "designed to", "intended to", "intended for", "meant to",
        "meant for", "because", "due to", "thanks to", "in preparation for", "preparing for", "preparation for",
        "preparations for", "for the production of", "deliberately", "on purpose", "intentionally", "on orders",
        "ordered", "secretly", "secret", "as a result of", "in response to", "destined for", "purpose", "in a bid to",
        "in an effort to", "in an attempt to", "plans to", "planning to", "wants to", "want to", "bombed", "struck",
        "sabotage", "attack", "airstrike", "on the order of kim", "owing to", "caused by", "ready for", "so it can",
        "with the aim", "for use as", "to be used", "covert", "clandestine", "for launching", "for building",
        "prompted by", "after an explosion", "for storing", "for producing", "for making", "designed for", "illegally",
        "illegal", "in violation of", "violating", "violates", "which proves", "rushed", "hastily", "in a hurry",
        "can take", "can hold", "can house", "can produce", "can store", "can accommodate", "can handle",
        "capable of", "able to hold", "able to take", "able to produce",
        "destroyed", "swept away", "washed away", "taken out", "wiped out", "knocked out", "relocated", "moved to",
        "moved elsewhere", "shifted to", "transferred to", "burnt", "sold off", "toppled",
        "sunk", "explosion", "accident", "blown up", "burned", "collapsed", "wrecked", "fire", "drone strike",
      ])
  }
}
