import Alignment
import CaseStore
import Catalogue
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Rasters
import Stacks
import Statistics

/// A case's scenes as one stack: grid and reference fixed once, every scene prepared, masked and normalised.
struct CaseStack {
  let series: StackSeries
  let grid: Grid
  let gsd: Metres
  let reference: Scene
  /// All rows of the case, with exclusions and alignments as they now stand.
  let rows: [SceneRow]
  let inSite: [Bool]
  let records: [StepRecord]
  /// Records of the scenes prepared in this run.
  let newRecords: [StepRecord]
  /// Scenes that were prepared in this run, not found in the cache.
  let newScenes: Int
  /// How each scene that could be aligned lies on the reference.
  let fits: [ContentHash: FittedTransform]
  /// What ties the reference to known coordinates; `nil` where it is taken at its word.
  let control: ControlTie?
  let placing: ScenePlacing

  /// By how much the typical picture seems coarser than the grid, 1 where it is not clearly so: told beside the limits of
  /// size, not multiplied with them. The measure finds four enlargements in five and takes some soft pictures for enlarged
  /// ones: of a simulated plant of 10 m, never enlarged, six of eleven.
  var coarseness: Double {
    let sizes = rows.compactMap { row in
      row.exclusion == nil ? (row.effectiveGSD ?? row.scene?.gsd)?.magnitude : nil
    }
    let typical = (Quantiles.median(sizes) ?? gsd.magnitude) / gsd.magnitude
    return typical > SceneState.worthAWord ? typical : 1
  }

  /// The smallest window of the grid that holds the site.
  var siteWindow: Window {
    var (left, top, right, bottom) = (grid.columns, grid.rows, -1, -1)
    for pixel in inSite.indices where inSite[pixel] {
      (left, right) = (min(left, pixel % grid.columns), max(right, pixel % grid.columns))
      (top, bottom) = (min(top, pixel / grid.columns), max(bottom, pixel / grid.columns))
    }
    guard right >= left else { return Window(column: 0, row: 0, columns: 0, rows: 0) }
    return Window(column: left, row: top, columns: right - left + 1, rows: bottom - top + 1)
  }

  /// Scenes coarser than the grid by more than this factor show its things no more.
  static let coarsest = 1.5
  /// Scenes are compared with each other; one alone shows no change.
  static let fewestScenes = 2
}

/// Why there is no stack, and what was found out about the scenes until that was known.
struct StackRefusal: Error {
  let error: MonitoringError
  let rows: [SceneRow]
  let fits: [ContentHash: FittedTransform]
  /// `nil` where none was chosen.
  let reference: Scene?
  let gsd: Metres?
}

/// Builds the stack of a case from its rows.
struct CaseStackBuilder {
  let store: CaseStore
  let options: RunOptions
  let reader: RasterReader
  /// Content that was hashed in this run and is where its scene says.
  var verified: Set<ContentHash> = []
  /// Pixels of the grid beyond which the stack is refused before any scene is read.
  var mostPixels = StackGrid.maximumPixels

  /// What is found out on the way, kept where the stack is refused.
  private struct Draft {
    var rows: [SceneRow]
    var fits: [ContentHash: FittedTransform] = [:]
    var reference: Scene?
    var gsd: Metres?
  }

  /// - Throws: `StackRefusal` where no scene can be used, none covers the site, or there is only one.
  func build(_ rows: [SceneRow]) throws -> CaseStack {
    var draft = Draft(rows: rows)
    do {
      return try build(&draft)
    } catch let error as MonitoringError {
      throw StackRefusal(
        error: error, rows: draft.rows, fits: draft.fits, reference: draft.reference, gsd: draft.gsd)
    }
  }

