import Foundation
import Geodesy
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import Vectors

/// What `regions.geojson` of `detect A B` says.
struct PairRegions {
  let grid: Grid
  let hasCRS: Bool
  /// Size of a pixel where there is no CRS.
  let gsd: Metres?

  /// - Parameter regions: in order of their numbers.
  /// - Throws: `GeodesyError`.
  func document(_ regions: [PairRegion], method: JSONValue) throws -> JSONValue {
    let transform = hasCRS ? try CoordinateTransform(from: grid.crs, to: .wgs84) : nil
    let features = try regions.enumerated().compactMap { index, region in
      try region.ring.map { try feature(region, "r-\(index + 1)", $0, transform) }
    }
    var members: [JSONValue.Member] = [.init("type", "FeatureCollection")]
    if !hasCRS { members.append(.init("frame", "pixel")) }
    return .object(members + [.init("method", method), .init("features", .array(features))])
  }

  private func feature(
    _ region: PairRegion, _ id: String, _ places: [PixelPoint], _ transform: CoordinateTransform?
  ) throws -> JSONValue {
    var properties: [JSONValue.Member] = [
      .init("id", .string(id)), .init("pixels", .integer(region.pixels)),
      .init("score", .decimal(Double(region.score), places: 2)), .init("status", "candidate"),
    ]
    if let rise = region.rise { properties.append(.init("sign", rise > 0 ? "brighter" : "darker")) }
    let pixels = region.holes.reduce(abs(PixelOutline.signedArea(places))) { $0 - abs(PixelOutline.signedArea($1)) }
    let geometry: JSONValue
    var area: SquareMetres?
    if let transform {
      func points(_ ring: [PixelPoint]) throws -> [GeoPoint] {
        try transform.geoPoints(ring.map { grid.geotransform.map($0) })
      }
      let polygon = GeoPolygon(exterior: try points(places), holes: try region.holes.map(points))
      area = Geodesics.area(of: polygon)
      geometry = GeoJSON.geometry(of: [polygon])
    } else {
      area = gsd.map { SquareMetres(pixels * $0.magnitude * $0.magnitude) }
      geometry = ["type": "Polygon", "coordinates": .array(([places] + region.holes).map(Self.coordinates))]
    }
    if let area { properties.append(.init("areaSquareMetres", .decimal(area.magnitude, places: 1))) }
    if let doubt = region.area {
      properties.append(.init("area", Self.area(area, pixels: pixels, doubt, region.outline)))
    }
    if let word = region.outlineWord { properties.append(.init("outline", .string(word))) }
    return ["type": "Feature", "id": .string(id), "properties": .object(properties), "geometry": geometry]
  }

  private static func coordinates(_ ring: [PixelPoint]) -> JSONValue {
    .array((ring + ring.prefix(1)).map { [.decimal($0.column, places: 2), .decimal($0.row, places: 2)] })
  }

  /// On the ground where its size is known, else in pixels.
  private static func area(
    _ ground: SquareMetres?, pixels: Double, _ doubt: ThingArea, _ outline: PairRegion.Outline
  ) -> JSONValue {
    switch doubt {
    case .refused(let reason): return ["refused": .string(reason)]
    case .known(let below, let above):
      let method = "\(ThingArea.method)/\(outline.shape?.rawValue ?? "")"
      if let ground {
        return FeatureJSON.estimate(AreaMeasure.interval(ground, below: below, above: above, method: method))
      }
      return FeatureJSON.estimate(
        AreaMeasure.interval(SquarePixels(pixels), below: below, above: above, method: method))
    }
  }
}

extension PairRegion.Outline {
  var shape: PixelOutline.Shape? {
    if case .thing(let shape) = self { shape } else { nil }
  }
}

extension PairRegion {
  /// What form the outline has; `nil` where it is that of the changed pixels and nothing else is looked for.
  var outlineWord: String? {
    switch outline {
    case .thing(let shape): shape.rawValue
    case .exact: area == nil ? nil : "region"
    case .blocks(let side): "around blocks of \(side) × \(side) pixels"
    case .box: "the rectangle around it"
    }
  }
}
