import CaseStore
import Catalogue
import Kernels
import Places
import Provenance
import Quantities
import Radiometry
import Rasters
import Stacks
import Tracking

/// Temperatures of zones by the pictures that measure them, whichever stack these are of.
struct TemperatureReading {
  let stacks: CaseStacks
  let reader: RasterReader
  /// Content that was hashed in this run and is where its scene says.
  let verified: Set<ContentHash>
  let threads: Int

  /// A picture with a band of temperature.
  private struct Picture {
    let scene: Scene
    let band: SensorBand
    /// `nil` where it is of no use to any stack, for `reason`.
    let stack: CaseStack?
    let reason: Visibility
  }

  /// One for each of `zones`; `nil` where no picture of the case measures temperature.
  /// - Parameters:
  ///   - zones: zones, or the sites of a case without zones.
  ///   - sites: whose other ground a zone is compared with.
  /// - Throws: `GeodesyError` where a grid's CRS cannot be reached.
  func temperatures(of zones: [Site], in sites: [Site]) throws -> [ZoneTemperature]? {
    let pictures = pictures
    guard !pictures.isEmpty, !zones.isEmpty else { return nil }
    let warmths: [[ZoneWarmth]?] = try pictures.map { picture in
      try picture.stack.map { try self.warmths(picture, $0, zones, sites) }
    }
    let days: [[Told]] = Parallel.map(pictures.count, threads: threads) { index in
      self.days(pictures[index], warmths[index] ?? [], count: zones.count)
    }
    let dates = pictures.indices.sorted {
      (pictures[$0].scene.date, pictures[$0].scene.id) < (pictures[$1].scene.date, pictures[$1].scene.id)
    }
    return zones.indices.map { zone -> ZoneTemperature in
      let own: [ZoneWarmth] = warmths.compactMap { $0.map { $0[zone] } }
      let refusals = own.compactMap(\.refusal)
      if let refusal = refusals.first, refusals.count == own.count { return ZoneTemperature(refused: refusal) }
      return Self.temperature(dates.map { (pictures[$0].scene, days[$0][zone]) })
    }
  }

  private static func temperature(_ told: [(scene: Scene, told: Told)]) -> ZoneTemperature {
    let ranks = ZoneIndex.ranks(told.map { $0.told.above.estimate?.value.magnitude })
    let days = zip(told, ranks).map { day, rank in
      ZoneTemperature.Day(
        scene: day.scene.id, date: day.scene.date, temperature: day.told.temperature, above: day.told.above,
        warmerThan: rank)
    }
    return ZoneTemperature(days: days, notes: notes)
  }

  private static let notes = [
    "Temperature of the surface as the product has it at the time of the pass, right to about 2 K (one deviation); the "
      + "difference to the other ground around the zone is free of what both are wrong by. It changes with season and "
      + "hour, and bare metal looks colder than it is: compare a date with like ones."
  ]

  // MARK: - Pictures

  private var pictures: [Picture] {
    stacks.placed.compactMap { row, stack in
      guard let scene = row.scene, let band = scene.thermalBand else { return nil }
      if row.exclusion == nil, let stack { return Picture(scene: scene, band: band, stack: stack, reason: .seen) }
      // What keeps a file out that says nothing about the sky or the ground (it is a duplicate, say) is no date.
      guard let reason = row.exclusion.flatMap({ Visibility(rawValue: $0.code.rawValue) }) else { return nil }
      return Picture(scene: scene, band: band, stack: nil, reason: reason)
    }
  }

  private func warmths(
    _ picture: Picture, _ stack: CaseStack, _ zones: [Site], _ sites: [Site]
  ) throws -> [ZoneWarmth] {
    let grid = stack.grid
    func warmth(_ zone: [Bool], _ ground: [Bool]) -> ZoneWarmth {
      ZoneWarmth(
        zone: zone, ground: ground, columns: grid.columns, gsd: stack.gsd, native: picture.band.nativeGSD)
    }
    let pixels = SitePixels(grid: grid)
    let inSites = try pixels.mask(sites.filter { $0.role == .site }.flatMap(\.polygons))
    return try zones.map { zone in
      let mask = try pixels.mask(zone.polygons)
      let within = warmth(mask, inSites)
      // A zone that fills its site, or the site itself, has the ground outside beside it.
      return within.hasGround ? within : warmth(mask, mask.map { _ in true })
    }
  }

  private typealias Told = (temperature: Observed<Kelvin>, above: Observed<Kelvin>)