  private func build(_ draft: inout Draft) throws -> CaseStack {
    let sites = try store.sites().filter { $0.role == .site }
    let candidates = draft.rows.indices.filter { draft.rows[$0].scene != nil && isOpen(draft.rows[$0]) }
    for index in candidates { draft.rows[index].forgetPreparation() }
    guard !candidates.isEmpty else { throw unusable(draft.rows) }
    let gsd = try fixedGSD(draft.rows, candidates)
    draft.gsd = gsd
    let grid = try StackGrid.make(sites: sites, gsd: gsd)
    try StackGrid.check(grid, of: sites, for: mostPixels)
    let inSite = try SitePixels(grid: grid).mask(sites.flatMap(\.polygons))
    guard inSite.contains(true) else { throw tooSmall(gsd) }
    let lattice = GridLattice(grid)
    let placing = try ScenePlacing(
      store, for: candidates.compactMap { draft.rows[$0].scene }, grid: grid, reader: reader)
    for index in candidates {
      draft.rows[index].scene = draft.rows[index].scene.map { placing.remarked($0, grid: grid) }
    }
    let bands = try screen(&draft.rows, candidates, lattice, placing, gsd: gsd, inSite: inSite)
    let open = draft.rows.indices.filter { draft.rows[$0].scene != nil && draft.rows[$0].exclusion == nil }.sorted {
      before(draft.rows[$0], draft.rows[$1])
    }
    guard !open.isEmpty, let bands else { throw unusable(draft.rows) }
    var assembly = StackAssembly(
      options: options, reader: reader, verified: verified, cache: store.folder.cache, lattice: lattice, gsd: gsd,
      bands: bands, placing: placing)
    let scenes = open.compactMap { draft.rows[$0].scene }
    let reference = try self.reference(scenes, assembly)
    draft.reference = reference.scene
    let control = try self.control(reference.scene, placing, grid: grid)
    assembly.control = control?.transform
    let prepared = assembly.prepared(scenes, reference: reference)
    if let failure = prepared.lazy.compactMap(\.failure).first { throw failure }
    for (position, index) in open.enumerated() {
      draft.rows[index].tell(prepared[position])
      draft.rows[index].effectiveGSD = prepared[position].effectiveGSD
      draft.rows[index].alignment = prepared[position].alignment.map { alignment($0, gsd: gsd) }
      draft.fits[scenes[position].contentHash] = prepared[position].alignment
    }
    let result = try stack(prepared, scenes, grid: grid, reference: reference.scene, draft.rows)
    note(result, in: &draft.rows, open, inSite: inSite)
    guard result.series.count > 0 else { throw unusable(draft.rows) }
    return CaseStack(
      series: result.series, grid: grid, gsd: gsd, reference: reference.scene, rows: draft.rows, inSite: inSite,
      records: prepared.map(\.record), newRecords: prepared.filter(\.isNew).flatMap(\.records),
      newScenes: prepared.count(where: \.isNew), fits: draft.fits, control: control, placing: placing)
  }

  private func stack(
    _ prepared: [StackAssembly.Prepared], _ scenes: [Scene], grid: Grid, reference: Scene, _ rows: [SceneRow]
  ) throws -> StackBuilder.Result {
    let usable = scenes.indices.filter { prepared[$0].warped != nil }
    guard let level = usable.firstIndex(where: { scenes[$0].contentHash == reference.contentHash }) else {
      throw unusable(rows)
    }
    guard usable.count >= CaseStack.fewestScenes else { throw tooFew(rows) }
    let inputs = usable.compactMap { position in
      prepared[position].warped.map {
        StackBuilder.Input(
          id: scenes[position].id, date: scenes[position].date, warped: $0,
          sun: (try? scenes[position].sunPosition()) ?? nil, shaded: prepared[position].shaded)
      }
    }
    options.progress.report("normalising and masking", done: 0, of: 1)
    return StackBuilder(grid: grid, threads: options.threads).build(inputs, reference: level)
  }

  /// What masking found out about each scene, onto its row.
  private func note(
    _ result: StackBuilder.Result, in rows: inout [SceneRow], _ open: [Int],
    inSite: [Bool]
  ) {
    let shares = result.series.clearShares(where: inSite, threads: options.threads)
    for index in open {
      guard let scene = rows[index].scene, rows[index].exclusion == nil else { continue }
      rows[index].exclusion = result.excluded[scene.id]
      if let position = result.series.sceneIDs.firstIndex(of: scene.id) {
        rows[index].clearFraction = (shares[position] * 1_000).rounded() / 1_000
      }
    }
  }

  /// Whether an earlier exclusion may be lifted by looking again: what the file itself lacks stays lacking.
  private func isOpen(_ row: SceneRow) -> Bool {
    switch row.exclusion?.code {
    case .duplicate, .tooLarge, .noDate, .noCRS: false
    default: true
    }
  }

  private func before(_ left: SceneRow, _ right: SceneRow) -> Bool {
    guard let a = left.scene, let b = right.scene else { return false }
    return (a.date, a.id) < (b.date, b.id)
  }

  /// The pixel of the case's grid: the median of the first scenes' ground pixels, kept from then on.
  private func fixedGSD(_ rows: [SceneRow], _ candidates: [Int]) throws -> Metres {
    if let kept = try store.setting("gsd").flatMap(Double.init) { return Metres(kept) }
    let sizes = candidates.compactMap { rows[$0].scene?.gsd.magnitude }.sorted()
    // To a hundredth of its size: pictures of one sensor differ in the last digits only.
    let median = sizes[sizes.count / 2]
    let unit = pow(10, (log10(median) - 2).rounded(.down))
    let gsd = (median / unit).rounded() * unit
    try keep("gsd", "\(gsd)")
    return Metres(gsd)
  }

