import Foundation
import Measuring

/// One thing of a simulated plant as it truly is, from `truth.geojson`.
package struct TrueThing: Sendable {
  package enum Kind: String, Sendable, Decodable { case building, works, clearedGround, crane, standing }

  package let id: String
  package let kind: Kind
  package let geometry: Geometry
  /// The moment of its change; `nil` for what stands throughout.
  package let date: Date?
  /// Square metres.
  package let area: Double
  package let areaInPixels: Double
  /// Cranes only: how far it stands out from its ground, in standard deviations of a pixel's noise.
  package let contrast: Double?
  /// Its area over that of each sketched hall, by the hall's name.
  package let ratios: [String: Double]

  /// Metres a pixel.
  package var gsd: Double { (area / areaInPixels).squareRoot() }
}

extension TrueThing: Decodable {
  private enum Member: String, CodingKey { case geometry, properties }
  private enum Property: String, CodingKey {
    case id, kind, date, area, pixels, contrast, ratioTo
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Member.self)
    geometry = try members.decode(Geometry.self, forKey: .geometry)
    let properties = try members.nestedContainer(keyedBy: Property.self, forKey: .properties)
    id = try properties.decode(String.self, forKey: .id)
    kind = try properties.decode(Kind.self, forKey: .kind)
    date = try properties.moment(forKey: .date)
    area = try properties.decode(Double.self, forKey: .area)
    areaInPixels = try properties.decode(Double.self, forKey: .pixels)
    contrast = try properties.decodeIfPresent(Double.self, forKey: .contrast)
    ratios = try properties.decodeIfPresent([String: Double].self, forKey: .ratioTo) ?? [:]
  }
}
