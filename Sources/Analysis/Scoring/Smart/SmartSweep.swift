/// Values of each threshold; the first of each is what it stays at while others are varied.
package struct SmartSweep: Sendable {
  package var tau = [0.2]
  package var rho = [0.5, 0.1]
  package var temporalOverProposal = [0.1, 0.05, 0.2, 0.3, 0.4, 0.5]
  package var temporalOverTruth = [0.2, 0.05, 0.1, 0.3, 0.4, 0.5]
  package var transientOverProposal = [0.1]
  package var transientOverTruth = [0.2]
  package var smallestArea = [0.0]
  package var lowestScore = [0.0]

  /// Of scoring by points; without a value the distance does not count.
  package var nearestMetres = [100]
  package var centralMetres: [Int] = []
  package var farthestMetres: [Int] = []
  package var nearestDays: [Int] = []
  package var centralDays: [Int] = []
  package var farthestDays: [Int] = []

  package init() {}

  /// One threshold and the values that it takes, under the name of its column.
  struct Axis {
    let name: String
    let values: [Double]
    let set: @Sendable (inout SmartThresholds, Double) -> Void

    init(_ name: String, _ values: [Double], _ path: WritableKeyPath<SmartThresholds, Double> & Sendable) {
      self.name = name
      self.values = values
      set = { $0[keyPath: path] = $1 }
    }

    init(_ name: String, _ values: [Int], _ path: WritableKeyPath<SmartThresholds, Int?> & Sendable) {
      self.name = name
      self.values = values.map { Double($0) }
      set = { $0[keyPath: path] = Int($1) }
    }
  }

  /// Every threshold under the name of its column, in the order in which pairs are made.
  private var axes: [Axis] {
    [
      Axis("tau", tau, \.tau), Axis("rho", rho, \.rho), Axis("min proposal area", smallestArea, \.smallestArea),
      Axis("min proposal confidence score", lowestScore, \.lowestScore),
      Axis("temporal iop", temporalOverProposal, \.temporalOverProposal),
      Axis("temporal iot", temporalOverTruth, \.temporalOverTruth),
      Axis("transient temporal iop", transientOverProposal, \.transientOverProposal),
      Axis("transient temporal iot", transientOverTruth, \.transientOverTruth),
      Axis("central spatial distance threshold", centralMetres, \.centralMetres),
      Axis("max spatial distance threshold", farthestMetres, \.farthestMetres),
      Axis("min temporal distance threshold", nearestDays, \.nearestDays),
      Axis("max temporal distance threshold", farthestDays, \.farthestDays),
      Axis("min spatial distance threshold", nearestMetres, \.nearestMetres),
      Axis("central temporal distance threshold", centralDays, \.centralDays),
    ]
  }

  /// What all thresholds stay at.
  package var usual: SmartThresholds {
    var usual = SmartThresholds()
    for axis in axes {
      if let first = axis.values.first { axis.set(&usual, first) }
    }
    return usual
  }

  /// Names of the thresholds that take several values.
  var varied: Set<String> { Set(axes.filter { $0.values.count > 1 }.map(\.name)) }

  /// Every pair of thresholds that are varied, in all combinations of their values, the others at their first: for
  /// each pair the tables of the one with fewer values, in each the other's values from the least. No setting twice.
  package var settings: [SmartThresholds] {
    var settings: [SmartThresholds] = []
    var seen: Set<SmartThresholds> = []
    for (one, other) in pairs {
      let (table, row) = Set(other.values).count < Set(one.values).count ? (other, one) : (one, other)
      for tableValue in Set(table.values).sorted() {
        for rowValue in Set(row.values).sorted() {
          var setting = usual
          table.set(&setting, tableValue)
          row.set(&setting, rowValue)
          if seen.insert(setting).inserted { settings.append(setting) }
        }
      }
    }
    return settings
  }

  /// Settings that are to be made, before those that come twice are left out.
  var count: Int { pairs.reduce(0) { $0 + $1.0.values.count * $1.1.values.count } }

  /// Pairs of thresholds by name; where fewer than two are varied, area and confidence fill up.
  private var pairs: [(Axis, Axis)] {
    var varied = axes.filter { $0.values.count > 1 }
    for axis in axes.reversed() where varied.count < 2 && axis.name.hasPrefix("min proposal") {
      if axis.values.count == 1 { varied.append(axis) }
    }
    var pairs: [(Axis, Axis)] = []
    for (index, one) in varied.enumerated() {
      for other in varied[(index + 1)...] { pairs.append((one, other)) }
    }
    pairs.sort { ($0.0.name, $0.1.name) < ($1.0.name, $1.1.name) }
    return pairs.map { $0.0.name < $0.1.name ? $0 : ($0.1, $0.0) }
  }
}
