/// Words of English retellings that add nothing to what a finding says: who reported it, by what it was seen, and the
/// words that hold a sentence together.
extension QuoteLanguage {
  mutating func addEnglishHarmlessWords() {
    harmlessWords = Self.bound.union(Self.manner).union(Self.press).union(Self.neutralNouns).union(
      Self.neutralAdjectives)
    harmlessWords.formUnion(Self.bent(Self.neutralVerbs))
    harmlessWords.formUnion([
      "stood", "lay", "lain", "roofed",
      "told", "given", "gave", "brought", "meant", "drawn", "heard", "read", "sent", "spoke", "spoken", "thought",
      "understood", "chosen", "written", "wrote", "said", "found", "saw", "led", "met", "paid", "built-up", "grew-up",
      "spread", "took", "taken", "made", "came", "went",
      "kept", "held", "got", "gotten", "become", "became", "shown", "known", "begun", "began", "begin",
      "begins", "beginning", "undergone", "underwent", "sat", "put", "left", "set",
    ])
    extentWords = Self.bent(Self.extentVerbs).union(["ran", "holds", "eats", "eating", "swallows"])
  }

  mutating func addEnglishSources() {
    reportingVerbs = Self.bent([
      "say", "report", "tell", "find", "note", "write", "state", "reveal", "show", "announce", "conclude", "observe",
      "estimate", "reckon", "calculate", "measure", "judge", "believe", "think", "assess", "describe", "identify",
      "detect", "spot", "suggest", "indicate", "claim", "insist", "explain", "argue", "stress", "quote", "cite",
      "point", "mention", "warn", "boast", "add", "maintain", "agree", "see", "put", "publish", "analyse", "analyze",
      "document", "determine", "count", "record", "establish", "expect", "assume", "consider", "tweet", "post",
      "notice",
      "discover", "confirm", "declare", "comment", "recall",
    ]).union([
      "said", "told", "found", "wrote", "written", "thought", "saw", "seen", "shown", "held",
    ])
    attributions = PhraseTable([
      "according to", "in the words of", "in the view of", "in the opinion of", "citing", "based on", "judging by",
      "judging from", "as seen in", "as seen on", "as seen from", "as reported by", "as measured by",
      "as measured from",
      "as shown by", "as shown in", "analysed by", "analyzed by", "analysis by", "reviewed by", "obtained by",
      "published by", "taken by", "seen by", "study by", "report by", "shared by", "provided by", "supplied by",
      "released by", "a report by", "on the basis of", "via", "courtesy of", "source", "credit",
    ])
    idioms = PhraseTable([
      "hard to miss", "easy to spot", "easy to see", "plain to see", "for all to see", "side by side",
      "at first glance",
      "from above", "from the air", "to be precise", "so to speak", "needless to say", "in other words",
      "by comparison", "in comparison", "hard to overlook", "there to see", "easily seen", "to the eye",
      "in their view", "in his view", "in her view", "on the ground", "in plain terms", "put differently",
      "as a result",
      "from one day to the next", "as the pictures show", "at the latest", "at the earliest", "to date", "so far",
      "up to now", "by now", "as ever", "in all", "any more", "any longer", "at all", "all told", "above all",
      "once and for all", "all in all", "in the end", "at a glance", "in a row",
    ])
  }

  /// The forms of verbs that bend by rule.
  private static func bent(_ verbs: [String]) -> Set<String> {
    verbs.reduce(into: []) { forms, verb in
      let stem = verb.hasSuffix("e") ? String(verb.dropLast()) : verb
      forms.formUnion([verb, verb + "s", stem + "ed", stem + "ing"])
      if verb.hasSuffix("y") { forms.formUnion([verb.dropLast() + "ied", verb.dropLast() + "ies"]) }
      if let last = verb.last { forms.formUnion(["\(verb)\(last)ed", "\(verb)\(last)ing"]) }
      for ending in ["ch", "sh", "ss", "x"] where verb.hasSuffix(ending) { forms.insert(verb + "es") }
    }
  }

