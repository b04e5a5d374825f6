import CaseStore
import Catalogue
import Detectors
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Radiometry
import Rasters

extension Counting {
  func pictureSubject(_ reader: RasterReader) throws -> CountSubject {
    let file = URL(fileURLWithPath: request.path).lastPathComponent
    if request.zone != nil {
      throw MonitoringError(
        .unknown, at: file, "A picture has no zones.", mend: "Give --within FILE, or a case with zones.")
    }
    let measuring = HandMeasuring(path: request.path, scene: request.scene, gsd: request.gsd, options: options)
    let header = try reader.header(of: request.path)
    let own: Metres
    if let gsd = request.gsd { own = gsd } else { (_, own, _) = try measuring.image() }
    let areas = try within(file).map { [$0] } ?? [CountArea(id: nil, polygons: nil)]
    let path = request.path
    guard header.grid != nil || areas[0].polygons == nil else {
      throw MonitoringError(
        .incomparable, at: file, "The picture has no CRS, so nobody knows where --within lies on it.",
        mend: "Leave --within out, or add the picture to a case by its corners.")
    }
    return CountSubject(
      scene: nil, file: file, date: nil, hash: try ContentHash(ofPictureAt: path), columns: header.columns,
      rows: header.rows, grid: header.grid, own: own,
      limiting: Metres(own.magnitude * (try measuring.enlargement(header, reader))), areas: areas,
      read: { PictureDetector.Part(try reader.read(path, window: $0)) })
  }

  /// The polygons of --within; `nil` where it was not given.
  private func within(_ file: String) throws -> CountArea? {
    guard let within = request.within else { return nil }
    let name = URL(fileURLWithPath: within).deletingPathExtension().lastPathComponent
    return CountArea(id: name, polygons: try HandMeasure.polygons(file: within))
  }

  /// The case's scenes that are used, or the one that is named.
  func caseSubjects(_ reader: RasterReader, _ result: inout CountResult) throws -> [CountSubject] {
    let store = try CaseStore.open(request.path, for: .reading)
    let areas = try within(request.path).map { [$0] } ?? self.areas(try store.sites())
    var rows = try store.scenes().filter { $0.exclusion == nil }
    if let scene = request.scene {
      rows = rows.filter { $0.scene?.id == scene || $0.fileName == scene }
      guard !rows.isEmpty else {
        throw MonitoringError(
          .unknown, at: scene, "The case uses no such scene.", mend: "Name one from the report's table.")
      }
    }
    var subjects: [CountSubject] = []
    for row in rows {
      guard let known = row.scene else { continue }
      guard known.product.rationalPolynomials == nil else {
        result.excluded.append(
          (row.fileName, Exclusion(.misaligned, "The picture is not orthorectified, so zones have no place on it.")))
        continue
      }
      var paths: [ContentHash: String] = [:]
      for file in known.files { paths[file.contentHash] = try store.location(of: file.contentHash) }
      let scene = known.moved(paths)
      let limiting = max(scene.gsd, row.effectiveGSD ?? scene.gsd)
      subjects.append(
        CountSubject(
          scene: scene.id, file: row.fileName, date: scene.date.description, hash: scene.contentHash,
          columns: scene.grid.columns, rows: scene.grid.rows, grid: scene.grid, own: request.gsd ?? scene.gsd,
          limiting: max(request.gsd ?? limiting, limiting), areas: areas,
          read: { window in
            let planes = try SceneReader(reader).read(scene, window: window)
            return PictureDetector.Part(planes.raster, codes: Self.codes(planes, of: scene))
          }))
    }
    guard !subjects.isEmpty else {
      throw MonitoringError(
        .noUsableScene, at: request.path, "The case has no scene to count on.", mend: "Add pictures first.")
    }
    return subjects
  }

  /// The site and each of its zones, or the zone that is named.
  private func areas(_ sites: [Site]) throws -> [CountArea] {
    let zones = sites.filter { $0.role == .zone }
    guard let zone = request.zone else {
      return (sites.filter { $0.role == .site } + zones).map { CountArea(id: $0.id, polygons: $0.polygons) }
    }
    guard let found = zones.first(where: { $0.id == zone }) else {
      throw MonitoringError(
        .unknown, at: zone,
        "The case has no such zone, only: "
          + (zones.isEmpty ? "none" : zones.map(\.id).joined(separator: ", ")) + ".", mend: "Name one of them.")
    }
    return [CountArea(id: found.id, polygons: found.polygons)]
  }

  /// What the provider's masks say of each pixel that was read; `nil` where there are none. Of several the first speaks.
  private static func codes(_ planes: SceneReader.Planes, of scene: Scene) -> [UInt8]? {
    guard !planes.quality.isEmpty else { return nil }
    let window = planes.window
    return (0..<window.pixelCount).map { pixel in
      let place = scene.grid.geotransform.map(
        PixelPoint(
          column: Double(window.column + pixel % window.columns) + 0.5,
          row: Double(window.row + pixel / window.columns) + 0.5))
      for plane in planes.quality {
        let own = plane.grid.geotransform.pixel(place)
        let column = Int(own.column.rounded(.down)) - plane.window.column
        let row = Int(own.row.rounded(.down)) - plane.window.row
        guard column >= 0, row >= 0, column < plane.window.columns, row < plane.window.rows else { continue }
        return plane.codes[row * plane.window.columns + column]
      }
      return Visibility.seen.code
    }
  }
}
