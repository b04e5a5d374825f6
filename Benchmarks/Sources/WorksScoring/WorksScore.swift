import Foundation
import Measuring

/// How the features of one case stand to the annotated works.
package struct WorksScore: Sendable {
  /// Area that a further feature must have to be listed.
  package static let listedFrom = 8_000.0
  package static let leastOverlap = 0.5
  package static let leastBuildings = 3
  package static let buildingShare = 0.25...0.55
  /// Both days included.
  package static let firstChange = ("2018-07-17", "2018-10-31")
  package static let mostFurther = 3

  /// The true boundary's square metres.
  package let trueArea: Double
  /// The `works` feature that overlaps the truth most; `nil` where there is none.
  package let works: ReportedFeature?
  package let overlap: Double
  /// Intersection over union with the hull of the whole time, for comparison.
  package let overlapWithHull: Double
  /// The same with each of the annotator's outlines alone, sorted.
  package let overlapsWithEach: [Double]
  package let buildings: [ReportedFeature]
  /// Part of the truth that the works' buildings cover together.
  package let coveredByBuildings: Double
  /// The change inside the truth with the earliest `notAfter`.
  package let first: ReportedFeature?
  /// Large features that touch no annotated site.
  package let further: [ReportedFeature]

  private struct Placed {
    let feature: ReportedFeature
    let cover: RowCover
    let area: Double
  }

  package init(features: [ReportedFeature], truth: TrueSite, others: [TrueSite]) {
    let centre = truth.outline.anyCorner ?? Position(longitude: 0, latitude: 0)
    let projection = LocalProjection(around: centre)
    let boundary = truth.boundary(in: projection)
    let area = boundary.area
    let placed = features.map { feature in
      let cover = RowCover(of: projection.shape(of: feature.geometry))
      return Placed(feature: feature, cover: cover, area: cover.area)
    }
    let candidates = placed.filter { $0.feature.kind == "works" }
      .map { (placed: $0, overlap: RowCover.intersectionOverUnion($0.cover, boundary)) }
    let best = candidates.filter { $0.overlap > 0 }.max { $0.overlap < $1.overlap }
    let children = placed.filter {
      $0.feature.kind == "building" && $0.feature.parent != nil && $0.feature.parent == best?.placed.feature.id
    }
    let roofs = RowCover.covered(by: children.map(\.cover), atLeast: 1)
    trueArea = area
    works = best?.placed.feature
    overlap = best?.overlap ?? 0
    overlapWithHull =
      best.map { RowCover.intersectionOverUnion($0.placed.cover, truth.cover(in: projection)) } ?? 0
    let alone = truth.observed.map { RowCover(of: projection.shape(of: $0)) }
    overlapsWithEach = alone.map { outline in
      best.map { RowCover.intersectionOverUnion($0.placed.cover, outline) } ?? 0
    }.sorted()
    buildings = children.map(\.feature)
    coveredByBuildings = roofs.intersection(boundary).area / area
    first = Self.first(of: placed, inside: boundary, worksID: works?.id)
    let sites = RowCover.covered(by: ([truth] + others).map { $0.cover(in: projection) } + [boundary], atLeast: 1)
    further = placed.filter { $0.area > Self.listedFrom && $0.cover.intersection(sites).area == 0 }.map(\.feature)
  }

  /// Inside: the works itself, and what lies in the truth with half of its own area or more. A feature without
  /// `notBefore` stood from the start and is no change here.
  private static func first(of placed: [Placed], inside boundary: RowCover, worksID: String?) -> ReportedFeature? {
    let inside = placed.filter { item in
      guard item.feature.change != nil, item.feature.notBefore != nil, item.area > 0 else { return false }
      return item.feature.id == worksID || item.cover.intersection(boundary).area >= item.area / 2
    }
    return inside.map(\.feature).filter { $0.notAfter != nil }
      .min { ($0.notAfter ?? .distantFuture) < ($1.notAfter ?? .distantFuture) }
  }

  package var bars: [Bar] {
    [worksBar, buildingsBar, firstBar, furtherBar]
  }

  private var worksBar: Bar {
    Bar(
      "A works feature overlaps truth site 0179 (\(Text.number(trueArea / 10_000, 2)) ha)",
      requirement: "intersection over union 0.5 or more",
      figure: "\(Text.number(overlap, 3)): \(works.map(FeatureText.line) ?? "no works feature there")",
      isMet: overlap >= Self.leastOverlap)
  }

  /// The overlap with other readings of the truth, and the buildings.
  package var lines: [String] {
    [
      "overlap with the hull of the whole time: \(Text.number(overlapWithHull, 3))",
      "overlap with each of the annotator's outlines alone: " + Quantiles.line(of: overlapsWithEach, digits: 3),
    ] + buildings.map { "building: \(FeatureText.line($0))" }
  }

  private var buildingsBar: Bar {
    Bar(
      "Buildings on that works feature",
      requirement: "3 or more, covering 0.25 to 0.55 of the truth site together",
      figure: "\(buildings.count), covering \(Text.number(coveredByBuildings, 3))",
      isMet: buildings.count >= Self.leastBuildings && Self.buildingShare.contains(coveredByBuildings))
  }

  private var firstBar: Bar {
    let day = first.map { Text.day($0.notAfter) }
    let range = Self.firstChange
    return Bar(
      "notAfter of the first change inside the truth site",
      requirement: "\(range.0) to \(range.1)",
      figure: "\(day ?? "none")\(first.map { ": \(FeatureText.line($0))" } ?? "")",
      isMet: day.map { range.0 <= $0 && $0 <= range.1 } ?? false)
  }

  private var furtherBar: Bar {
    Bar(
      "Further features over 8,000 m² that touch no annotated site",
      requirement: "at most 3 that their own chips cannot show to be real: a reader judges those listed above",
      figure: "\(further.count) listed",
      verdict: further.count <= Self.mostFurther ? .met : .toJudge)
  }
}
