/// Every range that the simulator draws from, and every constant of its physics. Nothing is tuned elsewhere.
///
/// Lengths are metres on the ground unless the name ends in `InPixels`; reflectances are 0–1.
/// Effects that a simple error model does not know are marked *unknown effect*.
enum SimulationRanges {
  // MARK: Place and calendar
  static let longitude = 60.01...60.09
  static let latitude = 35.01...35.09
  static let startDay = 1...28
  /// Hours of local solar time of the overpass.
  static let overpassHour = 10.25...10.75
  /// Jitter of a date, as a share of the mean spacing of dates.
  static let dateJitter = 0.0...0.7

  // MARK: Site
  static let siteMarginInPixels = 25.0
  /// Nothing that changes stands closer than this to the edge of the site.
  static let siteClearanceInPixels = 4.0
  static let orientationDegrees = -40.0...40.0
  static let hallSkewDegrees = -2.5...2.5
  static let sketchJitterInPixels = -1.5...1.5
  static let sketchCount = 2...3

  // MARK: Halls
  static let standingHalls = 3...6
  /// Hall A, the denominator of the headline ratio, is among the largest.
  static let firstHallLength = 95.0...150.0
  static let firstHallWidth = 42.0...62.0
  static let hallLength = 40.0...120.0
  static let hallWidth = 18.0...50.0
  static let hallHeight = 6.0...14.0
  static let lShapeShare = 0.2
  /// The part of the length and of the width that an L-shape lacks at one corner.
  static let notchShare = 0.35...0.55
  static let hallSpacingInPixels = 6.0
  /// The longest hall, as a share of the shorter side of the picture, where 150 m would not fit.
  static let longestHallShare = 0.22

  // MARK: Scenery of halls alone, at any GSD
  static let anyHallWidth = 8.0...80.0
  static let anyHallAspect = 1.1...4.0
  static let anyHallHeight = 4.0...18.0
  /// The longest of them, as a share of the shorter side of the picture.
  static let hallsLongestShare = 0.3
  static let hallNeighbours = 1...4
  static let hallGap = 6.0...30.0
  static let hallsLeastGapInPixels = 3.0
  static let hallYardMargin = 4.0...25.0
  static let hallVehicles = 10...60
  static let vehicleLength = 4.0...14.0
  static let vehicleWidth = 1.8...2.6
  /// Relative standard deviation of what no neighbouring half pixel shares: stones, tufts, patches. *Unknown effect.*
  static let grain: Float = 0.05
  static let ribPeriod = 0.6...2.5
  /// Rise over run of the ground that everything stands on. *Unknown effect.*
  static let groundSlope = 0.0...0.04
  /// Degrees from the vertical by the size of a pixel, the finest first: agile satellites look aside.
  static let offNadirDegrees: [(gsd: Double, range: ClosedRange<Double>)] = [
    (1.5, 0...28), (5, 0...6), (.infinity, 0...10),
  ]
  /// Reflectance of walls over that of the roof, in the sun. *Unknown effect.*
  static let wallTone = 0.5...1.1
  /// A gutter or parapet that frames each roof, metres, and its tone over the roof's. *Unknown effect.*
  static let rimWidth = 0.2...0.8
  static let rimTone = 0.75...1.2

  // MARK: The new hall
  /// "65 % smaller" is a ratio of 0.35; a normal draw, repeated until it lies in the range.
  static let newHallRatio = (mean: 0.35, sigma: 0.07, range: 0.25...0.50)
  static let newHallAspect = 1.25...2.4
  /// Width of the narrowest part in any direction.
  static let newHallLeastAcrossInPixels = 4.5
  static let leastRoofContrast: Float = 0.03
  static let daysUnderRoofing = 5.0...20.0
  static let worksMarginInPixels = 5.0...12.0
  static let longestWorksDays = 240.0
  /// Brightness of disturbed ground over that of the natural soil, and the share of plants where it is darker.
  static let worksTone = 1.2...1.55
  static let darkWorksTone = 0.62...0.8
  static let darkWorksShare = 0.25
  /// Brightness from month to month as work goes on.
  static let worksToneDrift = 0.96...1.04
  static let materialPiles = 3...8
  static let clearedLength = 40.0...90.0
  static let clearedWidth = 30.0...60.0
  static let outlineCorners = 9...14
  /// Radius of an irregular outline, relative to the ellipse it follows.
  static let outlineRoughness = 0.82...1.0
  /// Scenes under this cloud fraction count as seen when events are placed.
  static let usableCloudFraction = 0.5
  static let scenesBefore = 4
  static let scenesAfter = 5

