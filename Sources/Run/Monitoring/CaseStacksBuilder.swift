import Alignment
import CaseStore
import Catalogue
import Foundation
import Places
import Provenance
import Quantities
import Rasters
import Stacks

/// Builds the stacks of a case from its rows: one for each class of GSD.
struct CaseStacksBuilder {
  let store: CaseStore
  let options: RunOptions
  let reader: RasterReader
  /// Content that was hashed in this run and is where its scene says.
  var verified: Set<ContentHash> = []
  /// Pixels of a grid beyond which a stack is refused before any scene is read.
  var mostPixels = StackGrid.maximumPixels

  /// - Throws: `StackRefusal` where no scene can be used, none covers the site, or there is only one.
  func build(_ given: [SceneRow]) throws -> CaseStacks {
    var rows = given
    let candidates = rows.indices.filter { rows[$0].scene != nil && rows[$0].isOpen }
    for index in candidates { rows[index].forgetPreparation() }
    guard !candidates.isEmpty else {
      throw StackRefusal(error: .unusable(rows), rows: rows, fits: [:], reference: nil, gsd: nil)
    }
    let sorted = try classes(candidates.compactMap { rows[$0].scene })
    guard sorted.classes.count > 1 else {
      let stack = try builder(sorted.classes[0].pixel, after: nil).build(rows)
      return CaseStacks(stack)
    }
    let coarsest = sorted.classes.map(\.pixel).max() ?? 0
    for index in sorted.alone.map({ candidates[$0] }) {
      rows[index].exclusion = rows[index].scene.map { Exclusion(alone: $0, besideStackOf: Metres(coarsest)) }
    }
    return try several(sorted.classes.map { ($0.pixel, $0.members.map { candidates[$0] }) }, rows)
  }

  /// One stack after the other, the main one first. A class of which too little can be used is left out with the reason;
  /// where it is the main one, the next is taken for it in this run.
  private func several(_ classes: [(pixel: Double, rows: [Int])], _ given: [SceneRow]) throws -> CaseStacks {
    var rows = given
    var stacks: [(stack: CaseStack, rows: [Int])] = []
    var refused: [(refusal: StackRefusal, rows: [Int])] = []
    for (pixel, members) in classes {
      var outcome: [SceneRow]
      do {
        let own = members.map { rows[$0] }
        var builder = try builder(pixel, after: stacks.first?.stack)
        let guests = try guests(of: own, builder.settings, classes.filter { $0.pixel < pixel }.flatMap(\.rows), given)
        builder.guests = Set(guests.compactMap(\.scene?.contentHash))
        let stack = try builder.build(own + guests)
        stacks.append((stack, members))
        outcome = stack.rows
      } catch let refusal as StackRefusal {
        outcome = refusal.rows
        refused.append((refusal, members))
      }
      for (index, row) in zip(members, outcome) { rows[index] = row }
    }
    for (refusal, members) in refused {
      guard Self.concernsPictures(refusal.error), !stacks.isEmpty else {
        throw StackRefusal(
          error: Self.concernsPictures(refusal.error) ? .unusable(rows) : refusal.error, rows: rows,
          fits: refusal.fits, reference: refusal.reference, gsd: refusal.gsd)
      }
      let pixel = refusal.gsd ?? Metres(0)
      for index in members where rows[index].exclusion == nil {
        rows[index].exclusion = Exclusion(
          without: refusal.error, pixel: pixel, isCoarsest: stacks.allSatisfy { $0.stack.gsd < pixel })
      }
    }
    return CaseStacks(stacks, rows: rows)
  }

  /// Scenes of finer classes that the pictures of a coarser one can be compared with: on its grid they add their dates.
  private func guests(
    of own: [SceneRow], _ settings: StackSettings, _ finer: [Int], _ rows: [SceneRow]
  ) throws -> [SceneRow] {
    let kept = try settings.kept(.stackBands).flatMap { StackBands(text: $0) }
    guard let bands = kept ?? StackBands.most(of: own.compactMap(\.scene)) else { return [] }
    return finer.sorted().map { rows[$0] }.filter { row in row.scene.map { bands.exclusion(of: $0) == nil } ?? false }
  }

