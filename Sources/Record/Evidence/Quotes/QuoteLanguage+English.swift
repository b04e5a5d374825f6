extension QuoteLanguage {
  package static let english: QuoteLanguage = {
    var words = QuoteLanguage()
    words.addEnglishSpelling()
    words.addEnglishNumerals()
    words.addEnglishHedges()
    words.addEnglishUnits()
    words.addEnglishComparisons()
    words.addEnglishShares()
    words.addEnglishChanges()
    words.addEnglishBases()
    words.addEnglishDimensions()
    words.addEnglishExactQuantities()
    words.addEnglishDates()
    words.addEnglishEvents()
    words.addEnglishTurns()
    words.addEnglishStates()
    words.addEnglishDoubt()
    words.addEnglishPurposes()
    words.addEnglishThings()
    words.addEnglishKinds()
    words.addEnglishLoadedWords()
    words.addEnglishJudgements()
    words.addEnglishHarmlessWords()
    words.addEnglishSources()
    words.addEnglishAdditions()
    words.addEnglishCompanions()
    words.addEnglishRanges()
    words.addEnglishMoreHedges()
    words.addEnglishRates()
    words.addEnglishDateRoles()
    return words
  }()

  private mutating func addEnglishSpelling() {
    singularEndings = [
      ("ss", "ss"), ("us", "us"), ("is", "is"), ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", ""),
    ]
    wordEndings = ["s", "es", "ed", "d", "ing", "er", "ly", "r", "ion"]
    keptWords = ["works", "times", "barracks", "series", "less", "was", "has", "does", "perhaps", "towards"]
    ordinalEndings = ["st", "nd", "rd", "th"]
    contractions = [
      "cannot": ["can", "not"], "can't": ["can", "not"], "won't": ["will", "not"], "it's": ["it", "is"],
      "there's": ["there", "is"], "it'll": ["it", "will"], "they're": ["they", "are"], "that's": ["that", "is"],
      "they've": ["they", "have"], "it'd": ["it", "would"], "they'll": ["they", "will"],
    ]
    abbreviations = [
      "sq", "ft", "approx", "ca", "no", "st", "mr", "dr", "u", "s", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
      "sept", "sep", "oct", "nov", "dec", "c",
    ]
    clauseBreaks = PhraseTable(["while", "whereas", "but", "although", "though", "however"])
  }

  private mutating func addEnglishNumerals() {
    let small = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    for (index, word) in small.enumerated() { cardinals[word] = Double(index + 1) }
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    for (index, word) in tens.enumerated() { cardinals[word] = Double(index + 2) * 10 }
    cardinals["dozen"] = 12
    magnitudes = ["hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12]
    fractions = [
      "half": 0.5, "third": 1.0 / 3, "quarter": 0.25, "fifth": 0.2, "sixth": 1.0 / 6, "seventh": 1.0 / 7,
      "eighth": 0.125, "ninth": 1.0 / 9, "tenth": 0.1, "twentieth": 0.05, "hundredth": 0.01,
    ]
    multiples = PhraseTable([
      "twice": 2, "double": 2, "doubled": 2, "doubles": 2, "triple": 3, "tripled": 3, "triples": 3, "treble": 3,
      "thrice": 3, "quadruple": 4, "quadrupled": 4, "two fold": 2, "twofold": 2, "threefold": 3, "fourfold": 4,
      "fivefold": 5, "sixfold": 6, "tenfold": 10, "tripling": 3, "doubling": 2, "halving": 0.5, "halves": 0.5,
      "quintupled": 5, "trebled": 3,
      "halved": 0.5, "half again": 1.5,
    ])
    vagueCounts = PhraseTable([
      "dozens of": 24...100, "scores of": 40...200, "hundreds of": 200...1_000, "several": 3...9, "a few": 3...6,
      "a handful of": 3...6, "a couple of": 2...2, "some dozens of": 24...100, "many": 5...(.infinity),
      "numerous": 5...(.infinity), "thousands of": 2_000...10_000, "a number of": 2...(.infinity),
    ])
  }

  private mutating func addEnglishRanges() {
    rangeOpeners = ["between", "from", "of"]
    rangeJoiners = ["to", "and", "or", "-"]
    spreadVerbs = [
      "spread", "spreads", "spreading", "extends", "extend", "extended", "extending", "stretches", "stretched",
      "stretching", "sprawls", "sprawl", "sprawled", "sprawling", "scattered", "distributed", "ranges", "ranging",
      "runs",
      "run", "running", "reaches", "laid", "built", "across", "all",
    ]
    margins = PhraseTable(["plus or minus", "give or take", "\u{B1}", "plus minus", "with an error of"])
  }

  private mutating func addEnglishHedges() {
    hedges = PhraseTable([
      "about": .about, "around": .about, "roughly": .about, "approximately": .about, "approx": .about, "some": .about,
      "circa": .about, "ca": .about, "~": .about, "an estimated": .about, "estimated": .about,
      "in the region of": .about,
      "or so": .about, "close to": .about, "more or less": .about, "or thereabouts": .about, "on the order of": .about,
      "just over": .justOver, "slightly more than": .justOver, "a little over": .justOver, "slightly over": .justOver,
      "a little more than": .justOver, "just under": .justUnder, "nearly": .justUnder, "almost": .justUnder,
      "slightly less than": .justUnder, "a little less than": .justUnder, "slightly under": .justUnder,
      "just short of": .justUnder, "a little under": .justUnder, "at least": .atLeast, "more than": .atLeast,
      "over": .atLeast, "above": .atLeast, "no less than": .atLeast, "not less than": .atLeast, "upwards of": .atLeast,
      "in excess of": .atLeast, "well over": .atLeast, "greater than": .atLeast, ">": .atLeast, "exceeding": .atLeast,
      "no fewer than": .atLeast, "larger than": .atLeast, "bigger than": .atLeast, "at most": .atMost, "up to": .atMost,
      "less than": .atMost, "under": .atMost, "below": .atMost, "no more than": .atMost, "not more than": .atMost,
      "fewer than": .atMost, "as much as": .atMost, "as many as": .atMost, "well under": .atMost, "<": .atMost,
      "barely": .justUnder, "exactly": .exactly, "precisely": .exactly, "smaller than": .atMost,
      "a maximum of": .atMost, "a minimum of": .atLeast, "not quite": .justUnder,
    ])
  }

  private mutating func addEnglishMoreHedges() {
    hedges = hedges.adding([
      "a bit over": .justOver,
      "a bit more than": .justOver, "a shade over": .justOver, "a touch over": .justOver, "a tad over": .justOver,
      "a fraction over": .justOver, "slightly above": .justOver, "slightly larger than": .justOver,
      "a good": .justOver, "a full": .about, "fully": .about, "a bit under": .justUnder, "a bit less than": .justUnder,
      "a shade under": .justUnder, "a touch under": .justUnder, "a tad under": .justUnder, "close on": .justUnder,
      "slightly below": .justUnder, "slightly smaller than": .justUnder, "short of": .atMost, "shy of": .justUnder,
      "just shy of": .justUnder, "a little short of": .justUnder, "getting on for": .justUnder,
      "barely over": .justOver,
      "not even": .atMost, "nowhere near": .atMost, "not nearly": .atMost, "well below": .atMost,
      "far less than": .atMost,
      "far more than": .atLeast, "considerably more than": .atLeast, "considerably less than": .atMost,
      "much less than": .atMost, "much more than": .atLeast, "no bigger than": .atMost, "no larger than": .atMost,
      "no smaller than": .atLeast, "something like": .about, "somewhere around": .about, "in the order of": .about,
      "in the neighbourhood of": .about, "in the neighborhood of": .about, "give or take": .about, "or more": .atLeast,
      "or less": .atMost, "at the least": .atLeast, "minimum": .atLeast, "maximum": .atMost, "topping": .atLeast,
      "upward of": .atLeast, "better than": .atLeast, "comfortably over": .atLeast, "easily over": .atLeast,
      "comfortably more than": .atLeast, "bordering on": .justUnder, "approaching": .justUnder,
      "the best part of": .justUnder, "the better part of": .justUnder, "virtually": .about, "practically": .about,
      "rounded to": .about, "rounded": .about, "estimated at": .about, "put at": .about, "as little as": .atLeast,
    ])
  }

  private mutating func addEnglishUnits() {
    var table: [String: Unit] = [:]
    func add(_ words: [String], _ measure: Measure, _ factor: Double) {
      for word in words { table[word] = Unit(measure, factor) }
    }
    add(["%", "percent", "per cent", "pct", "pc"], .percent, 0.01)
    add(["times", "x", "\u{D7}", "fold", "time"], .times, 1)
    add(["m2", "sqm", "sq m", "square metre", "square meter", "sq metre", "sq meter", "square m"], .area, 1)
    add(
      ["sq ft", "sqft", "square foot", "square feet", "ft2", "sq foot", "sq feet", "square ft", "sf"], .area, 0.09290304
    )
    add(["square yard", "sq yd", "sq yard"], .area, 0.83612736)
    add(["hectare", "ha"], .area, 10_000)
    add(["acre"], .area, 4_046.8564224)
    add(["km2", "square kilometre", "square kilometer", "sq km"], .area, 1_000_000)
    add(["square mile", "sq mile", "sq mi"], .area, 2_589_988.11)
    add(["m", "metre", "meter", "mtr"], .length, 1)
    add(["km", "kilometre", "kilometer"], .length, 1_000)
    add(["ft", "foot", "feet"], .length, 0.3048)
    add(["yard", "yd"], .length, 0.9144)
    add(["mile", "mi"], .length, 1_609.344)
    add(["cm", "centimetre", "centimeter"], .length, 0.01)
    add(["day"], .duration, 1)
    add(["week", "wk"], .duration, 7)
    add(["fortnight"], .duration, 14)
    add(["month"], .duration, 30.4375)
    add(["year"], .duration, 365.25)
    add(["hour", "hr"], .duration, 1.0 / 24)
    add(["minute"], .duration, 1.0 / 1_440)
    add(["decade"], .duration, 3_652.5)
    add(
      [
        "cubic metre", "cubic meter", "m3", "cubic foot", "cubic feet", "cubic yard", "litre", "liter", "gallon",
        "barrel", "tonne", "ton", "kilogram", "kg", "megawatt", "mw", "gigawatt", "kilowatt", "dollar", "euro", "pound",
        "degree", "storey", "story", "million dollar", "km/h", "mph",
      ], .other, 1)
    addRoughUnits(to: &table)
    units = PhraseTable(table)
  }

  private func addRoughUnits(to table: inout [String: Unit]) {
    // Between the smallest and the largest that the rules of the game allow.
    for (words, area) in [
      (["football pitch", "soccer pitch", "soccer field"], 7_140.0), (["football field"], 6_200),
      (["tennis court"], 261), (["basketball court"], 420), (["olympic swimming pool", "olympic pool"], 1_250),
    ] {
      for word in words { table[word] = Unit(.area, area, isRough: true) }
    }
  }

  private mutating func addEnglishRates() {
    everyMonth = PhraseTable([
      "a month": 1, "per month": 1, "each month": 1, "every month": 1, "monthly": 1, "/ month": 1,
      "a week": 30.4375 / 7,
      "per week": 30.4375 / 7, "every week": 30.4375 / 7, "weekly": 30.4375 / 7, "a year": 1.0 / 12,
      "per year": 1.0 / 12, "an hour": 730.5, "a day": 30.4375, "per day": 30.4375, "daily": 30.4375,
      "annually": 1.0 / 12,
    ])
    vagueUnits = PhraseTable([
      "football pitch", "football field", "soccer pitch", "soccer field", "tennis court", "basketball court",
      "olympic pool", "city block", "swimming pool", "storey", "story tall", "floor tall",
    ])
  }

  private mutating func addEnglishComparisons() {
    let wide: Set<ClaimQuantity> = [.width]
    let tall: Set<ClaimQuantity> = [.height]
    let long: Set<ClaimQuantity> = [.length]
    let hot: Set<ClaimQuantity> = [.temperature]
    var table: [String: Comparative] = [:]
    for word in ["smaller", "less", "lower", "tinier", "smaller in size", "smaller in area", "more compact"] {
      table[word] = Comparative(.smaller)
    }
    for word in ["larger", "bigger", "greater", "more", "larger in area", "bigger in size"] {
      table[word] = Comparative(.larger)
    }
    table["shorter"] = Comparative(.smaller, [.length, .height])
    table["narrower"] = Comparative(.smaller, wide)
    table["cooler"] = Comparative(.smaller, hot)
    table["longer"] = Comparative(.larger, long)
    table["taller"] = Comparative(.larger, tall)
    table["higher"] = Comparative(.larger, tall)
    table["wider"] = Comparative(.larger, wide)
    table["hotter"] = Comparative(.larger, hot)
    table["warmer"] = Comparative(.larger, hot)
    comparatives = PhraseTable(table)
  }

  private mutating func addEnglishShares() {
    let wide: Set<ClaimQuantity> = [.width]
    let tall: Set<ClaimQuantity> = [.height]
    let long: Set<ClaimQuantity> = [.length]
    let area: Set<ClaimQuantity> = [.area, .floorArea]
    var shares: [String: Comparative] = [:]
    for word in [
      "as large as", "as big as", "as large", "as big", "that of", "the same size as", "as spacious as", "its",
    ] {
      shares[word] = Comparative(.equal)
    }
    for word in ["as tall as", "as tall", "as high as", "as high"] { shares[word] = Comparative(.equal, tall) }
    for word in ["as long as", "as long"] { shares[word] = Comparative(.equal, long) }
    for word in ["as wide as", "as wide"] { shares[word] = Comparative(.equal, wide) }
    for word in ["the size", "size"] { shares[word] = Comparative(.equal) }
    for word in ["the footprint", "the area", "the floor space", "the surface", "the floor area", "the ground area"] {
      shares[word] = Comparative(.equal, area)
    }
    for word in ["the height"] { shares[word] = Comparative(.equal, tall) }
    for word in ["the length"] { shares[word] = Comparative(.equal, long) }
    for word in ["the width"] { shares[word] = Comparative(.equal, wide) }
    shares["of"] = Comparative(.equal)
    shareOf = PhraseTable(shares)
  }

  private mutating func addEnglishChanges() {
    var changes: [String: Comparative] = [:]
    for word in [
      "shrank", "shrunk", "shrink", "shrinks", "contracts", "falls", "shrinking", "contracted", "reduced", "cut",
      "decreased", "fell", "downsized", "shortened", "narrowed", "dwindled", "slimmed",
    ] {
      changes[word] = Comparative(.smaller)
    }
    for word in [
      "grew", "grown", "grow", "grows", "increased", "expanded", "enlarged", "rose", "swelled", "growing",
      "extended", "lengthened", "widened", "heightened", "ballooned", "mushroomed", "expanding", "enlarging",
    ] {
      changes[word] = Comparative(.larger)
    }
    changedBy = PhraseTable(changes)
    let area: Set<ClaimQuantity> = [.area, .floorArea]
    sameSizes = PhraseTable([
      "of equal size": [], "of the same size": [], "the same size": [], "equally large": [], "equally big": [],
      "equal in size": [], "same in size": [], "similar in size": [], "of similar size": [], "identical in size": [],
      "of identical size": [], "the same area": area, "of equal area": area, "equal in area": area,
      "the same footprint": area, "the same length": [.length], "equally long": [.length], "of equal length": [.length],
      "equal in length": [.length], "the same width": [.width], "equally wide": [.width], "the same height": [.height],
      "equally tall": [.height], "equally high": [.height], "of equal height": [.height],
    ])
    placeOpeners = ["in", "at", "near", "from", "outside"]
    sizeVerbs = PhraseTable([
      "as large as": .equal, "as big as": .equal, "the same size as": .equal, "equal in size to": .equal,
      "identical in size to": .equal, "similar in size to": .equal, "the size of": .equal,
      "of the same size as": .equal,
      "just as large as": .equal, "just as big as": .equal, "matches the size of": .equal, "dwarfs": .larger,
      "dwarf": .larger, "dwarfed": .larger, "dwarfing": .larger, "exceeds": .larger, "exceeded": .larger,
      "outsizes": .larger, "tops": .larger, "topped": .larger,
      "outstrips": .larger, "outstripped": .larger, "outgrew": .larger, "outgrows": .larger, "outdoes": .larger,
      "beats": .larger, "eclipses": .larger, "overshadows": .larger, "overtops": .larger, "equals": .equal,
      "surpasses": .larger, "dwarfed by": .smaller, "exceeded by": .smaller,
    ])
  }

  private mutating func addEnglishBases() {
    baseOpeners = PhraseTable([
      "than that of", "than those of", "than", "as that of", "as", "of that of", "of", "compared to", "compared with",
      "relative to", "versus", "vs", "against", "in comparison with", "in comparison to", "that of", "on",
    ])
    frontedBase = PhraseTable([
      "compared to", "compared with", "relative to", "in comparison with", "in comparison to", "measured against",
      "set against", "against", "next to", "versus", "unlike", "beside",
    ])
  }

  private mutating func addEnglishDimensions() {
    let wide: Set<ClaimQuantity> = [.width]
    let tall: Set<ClaimQuantity> = [.height]
    let long: Set<ClaimQuantity> = [.length]
    let hot: Set<ClaimQuantity> = [.temperature]
    let area: Set<ClaimQuantity> = [.area, .floorArea]
    dimensionWords = PhraseTable([
      "tall": tall, "high": tall, "height": tall, "long": long, "length": long, "wide": wide, "width": wide,
      "across": wide, "in length": long, "in height": tall, "perimeter": [.perimeter], "circumference": [.perimeter],
      "footprint": area, "floor area": [.floorArea, .area], "floor space": [.floorArea, .area], "area": area,
      "temperature": hot, "stretches": long, "stretching": long,
      "juts": long, "runs for": long, "end to end": long, "towers": tall, "towering": tall, "rises": tall,
      "span": [.length, .width], "taller": tall, "longer": long, "wider": wide, "higher": tall, "volume": [],
      "capacity": [],
      "output": [], "production": [], "throughput": [], "workforce": [], "cost": [], "deep": [], "depth": [],
    ])
  }

  private mutating func addEnglishExactQuantities() {
    exactQuantities = PhraseTable([
      "area": .area, "footprint": .area, "ground area": .area, "floor area": .floorArea, "floor space": .floorArea,
    ])
  }

  private mutating func addEnglishDates() {
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
      "december",
    ]
    for (index, name) in names.enumerated() {
      months[name] = index + 1
      months[String(name.prefix(3))] = index + 1
    }
    months["sept"] = 9
    // Winter runs into the next year.
    seasons = ["spring": 3...5, "summer": 6...8, "autumn": 9...11, "fall": 9...11, "winter": 12...14]
    parts = PhraseTable([
      "early": .early, "the beginning of": .start, "the start of": .start, "beginning of": .start, "start of": .start,
      "the first week of": .start, "first week of": .start, "the first days of": .start, "the last week of": .end,
      "last week of": .end, "the last days of": .end,
      "first half of": .firstHalf, "second half of": .secondHalf, "latter half of": .secondHalf,
      "the turn of": .start, "the first days in": .start, "the last days in": .end, "the close of": .end,
      "early in": .early, "mid": .middle, "the middle of": .middle, "middle of": .middle, "late": .late,
      "the end of": .end, "end of": .end, "late in": .late,
    ])
    quarters = PhraseTable([
      "turn of the year": 12...13, "the turn of the year": 12...13,
      "q1": 1...3, "q2": 4...6, "q3": 7...9, "q4": 10...12, "first quarter of": 1...3, "second quarter of": 4...6,
      "third quarter of": 7...9, "fourth quarter of": 10...12, "last quarter of": 10...12, "first half of": 1...6,
      "second half of": 7...12, "h1": 1...6, "h2": 7...12, "first quarter": 1...3, "second quarter": 4...6,
      "third quarter": 7...9, "fourth quarter": 10...12, "first half": 1...6, "second half": 7...12,
    ])
  }

  private mutating func addEnglishDateRoles() {
    dateRoles = PhraseTable([
      "in": .at, "on": .at, "during": .at, "at": .at, "within": .at, "over": .at, "of": .at, "dated": .at, "by": .until,
      "no later than": .until, "not later than": .until, "until": .until, "till": .until, "up to": .until,
      "through": .until, "as late as": .at, "before": .before, "prior to": .before, "earlier than": .before,
      "ahead of": .before, "since": .since, "as of": .at, "after": .after, "later than": .after, "following": .after,
      "no earlier than": .after, "not before": .after, "between": .between, "from": .from, "on or before": .until,
      "as early as": .at, "sometime in": .at, "sometime between": .between, "some time between": .between,
      "starting": .from, "throughout": .throughout, "all through": .throughout,
      "all of": .throughout, "through all of": .throughout, "for all of": .throughout, "during all of": .throughout,
      "for the whole of": .throughout, "the whole of": .throughout, "over the whole of": .throughout,
      "some time in": .at, "sometime during": .at,
    ])
    relativeDates = PhraseTable([
      "last spring", "last summer", "last autumn", "last fall", "last winter", "last year", "last month", "last week",
      "this year", "this month", "this week", "this spring", "this summer", "yesterday", "next month", "next year",
      "earlier this year", "ago", "a year earlier", "last quarter",
    ])
    ordinalWords = ["first": 1, "second": 2, "third": 3, "fourth": 4]
  }
}
