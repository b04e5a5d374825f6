/// A place in metres east and north of a projection's centre.
package struct PlanePoint: Sendable, Hashable {
  package var east: Double
  package var north: Double

  package init(east: Double, north: Double) {
    self.east = east
    self.north = north
  }
}
