import Alignment
import CaseStore
import Catalogue
import Geodesy
import Places
import Provenance
import Quantities
import Reports
import Stacks

extension CaseStack {
  /// What the stack's numbers inherit: registration by scene, radiometry, and where the reference lies on the ground.
  var budget: ErrorBudget {
    let byScene = Dictionary(
      rows.compactMap { row in row.scene.map { ($0.id, row) } }, uniquingKeysWith: { first, _ in first })
    let radiometry = Dictionary(
      zip(series.sceneIDs, series.normalisationErrors).map { ($0, $1.map(\.deviation)) },
      uniquingKeysWith: { first, _ in first }
    ).filter { !$0.value.isEmpty }
    let terms = series.sceneIDs.map { id in
      ErrorBudget.SceneTerm(
        scene: id, registration: Metres(byScene[id]?.alignment?.ce90Metres ?? 0), radiometry: radiometry[id],
        relief: byScene[id]?.scene.flatMap { placing.relief($0, grid: grid)?.radius90 })
    }
    return ErrorBudget(gsd: gsd, scenes: terms, position: position)
  }

  /// What change detection takes over of the budget: how far each scene may lie off, and how steep the ground is there.
  typealias DisplacedScenes = (slopes: GroundSlopes?, displacements: [Float])

  /// Empty where no scene was aligned to another.
  var displacedScenes: DisplacedScenes {
    let displacements = budget.displacementsInPixels.map { Float($0) }
    guard displacements.contains(where: { $0 > 0 }) else { return (nil, []) }
    return (GroundSlopes(series, displacements: displacements), displacements)
  }

  /// Where the sun stood on each date of the series, as far as metadata or a real time of day say it.
  var suns: [SolarPosition?] {
    let scenes = Dictionary(
      rows.compactMap { row in row.scene.map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
    return series.sceneIDs.map { id in scenes[id].flatMap { (try? $0.sunPosition()) ?? nil } }
  }

  /// How far coordinates may lie from the ground's own: by control points, else at the reference's word.
  var position: PositionAccuracy {
    link?.position ?? control?.accuracy ?? reference.positionAccuracy
  }

  // MARK: - In words

  /// The budget as the report prints it.
  var budgetTerms: [BudgetTerm] {
    [registrationTerm, heldOutTerm, link?.term, reliefTerm, radiometryTerm, positionTerm].compactMap { $0 }
  }

  private var registrationTerm: BudgetTerm? {
    let budget = budget
    guard let typical = budget.typicalRegistration, let worst = budget.worstRegistration else { return nil }
    let kinds = Dictionary(grouping: fits.values.map(\.transform.kind), by: { $0 }).mapValues(\.count)
    let words = PictureTransform.Kind.allCases.compactMap { kind in
      kinds[kind].map { "\($0) by a\(kind == .affine ? "n" : "") \(kind.rawValue)" }
    }
    return BudgetTerm(
      term: "Registration: picture on picture",
      size: "\(NumberText.metres(typical)) CE90, at worst \(NumberText.metres(worst.registration))",
      effect:
        "Sides of outlines, each for itself, so areas and ratios by a little; along edges, what it explains is no change.",
      source: "Scatter of tie points; \(words.joined(separator: ", ")), the reference among them.")
  }

  private var heldOutTerm: BudgetTerm? {
    let held = fits.values.compactMap(\.heldOut)
    let radii = held.map(\.ce90InPixels).sorted()
    guard !radii.isEmpty else { return nil }
    let (points, passing) = held.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.passing) }
    return BudgetTerm(
      term: "Residuals of tie points held out",
      size: "\(NumberText.metres(Metres(radii[radii.count / 2] * gsd.magnitude))) CE90",
      effect: "Nothing: it is the check on the line above, the tie points' own noise and what really changed included.",
      source: "\(NumberText.count(passing)) of \(NumberText.count(points)) held-out tie points that pass as unchanged.")
  }

  private var reliefTerm: BudgetTerm? {
    budget.worstRelief.map { worst in
      let count = rows.count { $0.exclusion == nil && $0.scene?.product.rationalPolynomials != nil }
      let source =
        switch placing.setting {
        case .stated:
          "one height that was stated, taken to be right to \(NumberText.metres(HeightSetting.statedDeviation))"
        case .model: "an elevation model, taken to be right to \(NumberText.metres(placing.modelDeviation))"
        case nil: "the polynomials' middle height, any that they were made for being as likely"
        }
      return BudgetTerm(
        term: "Relief: pictures that are not orthorectified",
        size: "\(NumberText.metres(worst.radius)) at 90 %, at worst",
        effect:
          "How pictures of other views lie on each other where the ground leaves that height, and what stands on it; "
          + "what a whole picture has in common is taken away by alignment.",
        source: "\(count) \(count == 1 ? "picture" : "pictures") placed by rational polynomials; \(source).")
    }
  }

  private var radiometryTerm: BudgetTerm? {
    budget.typicalRadiometry.map { bands in
      BudgetTerm(
        term: "Radiometry: scene on level",
        size: bands.map { JSONValue.fixed($0, places: $0 < 1 ? 4 : 1) }.joined(separator: ", "),
        effect: "The least change of brightness that counts; no area by itself.",
        source:
          "Check pixels that the normalisation of each scene did not use; bands in order, in the reference's units.")
    }
  }

  private var positionTerm: BudgetTerm {
    let position = position
    return BudgetTerm(
      term: "Position on the ground",
      size: position.ce90.map { "\(NumberText.metres($0)) CE90" } ?? "not known",
      effect: "All published coordinates together; no area, length or ratio.", source: position.source.asSentence)
  }
}

extension String {
  /// With a capital in front and a full stop behind.
  fileprivate var asSentence: String { prefix(1).uppercased() + dropFirst() + (hasSuffix(".") ? "" : ".") }
}
