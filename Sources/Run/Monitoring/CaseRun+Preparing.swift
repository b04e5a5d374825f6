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
    /// The contact sheet, relative to the case; `nil` without a stack.
    package let sheet: String?
  }

  package static let sheetPath = "reports/prepare/contact-sheet.png"

  /// - Parameter masks: folder for one mask a used scene, named by the scene's id.
  /// - Throws: `MonitoringError.noUsableScene` for a case without files, `.unknown` for a reference that it does not
  ///   have, `.writeFailed`; `RasterError.writeFailed` for masks. A stack that is refused is no error here.
  package func prepare(masks: String? = nil) throws -> Preparation {
    sweep()
    let known = try store.scenes()
    guard !known.isEmpty else {
      throw MonitoringError(
        .noUsableScene, at: URL(fileURLWithPath: store.folder.path).lastPathComponent, "The case has no pictures yet.",
        mend: "Add some: telltale add CASE FILE …")
    }
    let reader = options.reader()
    defer { reader.close() }
    try store.keep(options.heights, reader: reader)
    let stack: CaseStack
    do {
      stack = try CaseStackBuilder(store: store, options: options, reader: reader).build(known)
    } catch let refusal as StackRefusal {
      if refusal.error.code == .unknown { throw refusal.error }
      try store.commit { try $0.replace(scenes: refusal.rows) }
      return Preparation(state: StackState(refusal), refusal: refusal.error, sheet: nil)
    }
    let rows = ShadowCheck(stack: stack, cache: store.folder.cache, reader: reader, options: options).checked()
    // Before the commit, inside which the store may not be read.
    let acts = acts(preparing: stack).acts
    try store.commit { transaction in
      try transaction.replace(scenes: rows)
      try transaction.append(acts)
    }
    if let masks { try MaskFiles(folder: masks, threads: options.threads).write(stack.series) }
    let state = StackState(stack)
    try writeSheet(stack, state, reader)
    return Preparation(state: state, refusal: nil, sheet: Self.sheetPath)
  }

  private func writeSheet(_ stack: CaseStack, _ state: StackState, _ reader: RasterReader) throws {
    options.progress.report("drawing the contact sheet", done: 0, of: 1)
    let name = URL(fileURLWithPath: store.folder.path).lastPathComponent
    let sheet = SheetAssembly(stack: stack, caseName: name, reader: reader, threads: options.threads)
      .sheet(state).drawn()
    let path = store.folder.path + "/" + Self.sheetPath
    do {
      let bytes = try PNGPicture.encode(columns: sheet.columns, rows: sheet.rows, rgb: sheet.bytes)
      try FileManager.default.createDirectory(
        at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
      try AtomicFile.write(Data(bytes), to: path)
    } catch {
      throw MonitoringError(writing: "The contact sheet", to: path, error)
    }
  }
}

extension StackState {
  init(_ stack: CaseStack) {
    self.init(stack.rows, stack.fits, reference: stack.reference, gsd: stack.gsd)
  }

  init(_ refusal: StackRefusal) {
    self.init(refusal.rows, refusal.fits, reference: refusal.reference, gsd: refusal.gsd)
  }

  /// Scenes by date, then the files that are none by name.
  private init(
    _ rows: [SceneRow], _ fits: [ContentHash: FittedTransform], reference: Scene?, gsd: Metres?
  ) {
    let scenes = rows.sorted(by: SceneRow.precedes).map { row in
      SceneState(
        file: row.fileName, date: row.scene?.date, sensor: row.scene?.sensor ?? SensorName.unknown,
        gsd: row.scene?.gsd, effectiveGSD: row.effectiveGSD, fit: row.scene.flatMap { fits[$0.contentHash] },
        pixel: gsd, clear: row.clearFraction,
        exclusion: row.exclusion)
    }
    let row = reference.flatMap { scene in rows.first { $0.scene?.contentHash == scene.contentHash } }
    self.init(reference: row?.fileName, scenes: scenes)
  }
}
