import CaseStore
import Catalogue
import Foundation
import Geodesy
import Kernels
import Places
import Provenance
import Quantities
import Rasters

/// From files to scenes: put together, hashed, opened in a child process, dated, placed; or left out with the reason.
struct SceneIngest {
  let options: RunOptions
  let reader: RasterReader

  /// One row a product: a file, or several that are one scene. What the case already knows keeps its row and is not
  /// opened. Pictures of one pass, also with those that the case knows, are joined into one row.
  /// - Parameter given: what a person said of the files (`add`), the same for all. Files that are placed by hand are
  ///   taken one by one.
  func rows(files: [String], known: [SceneRow], given: GivenPosition? = nil) -> [SceneRow] {
    let products = given?.control == nil ? SceneGrouping.products(files) : files.map(SceneGrouping.alone)
    let hashes = hashed(products)
    let sources = described(products)
    let checksums = checksums(products, sources)
    let earlier = KnownScenes(known)
    let fresh = Parallel.map(products.count, threads: options.threads) { index -> [SceneRow] in
      options.progress.report("reading headers", done: index, of: products.count)
      let candidate = Candidate(
        files: products[index], hashes: hashes, sidecars: sources[index], earlier: earlier, given: given)
      return rows(of: candidate).map { withOrigin($0, checksums) }
    }
    let unique = withoutDuplicates(fresh.flatMap { $0 })
    return withFootprints(PassRows.joined(unique, known: known))
  }

  /// A product and all that is known of it before its files are opened.
  private struct Candidate {
    var files: ProductFiles
    let hashes: [String: Result<ContentHash, any Error>]
    let sidecars: Sidecars
    let earlier: KnownScenes
    let given: GivenPosition?

    var found: [String: ContentHash] { hashes.compactMapValues { try? $0.get() } }
    var inputs: ContentHash? { ProductInput.inputs(files, hashes: found, metadataHash: sidecars.hash) }
  }

  private struct Sidecars: Sendable {
    let item: JSONValue?
    let metadata: ProductMetadata
    let hash: ContentHash?
  }

  private func hashed(_ products: [ProductFiles]) -> [String: Result<ContentHash, any Error>] {
    let paths = Set(products.flatMap(\.paths)).sorted()
    let hashes = Parallel.map(paths.count, threads: options.threads) { index in
      options.progress.report("hashing", done: index, of: paths.count)
      return Result { try ContentHash(ofPictureAt: paths[index]) }
    }
    return Dictionary(uniqueKeysWithValues: zip(paths, hashes))
  }

  private func described(_ products: [ProductFiles]) -> [Sidecars] {
    var sidecars = StacSidecars()
    return products.map { product in
      let item = sidecars.item(beside: product.mainPath)
      let (metadata, hash) = ProductSidecars.read(product.metadata, of: product.mainPath, stacItem: item)
      return Sidecars(item: item, metadata: metadata, hash: hash)
    }
  }

  /// What is said of each file, by path.
  private func checksums(_ products: [ProductFiles], _ sources: [Sidecars]) -> [String: [ProviderChecksum]] {
    var sidecars = ChecksumSidecars()
    var found: [String: [ProviderChecksum]] = [:]
    for (product, source) in zip(products, sources) {
      for path in product.paths where found[path] == nil {
        found[path] = sidecars.checksums(of: path, stacItem: source.item)
      }
    }
    return found
  }

  /// With what stands behind its bytes; what was verified before stays so, since the bytes are the same.
  private func withOrigin(_ row: SceneRow, _ checksums: [String: [ProviderChecksum]]) -> SceneRow {
    guard let scene = row.scene, scene.product.parts.isEmpty else { return row }
    let files = scene.files.map { (file: $0, said: checksums[$0.path] ?? []) }
    guard let origin = SceneOrigin.found(files, earlier: scene.product.origin), origin != scene.product.origin else {
      return row
    }
    var (row, product) = (row, scene.product)
    product.origin = origin
    row.scene = scene.replaced(product: product)
    return row
  }

  // MARK: - One product

  private func rows(of candidate: Candidate) -> [SceneRow] {
    let files = candidate.files
    if let row = candidate.earlier.row(files, candidate.found, inputs: candidate.inputs, given: candidate.given) {
      return [row]
    }
    var opened: [String: ProductInput.Opened] = [:]
    for path in files.paths {
      switch open(path, candidate) {
      case .success(let header): opened[path] = .header(header)
      case .failure(let fault):
        let isMask = files.masks.contains { $0.path == path }
        guard isMask else { return [excluded(candidate, path, fault)] }
        opened[path] = .failed(fault.exclusion.reason)
      }
    }
    // Files that are only named like bands of one product are pictures of their own.
    if files.bands.contains(where: { (opened[$0.path]?.header?.bandCount ?? 1) != 1 }) {
      return files.paths.flatMap { path in
        var alone = candidate
        alone.files = SceneGrouping.alone(path)
        return rows(of: alone)
      }
    }
    return [built(candidate, opened)]
  }

