import Places

/// How an outline is drawn: by what happened, in a colour and a dash of its own, so that neither is needed alone.
enum OutlineStyle: String, CaseIterable {
  case new, removed, altered, cleared, works, standing, site

  init(kind: FeatureKind, change: ChangeKind?) {
    self =
      switch (kind, change) {
      case (_, .removed?): .removed
      case (.works, _?): .works
      case (_, .built?): .new
      case (_, .altered?): .altered
      case (_, .cleared?): .cleared
      case (_, nil): .standing
      }
  }

  var words: String {
    switch self {
    case .new: "new"
    case .removed: "removed"
    case .altered: "altered"
    case .cleared: "ground cleared"
    case .works: "works (ground of one project)"
    case .standing: "standing structure, measured for comparison"
    case .site: "boundary of the site"
    }
  }

  /// Class in the style sheet.
  var name: String { "o-\(rawValue)" }
}
