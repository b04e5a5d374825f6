import Alignment
import CaseStore
import Catalogue
import Foundation
import Places
import Provenance
import Quantities
import Rasters
import Stacks

/// Builds one stack of a case from the rows of its scenes.
struct CaseStackBuilder {
  let store: CaseStore
  let options: RunOptions
  let reader: RasterReader
  /// What was chosen for this stack before.
  let settings: StackSettings
  let gsd: Metres
  /// `nil` for the main stack.
  var linking: StackLinking?
  /// Finer scenes of other stacks that are resampled into this one for their dates; none of them is its reference.
  var guests: Set<ContentHash> = []
  /// Content that was hashed in this run and is where its scene says.
  var verified: Set<ContentHash> = []
  /// Pixels of the grid beyond which the stack is refused before any scene is read.
  var mostPixels = StackGrid.maximumPixels

  /// What is found out on the way, kept where the stack is refused.
  private struct Draft {
    var rows: [SceneRow]
    var fits: [ContentHash: FittedTransform] = [:]
    var reference: Scene?
  }

  /// - Throws: `StackRefusal` where no scene can be used, none covers the site, or there is only one.
  func build(_ rows: [SceneRow]) throws -> CaseStack {
    var draft = Draft(rows: rows)
    do {
      return try build(&draft)
    } catch let error as MonitoringError {
      throw StackRefusal(
        error: error, rows: draft.rows, fits: draft.fits, reference: draft.reference, gsd: gsd)
    }
  }

  private func build(_ draft: inout Draft) throws -> CaseStack {
    let sites = try store.sites().filter { $0.role == .site }
    let candidates = draft.rows.indices.filter { draft.rows[$0].scene != nil && draft.rows[$0].isOpen }
    let grid = try StackGrid.make(sites: sites, gsd: gsd)
    try StackGrid.check(grid, of: sites, for: mostPixels)
    let inSite = try SitePixels(grid: grid).mask(sites.flatMap(\.polygons))
    guard inSite.contains(true) else { throw MonitoringError.tooSmall(gsd) }
    let lattice = GridLattice(grid)
    let placing = try ScenePlacing(
      store, for: candidates.compactMap { draft.rows[$0].scene }, grid: grid, reader: reader)
    for index in candidates {
      draft.rows[index].scene = draft.rows[index].scene.map { placing.remarked($0, grid: grid) }
    }
    let bands = try screen(&draft.rows, candidates, lattice, placing, inSite: inSite)
    let open = draft.rows.indices.filter { draft.rows[$0].scene != nil && draft.rows[$0].exclusion == nil }.sorted {
      before(draft.rows[$0], draft.rows[$1])
    }
    guard !open.isEmpty, let bands else { throw MonitoringError.unusable(draft.rows) }
    var assembly = StackAssembly(
      options: options, reader: reader, verified: verified, cache: store.folder.cache, lattice: lattice, gsd: gsd,
      bands: bands, placing: placing)
    let scenes = open.compactMap { draft.rows[$0].scene }
    let reference = try self.reference(scenes, assembly)
    draft.reference = reference.scene
    let control = linking == nil ? try self.control(reference.scene, placing, grid: grid) : nil
    let link = try linking?.link(reference.scene, assembly)
    assembly.control = link.map(\.transform) ?? control?.transform
    let prepared = assembly.prepared(scenes, reference: reference)
    if let failure = prepared.lazy.compactMap(\.failure).first { throw failure }
    for (position, index) in open.enumerated() {
      draft.rows[index].tell(prepared[position])
      draft.rows[index].effectiveGSD = prepared[position].effectiveGSD
      draft.rows[index].alignment = prepared[position].alignment.map { alignment($0) }
      draft.fits[scenes[position].contentHash] = prepared[position].alignment
    }
    let result = try stack(prepared, scenes, bands, grid: grid, reference: reference.scene, draft.rows)
    note(result, in: &draft.rows, open, inSite: inSite)
    guard result.series.count > 0 else { throw MonitoringError.unusable(draft.rows) }
    return CaseStack(
      series: result.series, grid: grid, gsd: gsd, reference: reference.scene, rows: draft.rows, inSite: inSite,
      records: [link?.record].compactMap { $0 } + prepared.map(\.record),
      newRecords: [link].compactMap { $0 }.filter(\.isNew).map(\.record) + prepared.filter(\.isNew).flatMap(\.records),
      newScenes: prepared.count(where: \.isNew), fits: draft.fits, control: control, placing: placing, bands: bands,
      link: link)
  }

