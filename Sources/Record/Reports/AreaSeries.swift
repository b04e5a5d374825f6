import Quantities

/// An area through time, each date with its interval.
package struct AreaSeries: Sendable, Hashable {
  package struct Point: Sendable, Hashable {
    package let date: Timestamp
    package let low: SquareMetres
    package let value: SquareMetres
    package let high: SquareMetres
    package init(date: Timestamp, low: SquareMetres, value: SquareMetres, high: SquareMetres) {
      self.date = date
      self.low = low
      self.value = value
      self.high = high
    }
  }

  package let name: String
  package let points: [Point]
  package init(name: String, points: [Point]) {
    self.name = name
    self.points = points
  }
}