  // MARK: Crane
  static let craneLengthInPixels = 5.0...10.0
  static let craneWidthInPixels = 2.0...4.0
  static let craneLeastAreaInPixels = 9.5
  static let craneHeight = 8.0...20.0
  /// Standard deviations of the per-pixel noise, after the optics; drawn evenly in the logarithm.
  static let craneContrast = 3.2...25.0
  static let cranePadMarginInPixels = 5.0
  static let craneSpacingInPixels = 9.0
  /// Share of the direct light that the lattice of a crane keeps out of its shadow.
  static let craneOpacity: Float = 0.7

  // MARK: Ground
  static let roadWidth = 6.0...12.0
  static let yardMarginInPixels = 3.0...9.0
  static let soilBrightness: ClosedRange<Double> = 0.75...1.15
  /// Relative standard deviation of broad and of fine soil texture.
  static let broadTexture: Float = 0.13
  static let fineTexture: Float = 0.05
  static let yardTexture: Float = 0.045
  /// Slope of the rough ground, rise over run; its shading follows the sun. *Unknown effect.*
  static let reliefSlope: Float = 0.035
  static let vegetationShare = 0.10...0.35
  static let greenestDay = 105.0...185.0
  static let seasonLengthDays = 70.0...140.0
  /// Greenness of one year relative to the mean year. *Unknown effect.*
  static let yearAnomaly = 0.75...1.15
  static let fields = 2...6

  // MARK: Neighbours
  static let parkingSpots = 30...70
  static let parkingOccupancy = 0.15...0.45
  static let vehicleLengthInPixels = 1.0...3.0
  static let vehicleWidthInPixels = 0.7...1.3
  static let vehicleReflectance = 0.04...0.55
  /// Share of the spots that hold a container for an epoch rather than a vehicle for a day.
  static let containerShare = 0.25
  static let containerEpochDays = 75.0

  // MARK: Phases of construction
  static let phaseScenesAtEnds = 4
  /// When ground is first prepared, and all that building may take, as shares of the time between.
  static let latestPreparation = 0.3
  static let longestBuilding = 0.75
  static let daysPrepared = 30.0...160.0
  static let daysOfFrame = 15.0...90.0
  static let daysOfRoofing = 15.0...120.0
  /// Share of halls that are altered or removed, and how long a new one stands before, in days.
  static let turnShare = 0.5
  static let leastStanding = 60.0
  static let extensionShare = 0.3...0.7
  /// Summed over the bands, between an old roof and a new one.
  static let leastNewRoofContrast: Float = 0.12
  /// Of the frame seen from above, the rest being the floor between.
  static let frameCover: Float = 0.6

  // MARK: Rail
  static let railLength = 240.0...420.0
  /// The longest spur, as a share of the way across the site.
  static let longestRailShare = 0.72
  static let railBedWidth = 5.0...7.5
  static let railTone = 0.8...1.2
  /// Width of sleepers and rails, and their brightness over that of the ballast.
  static let trackWidth = 2.7
  static let trackTone = 0.8...0.95
  static let railBedRoughness: Float = 0.15
  /// Stretches of the bed that coal, oil or fresh ballast have coloured for good.
  static let railStains = 0...3
  static let railStainLength = 10.0...60.0
  static let railStainTone = 0.7...1.2
  static let railSketchJitterInPixels = -0.8...0.8
  static let railCarLength = 13.4...14.6
  static let railCarGap = 0.8...1.3
  static let railCarWidth = 2.8...3.2
  static let railCarHeight = 2.6...4.2
  static let railCarRim = 0.25
  /// Share of dates without a rake, drawn for each plant.
  static let railEmptyShare = 0.25...0.55
  static let rakesAtOnce = 1...2
  static let carsInRake = 3...18
  static let rakeSpacing = 20.0...90.0
  /// Share of rakes that stop at the place where the plant loads.
  static let habitualStopShare = 0.35
  /// Share of plants on whose spur one rake is left standing, and for what share of the dates.
  static let leftRakeShare = 0.12
  static let leftRakeDates = 0.4...0.8
  /// Share of cars whose load or paint is not that of their rake.
  static let oddCarShare = 0.12
  static let carTone = 0.85...1.15