  /// What a picture tells of each zone.
  private func days(_ picture: Picture, _ warmths: [ZoneWarmth], count: Int) -> [Told] {
    func none(_ reason: Visibility) -> [Told] {
      Array(repeating: (.notObservable(reason), .notObservable(reason)), count: count)
    }
    guard let stack = picture.stack else { return none(picture.reason) }
    guard let position = stack.series.sceneIDs.firstIndex(of: picture.scene.id) else { return none(.offPicture) }
    let plane: ZoneWarmth.Plane
    do {
      plane = try self.plane(picture, stack, position)
    } catch is RasterError {
      return none(.readFailed)
    } catch {
      return none(.offPicture)
    }
    return warmths.map { warmth in
      warmth.refusal == nil ? warmth.measure(plane) : (.notObservable(.tooCoarse), .notObservable(.tooCoarse))
    }
  }

  // MARK: - Pixels

  /// The band on the stack's grid: of each pixel the one that lies there once the scene's fitted transform is reckoned with.
  private func plane(_ picture: Picture, _ stack: CaseStack, _ position: Int) throws -> ZoneWarmth.Plane {
    let (grid, scene) = (stack.grid, picture.scene)
    var warp = try stack.placing.warp(scene, onto: GridLattice(grid))
    if let fit = stack.fits[scene.contentHash] {
      let tie = stack.link?.transform ?? stack.control?.transform
      warp = warp.folding(tie.map { $0.followed(by: fit.transform) } ?? fit.transform)
    }
    var kelvin = [Float](repeating: 0, count: grid.pixelCount)
    var reasons = (0..<grid.pixelCount).map { stack.series.visibility(of: position, pixel: $0) }
    var isRead = [Bool](repeating: false, count: grid.pixelCount)
    for piece in scene.thermalPieces(picture.band.name) {
      guard let place = scene.grid.window(of: piece.scene.grid),
        let needed = warp.needed?.intersection(place), !needed.isEmpty
      else { continue }
      try check(piece.asset)
      let own = Window(
        column: needed.column - place.column, row: needed.row - place.row, columns: needed.columns, rows: needed.rows)
      guard let planes = try SceneReader(reader).read(piece.scene, apart: picture.band.name, window: own)
      else { continue }
      for pixel in reasons.indices where reasons[pixel] == .seen && !isRead[pixel] {
        let point = warp.sourcePoint(
          PixelPoint(column: Double(pixel % grid.columns) + 0.5, row: Double(pixel / grid.columns) + 0.5))
        let at = piece.asset.grid.geotransform.pixel(scene.grid.geotransform.map(point))
        let column = Int(at.column.rounded(.down)) - planes.window.column
        let row = Int(at.row.rounded(.down)) - planes.window.row
        guard column >= 0, row >= 0, column < planes.window.columns, row < planes.window.rows,
          planes.raster.validity[column, row]
        else { continue }
        kelvin[pixel] = planes.raster.samples[row * planes.window.columns + column]
        isRead[pixel] = true
      }
    }
    for pixel in reasons.indices where reasons[pixel] == .seen && !isRead[pixel] { reasons[pixel] = .offPicture }
    return ZoneWarmth.Plane(kelvin: kelvin, reasons: reasons)
  }

  /// A file that was written over since the case met it must not pass for the one that it was.
  private func check(_ asset: SceneAsset) throws(RasterError) {
    guard !verified.contains(asset.contentHash), let hash = try? ContentHash(ofPictureAt: asset.path),
      hash != asset.contentHash
    else { return }
    throw RasterError(
      .readFailed, at: asset.path, "The file holds another picture than when the case met it.",
      mend: "Put the old file back, or name the new one to watch or add.")
  }
}

extension Scene {
  /// The band of surface temperature that is kept beside those of the stack; `nil` where there is none.
  fileprivate var thermalBand: SensorBand? {
    product.definition.bands.first { $0.quantity == .surfaceTemperature && !thermalPieces($0.name).isEmpty }
  }

  /// The scene, or its parts, with the file that holds the band.
  fileprivate func thermalPieces(_ band: String) -> [(scene: Scene, asset: SceneAsset)] {
    (product.parts.isEmpty ? [self] : product.parts).compactMap { part in
      let asset = part.product.assets.first { asset in
        guard case .apart(let uses) = asset.role else { return false }
        return uses.contains { $0.name == band && $0.conversion != .asStored }
      }
      return asset.map { (part, $0) }
    }
  }
}
