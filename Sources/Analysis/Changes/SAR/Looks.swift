/// The equivalent number of looks n: how many independent measurements of the ground a pixel is the mean of.
package struct Looks: Sendable, Hashable {
  /// Above this no radar scene is speckle any more.
  package static let most = 1_000.0

  package let value: Double

  /// - Throws: `ChangesError.absurdLooks` where it is no number, below the order of the matrix (the Wishart
  ///   distribution then has no density), or above `most`.
  package init(_ value: Double, of covariance: RadarCovariance) throws(ChangesError) {
    let least = Double(covariance.order)
    guard value >= least, value <= Self.most else {
      throw ChangesError(
        .absurdLooks, at: "equivalent number of looks",
        "\(value) is outside \(covariance.order) to \(Int(Self.most)), which \(covariance.words) can have.",
        mend: "Give the product's own figure (about 4.4 for Sentinel-1 GRD), or let it be estimated.")
    }
    self.value = value
  }
}

extension RadarCovariance {
  /// As an error message calls it.
  var words: String {
    switch self {
    case .single: "one power"
    case .dualDiagonal: "two powers"
    case .dualFull: "a 2 × 2 matrix"
    case .quadFull: "a 3 × 3 matrix"
    }
  }
}
