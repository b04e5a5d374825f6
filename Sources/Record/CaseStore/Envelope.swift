import Geodesy

/// The box around some places, in degrees.
struct Envelope: Equatable {
  var west: Double
  var south: Double
  var east: Double
  var north: Double

  /// `nil` without points.
  init?(of points: some Sequence<GeoPoint>) {
    var box: Envelope?
    for point in points {
      guard let old = box else {
        box = Envelope(point)
        continue
      }
      box?.west = min(old.west, point.longitude)
      box?.south = min(old.south, point.latitude)
      box?.east = max(old.east, point.longitude)
      box?.north = max(old.north, point.latitude)
    }
    guard let box else { return nil }
    self = box
  }

  init(west: Double, south: Double, east: Double, north: Double) {
    self.west = west
    self.south = south
    self.east = east
    self.north = north
  }

  private init(_ point: GeoPoint) {
    west = point.longitude
    east = point.longitude
    south = point.latitude
    north = point.latitude
  }
}
