import CaseStore
import Catalogue
import Foundation
import Geodesy
import Kernels
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import SceneMeasures
import Stacks
import Tracking

/// `measure`: on a case's stack, or on one picture.
package struct HandMeasuring {
  let path: String
  let scene: String?
  let gsd: Metres?
  let options: RunOptions

  package init(path: String, scene: String?, gsd: Metres?, options: RunOptions) {
    self.path = path
    self.scene = scene
    self.gsd = gsd
    self.options = options
  }

  /// The outline as it was drawn, with a hand-drawn edge's doubt on the pixels it was drawn on.
  package func measure(outlineFile: String, name: String) throws -> HandMeasure.Result {
    let polygons = try HandMeasure.polygons(file: outlineFile)
    let pixel = try pixelSize()
    try checkInside(polygons, name: name, isCase: isCase)
    let result = try HandMeasure.measure(polygons, gsd: pixel.own, limiting: pixel.limiting, name: name)
    return try recorded(result, settings: ["outline": GeoJSONHash.of(polygons)])
  }

  /// The thing under a point, outlined by the method that new buildings are outlined by.
  package func measure(at point: GeoPoint, name: String) throws -> HandMeasure.Result {
    let (picture, grid, limits) = try picture(around: point)
    let place = grid.geotransform.pixel(try CoordinateTransform(from: .wgs84, to: grid.crs).apply(point))
    let column = Int(place.column.rounded(.down))
    let row = Int(place.row.rounded(.down))
    guard column >= 2, row >= 2, column < picture.columns - 2, row < picture.rows - 2 else {
      throw unmeasurable(
        name, "The point lies on the border of the picture: what stands there is not seen whole.",
        "Give a point farther inside, or draw it and use --outline.")
    }
    guard let outline = Self.outline(picture, column: column, row: row, limits: limits) else {
      throw unmeasurable(name, "Nothing at that point stands out from its surroundings.", "Draw it and use --outline.")
    }
    let polygon = GeoPolygon(
      exterior: try AreaMeasure.geoPolygon(outline.ring, grid: grid).exterior,
      holes: try outline.holes.map { try AreaMeasure.geoPolygon($0, grid: grid).exterior })
    switch AreaMeasure.area(outline, polygon: polygon, limits: limits) {
    case .refused(let reason): throw unmeasurable(name, "It cannot be measured: \(reason).", "Use a finer picture.")
    case .estimate(let area):
      var result = HandMeasure.Result(name: name, area: area, perimeter: Geodesics.perimeter(of: polygon))
      result.roofOutline = polygon
      return try recorded(result, settings: ["at": [.number(point.longitude), .number(point.latitude)]])
    }
  }

  // MARK: - Pictures

  var isCase: Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The pixel that an outline was drawn on: as it was given, that of the named scene, or the stack's; and the one that
  /// limits what can be measured there.
  private func pixelSize() throws -> (own: Metres, limiting: Metres) {
    if isCase {
      let store = try CaseStore.open(path, for: .reading)
      let rows = try store.scenes()
      var named: LimitingPixel.Picture?
      if let scene {
        guard let found = rows.first(where: { $0.scene?.id == scene || $0.fileName == scene })?.picture else {
          throw MonitoringError(
            .unknown, at: scene, "The case has no such scene.", mend: "Name one from the report's table.")
        }
        named = found
      }
      if let own = gsd ?? named?.own { return (own, max(own, named?.size ?? own)) }
      // Of several the coarsest: whichever the outline was drawn on, its doubt is not less.
      guard let kept = try StackSettings.pixels(store).max() else {
        throw MonitoringError(
          .unknown, at: store.folder.path, "The case has no pictures yet, so no pixel size.",
          mend: "Add pictures first, or give --gsd.")
      }
      let pictures = rows.filter { row in
        row.exclusion == nil && SizeClasses.fits(row.scene?.gsd.magnitude ?? 0, kept)
      }
      return (Metres(kept), LimitingPixel(grid: Metres(kept), pictures: pictures.compactMap(\.picture)).size)
    }
    if let gsd {
      try checkPicture()
      let reader = options.reader()
      defer { reader.close() }
      // Its errors count: what is no picture has no pixel to measure with.
      return (gsd, Metres(gsd.magnitude * (try enlargement(try reader.header(of: path), reader))))
    }
    let (_, own, header) = try image()
    let reader = options.reader()
    defer { reader.close() }
    return (own, Metres(own.magnitude * (try enlargement(header, reader))))
  }

  /// By how much the picture itself was enlarged; 1 where it does not tell.
  func enlargement(_ header: RasterHeader, _ reader: RasterReader) throws -> Double {
    try reader.read(path, window: EffectiveGSD.window(columns: header.columns, rows: header.rows)).enlargement
  }

  /// A picture is its own scene; under the name of another it would be measured as what it is not.
  private func checkPicture() throws {
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard let scene, scene != name else { return }
    throw MonitoringError(
      .unknown, at: scene, "\(name) is a picture, and --scene names a scene of a case.",
      mend: "Leave --scene out, or give the case in the picture's place.")
  }

  func image() throws -> (Grid, Metres, RasterHeader) {
    try checkPicture()
    let reader = options.reader()
    defer { reader.close() }
    let header = try reader.header(of: path)
    guard let grid = header.grid else {
      throw MonitoringError(
        .incomparable, at: URL(fileURLWithPath: path).lastPathComponent,
        "The picture has no CRS, so a pixel has no size on the ground.",
        mend: "Give --gsd METRES with --outline, or add it to a case by its corners.")
    }
    let outcome = SceneBuilder.scene(
      path: path, header: header, contentHash: ContentHash(of: path), given: GivenPosition(date: options.now),
      now: options.now)
    guard let scene = outcome.scene else {
      throw MonitoringError(
        .incomparable, at: URL(fileURLWithPath: path).lastPathComponent, outcome.exclusion?.reason ?? "",
        mend: "Give --gsd METRES.")
    }
    return (grid, scene.gsd, header)
  }

  /// Pixels around the point: the mean of the case's last clear scenes, one named scene, or the picture itself.
  private func picture(around point: GeoPoint) throws -> (Raster, Grid, SizeLimits) {
    if !isCase {
      let (grid, _, header) = try image()
      let reader = options.reader()
      defer { reader.close() }
      let window = try neighbourhood(of: point, in: grid)
      return (
        try reader.read(path, window: window), cut(grid, window),
        SizeLimits(pixel: try enlargement(header, reader))
      )
    }
    let store = try store()
    let reader = options.reader()
    defer { reader.close() }
    let stacks = try self.stacks(store, reader)
    let row = scene.flatMap { scene in stacks.placed.first { $0.row.scene?.id == scene || $0.row.fileName == scene } }
    let stack = row?.stack ?? stacks.finest
    let series = stack.series
    let window = try neighbourhood(of: point, in: stack.grid)
    var limits = stack.sizeLimits
    var scenes = Array(series.dates.indices.suffix(Composite.maximumScenes))
    if let scene {
      guard let index = series.sceneIDs.firstIndex(where: { $0 == row?.row.scene?.id }) else {
        throw MonitoringError(
          .unknown, at: scene, "The case uses no such scene.", mend: "Name one from the report's table.")
      }
      scenes = [index]
      if let size = row?.row.picture?.size { limits = SizeLimits(pixel: max(1, size.magnitude / stack.gsd.magnitude)) }
    }
    return (Composite.mean(series, scenes: scenes, window: window), cut(stack.grid, window), limits)
  }

  func stacks(_ store: CaseStore, _ reader: RasterReader) throws -> CaseStacks {
    do {
      return try CaseStacksBuilder(store: store, options: options, reader: reader).build(try store.scenes())
    } catch let refusal as StackRefusal {
      throw refusal.error
    }
  }

  private func neighbourhood(of point: GeoPoint, in grid: Grid) throws -> Window {
    let place = grid.geotransform.pixel(try CoordinateTransform(from: .wgs84, to: grid.crs).apply(point))
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    guard place.column >= 0, place.row >= 0, place.column < Double(grid.columns), place.row < Double(grid.rows) else {
      throw unmeasurable("point", "The point lies outside the picture.", "Give a point inside it, longitude first.")
    }
    return Window(column: Int(place.column) - 128, row: Int(place.row) - 128, columns: 256, rows: 256)
      .intersection(whole)
  }

  func cut(_ grid: Grid, _ window: Window) -> Grid {
    let origin = grid.geotransform.map(PixelPoint(column: Double(window.column), row: Double(window.row)))
    var coefficients = grid.geotransform.coefficients
    coefficients[0] = origin.easting
    coefficients[3] = origin.northing
    return Grid(columns: window.columns, rows: window.rows, geotransform: Geotransform(coefficients), crs: grid.crs)
  }

  func unmeasurable(_ name: String, _ reason: String, _ mend: String) -> MonitoringError {
    MonitoringError(.unmeasurable, at: name, reason, mend: mend)
  }

  /// The case, for reading alone where it may not be written.
  func store() throws -> CaseStore {
    do { return try CaseStore.open(path) } catch  where error.code == .notWritable {
      return try CaseStore.open(path, for: .reading)
    }
  }

  /// In a case the measure enters the ledger, as a person's act on pinned inputs. Where the case may only be read, the
  /// result says that it did not.
  func recorded(_ result: HandMeasure.Result, settings: JSONValue) throws -> HandMeasure.Result {
    guard isCase else { return result }
    do {
      try record(result, settings: settings, in: try CaseStore.open(path))
    } catch let error as CaseError where error.code == .notWritable {
      var result = result
      result.unrecorded = error.description
      return result
    }
    return result
  }

  private func record(_ result: HandMeasure.Result, settings: JSONValue, in store: CaseStore) throws {
    let record = StepRecord(
      "measure", version: 1, inputs: [], settings: ["what": settings, "result": result.json],
      output: ContentHash(of: result.json))
    try store.append([.init(record, by: Program.name, at: options.now)])
  }
}

enum GeoJSONHash {
  /// Hash of an outline's vertices, so that the ledger pins what was drawn without printing where it lies.
  static func of(_ polygons: [GeoPolygon]) -> JSONValue {
    let numbers = polygons.flatMap(\.exterior).flatMap { [JSONValue.number($0.longitude), .number($0.latitude)] }
    return .string(ContentHash(of: .array(numbers)).hexadecimal)
  }
}
