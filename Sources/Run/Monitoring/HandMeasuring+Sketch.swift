import CaseStore
import Catalogue
import Foundation
import Geodesy
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import SceneMeasures
import Stacks
import Tracking

extension HandMeasuring {
  /// A rough sketch of a standing thing, its sides moved to the edges that the pictures show: area, length, width,
  /// direction, and height by its shadow.
  /// - Parameters:
  ///   - over: the sketch of another thing, outlined by the same method on the same pictures; the ratio of the two areas
  ///     is then told too, their common error cancelled.
  ///   - since: an earlier scene of the case: how the thing has grown since is told instead, `over` being the sketch of
  ///     what it was like then, or `nil` for the same sketch.
  /// - Throws: `MonitoringError.unmeasurable` where the sketch lies outside, or no edge lies near it.
  package func measure(
    sketchFile: String, over other: String?, since earlier: String? = nil, name: String
  ) throws -> HandMeasure.Result {
    let polygons = try HandMeasure.polygons(file: sketchFile)
    let others = try other.map { try HandMeasure.polygons(file: $0) }
    let pictures = try pictures(around: polygons + (earlier == nil ? others ?? [] : []), name)
    let first = try sketched(polygons, on: pictures, name)
    var result = first.result
    var settings: [JSONValue.Member] = [.init("sketch", GeoJSONHash.of(polygons))]
    if let earlier {
      let own = AreaSum.Part(first.outline, area: result.area.value, registration: pictures.registration)
      result.growth = try growth(of: own, since: earlier, sketch: others ?? polygons, name)
      settings += [.init("since", .string(earlier)), .init("over", GeoJSONHash.of(others ?? polygons))]
    } else if let other, let others {
      let label = URL(fileURLWithPath: other).deletingPathExtension().lastPathComponent
      let second = try sketched(others, on: pictures, label)
      result.ratio = AreaRatio(
        to: label, name: label,
        estimate: AreaMeasure.ratio(
          first.outline, result.area.value, over: second.outline, second.result.area.value,
          registration: pictures.registration))
      settings.append(.init("over", GeoJSONHash.of(others)))
    }
    return try recorded(result, settings: .object(settings))
  }

  /// Pictures of one grid that a sketch is fitted on.
  private struct Pictures {
    struct Picture {
      let name: String
      let raster: Raster
      let aspect: SceneAspect
    }

