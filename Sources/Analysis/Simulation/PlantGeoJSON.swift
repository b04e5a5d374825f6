import Foundation
import Geodesy
import Provenance

/// A plant's two GeoJSON files.
package enum PlantGeoJSON {
  /// `site.geojson` as the contract's input: the site, and rough sketches of standing halls as references.
  package static func site(of plant: SimulatedPlant) -> JSONValue {
    let site = feature(
      plant.site, id: "site",
      [.init("id", "site"), .init("name", "Simulated plant \(plant.options.seed)".json), .init("role", "site")])
    let sketches = plant.sketches.map { sketch in
      let id = sketch.name.replacing(" ", with: "-")
      return feature(
        sketch.polygon, id: id,
        [
          .init("id", id.json), .init("name", sketch.name.json), .init("role", "reference"), .init("site", "site"),
          .init("kind", "building"),
        ])
    }
    let spur = plant.rail.map { rail in
      feature(
        line: rail.drawn, id: railID,
        [
          .init("id", railID.json), .init("name", "Rail spur"), .init("role", "line"), .init("site", "site"),
          .init("kind", "rail"),
        ])
    }
    return collection([site] + sketches + [spur].compactMap(\.self) + context(of: plant))
  }

  /// `truth.geojson`: one feature for each true thing.
  package static func truth(of plant: SimulatedPlant) -> JSONValue {
    collection(
      plant.truth.map { feature($0.polygon, id: $0.id, properties(of: $0)) }
        + [plant.rail.map(feature)].compactMap(\.self))
  }

  /// What an analyst knows of the ground that a plant's extras come to.
  private static func context(of plant: SimulatedPlant) -> [JSONValue] {
    let yard = plant.loadingZone.map { zone in
      feature(
        zone, id: "loading",
        [
          .init("id", "loading"), .init("name", "Loading yard"), .init("role", "zone"), .init("site", "site"),
          .init("kind", "loading"),
        ])
    }
    guard !plant.siding.isEmpty else { return [yard].compactMap(\.self) }
    let siding = feature(
      line: plant.siding, id: "siding",
      [
        .init("id", "siding"), .init("name", "Siding"), .init("role", "line"), .init("site", "site"),
        .init("kind", "rail"),
      ])
    return [yard].compactMap(\.self) + [siding]
  }

  private static let railID = "rail-spur"

  /// The spur, with what stood on it in each scene.
  private static func feature(_ rail: SimulatedRail) -> JSONValue {
    let occupancy = rail.occupancy.map { scene -> JSONValue in
      [
        "scene": .string(scene.scene), "date": .string(scene.date.description),
        "occupied": .decimal(scene.occupied.magnitude, places: 2),
        "stretches": .array(
          scene.stretches.map {
            [.decimal($0.from.magnitude, places: 2), .decimal($0.to.magnitude, places: 2)]
          }), "clear": .decimal(scene.clearShare, places: 3),
      ]
    }
    return feature(
      line: rail.line, id: railID,
      [
        .init("id", railID.json), .init("name", "Rail spur"), .init("kind", "rail"), .init("change", .null),
        .init("length", .decimal(rail.length.magnitude, places: 2)), .init("occupancy", .array(occupancy)),
      ])
  }

  private static func feature(line: [GeoPoint], id: String, _ properties: [JSONValue.Member]) -> JSONValue {
    feature(
      id, properties,
      [.init("type", "LineString"), .init("coordinates", .array(line.map(position)))])
  }

  // Nine decimals: at seven, rounding alone would move the area of a crane by 0.1 %.
  private static func position(_ point: GeoPoint) -> JSONValue {
    .array([.decimal(point.longitude, places: 9), .decimal(point.latitude, places: 9)])
  }

  /// The STAC item beside a scene that was taken off nadir.
  /// As STAC's view extension has it, the azimuth runs from the scene to the satellite, clockwise from north.
  static func item(of scene: SimulatedScene, in plant: SimulatedPlant) -> JSONValue {
    let degrees = 180 / Double.pi
    let picture = plant.site
    let id = scene.fileName.replacing(".tif", with: "")
    guard
      case .object(let members) = feature(
        picture, id: id,
        [
          .init("datetime", scene.date.description.json), .init("gsd", .number(plant.options.gsd)),
          .init("view:off_nadir", .decimal(scene.view.offNadir * degrees, places: 3)),
          .init("view:azimuth", .decimal(scene.view.azimuth * degrees, places: 3)),
          .init("view:sun_elevation", .decimal(scene.sunElevation.degrees, places: 3)),
          .init("view:sun_azimuth", .decimal(scene.sunAzimuth.degrees, places: 3)),
        ])
    else { return .null }
    return .object(
      [.init("stac_version", "1.0.0")] + members + [
        .init("links", .array([])),
        .init("assets", ["image": ["href": .string("./" + scene.fileName), "roles": ["data"]]]),
      ])
  }

  private static func properties(of object: TruthObject) -> [JSONValue.Member] {
    // The truth knows the moment itself, so both ends of its bracket are that moment.
    let date = JSONValue(object.date?.description)
    return [
      .init("id", object.id.json), .init("name", JSONValue(object.name)), .init("kind", object.kind.rawValue.json),
      .init("change", JSONValue(object.change?.rawValue)), .init("date", date), .init("notBefore", date),
      .init("notAfter", date), .init("area", .number(object.area.magnitude)),
      .init("ratioTo", .object(object.ratios.map { .init($0.to, .number($0.value)) })),
      .init("contrast", object.contrast.map { .number($0) } ?? .null), .init("pixels", .number(object.areaInPixels)),
      .init("roofContrast", object.roofContrast.map { .decimal($0, places: 3) } ?? .null),
      .init("height", object.height.map { .number($0.magnitude) } ?? .null),
    ]
      + (object.phases.isEmpty ? [] : [.init("phases", phases(object))])
  }

  private static func phases(_ object: TruthObject) -> JSONValue {
    .array(object.phases.map { ["state": .string($0.state), "date": .string($0.date.description)] })
  }

  private static func collection(_ features: [JSONValue]) -> JSONValue {
    .object([.init("type", "FeatureCollection"), .init("features", .array(features))])
  }

  private static func feature(_ polygon: GeoPolygon, id: String, _ properties: [JSONValue.Member]) -> JSONValue {
    let ring = polygon.exterior + polygon.exterior.prefix(1)
    return feature(
      id, properties,
      [.init("type", "Polygon"), .init("coordinates", .array([.array(ring.map(position))]))])
  }

  private static func feature(
    _ id: String, _ properties: [JSONValue.Member], _ geometry: [JSONValue.Member]
  ) -> JSONValue {
    .object([
      .init("type", "Feature"), .init("id", id.json), .init("properties", .object(properties)),
      .init("geometry", .object(geometry)),
    ])
  }
}

extension String {
  fileprivate var json: JSONValue { .string(self) }
}