  // MARK: Extras
  static let mostExtras = 5
  static let extraLength = 30.0...66.0
  static let extraAspect = 0.6...1.0
  static let extraSpacingInPixels = 5.0
  static let extraTone = 0.85...1.15
  static let extraTexture: Float = 0.03
  /// Slopes at which loose material rests.
  static let heapSlopeDegrees = 26.0...38.0
  static let pitDepth = 4.0...10.0
  /// Brightness of a pit's floor over that of disturbed ground, and its texture.
  static let pitTone = 0.75...1.0
  static let pitTexture: Float = 0.12
  static let loadingYard = 45.0...75.0
  /// Length and width of a screen, as shares of the yard's.
  static let screenShare = 0.5...0.75
  static let sidingLength = 60.0...110.0
  static let newTrackLength = 120.0...210.0

  // MARK: Roofs
  static let roofPitchDegrees = 2.0...9.0
  static let ribPeriodInPixels = 2.2...6.0
  static let ribContrast: ClosedRange<Double> = 0.01...0.05
  static let roofPatchiness: Float = 0.035
  /// Displacement of the highest roof by the view's lean. *Unknown effect.*
  static let roofLeanInPixels = 0.0...0.3
  static let tallestRoof = 14.0

  // MARK: Optics and geometry
  static let opticsSigmaInPixels = 0.4...0.7
  static let shiftSigmaInPixels = 0.7
  /// Share of scenes that are registered badly, and how badly.
  static let badShiftShare = 0.08
  static let badShiftInPixels = 1.5...3.0
  /// Residual rotation and scale, as displacement at the middle of the picture's edge. *Unknown effect.*
  static let distortionAtEdgeInPixels = -0.1...0.1

  // MARK: Light and air
  static let gain = 0.92...1.08
  static let bandGain = 0.98...1.02
  /// Slow brightening and darkening across one scene (view angle, adjacency). *Unknown effect.*
  static let shadingSigma: Float = 0.012
  /// Path reflectance left by an imperfect correction.
  static let pathReflectance: SIMD4<Float> = [0.018, 0.011, 0.007, 0.004]
  static let pathScale = 0.0...1.0
  /// Share of global light that reaches a shadow.
  static let diffuseShare: SIMD4<Float> = [0.30, 0.23, 0.18, 0.13]
  static let moistSceneShare = 0.2
  static let moistDarkening = 0.08...0.30
  static let hazyShare = 0.2
  static let hazeDepth = 0.04...0.18
  static let airlight: SIMD4<Float> = [0.42, 0.38, 0.34, 0.28]
  static let cloudyShare = 0.25
  static let cloudCoverage = 0.1...1.0
  static let cloudWavelength = 250.0...800.0
  static let cloudSoftness = 0.10...0.40
  static let cloudHeight = 500.0...2_500.0
  static let cloudReflectance: SIMD4<Float> = [0.66, 0.67, 0.68, 0.69]
  static let cloudShadowDepth: Float = 0.62

  // MARK: Sensor
  static let readNoise = 0.0022
  /// Noise variance per unit of reflectance.
  static let photonVariance = 3.2e-5
  static let noiseScale = 0.85...1.35
  /// Weight of each of a pixel's neighbours in its noise, relative to its own (resampling). *Unknown effect.*
  static let noiseNeighbourWeight = 0.05...0.30
  /// Standard deviation of the offset of 8 × 8 blocks, relative to the noise (compression). *Unknown effect.*
  static let blockNoise = 0.0...0.35
  static let blockSize = 8
  static let noDataShare = 0.1
  /// Legs of the missing corner, as a share of the picture's sides.
  static let noDataCorner = 0.1...0.6
  static let digitalNumbersPerUnit: Float = 10_000
}