    /// Of the window.
    let grid: Grid
    let gsd: Double
    let limits: SizeLimits
    let registration: Double
    let pictures: [Picture]
    var window: Window { Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows) }
  }

  /// Metres around a sketch in which its roof, its shadow and lit ground may lie, and the most pixels of them.
  private static let margin = (metres: 90.0, pixels: 200)
  private static let leastMarginInPixels = 24
  private static let leastClear = StackSeries.wholeShare

  // MARK: - One sketch

  private func sketched(
    _ polygons: [GeoPolygon], on pictures: Pictures, _ name: String
  ) throws -> (result: HandMeasure.Result, outline: PixelOutline) {
    guard polygons.count == 1, let polygon = polygons.first else {
      throw unmeasurable(
        name, "The sketch holds \(polygons.count) polygons, and one thing has one.", "Give a file of one polygon.")
    }
    let onto = try CoordinateTransform(from: .wgs84, to: pictures.grid.crs)
    let ring = try polygon.exterior.map { pictures.grid.geotransform.pixel(try onto.apply($0)) }
    let middle = PixelOutline(freehand: ring).middle
    let fits = try pictures.pictures.compactMap { picture -> (Pictures.Picture, PixelOutline, ShadowHeight.View)? in
      let view = try picture.aspect.view(at: middle, on: pictures.grid, gsd: pictures.gsd)
      guard
        let outline = SketchFit.outline(
          picture.raster, window: pictures.window, sketch: ring, aspect: view.aspect)
      else { return nil }
      return (picture, outline, view)
    }
    guard let outline = SketchFit.combined(fits.map(\.1)) else {
      throw unmeasurable(
        name, "The pictures show no edges near the sides of the sketch.", "Draw it as it is and leave --refine out.")
    }
    let toGround = try CoordinateTransform(from: pictures.grid.crs, to: .wgs84)
    let ground = try AreaMeasure.geoPolygon(outline.ring, grid: pictures.grid, by: toGround)
    switch AreaMeasure.area(
      outline, polygon: ground, registration: pictures.registration, limits: pictures.limits)
    {
    case .refused(let reason): throw unmeasurable(name, "It cannot be measured: \(reason).", "Use a finer picture.")
    case .estimate(let area):
      var result = HandMeasure.Result(name: name, area: area, perimeter: Geodesics.perimeter(of: ground))
      result.size = try ThingSize(outline, grid: pictures.grid, by: toGround, registration: pictures.registration)
        .map(FeatureSize.init)
      result.height = height(fits, pictures, errors: outline.errors)
      result.scenes = fits.map(\.0.name)
      result.roofOutline = ground
      switch GroundOutline.below(
        outline.ring, views: fits.map(\.2), height: result.height ?? .refused("no picture tells it"))
      {
      case .outline(let foot):
        result.groundOutline = try AreaMeasure.geoPolygon(foot.ring, grid: pictures.grid, by: toGround)
        result.lean = .estimate(foot.lean)
      case .refused(let reason): result.lean = .refused(reason)
      }
      return (result, outline)
    }
  }

  private func height(
    _ fits: [(Pictures.Picture, PixelOutline, ShadowHeight.View)], _ pictures: Pictures, errors: OutlineErrors
  ) -> Measured<Metres> {
    let usable = fits.filter { $0.0.aspect.hindrance == nil }
    guard !usable.isEmpty else { return .refused(fits.compactMap { $0.0.aspect.hindrance }.first ?? "") }
    let likelihoods = usable.compactMap { picture, outline, view in
      ShadowHeight.likelihood(outline, picture.raster, window: pictures.window, view: view)
    }
    return ShadowHeight.estimate(likelihoods, scenes: usable.map { ($0.0.aspect, $0.2) }, errors: errors)
  }

  // MARK: - Growth

  private func growth(
    of own: AreaSum.Part, since earlier: String, sketch: [GeoPolygon], _ name: String
  ) throws -> AreaGrowth {
    guard isCase else {
      throw MonitoringError(
        .unknown, at: earlier,
        "\(URL(fileURLWithPath: path).lastPathComponent) is one picture, and --since names a scene of a case.",
        mend: "Measure on a case, and name the later scene by --scene.")
    }
    let then = try HandMeasuring(path: path, scene: earlier, gsd: gsd, options: options)
      .stackPictures(around: sketch, name)
    let (result, outline) = try sketched(sketch, on: then, earlier)
    let part = AreaSum.Part(outline, area: result.area.value, registration: then.registration)
    return AreaGrowth(
      since: result.scenes.first ?? earlier, before: result.area,
      difference: AreaDifference.estimate(own, minus: part),
      ratio: AreaMeasure.ratio(
        own.outline, own.area, over: outline, part.area, registration: then.registration))
  }

  // MARK: - Pictures

  private func pictures(around polygons: [GeoPolygon], _ name: String) throws -> Pictures {
    isCase ? try stackPictures(around: polygons, name) : try onePicture(around: polygons, name)
  }

  private func onePicture(around polygons: [GeoPolygon], _ name: String) throws -> Pictures {
    let (grid, gsd, header) = try image()
    let reader = options.reader()
    defer { reader.close() }
    var sidecars = StacSidecars()
    let outcome = SceneBuilder.scene(
      path: path, header: header, contentHash: ContentHash(of: path), stacItem: sidecars.item(beside: path),
      now: options.now)
    let window = try window(around: polygons, on: grid, gsd: gsd.magnitude, name)
    // Without a date there is no sun, and without a sun no height.
    let aspect = outcome.scene.map { SceneAspect($0) } ?? SceneAspect(sun: nil, isHourKnown: false)
    let part = cut(grid, window)
    let raster = try reader.read(path, window: window)
    let inside = try SitePixels(grid: part).mask(polygons)
    let shown = inside.indices.filter { inside[$0] && raster.validity[$0 % part.columns, $0 / part.columns] }
    let share = Double(shown.count) / Double(max(1, inside.count { $0 }))
    guard share >= Self.leastClear else {
      throw unmeasurable(
        name, "The picture shows \(Int((100 * share).rounded(.down))) % of it and has no data for the rest.",
        "Use a picture that shows all of it, or draw it as it is and leave --refine out.")
    }
    return Pictures(
      grid: part, gsd: gsd.magnitude, limits: SizeLimits(pixel: try enlargement(header, reader)), registration: 0,
      pictures: [.init(name: URL(fileURLWithPath: path).lastPathComponent, raster: raster, aspect: aspect)])
  }

  private func stackPictures(around polygons: [GeoPolygon], _ name: String) throws -> Pictures {
    let store = try store()
    let reader = options.reader()
    defer { reader.close() }
    let stacks = try stacks(store, reader)
    let row = scene.flatMap { scene in stacks.placed.first { $0.row.scene?.id == scene || $0.row.fileName == scene } }
    if let scene, row == nil {
      throw MonitoringError(
        .unknown, at: scene, "The case uses no such scene.", mend: "Name one from the report's table.")
    }
    let stack = row?.stack ?? stacks.finest
    let series = stack.series
    let window = try window(around: polygons, on: stack.grid, gsd: stack.gsd.magnitude, name)
    let pixels = try SitePixels(grid: stack.grid).mask(polygons)
    let inside = pixels.indices.filter { pixels[$0] }
    let indices =
      row.flatMap { row in series.sceneIDs.firstIndex { $0 == row.row.scene?.id }.map { [$0] } }
      ?? series.dates.indices.filter { series.seesWhole($0, pixels: inside) }
      .suffix(Composite.maximumScenes)
    guard !indices.isEmpty else { throw unseen(inside, series, name) }
    let aspects = stack.aspects
    return Pictures(
      grid: cut(stack.grid, window), gsd: stack.gsd.magnitude, limits: stack.sizeLimits,
      registration: stack.budget.registrationDeviationInPixels,
      pictures: indices.map {
        .init(name: series.sceneIDs[$0], raster: series.raster(of: $0, window: window), aspect: aspects[$0])
      })
  }

  private func unseen(_ pixels: [Int], _ series: StackSeries, _ name: String) -> MonitoringError {
    unmeasurable(
      name, "It was \(series.unseenWords(pixels: pixels)).",
      "Add clearer pictures, or draw it as it is and leave --refine out.")
  }

  /// The part of a grid that holds the sketches and what lies around them.
  private func window(around polygons: [GeoPolygon], on grid: Grid, gsd: Double, _ name: String) throws -> Window {
    let onto = try CoordinateTransform(from: .wgs84, to: grid.crs)
    let places = try polygons.flatMap(\.exterior).map { grid.geotransform.pixel(try onto.apply($0)) }
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let columns = places.map(\.column)
    let rows = places.map(\.row)
    guard let left = columns.min(), let right = columns.max(), let top = rows.min(), let bottom = rows.max(),
      left >= 0, top >= 0, right <= Double(grid.columns), bottom <= Double(grid.rows)
    else {
      throw unmeasurable(
        name, "The sketch does not lie on the picture.", "Give a sketch inside it: GeoJSON, longitude first.")
    }
    let margin = min(Self.margin.pixels, max(Self.leastMarginInPixels, Int(Self.margin.metres / gsd)))
    return Window(
      column: Int(left) - margin, row: Int(top) - margin, columns: Int(right) - Int(left) + 2 * margin + 1,
      rows: Int(bottom) - Int(top) + 2 * margin + 1
    ).intersection(whole)
  }
}
