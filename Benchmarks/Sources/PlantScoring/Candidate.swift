import Measuring

/// A reported feature with its outline in metres.
package struct Candidate: Sendable {
  package let feature: ReportedFeature
  package let shape: PlaneShape
  package let cover: RowCover

  package init(_ feature: ReportedFeature, in projection: LocalProjection) {
    self.feature = feature
    shape = projection.shape(of: feature.geometry)
    cover = RowCover(of: shape)
  }
}
