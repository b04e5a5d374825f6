import Places

/// Which features stand where in the report: the headline, the cards, the table of the rest, the rejected.
package struct FindingList {
  /// Beyond these a reader no longer reads; the rest is told in a table.
  package static let headlineLimit = 20
  package static let cardLimit = 60

  package struct Entry {
    package let item: ReportFeature
    package let children: [ReportFeature]
  }

  /// The strongest changes in the order of their numbers, those of one project under their works.
  package let headline: [Entry]
  /// Changes that found no place in the headline.
  package let beyondHeadline: Int
  /// Every change that was not rejected.
  package let changes: [ReportFeature]
  package let standing: [ReportFeature]
  package let cards: [ReportFeature]
  package let table: [ReportFeature]
  package let rejected: [ReportFeature]
  /// Numbers of the features that lie within each works, by the works' id.
  package let childNumbers: [String: [Int]]
  package let numberOfID: [String: Int]

  package init(_ features: [ReportFeature]) {
    let ordered = features.sorted { $0.number < $1.number }
    rejected = ordered.filter { $0.feature.status == .rejected }
    let kept = ordered.filter { $0.feature.status != .rejected }
    changes = kept.filter { $0.feature.change != nil }
    standing = kept.filter { $0.feature.change == nil }
    numberOfID = Dictionary(kept.map { ($0.feature.id, $0.number) }, uniquingKeysWith: { first, _ in first })
    childNumbers = Dictionary(
      grouping: kept.filter { $0.feature.parent != nil }, by: { $0.feature.parent ?? "" }
    ).mapValues { $0.map(\.number) }

    let shown = Self.strongest(changes, Self.headlineLimit)
    beyondHeadline = changes.count - shown.count
    let shownIDs = Set(shown.map(\.feature.id))
    let isChild = { (item: ReportFeature) in
      item.feature.parent.map { $0 != item.feature.id && shownIDs.contains($0) } ?? false
    }
    // A child of a child would vanish from a list of two levels: only those whose parent heads an entry are nested.
    let heads = Set(shown.filter { !isChild($0) }.map(\.feature.id))
    let isNested = { (item: ReportFeature) in isChild(item) && heads.contains(item.feature.parent ?? "") }
    headline = shown.filter { !isNested($0) }.map { head in
      Entry(item: head, children: shown.filter { isNested($0) && $0.feature.parent == head.feature.id })
    }
    cards = Self.strongest(kept, Self.cardLimit)
    let carded = Set(cards.map(\.number))
    table = kept.filter { !carded.contains($0.number) }
  }

  /// The `limit` features of highest score, in the order of their numbers.
  private static func strongest(_ items: [ReportFeature], _ limit: Int) -> [ReportFeature] {
    guard items.count > limit else { return items }
    let strongest = items.sorted {
      $0.feature.score != $1.feature.score ? $0.feature.score > $1.feature.score : $0.number < $1.number
    }
    return strongest.prefix(limit).sorted { $0.number < $1.number }
  }
}
