extension QuoteLanguage {
  mutating func addEnglishEvents() {
    var table: [String: Event] = [:]
    func add(_ event: Event, _ phrases: [String]) { for phrase in phrases { table[phrase] = event } }
    addEnglishChanges(add)
    addEnglishSights(add)
    events = PhraseTable(table)
  }

  private func addEnglishChanges(_ add: (Event, [String]) -> Void) {
    add(
      .happened(.built),
      [
        "built", "build", "constructed", "erected", "put up", "went up", "gone up", "goes up", "added", "appeared",
        "appear", "sprang up", "sprung up", "raised", "completed", "installed", "set up", "came into being", "emerged",
        "construction began", "construction started", "began construction", "started construction", "new construction",
        "came up", "has come up", "rose", "built up", "assembled", "finished", "popped up", "been building",
        "began to build", "put in place", "came into existence", "was made", "were made", "been made", "dug",
        "excavated", "bored", "took shape", "materialised", "materialized", "shot up",
        "springs up", "thrown up", "run up", "knocked up", "shoots up", "pops up", "comes into being", "newly erected",
        "construction of", "erection of", "building of", "laid out",
      ])
    add(
      .happened(.removed),
      [
        "removed", "dismantled", "demolished", "torn down", "taken down", "pulled down", "disappeared", "vanished",
        "razed", "knocked down", "taken away", "cleared away", "went missing", "removal", "came down", "dismantling",
        "demolition",
        "moved away", "taken apart", "swept away", "washed away", "taken out", "wiped out", "knocked out", "broken up",
        "took down", "tore down", "hauled away", "remove",
        "destroyed", "scrapped", "carted off", "blown up", "bombed", "relocated", "moved to", "moved elsewhere",
        "shifted to", "transferred to", "burned down", "burnt down", "disappears", "vanishes", "scrapping",
        "taking down",
        "disappearance", "stripped out", "did away with", "sold off", "sunk", "toppled", "cleared out",
      ])
    add(
      .happened(.altered),
      [
        "altered", "modified", "changed", "rebuilt", "converted", "reworked", "remodelled", "remodeled", "alteration",
        "refurbished", "renovated", "reconstructed", "redone", "transformed", "revamped", "overhauled", "adapted",
        "modification", "underwent changes", "reshaped",
      ])
    add(
      .happened(.cleared),
      [
        "cleared", "levelled", "leveled", "graded", "cut down", "felled", "chopped down", "deforested", "logged",
        "cleared of", "stripped bare", "clearance", "scraped", "stripped", "clearing", "bulldozed", "flattened",
        "ground was broken",
      ])
  }

  private func addEnglishSights(_ add: (Event, [String]) -> Void) {
    add(
      .happened(.hidden),
      [
        "hidden", "covered", "obscured", "under cover", "under a roof", "under netting", "covered up",
        "under tarpaulin",
        "out of satellite view", "veiled", "concealed", "screened", "no longer visible",
        "no longer be seen",
        "not be seen any more", "out of sight", "out of view", "can not be seen", "not visible", "shielded", "masked",
        "roofed over", "covered over", "no longer seen", "could not be seen", "invisible", "blocked from view",
        "no longer be observed", "no longer be made out", "shrouded", "camouflaged", "disappeared from view",
        "vanished from view", "obstructed", "lost from view", "hid", "hides", "not see", "no longer see",
        "unable to see", "not be seen", "not been visible", "not be made out",
      ])
    add(
      .present,
      [
        "still stands", "still there", "was up", "is up", "were up", "has been up", "had been up", "still standing",
        "remains standing", "remains in place", "still in place",
        "stood", "was there", "intact", "remains intact", "remained standing", "remained in place", "already standing",
        "was standing", "stands", "still present", "still exists", "been standing", "been there", "been in place",
        "was present", "still stood", "is there", "existed",
        "were standing", "is standing", "was in place", "has remained",
      ])
    addEnglishAbsences(add)
    add(
      .firstSeen, ["first seen", "first visible", "first appeared", "first spotted", "first observed", "first appears"])
    add(.lastSeen, ["last seen", "last visible", "last spotted", "last observed", "last appears", "last appeared"])
    add(
      .visible,
      [
        "visible", "still be seen", "can be seen", "clearly seen", "in plain view", "in full view", "could be seen",
        "plainly seen", "unobstructed", "uncovered", "exposed", "still be observed", "in plain sight", "fully seen",
      ])
  }

