extension QuoteLanguage {
  mutating func addEnglishThings() {
    auxiliaries = ["was", "were", "is", "are", "has", "have", "had", "will", "may", "might", "could", "can", "did"]
    lastingWords = ["remain", "remained", "remaining", "stayed", "intact"]
    pastAuxiliaries = ["was", "were", "had"]
    articles = ["the", "a", "an", "this", "that", "these", "those", "its", "their"]
    stopWords = articles.union([
      "of", "in", "on", "at", "by", "to", "for", "from", "with", "than", "as", "and", "or", "is", "are", "was", "were",
      "be", "been", "being", "has", "have", "had", "it", "they", "there", "which", "who", "not", "no", "about", "over",
      "under", "between", "only", "just", "still", "also", "did", "do", "does", "will", "may", "might", "could",
      "would",
      "can", "now", "then", "more", "less", "so", "into", "off", "up", "out", "if", "when", "where", "after", "before",
      "since", "until", "during", "some", "any", "all", "both", "each", "per", "that", "show", "shows", "said", "says",
      "covers", "cover", "measures", "measure", "has", "appears", "compared", "relative", "began", "started", "itself",
      "alone", "today",
    ])
    ages = [
      "new": .new, "newer": .new, "newly": .new, "newest": .new, "latest": .new, "recent": .new, "fresh": .new,
      "additional": .new, "newcomer": .new, "extra": .new, "old": .old, "older": .old, "existing": .old,
      "previous": .old, "earlier": .old, "former": .old, "original": .old, "current": .old, "oldest": .old,
      "established": .old, "predecessor": .old, "standing": .old, "neighbouring": .old, "neighboring": .old,
      "adjacent": .old, "adjoining": .old, "other": .old, "nearby": .old, "present": .old, "already": .old,
      "others": .old,
    ]
    genericThings = [
      "one", "ones", "other", "others", "they", "counterpart", "predecessor", "neighbour", "neighbor", "those", "them",
      "it",
      "rest", "sibling",
    ]
  }

  mutating func addEnglishKinds() {
    families = [
      (
        general: ["building", "structure", "construction", "edifice", "hall", "facility"],
        special: [
          "shed", "warehouse", "workshop", "barracks", "house", "hangar", "bunker", "garage", "school", "hospital",
          "tower", "office", "dormitory", "store", "depot", "factory", "silo", "stadium", "apartment", "block",
          "magazine", "laboratory", "lab", "reactor", "shelter", "housing", "gymnasium", "mall", "hotel",
        ]
      ),
      (general: ["crane", "gantry", "hoist", "structure"], special: ["derrick", "winch", "boom"]),
      (general: ["road", "track", "route"], special: ["highway", "path", "street", "driveway", "runway", "airstrip"]),
      (
        general: ["rail", "railway", "railroad", "spur", "siding", "track", "line"],
        special: ["station", "railhead", "yard", "platform"]
      ),
      (
        general: ["vehicle", "vehicles"],
        special: ["truck", "car", "lorry", "tank", "launcher", "bus", "van", "tanker", "trailer", "tractor", "missile"]
      ),
      (
        general: ["site", "plant", "complex", "compound", "installation", "facility", "base", "area", "zone"],
        special: []
      ),
      (general: ["tunnel", "entrance", "portal", "adit"], special: ["mine", "shaft", "cave"]),
      (general: ["zone", "area", "yard", "dock", "ramp", "apron", "pad"], special: ["courtyard"]),
      (general: ["stockpile", "pile", "heap"], special: ["dump"]),
      (general: ["fence", "wall", "perimeter"], special: ["gate", "barrier"]),
      (general: ["water", "pond", "pool", "reservoir"], special: ["lake", "canal", "basin"]),
      (general: ["chimney", "stack"], special: ["antenna", "mast", "radar", "dome"]),
      (general: ["bridge"], special: ["dam"]),
      (general: ["village", "settlement", "town"], special: []),
      (general: ["excavation", "pit", "trench"], special: ["quarry", "crater"]),
      (general: ["railcar", "wagon", "freight car", "train"], special: ["locomotive"]),
    ]
  }

  mutating func addEnglishLoadedWords() {
    placeWords = ["site", "plant", "complex", "compound", "installation", "facility", "base", "factory"]
    singles = ["one", "single", "lone", "sole", "solitary", "1"]
    pairs = ["two", "both"]
    pronouns = ["it", "its", "they", "their", "them", "one", "ones"]
    loadedWords = [
      "missile", "nuclear", "weapon", "military", "launcher", "chemical", "ammunition", "drone", "rocket", "uranium",
      "warhead", "reactor", "ballistic", "plutonium", "enrichment", "artillery", "shell", "hypersonic", "biological",
      "prison", "detention", "torture", "grave", "icbm", "bomb", "explosive", "munition", "underground", "tank",
      "troop", "soldier", "prisoner", "command", "fuel", "submarine", "aircraft", "bomber",
    ]
    neutralThings = [
      "image", "imagery", "picture", "photo", "photograph", "satellite", "analyst", "report", "expert", "researcher",
      "institute", "pass", "pixel", "frame", "scene", "source", "official", "interval", "analysis", "study", "agency",
      "confidence", "percentage", "point", "dataset", "shot", "finding", "estimate", "company", "page", "figure",
    ]
  }

  mutating func addEnglishJudgements() {
    synonyms = [
      [
        "raise", "increase", "boost", "expand", "expansion", "grow", "growth", "step", "ramp", "more", "higher",
        "larger",
      ],
      ["production", "output", "throughput", "capacity", "manufacturing", "produce", "make", "manufacture"],
      ["plant", "factory", "complex", "facility", "site"], ["build", "construction", "construct", "built", "building"],
      ["hide", "conceal", "shield", "screen", "cover", "mask"], ["prepare", "preparation", "ready", "preparing"],
      ["missile", "rocket"], ["worker", "staff", "labour", "labor", "employee", "workforce"],
      ["housing", "accommodation", "quarters", "dwelling"],
      ["aim", "intend", "want", "plan", "meant", "goal", "purpose"],
      ["sign", "indicate", "suggest", "point"],
      ["carry", "haul", "transport", "ship", "deliver", "bring", "move", "take", "convey", "hauling", "transfer"],
      ["belong", "part", "form", "associated", "linked", "tied", "connected"],
      ["repair", "fix", "maintain", "service", "maintenance", "overhaul"],
      ["scheme", "project", "programme", "program", "system"], ["visit", "inspect", "inspection"],
      ["water", "irrigate", "irrigation"], ["train", "drill", "exercise"], ["export", "abroad", "foreign"],
      ["resume", "restart", "reopen"], ["launch", "fire"],
      ["store", "storage", "storing"], ["modernisation", "modernization", "modernise", "modernize", "upgrade"],
      ["work", "operate", "operation", "operational", "active", "activity"], ["serve", "use", "used"],
    ]
    antonyms = [
      (
        ["raise", "increase", "boost", "expand", "expansion", "grow", "growth", "ramp", "more", "higher"],
        ["lower", "reduce", "reduction", "cut", "decrease", "shrink", "less", "contract", "close", "scale", "wind"]
      ),
      (["resume", "restart", "reopen", "start", "open", "begin"], ["stop", "end", "halt", "close", "shut", "cease"]),
      (["civil", "civilian", "peaceful"], ["military", "weapon", "missile", "army"]),
      (["permanent"], ["temporary"]), (["expansion", "expand"], ["maintenance", "repair"]),
      (["build", "construct"], ["dismantle", "demolish"]),
      (["active", "operational"], ["inactive", "idle", "abandoned"]),
    ]
  }
}
