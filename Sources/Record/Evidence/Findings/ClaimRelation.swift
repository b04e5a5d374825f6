/// What a claim says of its subject.
package enum ClaimRelation: String, Sendable, CaseIterable {
  /// It came, went, was changed, or its ground was cleared, within the bracket.
  case built, removed, altered, cleared
  /// Its `quantity` has the estimate's size.
  case measures
  /// Its `quantity` over the object's: the estimate is the quotient, subject over object.
  case ratio
  /// Its beginning lies so many days before the object's; a negative estimate means after.
  case beganBefore
  /// So much of a line is occupied on the date.
  case occupied
  /// So many are there on the date.
  case counted
  /// Area built or disturbed in a month.
  case pace
  /// It can no longer be seen, since some date within the bracket.
  case hidden
  /// No new thing over the estimate's size came within the bracket, but for the share that was not seen.
  case noneNew
  /// A judgement in the analyst's own words: never a number.
  case judged

  /// Whether the claim rests on what pictures show, so that it can be computed again.
  package var isObserved: Bool { self != .judged }
}

/// What of a thing is measured or compared.
package enum ClaimQuantity: String, Sendable, CaseIterable {
  case area, length, width, perimeter, height, floorArea, orientation, temperature, share

  package var words: String {
    switch self {
    case .floorArea: "floor area"
    case .temperature: "surface temperature"
    case .share: "disturbed share"
    default: rawValue
    }
  }
}
