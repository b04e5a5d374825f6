import Quantities

/// How warm a zone's ground was on each date whose picture measures it, and how much warmer than the ground around.
package struct ZoneTemperature: Sendable, Hashable {
  package struct Day: Sendable, Hashable {
    package let scene: String
    package let date: Timestamp
    package let temperature: Observed<Kelvin>
    /// Of the zone over the ground around it: negative where it is colder. What the product is wrong by in both alike is
    /// not in it.
    package let above: Observed<Kelvin>
    /// Share of the earlier dates that tell `above` on which it was less; `nil` where they are too few.
    package let warmerThan: Double?

    package init(
      scene: String, date: Timestamp, temperature: Observed<Kelvin>, above: Observed<Kelvin>, warmerThan: Double?
    ) {
      self.scene = scene
      self.date = date
      self.temperature = temperature
      self.above = above
      self.warmerThan = warmerThan
    }
  }

  /// Why nothing is told; `days` is then empty.
  package let refused: String?
  package let days: [Day]
  package let notes: [String]

  package init(refused: String) {
    self.refused = refused
    days = []
    notes = []
  }

  package init(days: [Day], notes: [String]) {
    refused = nil
    self.days = days
    self.notes = notes
  }
}
