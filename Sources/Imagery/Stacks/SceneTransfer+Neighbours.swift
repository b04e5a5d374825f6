import Statistics

extension SceneTransfer {
  /// Scenes before and after whose transfers a scene without light of its own takes.
  private static let neighbours = 8
  private static let cornersOfMedian = 12

  /// Whether it is the neighbours' for want of light of the scene's own.
  var isOfNeighbours: Bool { invariantShare == 0 }

  /// The transfer of a scene that lies all in shadow: the medians of its neighbours' in time, without a field, as no
  /// ground of its own is in the light that the level knows. Good to what its neighbours differ by; a shadow takes more.
  /// `nil` where no neighbour has one.
  init?(ofScene scene: Int, amongNeighbours transfers: [SceneTransfer?]) {
    let near = transfers.indices.filter { $0 != scene && transfers[$0] != nil }
      .sorted { (abs($0 - scene), $0) < (abs($1 - scene), $1) }.prefix(Self.neighbours).compactMap { transfers[$0] }
    guard let first = near.first else { return nil }
    var curves: [[Corner]] = []
    for band in first.curves.indices {
      let ends = near.flatMap { [$0.curves[band].first, $0.curves[band].last].compactMap { $0?.from } }
      guard let low = ends.min(), let high = ends.max(), high > low else { return nil }
      curves.append(
        (0..<Self.cornersOfMedian).compactMap { index in
          let from = low + (high - low) * Double(index) / Double(Self.cornersOfMedian - 1)
          return Quantiles.median(near.map { Self.evaluate($0.curves[band], from) - $0.fields[band][0] })
            .map { Corner(from: from, to: $0) }
        })
    }
    self.init(
      curves: curves, fields: first.fields.map { $0.map { _ in 0 } },
      deviations: first.deviations.indices.map { band in
        Quantiles.median(near.map { $0.deviations[band] }) ?? first.deviations[band]
      }, invariantShare: 0, isHidden: true)
  }
}
