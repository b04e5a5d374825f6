import Alignment
import CaseStore
import Catalogue
import Foundation
import Kernels
import Places
import Provenance
import Quantities
import Rasters
import Stacks

extension CaseRun {
  /// The stack alone: the case's scenes read, aligned, masked and normalised, and what each of them is good for.
  package struct Preparation {
    package let state: StackState
    /// Why there is no stack although the scenes were looked at; `nil` where there is one.
    package let refusal: MonitoringError?
    /// A contact sheet a stack, relative to the case, the main one's first; empty without a stack.
    package let sheets: [String]
  }

  package static let sheetPath = "reports/prepare/contact-sheet.png"

  /// The contact sheet of a further stack.
  static func sheetPath(of gsd: Metres) -> String { "reports/prepare/contact-sheet-\(gsd.magnitude)m.png" }

  /// - Parameter masks: folder for one mask a used scene, named by the scene's id.
  /// - Throws: `MonitoringError.noUsableScene` for a case without files, `.unknown` for a reference that it does not
  ///   have, `.writeFailed`; `RasterError.writeFailed` for masks. A stack that is refused is no error here.
  package func prepare(masks: String? = nil) throws -> Preparation {
    sweep()
    let known = try store.scenes()
    guard !known.isEmpty else { throw noPictures }
    let reader = options.reader()
    defer { reader.close() }
    try store.keep(options.heights, reader: reader)
    var stacks: CaseStacks
    do {
      stacks = try CaseStacksBuilder(store: store, options: options, reader: reader).build(known)
    } catch let refusal as StackRefusal {
      if refusal.error.code == .unknown { throw refusal.error }
      try store.commit { try $0.replace(scenes: refusal.rows) }
      return Preparation(state: StackState(refusal), refusal: refusal.error, sheets: [])
    }
    for (index, stack) in stacks.all.enumerated() {
      let check = ShadowCheck(stack: stack, cache: store.folder.cache, reader: reader, options: options)
      stacks.replace(check.checked(), of: index)
    }
    // Before the transaction: they read settings of the case, and a transaction admits no other reading.
    let acts = stacks.all.flatMap { self.acts(preparing: $0).acts }
    let rows = stacks.rows
    try store.commit { transaction in
      try transaction.replace(scenes: rows)
      try transaction.append(acts)
    }
    if let masks {
      for (index, stack) in stacks.all.enumerated() {
        let own = stacks.own(of: index)
        try MaskFiles(folder: masks, threads: options.threads).write(stack.series) { own.contains($0) }
      }
    }
    let sheets = try stacks.all.map { try writeSheet($0, reader) }
    return Preparation(state: StackState(stacks), refusal: nil, sheets: sheets)
  }

  var noPictures: MonitoringError {
    MonitoringError(
      .noUsableScene, at: URL(fileURLWithPath: store.folder.path).lastPathComponent, "The case has no pictures yet.",
      mend: "Add some: telltale add CASE FILE …")
  }

  /// - Returns: the sheet's path, relative to the case.
  private func writeSheet(_ stack: CaseStack, _ reader: RasterReader) throws -> String {
    options.progress.report("drawing the contact sheet", done: 0, of: 1)
    let name = URL(fileURLWithPath: store.folder.path).lastPathComponent
    let sheet = SheetAssembly(
      stack: stack, caseName: name, reader: reader, rules: try store.licenceRules(), threads: options.threads
    ).sheet(StackState(stack)).drawn()
    let place = stack.link == nil ? Self.sheetPath : Self.sheetPath(of: stack.gsd)
    let path = store.folder.path + "/" + place
    do {
      let bytes = try PNGPicture.encode(columns: sheet.columns, rows: sheet.rows, rgb: sheet.bytes)
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try AtomicFile.write(Data(bytes), to: path)
    } catch {
      throw MonitoringError(writing: "The contact sheet", to: path, error)
    }
    return place
  }
}

extension StackState {
  init(_ stack: CaseStack) {
    self.init(stack.rows, stack.fits, reference: stack.reference, gsd: stack.gsd)
  }

  init(_ refusal: StackRefusal) {
    self.init(refusal.rows, refusal.fits, reference: refusal.reference, gsd: refusal.gsd)
  }

  /// Of several stacks each scene with the stack that it is of.
  init(_ stacks: CaseStacks) {
    guard !stacks.isOne else {
      self.init(stacks.rows, stacks.main.fits, reference: stacks.main.reference, gsd: stacks.main.gsd)
      return
    }
    let scenes = stacks.placed.sorted { SceneRow.precedes($0.row, $1.row) }.map { row, stack in
      var state = SceneState(row, stack?.fits ?? [:], pixel: stack?.gsd)
      state.stack = stack.map {
        SceneState.Stack(
          gsd: $0.gsd, isReference: $0.reference.contentHash == row.scene?.contentHash && row.exclusion == nil)
      }
      return state
    }
    self.init(
      reference: stacks.main.referenceRow?.fileName, scenes: scenes,
      links: stacks.others.map { StackState.Link(gsd: $0.gsd, ce90: $0.link?.ce90, failure: $0.link?.failure) })
  }

  /// Scenes by date, then the files that are none by name.
  private init(
    _ rows: [SceneRow], _ fits: [ContentHash: FittedTransform], reference: Scene?, gsd: Metres?
  ) {
    let row = reference.flatMap { scene in rows.first { $0.scene?.contentHash == scene.contentHash } }
    self.init(
      reference: row?.fileName, scenes: rows.sorted(by: SceneRow.precedes).map { SceneState($0, fits, pixel: gsd) })
  }
}

extension SceneState {
  fileprivate init(_ row: SceneRow, _ fits: [ContentHash: FittedTransform], pixel: Metres?) {
    self.init(
      file: row.fileName, date: row.scene?.date, sensor: row.scene?.sensor ?? SensorName.unknown,
      gsd: row.scene?.gsd, effectiveGSD: row.effectiveGSD, fit: row.scene.flatMap { fits[$0.contentHash] },
      pixel: pixel, clear: row.clearFraction, exclusion: row.exclusion)
  }
}

extension CaseStack {
  fileprivate var referenceRow: SceneRow? { rows.first { $0.scene?.contentHash == reference.contentHash } }
}
