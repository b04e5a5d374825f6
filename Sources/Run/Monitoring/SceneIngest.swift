import CaseStore
import Catalogue
import Foundation
import Geodesy
import Kernels
import Places
import Provenance
import Quantities
import Rasters

/// From files to scenes: hashed, opened in a child process, dated, placed; or left out with the reason.
struct SceneIngest {
  let options: RunOptions
  let reader: RasterReader

  /// One row a file. A file whose content the case already knows keeps its row and is not opened.
  /// - Parameter given: what a person said of the files (`add`), the same for all.
  func rows(files: [String], known: [SceneRow], given: GivenPosition? = nil) -> [SceneRow] {
    let byHash = Dictionary(
      known.compactMap { row in row.contentHash.map { ($0, row) } }, uniquingKeysWith: { first, _ in first })
    let hashes = Parallel.map(files.count, threads: options.threads) { index in
      options.progress.report("hashing", done: index, of: files.count)
      return Result { try ContentHash(ofPictureAt: files[index]) }
    }
    var sidecars = StacSidecars()
    let items = files.indices.map { index -> JSONValue? in
      guard case .success(let hash) = hashes[index], byHash[hash]?.scene == nil || given != nil else { return nil }
      return sidecars.item(beside: files[index])
    }
    let fresh = Parallel.map(files.count, threads: options.threads) { index -> SceneRow in
      options.progress.report("reading headers", done: index, of: files.count)
      return row(files[index], hash: hashes[index], item: items[index], known: byHash, given: given)
    }
    return withoutDuplicates(withFootprints(fresh))
  }

  private func row(
    _ path: String, hash: Result<ContentHash, any Error>, item: JSONValue?, known: [ContentHash: SceneRow],
    given: GivenPosition?
  ) -> SceneRow {
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard case .success(let hash) = hash else {
      return SceneRow(
        fileName: name, contentHash: nil,
        exclusion: Exclusion(
          .readFailed,
          "The file cannot be read: check that it exists, is an ordinary file, and that you may read it."),
        location: path)
    }
    if given == nil, let row = known[hash], let scene = row.scene {
      var moved = row
      moved.scene = scene.moved(to: path)
      moved.location = path
      return moved
    }
    do {
      let header = try reader.header(of: path)
      let outcome = SceneBuilder.scene(
        path: path, header: header, contentHash: hash, stacItem: item, given: completed(given, known[hash]),
        now: options.now)
      switch outcome {
      case .scene(let scene): return SceneRow(scene)
      case .excluded(let exclusion):
        if let given, let row = known[hash], let changed = redated(row, given, at: path) { return changed }
        return SceneRow(fileName: name, contentHash: hash, exclusion: exclusion, location: path)
      }
    } catch {
      return SceneRow(fileName: name, contentHash: hash, exclusion: Exclusion(readError: error), location: path)
    }
  }

  /// A scene that a person placed before and now gives another date: what was said of its place still holds.
  private func redated(_ row: SceneRow, _ given: GivenPosition, at path: String) -> SceneRow? {
    guard given.control == nil, let date = given.date, let scene = row.scene else { return nil }
    return SceneRow(
      Scene(
        id: scene.id, path: path, contentHash: scene.contentHash, date: date, dateSource: "given",
        sensor: scene.sensor, gsd: scene.gsd, grid: scene.grid, bandCount: scene.bandCount, credit: scene.credit,
        licence: scene.licence, remarks: scene.remarks), footprint: row.footprint)
  }

  /// What is given, and the date that was given before where only the place is given now.
  private func completed(_ given: GivenPosition?, _ row: SceneRow?) -> GivenPosition? {
    guard let given, given.date == nil, let scene = row?.scene, scene.dateSource == "given" else { return given }
    return GivenPosition(control: given.control, date: scene.date)
  }

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
      guard row.footprint.isEmpty, let grid = row.scene?.grid,
        let transform = transforms[grid.crs] ?? (try? CoordinateTransform(from: grid.crs, to: .wgs84))
      else { return row }
      transforms[grid.crs] = transform
      var row = row
      row.footprint = footprint(grid, transform)
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

extension Scene {
  /// The same scene at another path.
  func moved(to path: String) -> Scene {
    Scene(
      id: id, path: path, contentHash: contentHash, date: date, dateSource: dateSource, sensor: sensor, gsd: gsd,
      grid: grid, bandCount: bandCount, credit: credit, licence: licence, remarks: remarks)
  }
}
