import Places
import Provenance
import Quantities
import Reports

/// How a thing's area has changed since an earlier scene, by one method on both.
package struct AreaGrowth: Sendable {
  /// The earlier scene.
  package let since: String
  package let before: Estimate<SquareMetres>
  package let difference: Estimate<SquareMetres>
  package let ratio: Estimate<Ratio>

  package var json: JSONValue {
    [
      "since": .string(since), "before": FeatureJSON.estimate(before), "difference": FeatureJSON.estimate(difference),
      "ratio": FeatureJSON.estimate(ratio),
    ]
  }

  /// For readers: what it was, by how much it differs, and what that shows.
  package var lines: [String] {
    let verdict =
      difference.low.magnitude > 0
      ? "it has grown" : difference.high.magnitude < 0 ? "it has shrunk" : "which does not rule out the same size"
    return ["on \(since): \(before.words())", "difference since then: \(difference.words()), \(verdict)"]
  }
}
