import Alignment
import Changes
import Mensuration
import Provenance
import SceneMeasures
import Stacks
import Statistics
import Tracking

/// Every setting that moves a number, as the ledger writes it and the report's method page prints it.
enum Settings {
  static let stack: JSONValue = [
    "resampling": "cubic convolution, once",
    "marginInMetres": .number(StackGrid.marginInMetres), "marginInPixels": .number(StackGrid.marginInPixels),
    "tiePointsAtMost": .integer(Registration.tiePointsAtMost),
    "agreementInPixels": .number(Registration.agreementInPixels),
    "chanceAgreementsAtMostLog10": .number(Registration.falseAlarmsAtMost),
    "invariantShareAtLeast": .number(SceneNormalisation.minimumInvariantShare),
    "coarsestOverGrid": .number(CaseStack.coarsest),
  ]

  static func change(_ detection: ChangeDetection?, _ limiting: LimitingPixel) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("seasonFromYears", .number(SeasonalBasis.shortestSpan / SeasonalBasis.daysInYear)),
      .init("clearDatesOnEachSideAtLeast", .integer(StepDetector.persistence)),
      .init("growingDeviations", .number(ChangeDetection.growing)),
      .init("coreDeviations", .number(ChangeRegions.core)),
      .init("corePixelsAtLeast", .integer(ChangeRegions.minimumCorePixels)),
      .init("pixelsAtLeast", .integer(ChangeRegions.minimumPixels)),
      .init("shadowsOfHeightsFromInMetres", .number(StandingSearch.heights.lowerBound)),
      .init("shadowsOfHeightsToInMetres", .number(StandingSearch.heights.upperBound)),
      .init("shadowScoreAtLeast", .number(StandingSearch.leastScore)),
      .init("hourOfPicturesOfADayInSolarTime", .number(ShadowShift.usualHour)),
      .init("sharedEdgeBiasInPixels", .number(OutlineErrors.region.shared)),
      .init("ownEdgeDeviationInPixels", .number(OutlineErrors.region.sideFloor)),
      .init("shadowBiasInPixels", .number(OutlineErrors.region.outward)),
      .init("freehandEdgeBiasInPixels", .number(OutlineErrors.freehand.shared)),
    ]
    if limiting.factor > 1 {
      members.append(.init("limitingPixelInMetres", .decimal(limiting.size.magnitude, places: 3)))
    }
    if let detection {
      members += [
        .init("nullCentre", .decimal(detection.null.centre, places: 6)),
        .init("nullWidth", .decimal(detection.null.width, places: 6)),
        .init("pixelsTested", .integer(detection.tested)),
      ]
    }
    return .object(members)
  }
}
