import Places

// Kinds that come into question by a sign of their own. Their priors are for things that show it, the sign itself not yet
// counted.
extension KindWeights {
  // MARK: Water

  /// One in twenty of what appears is water: ponds, basins, floods.
  static let water = -3.0
  /// More green than near infrared: of land hardly anything (some blue paint, deep shade), of open water nearly all.
  /// - Source: [McFeeters1996]
  static let greenOverInfrared: [FeatureKind: Double] = [.water: 3.9, .building: -3, .clearedGround: -3]
  /// Three in four waters are evener than the ground they cover, one in four of other things.
  static let evenWater: [FeatureKind: Double] = [.water: 1.1]
  /// Open water has 0.2 and more; the light of the air alone brings what is dark and grey to zero.
  static let waterIndex = 0.1

  // MARK: Earth

  /// One in twenty is a pit.
  static let excavation = -3.0
  /// Shade that lies inside towards the sun: a hollow has it, on level ground and on roofs one in fifty, by chance of
  /// what stands beside them.
  static let hollow: [FeatureKind: Double] = [.excavation: 3.9]
  /// Dug ground is rough or dark three times as often as other bare ground.
  static let roughHollow: [FeatureKind: Double] = [.excavation: 1.1]
  /// One in thirty is a heap.
  static let stockpile = -3.5
  /// Sides as steep as loose material's: of halls one in ten, of level ground one in twenty.
  static let mound: [FeatureKind: Double] = [.stockpile: 3, .building: 0.7]
  /// Heaps have none; of what else has such sides one in three has.
  static let noRightAngles: [FeatureKind: Double] = [.stockpile: 1.1]
  /// As with a building: by chance a tenth as common.
  static let moundShadow: [FeatureKind: Double] = [.stockpile: 2.25]
  /// Material that was brought here is of one colour, and not the ground's, four times as often as what was shoved
  /// together.
  static let material: [FeatureKind: Double] = [.stockpile: 1.4]

  // MARK: What stands on a zone of its kind

  /// Of what newly covers a loading place without a shadow one in four is a screen, before it is known to cover it.
  static let screen = -1.0
  /// Who puts a cover there hides or shelters the loading; ground is not cleared where a yard is in use.
  static let overLoading: [FeatureKind: Double] = [.screen: 3, .building: -1, .clearedGround: -2]
  static let screenColour: [FeatureKind: Double] = [.screen: 1.1]
  /// Of small things on a parking place one in four is vehicles, before it is known to be one.
  static let vehicles = -1.0
  static let onParking: [FeatureKind: Double] = [.vehicles: 2.5, .building: -1, .clearedGround: -2]
  /// As narrow as one: sheds are wider, nineteen in twenty.
  static let vehicleOnParking: [FeatureKind: Double] = [.vehicles: 3.9, .building: -3, .clearedGround: -2]
  /// Metres: a lorry's width with the blur of a pixel; square metres of a row of thirty.
  static let vehicleWidth = 4.0
  static let largestVehicles = 1_500.0

  // MARK: Track

  /// A strip is a track in one case of fifty, as it is a road.
  static let rail = -4.0
  /// It begins where a drawn track ends or lies: nearly all new tracks do, one road in fifty; and it is as narrow: one
  /// building in three hundred is.
  static let joinsRail: [FeatureKind: Double] = [.rail: 3.9, .building: -3, .clearedGround: -3]
  /// Eight times as long as wide: tracks are, one thing in twenty of the others that begin at one.
  static let trackStrip: [FeatureKind: Double] = [.rail: 3]
  /// Ballast is 3 to 6 m wide; with the blur of two pixels no wider than this. Metres.
  static let trackWidth = 9.0
  static let trackLength = 50.0
}
