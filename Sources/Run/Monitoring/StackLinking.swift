import Alignment
import CaseStore
import Catalogue
import Foundation
import Places
import Provenance
import Quantities
import Rasters
import Reports
import Stacks

/// Aligns the reference of a further stack to that of the main one, so that things match in place.
struct StackLinking {
  let store: CaseStore
  let main: CaseStack

  private enum Outcome {
    case fit(FittedTransform)
    case failure(String)
  }

  /// - Parameters:
  ///   - reference: the further stack's.
  ///   - assembly: of the further stack, before any scene of it is warped.
  /// - Throws: `MonitoringError.badHeights`, as `ScenePlacing.init`. That the pictures cannot be aligned is told in the
  ///   result: the stack then stays where its own reference says that it lies.
  func link(_ reference: Scene, _ assembly: StackAssembly) throws -> StackLink {
    // Compared in the coarser pixels: what the coarser picture does not show is no tie point.
    let frame = assembly.gsd > main.gsd ? assembly.grid : main.grid
    let placing = try ScenePlacing(store, for: [main.reference, reference], grid: frame, reader: assembly.reader)
    let record = record(reference, assembly, placing, frame)
    let path = assembly.path(record, "json")
    if let data = FileManager.default.contents(atPath: path), let json = try? JSONValue(parsing: data) {
      if let reason = json["reason"]?.stringValue {
        return link(.failure(reason), reference, record, frame, assembly.grid, isNew: false)
      }
      if let fit = FittedTransform(cached: json) {
        return link(.fit(fit), reference, record, frame, assembly.grid, isNew: false)
      }
    }
    assembly.options.progress.report("aligning the stacks", done: 0, of: 1)
    let result: Outcome
    do {
      result = try fit(reference, assembly, placing, frame)
    } catch let error as RasterError {
      // Not cached: the file may be back at the next run.
      return link(.failure(Exclusion(readError: error).reason), reference, record, frame, assembly.grid, isNew: false)
    }
    let json: JSONValue =
      switch result {
      case .fit(let fit): fit.cached
      case .failure(let reason): ["reason": .string(reason)]
      }
    try? AtomicFile.write(Data(json.compactText.utf8), to: path, syncing: false)
    return link(result, reference, record, frame, assembly.grid, isNew: true)
  }

  private func record(
    _ reference: Scene, _ assembly: StackAssembly, _ placing: ScenePlacing, _ frame: Grid
  ) -> StepRecord {
    func reading(_ scene: Scene) -> JSONValue {
      [
        "geotransform": .array(scene.grid.geotransform.coefficients.map { .number($0) }),
        "crs": .string(scene.grid.crs.definition),
        "reading": scene.product.readsPlainly ? .null : scene.product.reading,
        "heights": scene.product.rationalPolynomials == nil ? .null : placing.setting?.json ?? .null,
      ]
    }
    return StepRecord(
      "alignStacks", version: StackAssembly.version, inputs: [reference.contentHash, main.reference.contentHash],
      settings: [
        "grid": .string("\(frame.crs.definition) \(frame.columns)x\(frame.rows)"),
        "geotransform": .array(frame.geotransform.coefficients.map { .number($0) }),
        "moving": reading(reference), "reference": reading(main.reference), "movingBands": assembly.bands.json,
        "referenceBands": main.bands.json,
      ])
  }

  private func fit(
    _ reference: Scene, _ assembly: StackAssembly, _ placing: ScenePlacing, _ frame: Grid
  ) throws -> Outcome {
    let lattice = GridLattice(frame)
    func looking(through bands: StackBands) -> StackAssembly {
      StackAssembly(
        options: assembly.options, reader: assembly.reader, verified: assembly.verified, cache: assembly.cache,
        lattice: lattice, gsd: Metres(frame.geotransform.columnEasting), bands: bands, placing: placing)
    }
    let view = looking(through: main.bands)
    do {
      let (standing, moving) = (
        try view.plane(of: main.reference), try looking(through: assembly.bands).plane(of: reference)
      )
      if let fault = moving.fault { return .failure(fault) }
      let fit = try Registration(reference: standing).fit(moving)
      return .fit(fit.enlarged(by: view.planeFactor, columns: frame.columns, rows: frame.rows))
    } catch let failure as AlignmentFailure {
      return .failure(failure.reason)
    } catch let error as MonitoringError {
      return .failure(error.reason)
    }
  }

  private func link(
    _ result: Outcome, _ reference: Scene, _ record: StepRecord, _ frame: Grid,
    _ grid: Grid, isNew: Bool
  ) -> StackLink {
    guard case .fit(let fit) = result else {
      let failure: String? = if case .failure(let reason) = result { reason } else { nil }
      return StackLink(
        fit: nil, failure: failure, transform: nil, ce90: nil, position: reference.positionAccuracy, record: record,
        isNew: isNew)
    }
    let pixel = frame.geotransform.columnEasting
    // A field is not folded in twice: what it would have moved is doubt.
    let bends = (fit.transform.field?.nodes ?? []).map { hypot($0.rows, $0.columns) }.sorted()
    let bent = bends.isEmpty ? 0 : bends[bends.count * 9 / 10]
    let radius = Metres(hypot(fit.ce90InPixels, bent) * pixel)
    let onMain = fit.transform.rescaled(from: frame, to: grid)
    let ground = main.control?.transform.rescaled(from: main.grid, to: grid)
    let own = main.position
    let source = "\(own.source); this stack aligned to that one within \(NumberText.metres(radius))"
    return StackLink(
      fit: fit, failure: nil, transform: ground.map { $0.followed(by: onMain) } ?? onMain, ce90: radius,
      position: PositionAccuracy(ce90: own.ce90.map { Metres(hypot($0.magnitude, radius.magnitude)) }, source: source),
      record: record, isNew: isNew)
  }
}