  private func built(_ candidate: Candidate, _ opened: [String: ProductInput.Opened]) -> SceneRow {
    let files = candidate.files
    let known = candidate.earlier.alone(candidate.found[files.mainPath])
    var metadata = candidate.sidecars.metadata
    if let tags = opened[files.mainPath]?.header?.metadata, files.kind == .skySatAnalytic {
      metadata = ProductSidecars.read(files.metadata, stacItem: candidate.sidecars.item, tags: tags).metadata
    }
    let input = ProductInput(
      files: files, opened: opened, hashes: candidate.found, stacItem: candidate.sidecars.item, metadata: metadata,
      metadataHash: candidate.sidecars.hash)
    switch SceneBuilder.scene(input, given: completed(candidate.given, known), now: options.now) {
    case .scene(let scene): return SceneRow(scene)
    case .excluded(let exclusion):
      if let given = candidate.given, let known, let changed = redated(known, given) { return changed }
      return SceneRow(
        fileName: files.label, contentHash: candidate.found[files.mainPath], exclusion: exclusion,
        location: files.mainPath)
    }
  }

  private struct OpeningFault: Error { let exclusion: Exclusion }

  private func open(_ path: String, _ candidate: Candidate) -> Result<RasterHeader, OpeningFault> {
    guard candidate.found[path] != nil else {
      return .failure(
        OpeningFault(
          exclusion: Exclusion(
            .readFailed,
            "The file cannot be read: check that it exists, is an ordinary file, and that you may read it.")))
    }
    do {
      return .success(try reader.header(of: path))
    } catch {
      return .failure(OpeningFault(exclusion: Exclusion(readError: error)))
    }
  }

  private func excluded(_ candidate: Candidate, _ path: String, _ fault: OpeningFault) -> SceneRow {
    let files = candidate.files
    let name = URL(fileURLWithPath: path).lastPathComponent
    let reason = fault.exclusion.reason
    return SceneRow(
      fileName: files.label, contentHash: candidate.found[files.mainPath],
      exclusion: Exclusion(fault.exclusion.code, files.picture == nil ? "\(name): \(reason)" : reason),
      location: files.mainPath)
  }

  /// A scene that a person placed before and now gives another date: what was said of its place still holds.
  private func redated(_ row: SceneRow, _ given: GivenPosition) -> SceneRow? {
    guard given.control == nil, let date = given.date, let scene = row.scene else { return nil }
    return SceneRow(
      Scene(
        id: scene.id, path: scene.path, contentHash: scene.contentHash, date: date, dateSource: "given",
        sensor: scene.sensor, gsd: scene.gsd, grid: scene.grid, bandCount: scene.bandCount, credit: scene.credit,
        licence: scene.licence, remarks: scene.remarks, product: scene.product), footprint: row.footprint)
  }

  /// What is given, and the date that was given before where only the place is given now.
  private func completed(_ given: GivenPosition?, _ row: SceneRow?) -> GivenPosition? {
    guard let given, given.date == nil, let scene = row?.scene, scene.dateSource == "given" else { return given }
    return GivenPosition(control: given.control, date: scene.date)
  }

  // MARK: - All products

  /// Of files with the same content the first by name counts.
  private func withoutDuplicates(_ rows: [SceneRow]) -> [SceneRow] {
    var first: [ContentHash: String] = [:]
    return rows.map { row in
      guard let hash = row.contentHash, row.scene != nil else { return row }
      guard let earlier = first[hash] else {
        first[hash] = row.fileName
        return row
      }
      return SceneRow(
        fileName: row.fileName, contentHash: hash,
        exclusion: Exclusion(.duplicate, "The same bytes as \(earlier); that file is used."), location: row.location)
    }
  }

  /// With what each picture covers. Pictures of one CRS share the transform: to make it takes longer than to use it.
  private func withFootprints(_ rows: [SceneRow]) -> [SceneRow] {
    var transforms: [CRS: CoordinateTransform] = [:]
    return rows.map { row in
      guard row.footprint.isEmpty, let scene = row.scene else { return row }
      var row = row
      let grids = scene.product.parts.isEmpty ? [scene.grid] : scene.product.parts.map(\.grid)
      row.footprint = grids.flatMap { grid -> [GeoPolygon] in
        guard let transform = transforms[grid.crs] ?? (try? CoordinateTransform(from: grid.crs, to: .wgs84)) else {
          return []
        }
        transforms[grid.crs] = transform
        return footprint(grid, transform)
      }
      return row
    }
  }

  private func footprint(_ grid: Grid, _ toGround: CoordinateTransform) -> [GeoPolygon] {
    let corners = [(0, 0), (grid.columns, 0), (grid.columns, grid.rows), (0, grid.rows)].map {
      grid.geotransform.map(PixelPoint(column: Double($0.0), row: Double($0.1)))
    }
    guard let points = try? toGround.geoPoints(corners),
      points.allSatisfy({ abs($0.longitude) <= 180 && abs($0.latitude) <= 90 })
    else { return [] }
    return [GeoPolygon(exterior: points)]
  }
}

extension Exclusion {
  /// The contract's code for a file that could not be opened or read.
  init(readError error: RasterError) {
    let code: ExclusionCode =
      switch error.code {
      case .unsupported: .unsupported
      case .tooLarge: .tooLarge
      case .unreadable, .readFailed, .writeFailed: .readFailed
      }
    self.init(code, "\(error.reason) \(error.mend)")
  }
}
