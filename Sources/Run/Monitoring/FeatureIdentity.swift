import Foundation
import Geodesy
import Places
import Quantities
import Rasters
import Tracking

/// Which things found now are features that the case has printed before: those keep their ids.
///
/// The printed ones are one date of the tracker, those found now the next. Two are one where two fifths of their joined area
/// are common to both, each once. A feature of which two or more pieces are found gives its id to the largest; of several
/// that are found as one, the id of the largest stays.
struct FeatureIdentity {
  let earlier: [Feature]

  /// Common over joined area of two outlines of one thing, at least.
  static let leastOverlap = 0.4

  struct Match {
    /// Printed ids by index of the thing.
    var ids: [Int: String] = [:]
    /// Splits and merges, of which the pieces or the whole are named by index among the things found now.
    var links: [Link] = []
  }

  struct Link {
    let form: IdentityLink.Form
    let whole: Name
    let pieces: [(name: Name, share: Double)]
  }

  enum Name: Hashable {
    case printed(String)
    case found(Int)
  }

  /// What may be one: a thing that was removed is not the one that was built.
  struct Group: Hashable {
    let change: ChangeKind
    let isWorks: Bool
  }

  /// - Parameters:
  ///   - rings: of the things, in pixels of the grid.
  ///   - printed: of `earlier`, likewise; empty where an outline has no place there.
  ///   - taken: ids that other things have already.
  func match(
    _ things: [Group], rings: [[PixelPoint]], printed: [[PixelPoint]], taken: Set<String>
  ) -> Match {
    var match = Match()
    // The machine's own word: a person may have called the works a crane.
    let before = Dictionary(
      grouping: earlier.indices.filter { !taken.contains(earlier[$0].id) && earlier[$0].change != nil }
    ) { Group(change: earlier[$0].change ?? .built, isWorks: earlier[$0].machineKind == .works) }
    let now = Dictionary(grouping: things.indices) { things[$0] }
    for (group, old) in before { if let new = now[group] { add(old, new, rings, printed, to: &match) } }
    match.links.sort { ($0.pieces.first?.share ?? 0, "\($0.whole)") > ($1.pieces.first?.share ?? 0, "\($1.whole)") }
    return match
  }

  private func add(
    _ old: [Int], _ new: [Int], _ rings: [[PixelPoint]], _ printed: [[PixelPoint]], to match: inout Match
  ) {
    func sightings(_ indices: [Int], _ rings: [[PixelPoint]]) -> (indices: [Int], sightings: [Sighting]) {
      let pairs = indices.compactMap { index in
        // A plane in pixels: nothing here is a length.
        Sighting(outline: rings[index].map { MapPoint(easting: $0.column, northing: $0.row) }).map { (index, $0) }
      }
      return (pairs.map(\.0), pairs.map(\.1))
    }
    let (old, before) = sightings(old, printed)
    let (new, after) = sightings(new, rings)
    var settings = IdentitySettings()
    settings.alone = -log(Self.leastOverlap) / settings.shapeScatter
    settings.confirmations = 1
    let dates = [before, after].enumerated().map { number, shown in
      DateSightings(date: Timestamp(secondsSince1970: number), sightings: shown, placeDoubt: 0)
    }
    let result = IdentityTracker(settings: settings).track(dates)
    var names: [Int: String] = [:]
    for (place, id) in result.ids[0].enumerated() { names[id] = earlier[old[place]].id }
    for link in result.links where link.form == .merge {
      // First come is of no use here, as all were printed: the largest stays.
      if let largest = link.pieces.first { names[link.whole] = names[largest.track] ?? names[link.whole] }
    }
    var indexOf: [Int: Int] = [:]
    for (place, id) in result.ids[1].enumerated() {
      indexOf[id] = new[place]
      if let name = names[id] { match.ids[new[place]] = name }
    }
    var printedNames: [Int: String] = [:]
    for (place, id) in result.ids[0].enumerated() { printedNames[id] = earlier[old[place]].id }
    func found(_ id: Int) -> Name? { indexOf[id].map(Name.found) }
    func was(_ id: Int) -> Name? { printedNames[id].map(Name.printed) }
    for link in result.links {
      let isSplit = link.form == .split
      let pieces = link.pieces.compactMap { piece in
        (isSplit ? found(piece.track) : was(piece.track)).map { (name: $0, share: piece.share) }
      }
      guard let whole = isSplit ? was(link.whole) : found(link.whole), pieces.count == link.pieces.count else {
        continue
      }
      match.links.append(Link(form: link.form, whole: whole, pieces: pieces))
    }
  }
}

extension FeatureIdentity.Match {
  /// The links by ids, once every thing has one.
  func changes(_ ids: [String]) -> [IdentityChange] {
    func id(_ name: FeatureIdentity.Name) -> String {
      switch name {
      case .printed(let id): id
      case .found(let index): ids[index]
      }
    }
    return links.map { link in
      IdentityChange(
        form: link.form, whole: id(link.whole), pieces: link.pieces.map { .init(id: id($0.name), share: $0.share) })
    }
  }
}
