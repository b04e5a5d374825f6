import Alignment
import CaseStore
import Catalogue
import Foundation
import Kernels
import Orthorectification
import Places
import Provenance
import Quantities
import Radiometry
import Rasters
import SceneMeasures
import Stacks

/// Scenes read, aligned and warped, each alone and each once: the result is cached under the hash of the scene, the
/// grid and the reference.
struct StackAssembly {
  let options: RunOptions
  let reader: RasterReader
  /// Content that was hashed in this run and is where its scene says.
  var verified: Set<ContentHash> = []
  let cache: String
  let lattice: GridLattice
  let gsd: Metres
  let bands: StackBands
  let placing: ScenePlacing
  /// From the grid's true places to where the reference shows them; `nil` where the reference is taken at its word.
  var control: PictureTransform?

  var grid: Grid { lattice.grid }

  /// Version of what `prepared` computes; part of the cache's key.
  static let version = 14

  /// What became of one scene.
  struct Prepared: Sendable {
    let warped: WarpedScene?
    let alignment: FittedTransform?
    /// Size of the pixels that the picture was made from, its own where it is as fine as those; `nil` where that cannot
    /// be told.
    var effectiveGSD: Metres?
    let exclusion: Exclusion?
    let record: StepRecord
    /// False where the cache already held it.
    let isNew: Bool
    /// Why a scene that is too large for memory could not be kept: without its file there is no stack.
    var failure: StackError?
    /// Of each pixel of the grid whether terrain keeps the sun from it; empty where that is so nowhere.
    var shaded: [Bool] = []
    /// What there is to say of that.
    var shadeRemark: String?

    /// What the ledger says of it: the transform that was fitted, then the warp that it was folded into.
    var records: [StepRecord] {
      let align = alignment.map {
        StepRecord("align", version: StackAssembly.version, inputs: record.inputs, settings: $0.cached)
      }
      return [align, record].compactMap { $0 }
    }
  }

  // MARK: - Reference

  /// The scene onto which all others are moved.
  struct Reference: Sendable {
    let scene: Scene
    /// What alignment looks at, of the scenes that the reference was chosen among: need not be made again.
    var planes: [ContentHash: AlignmentPlane] = [:]
  }

  /// The scene that looks most like all the others: its thumbnail correlates best with the median thumbnail.
  ///
  /// Chosen once among at most 24 scenes spread over time; clouds, haze and snow make a scene unlike the others.
  func chooseReference(_ scenes: [Scene]) -> Reference? {
    let step = max(1, (scenes.count + 23) / 24)
    let candidates = stride(from: 0, to: scenes.count, by: step).map { scenes[$0] }
    let planes = Parallel.map(candidates.count, threads: options.threads) { index -> AlignmentPlane? in
      options.progress.report("choosing the reference", done: index, of: candidates.count)
      return try? self.plane(of: candidates[index])
    }
    let byScene = Dictionary(
      zip(candidates, planes).compactMap { scene, plane in plane.map { (scene.contentHash, $0) } },
      uniquingKeysWith: { first, _ in first })
    let thumbnails = Parallel.map(planes.count, threads: options.threads) { planes[$0].map(thumbnail) }
    let usable = thumbnails.indices.filter { thumbnails[$0] != nil }
    guard let first = usable.first else { return nil }
    guard usable.count >= 3 else { return Reference(scene: candidates[first], planes: byScene) }
    let cells = thumbnails[first]?.count ?? 0
    let median = (0..<cells).map { cell -> Double in
      let values = usable.compactMap { thumbnails[$0]?[cell] }.filter(\.isFinite).sorted()
      return values.isEmpty ? .nan : values[values.count / 2]
    }
    let best = usable.max { a, b in
      let (left, right) = (correlation(thumbnails[a] ?? [], median), correlation(thumbnails[b] ?? [], median))
      return left == right ? a > b : left < right
    }
    return best.map { Reference(scene: candidates[$0], planes: byScene) }
  }

