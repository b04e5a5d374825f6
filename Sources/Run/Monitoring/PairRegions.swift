import Foundation
import Geodesy
import Mensuration
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
    let geometry: JSONValue
    if let transform {
      let polygon = GeoPolygon(exterior: try transform.geoPoints(places.map { grid.geotransform.map($0) }))
      properties.append(.init("areaSquareMetres", .decimal(Geodesics.area(of: polygon).magnitude, places: 1)))
      geometry = GeoJSON.geometry(of: [polygon])
    } else {
      if let gsd {
        let area = abs(PixelOutline.signedArea(places)) * gsd.magnitude * gsd.magnitude
        properties.append(.init("areaSquareMetres", .decimal(area, places: 1)))
      }
      let closed = places + places.prefix(1)
      geometry = [
        "type": "Polygon",
        "coordinates": [.array(closed.map { [.decimal($0.column, places: 2), .decimal($0.row, places: 2)] })],
      ]
    }
    switch region.outline {
    case .exact: break
    case .blocks(let side): properties.append(.init("outline", .string("around blocks of \(side) × \(side) pixels")))
    case .box: properties.append(.init("outline", "the rectangle around it"))
    }
    return ["type": "Feature", "id": .string(id), "properties": .object(properties), "geometry": geometry]
  }
}