  private func stack(
    _ prepared: [StackAssembly.Prepared], _ scenes: [Scene], _ bands: StackBands, grid: Grid, reference: Scene,
    _ rows: [SceneRow]
  ) throws -> StackBuilder.Result {
    let usable = scenes.indices.filter { prepared[$0].warped != nil }
    guard let level = usable.firstIndex(where: { scenes[$0].contentHash == reference.contentHash }) else {
      throw MonitoringError.unusable(rows)
    }
    guard usable.count(where: { !guests.contains(scenes[$0].contentHash) }) >= CaseStack.fewestScenes else {
      throw MonitoringError.tooFew(rows)
    }
    let inputs = usable.compactMap { position in
      prepared[position].warped.map {
        StackBuilder.Input(
          id: scenes[position].id, date: scenes[position].date, warped: $0,
          sun: (try? scenes[position].sunPosition()) ?? nil, shaded: prepared[position].shaded)
      }
    }
    options.progress.report("normalising and masking", done: 0, of: 1)
    let snowBands = SnowBands(names: bands.names, quantity: bands.sceneClass.quantity)
    return StackBuilder(grid: grid, threads: options.threads, snowBands: snowBands).build(inputs, reference: level)
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

  private func before(_ left: SceneRow, _ right: SceneRow) -> Bool {
    guard let a = left.scene, let b = right.scene else { return false }
    return (a.date, a.id) < (b.date, b.id)
  }

  private func screen(
    _ rows: inout [SceneRow], _ candidates: [Int], _ lattice: GridLattice, _ placing: ScenePlacing, inSite: [Bool]
  ) throws -> StackBands? {
    for index in candidates {
      guard let scene = rows[index].scene else { continue }
      if scene.gsd.magnitude > CaseStack.coarsest * gsd.magnitude {
        rows[index].exclusion = Exclusion(alone: scene, besideStackOf: gsd)
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

  /// What the stack is made of: as the scene named as reference is, else as it was, else as most of its first scenes
  /// are. Kept from then on, so that pictures added later turn out none that the case was made with.
  private func fixedBands(_ scenes: [Scene]) throws -> StackBands? {
    let kept = try settings.kept(.stackBands).flatMap { StackBands(text: $0) }
    let named = named(scenes)
    let oldCount = try settings.isMain ? store.setting("bandCount").flatMap(Int.init) : nil
    let oldReference = try settings.kept(.reference).flatMap(ContentHash.init(stored:))
    let bands =
      named.map { StackBands(like: $0, among: scenes) } ?? kept
      ?? StackBands.old(bandCount: oldCount, reference: oldReference, among: scenes)
      ?? StackBands.most(of: scenes)
    if let bands { try settings.keep(.stackBands, bands.json.compactText) }
    return bands
  }

  /// The scene that this run names as reference: it is one of the main stack's, for that is how the main stack is chosen.
  private func named(_ scenes: [Scene]) -> Scene? {
    settings.isMain ? options.reference.flatMap { wanted in scenes.first { $0.isNamed(wanted) } } : nil
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
    if let wanted = options.reference, settings.isMain {
      guard let scene = named(scenes) else {
        throw MonitoringError(
          .unknown, at: wanted, "No usable scene of the case has this id or file name.",
          mend: "Name a scene from the report's table of scenes.")
      }
      try settings.keep(.reference, scene.contentHash.hexadecimal)
      return StackAssembly.Reference(scene: scene)
    }
    if let kept = try settings.kept(.reference).flatMap(ContentHash.init(stored:)),
      let scene = scenes.first(where: { $0.holds(kept) })
    {
      return StackAssembly.Reference(scene: scene)
    }
    guard let chosen = assembly.chooseReference(scenes.filter { !guests.contains($0.contentHash) }) else {
      throw MonitoringError(
        .noUsableScene, at: store.folder.path, "None of the \(scenes.count) scenes that cover the site could be read.",
        mend: "Look at the reasons in the list of excluded files.")
    }
    try settings.keep(.reference, chosen.scene.contentHash.hexadecimal)
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
    // What is kept counts pixels of the main stack's reference.
    guard settings.isMain, let setting = try store.setting(ControlSetting.key).flatMap(ControlSetting.init(text:))
    else { return nil }
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

  private func alignment(_ fit: FittedTransform) -> SceneAlignment {
    let shift = fit.transform.shiftAtCentre
    return SceneAlignment(
      shiftRows: (shift.rows * 10_000).rounded() / 10_000,
      shiftColumns: (shift.columns * 10_000).rounded() / 10_000,
      ce90Metres: (fit.ce90InPixels * gsd.magnitude * 1_000).rounded() / 1_000,
      transform: fit.transform.coefficients)
  }
}
