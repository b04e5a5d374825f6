/// What goes on at a site, as site models say it.
package enum SitePhase: String, Sendable, CaseIterable {
  case noActivity = "No Activity"
  case sitePreparation = "Site Preparation"
  case activeConstruction = "Active Construction"
  case postConstruction = "Post Construction"
  case unknown = "Unknown"

  /// The four that tables count, in the order of a site's life.
  static let counted: [SitePhase] = [.noActivity, .sitePreparation, .activeConstruction, .postConstruction]

  /// Labels of the parts of an observation: those of one file are joined by ", ", those of several by "_".
  static func labels(of text: String) -> [String] {
    text.replacing("_", with: ", ").split(separator: ", ", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether work goes on in any of the texts.
  static func isActive(_ texts: [String]) -> Bool {
    texts.contains { $0.contains(sitePreparation.rawValue) || $0.contains(activeConstruction.rawValue) }
  }
}