  private static let bound: Set<String> = [
    "also", "already", "as", "such", "own", "itself", "themselves", "what", "whose", "whom", "how",
    "why", "thus", "hence", "therefore", "meanwhile", "moreover", "furthermore", "besides", "instead",
    "yet", "even", "ever", "too", "else", "very", "quite", "rather", "fairly", "pretty", "somewhat", "far", "much",
    "way", "lot", "bit", "little", "slightly", "considerably", "significantly", "markedly", "noticeably",
    "substantially", "hardly", "nearly", "almost", "about", "only", "just", "merely", "simply", "well", "good", "mere",
    "alone", "together", "altogether", "overall", "total", "totally", "respectively", "combined", "soon",
    "later", "earlier", "somewhere", "sometime", "anywhere", "here", "there", "where", "we", "you", "he", "she",
    "i", "us", "our", "my", "his", "her", "them", "him", "me", "your", "who", "which", "that", "this", "these",
    "across", "along", "around", "inside", "within", "onto", "upon", "beside", "beneath", "above", "below", "behind",
    "through", "throughout", "toward", "towards", "via", "per", "like", "unlike", "except", "despite", "though",
    "although", "while", "whereas", "however", "but", "than", "against", "versus", "vs", "compared", "comparison",
    "when", "whenever", "after", "before", "since", "until", "till", "ago", "or", "nor", "either", "neither", "both",
    "each", "any", "some", "all", "most", "many", "few", "several", "one", "ones", "two", "first",
    "other", "others", "am", "be", "being", "been", "let", "do", "done", "doing", "have",
    "having", "had", "may", "might", "could", "can", "would", "so", "called",
    "yes", "no", "ok", "indeed", "course", "sure", "please", "re", "rt", "ie", "eg", "i.e", "etc", "ll", "ve",
    "amid", "among", "amongst", "between", "further", "out", "up", "down", "over", "under", "off", "on", "in", "to",
  ]

  private static let manner: Set<String> = [
    "shortly", "literally", "reasonably", "relatively", "comparatively", "supposedly", "onwards", "onward",
    "effectively",
    "naturally", "presently", "nominally", "seemingly", "in", "straight", "roundly", "safely", "certainly", "firmly",
    "now", "currently", "today", "still", "newly", "recently", "freshly", "plainly", "apparently", "evidently",
    "obviously", "visibly", "actually", "really", "finally", "eventually", "exact", "exactly", "precise", "precisely",
    "approximate", "approximately", "roughly", "broadly", "generally", "officially", "reportedly", "allegedly",
    "previously", "formerly", "initially", "originally", "subsequently", "suddenly", "entirely", "completely",
    "fully", "easily", "publicly", "independently",
    "accordingly", "likewise", "similarly", "remarkably", "notably", "strikingly", "surprisingly", "interestingly",
    "incidentally", "comfortably", "easily", "clearly",
    "distinctly", "definitely", "collectively", "jointly", "long", "wide", "high", "tall", "closely", "carefully",
    "thereby", "thereafter", "beforehand", "afterwards", "then", "henceforth", "nowadays", "anymore", "once",
  ]

  private static let press: Set<String> = [
    "satellite", "image", "imagery", "picture", "photo", "photograph", "photographs", "shot", "snapshot", "footage",
    "space", "orbit", "overhead", "aerial", "commercial", "resolution", "optical", "sensor", "pixel", "bird",
    "eye", "data", "dataset", "evidence", "analysis", "analyst", "expert", "researcher", "research", "institute",
    "observer", "specialist", "author", "agency", "newspaper", "paper", "daily", "magazine", "media", "press",
    "reporter", "journalist", "correspondent", "outlet", "website", "blog", "blogger", "channel", "tv", "radio", "news",
    "wire",
    "official", "officials", "source", "monitor", "monitoring", "watchdog", "ngo", "group", "team", "tank", "think",
    "study", "report", "reporting", "investigation", "review", "assessment", "finding", "estimate", "calculation",
    "measurement", "statement", "document", "article", "story", "post", "thread", "tweet", "update", "breaking",
    "exclusive", "watch", "osint", "intelligence", "spokesman", "spokeswoman", "spokesperson", "reader",
    "lab", "university", "professor", "maxar", "planet", "airbus", "sentinel", "landsat", "google", "earth", "reuters",
    "afp", "ap", "bbc", "bellingcat", "csis", "dpa", "cnn", "guardian", "times", "post", "spiegel",
    "monde", "state", "quote", "quoted", "video", "map", "maps", "chart", "graphic", "caption", "recent", "latest",
    "new", "fresh", "seen", "visible", "visual", "viewed", "pass", "frame", "scene", "before", "figure", "page",
  ]

