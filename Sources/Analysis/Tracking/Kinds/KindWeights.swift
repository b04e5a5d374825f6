import Places

/// Priors and weights of evidence, in nats, by which things are named; each with why.
///
/// They are round numbers of reasoning, not fitted: a factor of ten to one is 2.3, of three to one 1.1. Priors say how
/// often, among what the tests find at sites of this sort, a thing is of that kind rather than something else that has no
/// name. "Something else" is what shimmers, dries, is ploughed, parked or dug.
enum KindWeights {
  // MARK: What appeared

  /// One in ten of what appears with an edge of its own is a building.
  static let building = -2.2
  /// Of bare patches above `ThingEvidence.clearedArea` twice as many were cleared on purpose as not.
  static let clearedGround = 0.8
  /// A strip is a road in one case of fifty before its shape is looked at.
  static let road = -4.0
  /// What stands across a drawn rail line, likewise, before it is known to lie along it.
  static let railCars = -4.0
  static let tunnelWorks = -3.0

  /// Nine times as many buildings as irregular patches show right angles that agree with their region; of patches of five
  /// hundred pixels, which are never so straight by chance, forty times.
  static let rightAngles = 2.25
  static let certainAngles = 3.75
  /// Buildings go up on ground that was disturbed before; four in five, and one in six of other things.
  static let disturbed = 1.5
  /// Bare ground casts no shadow: what is taken for one by chance is a tenth as common.
  static let shadow = 2.25
  /// A building that stands on less than two thirds of it later: most ground that was prepared for one shows that, and of
  /// buildings one in twenty gets another on its roof.
  static let builtUpon: [FeatureKind: Double] = [.building: -3, .housing: -3, .screen: -3]
  /// Clearing lays bare the ground's own colour.
  static let ownColour = 2.25
  /// Eight times as long as wide: roads are, one building in twenty is. And a hundred metres long: of buildings of that shape
  /// one in ten.
  static let strip: [FeatureKind: Double] = [.road: 3, .building: -1.5]
  static let longStrip: [FeatureKind: Double] = [.road: 2.5, .building: -1]
  static let stripAspect = 8.0
  static let stripLength = 100.0
  /// Nearly all of it within a car's width of a line drawn as rail.
  static let onRail: [FeatureKind: Double] = [.railCars: 3.9, .building: -3, .clearedGround: -3]
  /// Cars are 3.2 m wide at most; with the blur of two pixels no wider than this.
  static let railWidth = 9.0
  /// In or beside a zone that the site's file calls a tunnel: what is dug there belongs to it, four times in five.
  static let besideTunnel: [FeatureKind: Double] = [.tunnelWorks: 3.9, .clearedGround: -1]

  // MARK: What is gone

  /// Of what is gone with an edge of its own, one in four each was a crane or a building.
  static let goneCrane = -1.0
  static let goneBuilding = -1.0
  /// As narrow as a bridge or gantry and no larger: nearly all cranes are, one in twelve of other things.
  static let craneSized: [FeatureKind: Double] = [.crane: 2.5]
  static let notCraneSized: [FeatureKind: Double] = [.crane: -3]
  static let hadRightAngles: [FeatureKind: Double] = [.building: 1.75]

  // MARK: Housing

  /// A house among at least so many others of its size: one building in three of those that small is a dwelling, of those in
  /// such a row nine in ten.
  static let rowHousing = 2.9
  static let smallBuilding = -0.7
  static let fewestInRow = 3
  /// Square metres and metres.
  static let largestHouse = 400.0
  static let rowReach = 80.0
  /// Areas of houses of one row differ by less than this factor.
  static let rowLikeness = 1.6
}
