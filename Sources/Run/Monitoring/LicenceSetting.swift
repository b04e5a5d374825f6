import CaseStore
import Catalogue
import Evidence
import Foundation
import Provenance

extension CaseStore {
  static let licenceKey = "licenceRules"

  /// The terms that an analyst gave, `LicenceRules.none` where nobody did.
  /// - Throws: `CatalogueError.badTerms` where what the case holds cannot be read: what may not be published must not
  ///   become publishable by a slip.
  package func licenceRules() throws -> LicenceRules {
    guard let text = try setting(Self.licenceKey) else { return .none }
    guard let json = try? JSONValue(parsing: Data(text.utf8)) else {
      throw CatalogueError(
        .badTerms, at: "the case's licence terms", "They cannot be read.",
        mend: "Give them again with: telltale licence CASE --from FILE --by WHO.")
    }
    return try LicenceRules(json: json, name: "the case's licence terms")
  }
}

extension CaseRun {
  /// The terms that hold for one picture of a case.
  package struct LicensedScene: Sendable {
    package let file: String
    package let scene: Scene
    package let terms: LicenceTerms

    package var json: JSONValue {
      [
        "file": .string(file), "scene": .string(scene.id), "sensor": .string(scene.sensor),
        "licence": JSONValue(terms.name), "publishable": .bool(terms.isPublishable),
        "mostPixels": terms.mostPixels.map { .integer($0) } ?? .null,
        "finestPixelMetres": terms.finestPixel.map { .number($0.magnitude) } ?? .null,
        "attributions": .array(terms.attributions.map { .string($0) }),
        "origin": .string(scene.origin.state.rawValue),
      ]
    }

    package var line: String {
      var parts = [terms.words]
      if !terms.isPublishable { parts.append("not to be published") }
      if let most = terms.mostPixels { parts.append("at most \(most) pixels wide") }
      if let finest = terms.finestPixel { parts.append("pixels of at least \(finest.magnitude) m") }
      return "\(file): " + (parts + terms.attributions + [scene.origin.words]).joined(separator: "; ")
    }
  }

  /// Keeps the rules in `file` and writes them to the ledger. The report must be made again before anything is handed
  /// on: the one that is there may show what may no longer be shown.
  /// - Throws: `CatalogueError.badTerms`; `CaseError`.
  package func keepLicences(_ file: String, by person: String) throws {
    let rules = try LicenceRules(file: file)
    try store.commit { transaction in
      try transaction.set(CaseStore.licenceKey, rules.json.compactText)
      try transaction.append([LedgerAct("licence", by: person, at: options.now, settings: rules.json)])
      try transaction.set("published", nil)
    }
  }

  /// What holds for each picture that is a scene, in the order of time.
  package func licences() throws -> [LicensedScene] {
    let rules = try store.licenceRules()
    return try store.scenes().compactMap { row in
      row.scene.map { LicensedScene(file: row.fileName, scene: $0, terms: rules.terms(of: $0)) }
    }
  }
}
