import Geodesy

// Things that fall into pieces, and things that become one.
extension IdentityRun {
  /// A living thing of which a date shows pieces: places of its sightings, the largest first, with their shares of it.
  struct Split {
    let thing: Int
    let pieces: [(sighting: Int, share: Double)]
  }

  /// A sighting that holds several living things, the one that goes on and all, the largest first, with their shares of it.
  struct Merge {
    let sighting: Int
    let heir: Int
    let parts: [(thing: Int, share: Double)]
  }

  /// Pieces smaller than this share of the whole tell nothing.
  private static let leastShare = 0.1

  func splits(in decision: inout Decision) -> [Split] {
    var splits: [Split] = []
    for thing in living.indices where decision.ofThing.count(thing) > 1 {
      guard let split = split(thing, decision),
        let own = decision.sightingOf[thing]
          ?? split.pieces.first(where: { decision.thingOf[$0.sighting] == nil })?.sighting
      else { continue }
      decision.sightingOf[thing] = own
      decision.thingOf[own] = thing
      decision.inPart.insert(thing)
      for piece in split.pieces where decision.thingOf[piece.sighting] == nil {
        decision.pieceOf[piece.sighting] = thing
      }
      splits.append(split)
    }
    return splits
  }

  private func split(_ thing: Int, _ decision: Decision) -> Split? {
    let state = states[living[thing]]
    var pieces: [(sighting: Int, share: Double)] = []
    for place in decision.ofThing[thing] {
      let candidate = decision.match.candidates[Int(place)]
      let (sighting, share) = (candidate.sighting, candidate.shared / state.whole.area)
      guard share >= Self.leastShare,
        candidate.shared >= settings.within * decision.sightings[sighting].area,
        decision.thingOf[sighting].map({ $0 == thing || states[living[$0]].origin == living[thing] }) ?? true,
        decision.pieceOf[sighting] == nil
      else { continue }
      pieces.append((sighting, share))
    }
    pieces = apart(pieces.sorted { ($1.share, $0.sighting) < ($0.share, $1.sighting) }) { decision.sightings[$0] }
    // What it is matched with must be one of them: else others lie beside it.
    guard pieces.count > 1, pieces.reduce(0, { $0 + $1.share }) >= settings.within,
      decision.sightingOf[thing].map({ own in pieces.contains { $0.sighting == own } }) ?? true
    else { return nil }
    return Split(thing: thing, pieces: pieces)
  }

  func merges(in decision: inout Decision) -> [Merge] {
    var merges: [Merge] = []
    for sighting in decision.sightings.indices where decision.ofSighting.count(sighting) > 1 {
      let (parts, fragments) = parts(of: sighting, decision)
      if let whole = decision.thingOf[sighting] {
        for fragment in fragments where states[living[fragment]].origin == living[whole] {
          decision.fragments[fragment] = whole
          decision.covered.insert(fragment)
        }
      }
      guard parts.count > 1, parts.reduce(0, { $0 + $1.share }) >= settings.within,
        decision.thingOf[sighting].map({ own in parts.contains { $0.thing == own } }) ?? true,
        let heir = parts.map(\.thing).min(by: { living[$0] < living[$1] })
      else { continue }
      if let own = decision.thingOf[sighting] { decision.sightingOf[own] = nil }
      decision.sightingOf[heir] = sighting
      decision.thingOf[sighting] = heir
      decision.pieceOf[sighting] = nil
      decision.inPart.insert(heir)
      decision.covered.formUnion(parts.map(\.thing).filter { $0 != heir })
      merges.append(Merge(sighting: sighting, heir: heir, parts: parts))
    }
    return merges
  }

  /// Living things that lie in a sighting and have no other, the largest first; and those of them that came as pieces of
  /// another and have not been seen apart from it for long.
  private func parts(
    of sighting: Int, _ decision: Decision
  ) -> (parts: [(thing: Int, share: Double)], fragments: [Int]) {
    let area = decision.sightings[sighting].area
    var parts: [(sighting: Int, share: Double)] = []
    var fragments: [Int] = []
    for place in decision.ofSighting[sighting] {
      let candidate = decision.match.candidates[Int(place)]
      let (thing, state) = (candidate.thing, states[living[candidate.thing]])
      guard candidate.shared >= settings.within * state.whole.area, !decision.inPart.contains(thing),
        !decision.covered.contains(thing), (decision.sightingOf[thing] ?? sighting) == sighting
      else { continue }
      if state.origin != nil {
        fragments.append(thing)
      } else if candidate.shared >= Self.leastShare * area {
        parts.append((thing, candidate.shared / area))
      }
    }
    let sorted = parts.sorted { ($1.share, living[$0.sighting]) < ($0.share, living[$1.sighting]) }
    return (apart(sorted) { states[living[$0]].whole }.map { ($0.sighting, $0.share) }, fragments)
  }

  /// Without those that lie on an earlier one.
  private func apart(
    _ pieces: [(sighting: Int, share: Double)], _ outline: (Int) -> Sighting
  ) -> [(sighting: Int, share: Double)] {
    guard pieces.count > 1 else { return pieces }
    var overlap = OutlineOverlap()
    var kept: [(sighting: Int, share: Double)] = []
    for piece in pieces {
      let own = outline(piece.sighting)
      if kept.allSatisfy({ overlap.area(own, by: (0, 0), in: outline($0.sighting)) < settings.within * own.area }) {
        kept.append(piece)
      }
    }
    return kept
  }

  // MARK: - Seen often enough

  mutating func settle(_ split: Split, _ decision: Decision, _ started: [Int: Int]) {
    let id = living[split.thing]
    guard let own = decision.sightingOf[split.thing], let since = confirmed(.split, id, decision.number) else { return }
    let pieces = split.pieces.map { piece in
      IdentityLink.Piece(
        track: decision.thingOf[piece.sighting].map { living[$0] } ?? started[piece.sighting] ?? id, share: piece.share)
    }
    links.append(IdentityLink(form: .split, date: since, whole: id, pieces: pieces))
    for piece in pieces { states[piece.track].origin = nil }
    become(decision.sightings[own], id, decision)
  }

  mutating func settle(_ merge: Merge, _ decision: Decision) {
    let id = living[merge.heir]
    guard let since = confirmed(.merge, id, decision.number) else { return }
    let pieces = merge.parts.map { IdentityLink.Piece(track: living[$0.thing], share: $0.share) }
    links.append(IdentityLink(form: .merge, date: since, whole: id, pieces: pieces))
    for piece in pieces where piece.track != id {
      states[piece.track].isOver = true
      states[piece.track].track.mergedInto = id
    }
    become(decision.sightings[merge.sighting], id, decision)
  }

  /// The date that first showed it, once enough in a row have.
  private mutating func confirmed(_ form: IdentityLink.Form, _ id: Int, _ date: Int) -> Int? {
    var pending =
      states[id].pending.flatMap { $0.form == form ? $0 : nil }
      ?? TrackState.Pending(form: form, since: date, count: 0)
    pending.count += 1
    states[id].pending = pending.count < settings.confirmations ? pending : nil
    return pending.count < settings.confirmations ? nil : pending.since
  }

  /// From here on the thing is what the date shows.
  private mutating func become(_ sighting: Sighting, _ id: Int, _ decision: Decision) {
    states[id].whole = sighting
    states[id].centre = unshifted(sighting, decision)
    states[id].variance = doubt(of: sighting, decision)
    states[id].appearance = sighting.appearance
  }
}
