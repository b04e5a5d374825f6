import Geodesy
import Provenance
import Quantities

/// A picture that was used, as a STAC catalog lists it: what is known of it, without its pixels and where they lie.
package struct STACScene: Sendable, Hashable {
  package let id: String
  package let date: Timestamp
  /// Platform or sensor; `unknown` where nothing is known.
  package let sensor: String
  package let gsd: Metres?
  package let licence: String?
  package let credit: String?
  /// Of its content, by which an owner of the picture finds it again.
  package let hash: ContentHash?
  /// What the picture covers; where it is empty, the sites stand for it and the item says so.
  package let footprint: [GeoPolygon]

  package init(
    id: String, date: Timestamp, sensor: String, gsd: Metres?, licence: String?, credit: String?, hash: ContentHash?,
    footprint: [GeoPolygon] = []
  ) {
    self.id = id
    self.date = date
    self.sensor = sensor
    self.gsd = gsd
    self.licence = licence
    self.credit = credit
    self.hash = hash
    self.footprint = footprint
  }
}