  /// Means of cells of 8 × 8 pixels, standardised by median and spread; NaN where a cell has no pixel.
  private func thumbnail(_ plane: AlignmentPlane) -> [Double] {
    let columns = plane.columns / 8
    let rows = plane.rows / 8
    var cells: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = 0.0
        var count = 0.0
        for r in row * 8..<row * 8 + 8 {
          for c in column * 8..<column * 8 + 8 where plane.valid[r * plane.columns + c] {
            sum += Double(plane.samples[r * plane.columns + c])
            count += 1
          }
        }
        cells.append(count >= 32 ? sum / count : .nan)
      }
    }
    let sorted = cells.filter(\.isFinite).sorted()
    guard sorted.count >= 4 else { return cells.map { _ in .nan } }
    let median = sorted[sorted.count / 2]
    let spread = max(sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4], 1e-9)
    return cells.map { ($0 - median) / spread }
  }

  private func correlation(_ a: [Double], _ b: [Double]) -> Double {
    var n = 0.0
    var sumA = 0.0
    var sumB = 0.0
    var sumAA = 0.0
    var sumBB = 0.0
    var sumAB = 0.0
    for (x, y) in zip(a, b) where x.isFinite && y.isFinite {
      // Clipped, so that one bank of cloud does not decide alone.
      let (u, v) = (min(max(x, -4), 4), min(max(y, -4), 4))
      n += 1
      sumA += u
      sumB += v
      sumAA += u * u
      sumBB += v * v
      sumAB += u * v
    }
    let spread = (n * sumAA - sumA * sumA) * (n * sumBB - sumB * sumB)
    // A scene that covers little of the site correlates by chance; coverage counts beside likeness.
    return spread > 0 ? (n * sumAB - sumA * sumB) / spread.squareRoot() * (n / Double(max(a.count, 1))) : -1
  }

  // MARK: - Scenes

  /// Every scene prepared, in the order given; the reference among them has no shift.
  func prepared(_ scenes: [Scene], reference choice: Reference) -> [Prepared] {
    let reference = choice.scene
    // Computed when the first scene needs it: a run that finds all in the cache never does.
    let shared = LazyValue<Registration?> { [self] in
      if let plane = choice.planes[reference.contentHash] { return Registration(reference: plane) }
      return (try? plane(of: reference)).map { Registration(reference: $0) }
    }
    return Parallel.map(scenes.count, threads: options.threads) { index in
      options.progress.report("aligning and warping", done: index, of: scenes.count)
      let scene = scenes[index]
      let record = StepRecord(
        "warp", version: Self.version, inputs: [scene.contentHash, reference.contentHash],
        settings: [
          "grid": .string("\(grid.crs.definition) \(grid.columns)x\(grid.rows)"),
          "geotransform": .array(grid.geotransform.coefficients.map { .number($0) }),
          "sceneGeotransform": .array(scene.grid.geotransform.coefficients.map { .number($0) }),
          "sceneCRS": .string(scene.grid.crs.definition), "resampling": "cubic",
          "control": .array((control?.coefficients ?? []).map { .number($0) }),
          "reading": scene.product.readsPlainly ? .null : scene.product.reading, "bands": bands.json,
          "heights": scene.product.rationalPolynomials == nil ? .null : placing.json ?? .null,
        ])
      var prepared =
        cached(record)
        ?? prepare(
          scene, isReference: scene.contentHash == reference.contentHash, plane: choice.planes[scene.contentHash],
          fit: shared, record: record)
      if prepared.warped != nil, let shade = placing.terrain?.shade(scene) {
        (prepared.shaded, prepared.shadeRemark) = shade
      }
      return prepared
    }
  }

  private func prepare(
    _ scene: Scene, isReference: Bool, plane: AlignmentPlane?, fit: LazyValue<Registration?>, record: StepRecord
  ) -> Prepared {
    do {
      let zones = zones(of: scene)
      let ordinary = try zones != nil || isLarge(scene) ? nil : read(scene)
      let effective = ordinary.flatMap { finest($0.1.raster, of: scene) }
      var alignment = FittedTransform.none(on: grid)
      if !isReference {
        guard let fit = fit.value else {
          // Not cached: once the reference is back, this scene can be aligned.
          return Prepared(
            warped: nil, alignment: nil,
            exclusion: Exclusion(
              .misaligned,
              "The reference scene could not be read, so nothing can be aligned to it: put its file back, or name "
                + "another scene with --reference."), record: record, isNew: false)
        }
        // Resampled here to find the shift only; the pixels kept are resampled once, below, from the raw ones.
        let rough = try plane ?? ordinary.map { $0.plane($1.raster, window: $1.window) } ?? self.plane(of: scene)
        guard rough.valid.contains(true) else {
          return excluded(
            Exclusion(.offPicture, "Every pixel of it near the site is NoData, transparent or no number."), record)
        }
        if let fault = rough.fault {
          return excluded(Exclusion(.misaligned, "It cannot be aligned: \(fault)."), record)
        }
        do {
          alignment = try fit.fit(rough).enlarged(by: planeFactor, columns: grid.columns, rows: grid.rows)
        } catch {
          return excluded(Exclusion(.misaligned, "It cannot be aligned: \(error.reason)."), record)
        }
      }
      let transform = onGround(alignment)
      guard case (let warp, var planes)? = ordinary else {
        return try zones.map { try storeZones($0, of: scene, alignment, record) }
          ?? storeLarge(scene, alignment, record)
      }
      if let needed = warp.folding(transform).needed, needed.intersection(planes.window) != needed {
        // Content from beyond what was read: the shift is larger than most.
        planes = try self.planes(scene, needed)
      }
      let warped = warp.warp(
        planes.raster, window: planes.window, transform: transform, saturatedAt: upperLimit(planes.raster, of: scene),
        quality: planes.quality)
      return store(warped, alignment, effective, record)
    } catch let error as RasterError {
      return excluded(Exclusion(readError: error), record)
    } catch let error as MonitoringError {
      return excluded(Exclusion(.offPicture, error.reason), record)
    } catch let error as StackError where error.code == .writeFailed {
      return Prepared(
        warped: nil, alignment: nil, exclusion: Exclusion(.readFailed, error.reason), record: record, isNew: false,
        failure: error)
    } catch let error as OrthorectificationError {
      return excluded(Exclusion(.offPicture, "\(error.reason) \(error.mend)"), record)
    } catch {
      return excluded(Exclusion(.readFailed, "\(error)"), record)
    }
  }

  /// The part of the scene that the grid needs.
  func read(_ scene: Scene) throws -> (SceneWarp, SceneReader.Planes) {
    let warp = try placing.warp(scene, onto: lattice)
    guard let window = warp.needed else {
      throw MonitoringError(
        .outsideAllScenes, at: scene.id, "The picture does not cover the site.",
        mend: "Leave it out, or check its coordinates.")
    }
    try checkContent(scene)
    return (warp, try planes(scene, window))
  }

  /// How fine the picture really is, measured on the middle of what was read of it.
  func finest(_ raster: Raster, of scene: Scene) -> Metres? {
    switch EffectiveGSD.measure(raster.middle, gsd: scene.gsd) {
    case .asFine: scene.gsd
    case .coarser(let estimate): max(estimate.value, scene.gsd)
    case .notMeasurable: nil
    }
  }

  /// Physical values of the stack's bands, and what the provider's masks say.
  func planes(_ scene: Scene, _ window: Window) throws(RasterError) -> SceneReader.Planes {
    try SceneReader(reader).read(scene, window: window, bands: bands.names(in: scene))
  }

  /// Scenes are aligned to the reference as it claims to lie; where control points say that it lies elsewhere, the same
  /// holds for all that was aligned to it.
  func onGround(_ alignment: FittedTransform) -> PictureTransform {
    control.map { $0.followed(by: alignment.transform) } ?? alignment.transform
  }

  /// A file that was written over since the case met it must not pass for the scene that it was.
  func checkContent(_ scene: Scene) throws(RasterError) {
    for file in scene.files where !verified.contains(file.contentHash) {
      guard let hash = try? ContentHash(ofPictureAt: file.path) else { continue }
      guard hash == file.contentHash else {
        throw RasterError(
          .readFailed, at: file.path, "The file holds another picture than when the case met it.",
          mend: "Put the old file back, or name the new one to watch or add.")
      }
    }
  }

  /// A sensor's or a file format's upper limit, where the picture reaches one of the two usual ones. Values
  /// with a unit have none.
  func upperLimit(_ raster: Raster, of scene: Scene) -> Float? {
    guard scene.product.quantity == .digitalNumber else { return nil }
    var highest: Float = 0
    let samples = raster.samples.span
    let valid = raster.validity.flags.span
    for start in stride(from: 0, to: samples.count, by: max(valid.count, 1)) {
      for pixel in valid.indices where valid[pixel] { highest = max(highest, samples[start + pixel]) }
    }
    return highest == 255 || highest == 65_535 ? highest : nil
  }

  // MARK: - Cache

  func path(_ record: StepRecord, _ ending: String) -> String { "\(cache)/\(record.key.hexadecimal).\(ending)" }

  private func cached(_ record: StepRecord) -> Prepared? {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path(record, "json"))),
      let json = try? JSONValue(parsing: data)
    else { return nil }
    if let code = json["code"]?.stringValue.flatMap(ExclusionCode.init(rawValue:)),
      let reason = json["reason"]?.stringValue
    {
      // A file that could not be read may be readable now; what the pixels themselves said stays true.
      guard code != .readFailed else { return nil }
      return Prepared(warped: nil, alignment: nil, exclusion: Exclusion(code, reason), record: record, isNew: false)
    }
    guard let alignment = FittedTransform(cached: json),
      let warped = WarpedScene(mapping: path(record, "warp"))
    else { return nil }
    return Prepared(
      warped: warped, alignment: alignment, effectiveGSD: json["effectiveGsd"]?.doubleValue.map { Metres($0) },
      exclusion: nil, record: record, isNew: false)
  }

  func store(
    _ warped: WarpedScene, _ alignment: FittedTransform, _ effective: Metres?, _ record: StepRecord
  ) -> Prepared {
    var record = record
    record.output = ContentHash(of: warped.fileContents)
    var kept = warped
    // The pixels first: a key file without them would be a promise not kept. A full disk costs the cache, not the run.
    if (try? AtomicFile.write(warped.fileContents, to: path(record, "warp"), syncing: false)) != nil {
      keep(alignment, effective, record)
      if let mapped = WarpedScene(mapping: path(record, "warp")) { kept = mapped }
    }
    return Prepared(
      warped: kept, alignment: alignment, effectiveGSD: effective, exclusion: nil, record: record, isNew: true)
  }

  /// Writes the key file of a warped scene.
  func keep(_ alignment: FittedTransform, _ effective: Metres?, _ record: StepRecord) {
    let size = JSONValue.Member("effectiveGsd", effective.map { .number($0.magnitude) } ?? .null)
    let json = JSONValue.object((alignment.cached.members ?? []) + [size])
    try? AtomicFile.write(Data(json.compactText.utf8), to: path(record, "json"), syncing: false)
  }

  func excluded(_ exclusion: Exclusion, _ record: StepRecord) -> Prepared {
    let json: JSONValue = ["code": .string(exclusion.code.rawValue), "reason": .string(exclusion.reason)]
    try? AtomicFile.write(Data(json.compactText.utf8), to: path(record, "json"), syncing: false)
    return Prepared(warped: nil, alignment: nil, exclusion: exclusion, record: record, isNew: true)
  }
}
