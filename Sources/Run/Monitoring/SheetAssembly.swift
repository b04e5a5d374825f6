import Alignment
import CaseStore
import Catalogue
import Foundation
import Kernels
import Places
import Quantities
import Rasters
import Reports
import Stacks

/// The contact sheet of a stack: every scene on the stack's grid, in one brightness, unseen pixels tinted by reason.
struct SheetAssembly {
  let stack: CaseStack
  let caseName: String
  let reader: RasterReader
  /// On what terms pictures may be shown.
  let rules: LicenceRules
  let threads: Int

  /// Pixels of a thumbnail's longer side, about.
  static let thumbnailSide = 192
  /// Pixels of a file that are read at most for the look of a scene that is left out.
  private static let mostPixels = 1 << 20

  private var thumbnail: Thumbnail { Thumbnail(stack.grid, window: stack.series.covered, side: Self.thumbnailSide) }

  func sheet(_ state: StackState) -> ContactSheet {
    let thumbnail = thumbnail
    let rows = stack.rows.sorted(by: SceneRow.precedes)
    let numbers = Dictionary(uniqueKeysWithValues: stack.series.sceneIDs.enumerated().map { ($1, $0) })
    let level = numbers[stack.reference.id] ?? 0
    let stretch = Stretch(thumbnail.reduced(stack.series, level).raster)
    let outline = thumbnail.outline(stack.inSite)
    let looks = Parallel.map(rows.count, threads: threads) { index -> Look? in
      guard let scene = rows[index].scene, scale(scene, thumbnail) != nil else { return nil }
      guard let number = numbers[scene.id], let stretch else { return raw(scene, thumbnail) }
      let reduced = thumbnail.reduced(stack.series, number)
      return Look(
        rgb: thumbnail.drawn(reduced.raster, reduced.reasons, stretch, outline: outline), reasons: Set(reduced.reasons))
    }
    let cells = zip(zip(rows, state.scenes), looks).map { scene, look in
      cell(scene.0, scene.1, look, thumbnail)
    }
    let tinted = looks.reduce(into: Set<Visibility>()) { $0.formUnion($1?.reasons ?? []) }
    return ContactSheet(
      title: "\(caseName): \(stack.series.count) of \(rows.count) scenes used", note: note(state),
      columns: thumbnail.columns, rows: thumbnail.rows, reasons: Visibility.allCases.filter { tinted.contains($0) },
      cells: cells, credits: credits(rows))
  }

  /// Whom the licences of the pictures on the sheet ask to name.
  private func credits(_ rows: [SceneRow]) -> [String] {
    Set(rows.compactMap(\.scene).flatMap { rules.terms(of: $0).attributions }).sorted()
  }

  /// How far a scene's thumbnail is reduced for its licence; `nil` where it may not be shown.
  private func scale(_ scene: Scene, _ thumbnail: Thumbnail) -> PublishedScale? {
    PublishedScale(
      side: max(thumbnail.columns, thumbnail.rows), usual: PublishedScale(step: 1, factor: 1),
      gsd: thumbnail.grid.geotransform.columnEasting / Double(thumbnail.enlargement), terms: rules.terms(of: scene))
  }

  private func note(_ state: StackState) -> String {
    let (columns, rows) = (stack.grid.columns, stack.grid.rows)
    return
      "grid \(columns) x \(rows) pixels of \(NumberText.fixed(stack.gsd.magnitude, decimals: 2)) m, site outlined; "
      + "shift against \(state.reference ?? "none"), rows down and columns right"
  }

  private struct Look {
    let rgb: [UInt8]
    var reasons: Set<Visibility> = []
  }

  private func cell(_ row: SceneRow, _ scene: SceneState, _ look: Look?, _ thumbnail: Thumbnail) -> ContactSheet.Cell {
    let scale = row.scene.flatMap { self.scale($0, thumbnail) }
    let isSmaller = (scale?.step ?? 1) > 1
    let small = look.map { RGBPicture($0.rgb, columns: thumbnail.columns).reduced(by: scale?.step ?? 1) }
    let isReference = row.scene?.contentHash == stack.reference.contentHash && row.exclusion == nil
    let clear = scene.clear.map { "\(Int((100 * $0).rounded()))% clear" }
    let shift = scene.fit.map { StackTable.shift($0.transform.shiftAtCentre) + " px" }
    return ContactSheet.Cell(
      picture: small?.bytes, columns: isSmaller ? small?.columns : nil, rows: isSmaller ? small?.rows : nil,
      isWithheld: row.scene != nil && scale == nil, file: row.fileName, date: row.scene?.date.day,
      state: [isReference ? "reference" : shift, clear].compactMap { $0 }.joined(separator: ", "),
      exclusion: row.exclusion?.code,
      isReference: isReference)
  }

  /// The look of a scene that is left out, where its file says that it lies; `nil` where it cannot be read.
  private func raw(_ scene: Scene, _ thumbnail: Thumbnail) -> Look? {
    let lattice = GridLattice(thumbnail.grid)
    guard let window = (try? SceneWarp(from: scene.grid, onto: lattice))?.needed else { return nil }
    let factor = max(
      1, Int((Double(window.pixelCount * scene.bandCount) / Double(Self.mostPixels)).squareRoot().rounded(.up)))
    guard let raster = try? reader.read(scene.path, window: window, reducing: factor),
      let warp = try? SceneWarp(from: scene.grid.cut(window, reducing: factor), onto: lattice)
    else { return nil }
    let plane = warp.plane(raster, window: Window(column: 0, row: 0, columns: raster.columns, rows: raster.rows))
    let grey = Raster(
      columns: plane.columns, rows: plane.rows, bandCount: 1, samples: plane.samples,
      validity: Mask(columns: plane.columns, rows: plane.rows, flags: plane.valid))
    return Stretch(grey).map { Look(rgb: $0.bytes(grey, enlarged: thumbnail.enlargement)) }
  }
}