  private func addEnglishAbsences(_ add: (Event, [String]) -> Void) {
    add(
      .absent,
      [
        "gone", "absent", "missing", "not there", "not yet there", "was not present", "not in place", "did not exist",
        "not yet standing", "not yet been built", "no sign of", "no trace of", "does not exist", "not standing",
        "no longer show", "no longer shows", "not show", "nothing was left of", "nothing left of",
        "nothing remained of", "nothing remains of",
        "did not yet exist", "had not existed",
        "no longer there", "no longer stands", "no longer exists", "no longer standing", "no longer present",
        "no longer in place", "no longer exist", "nowhere to be seen", "not yet exist",
        "there was no", "there were no", "there is no", "there was no longer",
      ])
    add(
      .unchanged,
      [
        "unchanged", "untouched", "undisturbed", "nothing changed", "not changed", "barely changed", "hardly changed",
        "scarcely changed",
        "little changed", "stayed the same", "remained the same", "stayed as it was", "the same as before",
        "no changes", "no change",
      ])
  }

  mutating func addEnglishTurns() {
    negations = PhraseTable([
      "not", "never", "no", "neither", "nor", "without", "nobody", "failed to", "hardly", "yet to", "refused to",
      "no longer", "nothing",
    ])
    future = PhraseTable([
      "will", "will be", "going to", "is to be", "are to be", "shall", "about to", "set to", "due to be", "should",
      "must", "ought to", "needs to be", "supposed to", "planned to", "plans to be", "slated",
    ])
    earlier = PhraseTable([
      "before", "earlier than", "ahead of", "prior to", "earlier", "preceded", "precedes", "predates", "predated",
      "in advance of", "antedates",
    ])
    later = PhraseTable([
      "after", "later than", "later", "followed", "behind", "following", "afterwards", "postdates", "follows",
    ])
    sameTime = PhraseTable([
      "at the same time", "simultaneously", "in parallel", "same day", "at once", "same week", "concurrently",
    ])
    paces = PhraseTable([
      "faster": .faster, "rapidly": .faster, "rapid": .faster, "quickly": .faster, "accelerating": .faster,
      "accelerated": .faster, "speeding up": .faster, "sped up": .faster, "picked up": .faster, "breakneck": .faster,
      "slower": .slower, "slowly": .slower, "slowed": .slower, "slowing": .slower, "sluggish": .slower,
      "stopped": .stopped, "halted": .stopped, "stalled": .stopped, "suspended": .stopped, "at a standstill": .stopped,
      "ceased": .stopped, "come to a halt": .stopped, "paused": .stopped, "frozen": .stopped, "idle": .stopped,
    ])
  }

  mutating func addEnglishStates() {
    occupied = PhraseTable([
      "occupied", "taken up", "filled", "in use", "used", "stood on", "parked", "lined", "covered", "full", "taken",
      "occupy", "occupies", "occupying", "were on", "standing on", "stand on", "fill", "take up", "takes up", "took up",
      "were parked", "massed", "lined up", "drawn up", "standing", "filling",
    ])
    empty = PhraseTable([
      "empty", "vacant", "deserted", "unoccupied", "free", "unused", "not occupied", "not in use", "abandoned", "bare",
    ])
    groundWorks = PhraseTable(["built on", "built over", "disturbed", "built on or disturbed"])
    wholes = ["full", "fully", "entire", "entirely", "whole", "wholly", "completely", "all", "totally"]
    absolutes = PhraseTable([
      "nothing", "no construction", "no building work", "not a single", "no activity", "not changed", "no changes",
      "no change",
      "none at all", "no work", "unchanged", "no new construction",
    ])
    denials = PhraseTable([
      "none of", "few", "hardly any", "hardly anyone", "no picture", "no image", "no photo", "no analyst", "no expert",
      "false", "untrue", "not true", "denied", "denies", "deny", "denial", "wrong", "wrongly", "mistaken", "myth",
      "hoax",
      "contrary to", "if", "whether", "unless", "falsely", "incorrect", "incorrectly", "misreported", "disputed",
      "disputes", "debunked", "rejected", "rejects", "refuted", "not the case", "nonsense", "fake",
      "no evidence that", "no evidence of", "no sign that", "no indication that", "no indication of", "no proof that",
      "no proof of", "nothing suggests", "nothing indicates", "nothing shows", "nothing to suggest", "little evidence",
      "without evidence", "lack of evidence", "no reason to", "doubts", "unproven", "unconfirmed", "no confirmation",
      "nobody", "no one", "not clear", "unclear", "unknown",
    ])
    elsewhere = ["outside", "beyond", "except", "besides", "excluding"]
    limits = PhraseTable([
      "found", "seen", "detected", "spotted", "identified", "visible", "observed", "sign", "evidence", "show", "see",
      "find", "detect", "spot", "showed", "apparent", "trace", "discovered", "noted", "reveal", "revealed", "shown",
      "noticed", "saw", "made out", "discernible", "indication",
    ])
  }
}
