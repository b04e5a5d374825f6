import Catalogue
import Geodesy
import Mensuration
import Places
import Quantities
import Rasters
import Stacks
import Tracking

extension CaseStack {
  /// What turns this stack's regions of change into things.
  func finder(sites: [Site], threads: Int) throws -> ThingFinder {
    let gsd = grid.geotransform.columnEasting
    return ThingFinder(
      series, gsd: gsd, limits: sizeLimits, inSite: inSite,
      shadows: try ShadowShift.all(series.dates, suns: suns, grid: series.grid, gsd: gsd),
      context: try context(sites), waterBands: waterBands,
      threads: threads)
  }

  /// Green and near infrared, where they are known and the numbers are reflectances.
  private var waterBands: (green: Int, nearInfrared: Int)? {
    guard [.surfaceReflectance, .topOfAtmosphere].contains(bands.sceneClass.quantity),
      let green = bands.names?.firstIndex(of: "green"),
      let near = bands.names?.firstIndex(of: "nir08") ?? bands.names?.firstIndex(of: "nir")
    else { return nil }
    return (green, near)
  }

  /// Rails, tunnels, and zones of loading and of vehicles, of the site's file on this grid.
  private func context(_ sites: [Site]) throws -> SiteContext {
    let pixels = SitePixels(grid: grid)
    func zones(_ words: [String]) throws -> [[PixelPoint]] {
      try sites.filter { site in
        let kind = site.kind?.lowercased() ?? ""
        return site.role == .zone && words.contains { kind.contains($0) }
      }.flatMap(\.polygons).map { try pixels.ring($0.exterior) }
    }
    return SiteContext(
      rails: try sites.filter { $0.role == .line && $0.kind == "rail" }.flatMap(\.lines).map(pixels.ring),
      tunnels: try zones(["tunnel"]), loading: try zones(["load"]),
      parking: try zones(["park", "vehicle", "motor"]))
  }

  /// What turns things into features.
  /// - Parameter rules: say which scenes may be shown.
  func assembly(
    sites: [Site], unseen: [FeatureAssembly.Unseen], earlier: [Feature], rules: LicenceRules = .none, threads: Int
  ) -> FeatureAssembly {
    FeatureAssembly(
      series: series, sites: sites, gsd: grid.geotransform.columnEasting, limits: sizeLimits, unseen: unseen,
      earlier: earlier, budget: budget, aspects: aspects, witnesses: witnesses(rules),
      threads: threads)
  }

  /// How each scene of the series was taken, and whether its licence lets it be shown.
  func witnesses(_ rules: LicenceRules) -> [ChipWitness] {
    let scenes = Dictionary(
      rows.compactMap { row in row.scene.map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
    return zip(zip(series.sceneIDs, series.dates), aspects).map { scene, aspect in
      let known = scenes[scene.0]
      return ChipWitness(
        date: scene.1, sensor: known?.sensor ?? SensorName.unknown, aspect: aspect,
        isShown: known.map { rules.terms(of: $0).isPublishable } ?? true)
    }
  }

  /// Where the sun and the satellite stood on each date of the series.
  var aspects: [SceneAspect] {
    let scenes = Dictionary(
      rows.compactMap { row in row.scene.map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
    return series.sceneIDs.map { scenes[$0].map { SceneAspect($0) } ?? SceneAspect(sun: nil, isHourKnown: false) }
  }
}

extension SceneAspect {
  /// As the scene's metadata say it; the sun reckoned from its time and place where they do not.
  init(_ scene: Scene) {
    guard scene.product.definition.modality == .optical else {
      self.init(sun: nil, isHourKnown: false)
      return
    }
    let known = (try? scene.sunPosition()) ?? nil
    let angles = scene.product.angles
    self.init(
      sun: known ?? Self.usualSun(scene), isHourKnown: known != nil, offNadir: angles.offNadirAngle,
      viewAzimuth: angles.viewAzimuth)
  }

  /// At the usual hour of the scene's day.
  private static func usualSun(_ scene: Scene) -> SolarPosition? {
    let middle = PixelPoint(column: Double(scene.grid.columns) / 2, row: Double(scene.grid.rows) / 2)
    guard
      let place = try? CoordinateTransform(from: scene.grid.crs, to: .wgs84).geoPoint(
        scene.grid.geotransform.map(middle))
    else { return nil }
    return ShadowShift.usualSun(ofDay: scene.date, at: place)
  }
}
