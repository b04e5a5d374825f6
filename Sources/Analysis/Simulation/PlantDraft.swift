import Geodesy
import Quantities
import Rasters

/// Makes a plant's truth from its options: layout, calendar, outlines on the ground.
struct PlantDraft {
  let options: PlantOptions
  let grid: Grid
  private let toGround: CoordinateTransform

  init(_ options: PlantOptions) throws(GeodesyError) {
    let crs = CRS.utm(at: options.centre)
    let middle = try CoordinateTransform(from: .wgs84, to: crs).apply(options.centre)
    let gsd = options.gsd
    // Whole multiples of the gsd, as providers grid their products.
    let west = ((middle.easting - Double(options.columns) / 2 * gsd) / gsd).rounded() * gsd
    let north = ((middle.northing + Double(options.rows) / 2 * gsd) / gsd).rounded() * gsd
    self.options = options
    grid = Grid(
      columns: options.columns, rows: options.rows,
      geotransform: Geotransform([west, gsd, 0, north, 0, -gsd]), crs: crs)
    toGround = try CoordinateTransform(from: crs, to: .wgs84)
  }

  func plant() throws(GeodesyError) -> SimulatedPlant {
    let scenes = SceneDraw(options: options).scenes()
    var draw = LayoutDraw(options) { SensorNoise.typicalSigma(at: $0, in: scenes) }
    let layout = draw.layout()
    let phases = options.phases ? PlantPhases(options, scenes: scenes, layout: layout) : nil
    let events = EventTimes(options, scenes: scenes, phases: phases)
    let margin = SimulationRanges.siteMarginInPixels
    let right = Double(options.columns) - margin
    let bottom = Double(options.rows) - margin
    let site = try polygon([
      PixelPoint(column: margin, row: margin), PixelPoint(column: right, row: margin),
      PixelPoint(column: right, row: bottom), PixelPoint(column: margin, row: bottom),
    ])
    var sketches: [SimulatedPlant.Sketch] = []
    for (index, ring) in layout.sketches.enumerated() {
      sketches.append(.init(name: PlantDraft.hallName(index), polygon: try polygon(ring)))
    }
    var plant = SimulatedPlant(
      options: options, grid: grid, scenes: scenes, truth: try truth(layout, events, phases), site: site,
      sketches: sketches,
      rail: try rail(layout, scenes, toGround: toGround), layout: layout, events: events, phases: phases)
    if let yard = layout.extraContext.loading { plant.loadingZone = try polygon(yard.corners) }
    plant.siding = try toGround.geoPoints(layout.extraContext.siding.map(grid.geotransform.map))
    return plant
  }

  static func hallName(_ index: Int) -> String {
    "hall \(String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index))))"
  }

  private func polygon(_ ring: [PixelPoint]) throws(GeodesyError) -> GeoPolygon {
    // Rows run south, so a ring that is positive in pixels is clockwise on the ground.
    let ordered = PolygonMath.signedArea(ring) > 0 ? Array(ring.reversed()) : ring
    return GeoPolygon(exterior: try toGround.geoPoints(ordered.map(grid.geotransform.map)))
  }

  private func truth(
    _ layout: PlantLayout, _ events: EventTimes, _ phases: PlantPhases?
  ) throws(GeodesyError) -> [TruthObject] {
    var objects: [TruthObject] = []
    for (index, hall) in layout.halls.enumerated() {
      let name = PlantDraft.hallName(index)
      let turn = phases?.turns.first { $0.hall == index }
      objects.append(
        try object(
          name.replacing(" ", with: "-"), turn == nil ? .standing : .building, turn?.change, turn?.date, hall.outline,
          name: name, height: hall.height, phases: turn.map { [$0.phase] } ?? []))
    }
    guard let crane = layout.crane else { return objects }
    let stays = options.quiet
    let craneObject = try object(
      "crane", .crane, stays ? nil : .removed, stays ? nil : events.craneRemoved, crane.box.corners,
      contrast: crane.contrast, height: crane.height)
    guard !stays else { return objects + [craneObject] }
    let newHall = layout.newHall.outline
    let newArea = Geodesics.area(of: try polygon(newHall)).magnitude
    let ratios = objects.prefix(layout.sketches.count).map {
      TruthObject.Ratio(to: $0.name ?? $0.id, value: newArea / $0.area.magnitude)
    }
    objects.append(
      try object(
        "new-hall", .building, .built, events.roofClosed, newHall, ratios: ratios, height: layout.newHall.height,
        roofContrast: layout.roofContrast, phases: phases?.ofNewHall ?? []))
    objects.append(try object("works", .works, .cleared, events.worksBegin, layout.works))
    objects.append(try object("cleared", .clearedGround, .cleared, events.patchCleared, layout.cleared))
    return objects + [craneObject] + (try extras(layout, events))
  }

  private func extras(_ layout: PlantLayout, _ events: EventTimes) throws(GeodesyError) -> [TruthObject] {
    var objects: [TruthObject] = []
    for (extra, date) in zip(layout.extras, events.extras) {
      let change: TruthObject.Change =
        switch extra.kind {
        case .excavation: .cleared
        case .water, .stockpile: .altered
        default: .built
        }
      objects.append(
        try object(
          extra.kind.rawValue, extra.kind, change, date, extra.outline, height: extra.height == 0 ? nil : extra.height))
    }
    return objects
  }

  private func object(
    _ id: String, _ kind: TruthObject.Kind, _ change: TruthObject.Change?, _ date: Timestamp?, _ ring: [PixelPoint],
    name: String? = nil, ratios: [TruthObject.Ratio] = [], contrast: Double? = nil, height: Double? = nil,
    roofContrast: Double? = nil, phases: [TruthObject.Phase] = []
  ) throws(GeodesyError) -> TruthObject {
    let polygon = try polygon(ring)
    return TruthObject(
      id: id, name: name, kind: kind, change: change, date: date, outlineInPixels: ring, polygon: polygon,
      area: Geodesics.area(of: polygon), areaInPixels: abs(PolygonMath.signedArea(ring)), ratios: ratios,
      contrast: contrast, roofContrast: roofContrast, height: height.map { Metres($0) }, phases: phases)
  }
}
