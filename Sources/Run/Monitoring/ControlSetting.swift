import Catalogue
import Foundation
import Geodesy
import Provenance
import Rasters

/// Control points as a case keeps them: with the hash of the reference scene whose pixels they count.
struct ControlSetting: Equatable {
  let reference: ContentHash
  let points: [GroundControlPoint]

  static let key = "control"

  init(reference: ContentHash, points: [GroundControlPoint]) {
    self.reference = reference
    self.points = points
  }

  init?(text: String) {
    guard let json = try? JSONValue(parsing: Data(text.utf8)),
      let hash = json["reference"]?.stringValue.flatMap(ContentHash.init(stored:)),
      let items = json["points"]?.arrayValue
    else { return nil }
    reference = hash
    points = items.compactMap { item in
      guard let numbers = item.arrayValue?.compactMap(\.doubleValue), numbers.count == 4 else { return nil }
      return GroundControlPoint(
        pixel: PixelPoint(column: numbers[0], row: numbers[1]),
        place: GeoPoint(longitude: numbers[2], latitude: numbers[3]))
    }
  }

  var json: JSONValue {
    [
      "reference": .string(reference.hexadecimal),
      "points": .array(
        points.map {
          [
            .number($0.pixel.column), .number($0.pixel.row), .number($0.place.longitude), .number($0.place.latitude),
          ]
        }),
    ]
  }
}
