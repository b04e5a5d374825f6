import Provenance

/// One observation or source that speaks for or against something, with all that could tie it to another.
package struct EvidenceLine: Sendable, Hashable {
  package enum Kind: String, Sendable, CaseIterable { case observation, source }

  package let id: String
  package let kind: Kind
  package let isFor: Bool
  /// Ids of the scenes that it rests on.
  package var scenes: Set<String>
  package var sensors: Set<String>
  package var authors: Set<String>
  package var publishers: Set<String>
  /// Whence it heard of it, in any words that are the same each time.
  package var tips: Set<String>
  /// Ids of what it quotes: other lines, or anything else that has an id.
  package var quotes: Set<String>
  package var contentHash: ContentHash?

  package init(
    _ id: String, _ kind: Kind, isFor: Bool = true, scenes: Set<String> = [], sensors: Set<String> = [],
    authors: Set<String> = [], publishers: Set<String> = [], tips: Set<String> = [], quotes: Set<String> = [],
    contentHash: ContentHash? = nil
  ) {
    self.id = id
    self.kind = kind
    self.isFor = isFor
    self.scenes = scenes
    self.sensors = sensors
    self.authors = authors
    self.publishers = publishers
    self.tips = tips
    self.quotes = quotes
    self.contentHash = contentHash
  }
}