  private func screen(
    _ rows: inout [SceneRow], _ candidates: [Int], _ lattice: GridLattice, _ placing: ScenePlacing, gsd: Metres,
    inSite: [Bool]
  ) throws -> StackBands? {
    for index in candidates {
      guard let scene = rows[index].scene else { continue }
      if scene.gsd.magnitude > CaseStack.coarsest * gsd.magnitude {
        rows[index].exclusion = Exclusion(
          .tooCoarse,
          "Its pixel is \(JSONValue.fixed(scene.gsd.magnitude, places: 2)) m on the ground, "
            + "the stack's \(gsd.magnitude) m.")
      } else if !zones(scene).contains(where: { covers($0, lattice, placing, inSite: inSite) }) {
        rows[index].exclusion = Exclusion(.offPicture, "The picture does not cover the site.")
      }
    }
    guard let bands = try fixedBands(candidates.compactMap { rows[$0].exclusion == nil ? rows[$0].scene : nil })
    else { return nil }
    for index in candidates where rows[index].exclusion == nil {
      rows[index].exclusion = rows[index].scene.flatMap { bands.exclusion(of: $0) }
    }
    return bands
  }

  /// What the stack is made of: as the scene named as reference is, else the case's, else as most of its first scenes
  /// are. Kept from then on, so that pictures added later turn out none that the case was made with.
  private func fixedBands(_ scenes: [Scene]) throws -> StackBands? {
    let kept = try store.setting("stackBands").flatMap { StackBands(text: $0) }
    let named = options.reference.flatMap { wanted in scenes.first { isNamed($0, wanted) } }
    let oldCount = try store.setting("bandCount").flatMap(Int.init)
    let oldReference = try store.setting("reference").flatMap(ContentHash.init(stored:))
    let bands =
      named.map { StackBands(like: $0, among: scenes) } ?? kept
      ?? StackBands.old(bandCount: oldCount, reference: oldReference, among: scenes)
      ?? StackBands.most(of: scenes)
    if let bands { try keep("stackBands", bands.json.compactText) }
    return bands
  }

  /// What is fixed once, into the case; a case that is only read stays as it is.
  private func keep(_ key: String, _ value: String) throws {
    guard store.isWritable, try store.setting(key) != value else { return }
    try store.set(key, value)
  }

  private func isNamed(_ scene: Scene, _ name: String) -> Bool {
    scene.id == name || scene.name == name || URL(fileURLWithPath: scene.path).lastPathComponent == name
  }

