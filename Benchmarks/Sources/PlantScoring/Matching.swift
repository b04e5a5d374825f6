import Measuring

/// Which reported feature, if any, is a true thing.
///
/// Place and the named change decide, and never the date or the area: those are what is scored.
package struct Matching: Sendable {
  package static let leastOverlap = 0.3
  /// A crane is a few pixels across, where half a pixel of shift already halves the overlap.
  package static let leastOverlapOfCrane = 0.1

  package let candidates: [Candidate]
  package let projection: LocalProjection

  package struct Match: Sendable {
    package let feature: ReportedFeature
    /// Intersection over union with the true outline.
    package let overlap: Double
  }

  package init(_ features: [ReportedFeature], in projection: LocalProjection) {
    self.projection = projection
    candidates = features.map { Candidate($0, in: projection) }
  }

  /// The best overlapping feature of the right sort; `nil` where the thing was not found.
  ///
  /// - building: kind `building`, change `built`, overlap ≥ 0.3;
  /// - crane: change `removed`, whatever it was named; overlap ≥ 0.1, or its centroid lies in the crane or within one
  ///   pixel of it;
  /// - cleared ground: change `cleared`, overlap ≥ 0.3; works: kind `works`, overlap ≥ 0.3.
  package func match(for thing: TrueThing) -> Match? {
    let shape = projection.shape(of: thing.geometry)
    let best = ranked(against: shape).first { candidate, overlap in
      let feature = candidate.feature
      switch thing.kind {
      case .building: return feature.kind == "building" && feature.change == "built" && overlap >= Self.leastOverlap
      case .clearedGround: return feature.change == "cleared" && overlap >= Self.leastOverlap
      case .works: return feature.kind == "works" && overlap >= Self.leastOverlap
      case .crane:
        let away = candidate.shape.centroid.map { shape.distance(to: $0) } ?? .infinity
        return feature.change == "removed" && (overlap >= Self.leastOverlapOfCrane || away <= thing.gsd)
      case .standing: return false
      }
    }
    return best.map { Match(feature: $0.candidate.feature, overlap: $0.overlap) }
  }

  /// Features that overlap a thing at all, the most first: what was found instead.
  package func overlapping(_ thing: TrueThing) -> [Match] {
    ranked(against: projection.shape(of: thing.geometry)).filter { $0.overlap > 0 }
      .map { Match(feature: $0.candidate.feature, overlap: $0.overlap) }
  }

  /// The feature with a change whose centroid is nearest, and how many metres away: a hint where nothing overlaps.
  package func nearest(to thing: TrueThing) -> (feature: ReportedFeature, metres: Double)? {
    let shape = projection.shape(of: thing.geometry)
    let placed = candidates.filter { $0.feature.change != nil }.compactMap { candidate in
      candidate.shape.centroid.map { (feature: candidate.feature, metres: shape.distance(to: $0)) }
    }
    return placed.min { $0.metres < $1.metres }
  }

  /// By overlap; among equals by distance of the centroid, then as in the file.
  private func ranked(against shape: PlaneShape) -> [(candidate: Candidate, overlap: Double)] {
    let cover = RowCover(of: shape)
    let scored = candidates.enumerated().map { index, candidate in
      let away = candidate.shape.centroid.map { shape.distance(to: $0) } ?? .infinity
      return (candidate, RowCover.intersectionOverUnion(cover, candidate.cover), away, index)
    }
    return scored.sorted { ($1.1, $0.2, $0.3) < ($0.1, $1.2, $1.3) }.map { ($0.0, $0.1) }
  }
}