  private static func concernsPictures(_ error: MonitoringError) -> Bool {
    [.noUsableScene, .tooFewScenes, .outsideAllScenes, .unmeasurable].contains(error.code)
  }

  private func builder(_ pixel: Double, after main: CaseStack?) throws -> CaseStackBuilder {
    let isMain = try StackSettings(store).kept(.gsd).flatMap(Double.init).map { $0 == pixel } ?? (main == nil)
    return CaseStackBuilder(
      store: store, options: options, reader: reader,
      settings: isMain ? StackSettings(store) : StackSettings(store, further: pixel), gsd: Metres(pixel),
      linking: main.map { StackLinking(store: store, main: $0) }, verified: verified, mostPixels: mostPixels)
  }

  /// The classes of `scenes`, those that the case has kept as they were.
  private func classes(_ scenes: [Scene]) throws -> SizeClasses {
    let sites = try store.sites().filter { $0.role == .site }
    let classes = SizeClasses(
      scenes.map { SizeClasses.Member(gsd: $0.gsd.magnitude, kind: StackBands.SceneClass($0)) },
      kept: try StackSettings.pixels(store),
      named: options.reference.flatMap { wanted in scenes.firstIndex { $0.isNamed(wanted) } }
    ) { pixel in
      guard let grid = try? StackGrid.make(sites: sites, gsd: Metres(pixel)) else { return true }
      return grid.pixelCount > mostPixels
    }
    guard let main = classes.classes.first?.pixel else { return classes }
    let settings = StackSettings(store)
    if try settings.kept(.gsd) == nil { try settings.keep(.gsd, "\(main)") }
    // The class of the scene that is named becomes the main one; that the main one has no scene is no such wish.
    if options.reference != nil { try StackSettings.makeMain(main, store) }
    for further in classes.classes.dropFirst() {
      try StackSettings(store, further: further.pixel).keep(.gsd, "\(further.pixel)")
    }
    return classes
  }
}

extension Exclusion {
  /// Of a scene that is coarser than the coarsest stack, and alone with its size.
  init(alone scene: Scene, besideStackOf pixel: Metres) {
    self.init(
      .tooCoarse,
      "Its pixel is \(JSONValue.fixed(scene.gsd.magnitude, places: 2)) m on the ground, the stack's "
        + "\(pixel.magnitude) m, and no other picture is as coarse: a stack of its own needs \(CaseStack.fewestScenes)."
    )
  }

  /// Of a scene whose class has no stack although others have.
  init(without error: MonitoringError, pixel: Metres, isCoarsest: Bool) {
    let size = "\(pixel.magnitude) m"
    switch error.code {
    case .unmeasurable: self.init(.tooCoarse, error.reason)
    default:
      self.init(
        isCoarsest ? .tooCoarse : .unsupported,
        "Of the pictures with pixels of about \(size) it is the only one that can be used, and a stack of them needs "
          + "\(CaseStack.fewestScenes).")
    }
  }
}

extension Scene {
  /// Whether `name` is its id or the name of its file.
  func isNamed(_ name: String) -> Bool {
    id == name || self.name == name || URL(fileURLWithPath: path).lastPathComponent == name
  }
}

extension SceneRow {
  /// Whether an earlier exclusion may be lifted by looking again: what the file itself lacks stays lacking.
  var isOpen: Bool {
    switch exclusion?.code {
    case .duplicate, .tooLarge, .noDate, .noCRS: false
    default: true
    }
  }

  /// Without what an earlier run found out by preparing it.
  mutating func forgetPreparation() {
    exclusion = nil
    alignment = nil
    clearFraction = nil
    effectiveGSD = nil
  }
}