  /// Whether any pixel of the site lies under the scene's footprint.
  private func covers(_ scene: Scene, _ lattice: GridLattice, _ placing: ScenePlacing, inSite: [Bool]) -> Bool {
    guard let warp = try? placing.warp(scene, onto: lattice), warp.needed != nil else { return false }
    let grid = lattice.grid
    let step = max(1, Int(Double(grid.pixelCount).squareRoot() / 60))
    for row in stride(from: 0, to: grid.rows, by: step) {
      for column in stride(from: 0, to: grid.columns, by: step) where inSite[row * grid.columns + column] {
        let place = warp.sourcePoint(PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5))
        if place.column >= 0, place.row >= 0, place.column < Double(scene.grid.columns),
          place.row < Double(scene.grid.rows)
        {
          return true
        }
      }
    }
    return false
  }

  private func reference(_ scenes: [Scene], _ assembly: StackAssembly) throws -> StackAssembly.Reference {
    if let wanted = options.reference {
      guard
        let scene = scenes.first(where: { isNamed($0, wanted) })
      else {
        throw MonitoringError(
          .unknown, at: wanted, "No usable scene of the case has this id or file name.",
          mend: "Name a scene from the report's table of scenes.")
      }
      try keep("reference", scene.contentHash.hexadecimal)
      return StackAssembly.Reference(scene: scene)
    }
    if let kept = try store.setting("reference").flatMap(ContentHash.init(stored:)),
      let scene = scenes.first(where: { $0.holds(kept) })
    {
      return StackAssembly.Reference(scene: scene)
    }
    guard let chosen = assembly.chooseReference(scenes) else {
      throw MonitoringError(
        .noUsableScene, at: store.folder.path, "None of the \(scenes.count) scenes that cover the site could be read.",
        mend: "Look at the reasons in the list of excluded files.")
    }
    try keep("reference", chosen.scene.contentHash.hexadecimal)
    return chosen
  }

  /// The reference tied to the control points that were given, now or earlier.
  /// - Throws: `MonitoringError.badControl` where they contradict each other, or count pixels of another scene.
  private func control(_ reference: Scene, _ placing: ScenePlacing, grid: Grid) throws -> ControlTie? {
    if let points = options.control {
      let setting = points.isEmpty ? nil : ControlSetting(reference: reference.contentHash, points: points)
      let tied = try setting.map { try tie($0, reference, placing, grid: grid) }
      if store.isWritable { try store.set(ControlSetting.key, setting?.json.compactText) }
      return tied
    }
    guard let setting = try store.setting(ControlSetting.key).flatMap(ControlSetting.init(text:)) else { return nil }
    guard setting.reference == reference.contentHash else {
      throw MonitoringError(
        .badControl, at: reference.id,
        "The case's control points count pixels of another scene than this, its reference.",
        mend: "Give points of this scene with prepare --control CSV, or take them away with prepare --control none.")
    }
    return try tie(setting, reference, placing, grid: grid)
  }

  private func tie(
    _ setting: ControlSetting, _ reference: Scene, _ placing: ScenePlacing, grid: Grid
  ) throws -> ControlTie {
    let shown = try placing.places(of: setting.points.map(\.pixel), in: reference)
    do throws(StackError) {
      return try ControlTie(setting.points, scene: reference.grid, grid: grid, shown: shown)
    } catch {
      throw MonitoringError(.badControl, at: error.place, error.reason, mend: error.mend)
    }
  }

  private func alignment(_ fit: FittedTransform, gsd: Metres) -> SceneAlignment {
    let shift = fit.transform.shiftAtCentre
    return SceneAlignment(
      shiftRows: (shift.rows * 10_000).rounded() / 10_000,
      shiftColumns: (shift.columns * 10_000).rounded() / 10_000,
      ce90Metres: (fit.ce90InPixels * gsd.magnitude * 1_000).rounded() / 1_000,
      transform: fit.transform.coefficients)
  }

  // MARK: - Refusals

  private func unusable(_ rows: [SceneRow]) -> MonitoringError {
    guard !rows.isEmpty else {
      return MonitoringError(
        .noUsableScene, at: "imagery", "No picture file was found.",
        mend: "Give folders or files that hold GeoTIFF, JPEG 2000, NITF, ENVI, PNG or JPEG pictures.")
    }
    if rows.allSatisfy({ $0.exclusion?.code == .offPicture }) {
      return MonitoringError(
        .outsideAllScenes, at: "site", "None of the \(rows.count) pictures covers the site.",
        mend: "Check the site's coordinates (longitude first) and the pictures' place.")
    }
    return MonitoringError(
      .noUsableScene, at: "imagery", "None of the \(rows.count) files can be used: \(tally(rows))",
      mend: "Mend what the reasons name, or give other pictures.")
  }

  private func tooSmall(_ gsd: Metres) -> MonitoringError {
    MonitoringError(
      .unmeasurable, at: "site",
      "No pixel of \(JSONValue.fixed(gsd.magnitude, places: 2)) m has its centre in the site.",
      mend: "Draw the site around all that you want to hear about, or give finer pictures.")
  }

  /// How many files were left out for which reason, the most frequent first, and the first of them in full.
  private func tally(_ rows: [SceneRow]) -> String {
    var counts: [ExclusionCode: Int] = [:]
    for row in rows { if let code = row.exclusion?.code { counts[code, default: 0] += 1 } }
    let list = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\($0.value) \($0.key.rawValue)" }
    let example = rows.first { $0.exclusion != nil }
    return list.joined(separator: ", ") + "."
      + (example.map { " First: \($0.fileName): \($0.exclusion?.reason ?? "")" } ?? "")
  }

  private func tooFew(_ rows: [SceneRow]) -> MonitoringError {
    MonitoringError(
      .tooFewScenes, at: "imagery",
      "Only one scene of \(rows.count) \(rows.count == 1 ? "file" : "files") can be used; "
        + "change needs at least \(CaseStack.fewestScenes)."
        + (rows.contains { $0.exclusion != nil } ? " Left out: \(tally(rows))" : ""),
      mend: "Add pictures of other dates" + (rows.count > 1 ? ", or mend what the reasons name." : "."))
  }
}

extension SceneRow {
  /// As `SceneState.coarserGSD`.
  var coarserGSD: Metres? {
    guard let scene, let effectiveGSD, effectiveGSD.magnitude > SceneState.worthAWord * scene.gsd.magnitude
    else { return nil }
    return effectiveGSD
  }

  /// Without what an earlier run found out by preparing it.
  fileprivate mutating func forgetPreparation() {
    exclusion = nil
    alignment = nil
    clearFraction = nil
    effectiveGSD = nil
  }
}