  private static let neutralNouns: Set<String> = [
    "acreage", "expanse", "mark", "tune", "sort", "section", "stretch", "patch", "tract", "object", "structure",
    "rate", "pace", "interim", "tally", "count", "reading", "bulk", "grounds", "premises", "layout", "outline",
    "size", "area", "surface", "ground", "land", "extent", "footprint", "floor", "space", "plot", "number", "value",
    "interval", "range", "margin", "error", "uncertainty", "confidence", "percent", "percentage", "percentile",
    "measure", "dimension", "ratio", "proportion", "share", "fraction", "case", "fact", "thing", "part", "side", "end",
    "edge", "tip", "time", "period", "point", "date", "start", "beginning", "middle",
    "close", "turn", "course", "stage", "window", "term", "work", "works", "activity", "construction",
    "project", "ground", "groundwork", "job", "site", "place", "spot", "location", "region", "district", "zone",
    "locality", "compound", "complex", "facility", "vicinity", "neighbourhood", "surroundings", "length", "width",
    "height",
    "breadth", "shape", "scale", "magnitude", "order", "equivalent", "amount", "total", "sum", "average", "result",
    "difference", "comparison", "contrast", "word", "term", "season", "spell", "span",
    "way", "world", "view", "sight", "look", "glance", "front", "back", "counterpart", "sibling", "predecessor",
    "neighbour", "neighbor", "pair", "two", "square", "sign", "trace", "presence", "existence", "appearance",
    "disappearance", "plus", "minus", "give", "take",
  ]

  private static let neutralAdjectives: Set<String> = [
    "large", "big", "small", "huge", "vast", "massive", "sizeable", "sizable", "tiny", "modest", "long", "short",
    "tall", "high", "wide", "broad", "narrow", "considerable", "clear", "obvious", "apparent", "evident",
    "recognisable",
    "recognizable", "distinct", "certain", "particular", "said", "aforementioned",
    "mentioned", "question", "relevant", "respective", "actual", "rough", "good", "great", "giant", "enormous",
    "single", "entire", "whole", "present", "current", "previous", "former", "original", "existing",
    "smallish", "sheer", "able", "remarkable", "striking", "noticeable",
  ]

  private static let extentVerbs: [String] = [
    "cover", "measure", "span", "extend", "stretch", "sprawl", "occupy", "run", "reach", "amount", "total", "equal",
    "correspond",
    "boast", "enclose", "account", "comprise", "encompass", "jut", "tower", "fit", "spread",
  ]

  private static let neutralVerbs: [String] = [
    "stand", "come",
    "lie", "locate", "situate", "sit", "remain", "turn", "get", "go", "become",
    "compare", "give", "take", "make", "put", "keep", "hold", "look", "appear", "seem", "see", "view", "know",
    "understand", "publish", "release", "obtain", "review", "analyse", "analyze", "examine", "study", "record",
    "happen", "occur", "date", "start", "begin", "list", "name", "call", "mark",
    "add", "feature", "mean",
    "discern", "recognise", "recognize", "distinguish", "emerge", "need", "work", "break", "rate", "place",
    "say", "report", "tell", "find", "note", "write", "state", "reveal", "show", "announce", "conclude", "observe",
    "estimate", "reckon", "calculate", "judge", "believe", "think", "assess", "describe", "identify", "detect",
    "spot", "quote", "cite", "explain", "count", "determine", "notice", "discover", "document", "leave", "set",
  ]
}
