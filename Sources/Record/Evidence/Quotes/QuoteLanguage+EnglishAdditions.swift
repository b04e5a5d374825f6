/// Words by which an English retelling says more or less than a finding, and what goes with a kind of finding.
extension QuoteLanguage {
  mutating func addEnglishAdditions() {
    degreeWords = [
      "partly", "partially", "largely", "mostly", "mainly", "almost", "nearly", "practically", "virtually", "half",
      "barely",
      "semi", "essentially", "basically", "all but", "somewhat", "slightly",
    ]
    partitives = [
      "most", "some", "part", "parts", "many", "few", "several", "much", "one", "bulk", "rest", "remains",
      "remainder", "section", "portion", "majority", "minority", "couple", "handful", "number", "none", "either", "any",
      "half", "side", "end", "edge", "corner", "top", "bottom", "roof", "inside", "outside",
    ]
    togetherWords = ["together", "combined", "jointly", "collectively", "altogether"]
    quantifiers = ["every", "each", "any", "all", "both", "everything", "everybody", "anything"]
    sequelWords = [
      "after", "following", "amid", "during", "when", "until", "under", "despite", "pending", "ahead", "because",
    ]
    furtherWords = [
      "largest", "biggest", "tallest", "longest", "widest", "smallest", "highest", "second", "third", "fourth",
      "another", "further", "more", "again", "also",
    ]
    otherEvents = PhraseTable([
      "switched on", "turned on", "inaugurated", "opened", "commissioned", "put into operation", "operational",
      "in operation", "put into service", "in service", "up and running", "burned", "burnt", "flooded", "replanted",
      "reforested", "sealed", "evacuated", "sold", "painted", "guarded", "electrified", "mined", "fortified",
      "attacked",
      "damaged", "repaired", "moved", "paid for", "financed", "funded", "ordered", "approved", "exploded", "blew up",
      "lengthened",
      "enlarged", "expanded", "contaminated", "polluted", "poisoned", "inspected", "occupied by", "used by", "owned by",
      "leased", "reinforced", "strengthened", "seized", "captured", "recaptured", "armed", "staffed", "manned",
    ])
    falsehoods = PhraseTable([
      "false", "untrue", "not true", "hoax", "myth", "fake", "nonsense", "debunked", "refuted", "falsely",
      "not the case",
    ])
  }

  mutating func addEnglishCompanions() {
    railCars = ["train", "wagon", "railcar", "car", "carriage", "rail", "freight", "rolling", "stock"]
    harmlessAgents = ["worker", "crew", "builder", "labourer", "laborer", "they"]
    clearedThings = [
      "tree", "wood", "woodland", "forest", "vegetation", "soil", "topsoil", "scrub", "bush", "undergrowth",
    ]
    presentSizes = PhraseTable([
      "its present size", "its current size", "its size today", "its present area", "its current area",
      "its present extent", "its current extent", "what it is today", "what it is now", "today's size",
      "the size it is now",
      "the size it is today", "as big as it is now", "as big as it is today", "as large as it is now",
      "as large as it is today", "its present-day size",
    ])
    sizeWords = PhraseTable([
      "from end to end", "from tip to tip", "from one end to the other", "end to end", "juts", "jutting", "apiece",
      "in all", "in total", "in size", "in extent",
    ])
    distances = PhraseTable(["from", "away", "apart", "off", "behind", "beyond", "to the", "down the", "out at"])
  }
}
