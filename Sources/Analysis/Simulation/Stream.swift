/// One stream of random numbers for each part of a plant, so that a change of one part leaves the others as they were.
enum Stream: UInt64 {
  case place = 1
  case layout, events, calendar, ground
  case materials = 100
  case scenes = 1_000
  case sceneNoise = 200_000
  case sceneClouds = 300_000
  case sceneFields = 400_000
  case views = 610_000
  case walls = 620_000
  case grain = 640_000
  case parking = 1_000_000
  case rail = 500_000
  case phases = 700_000
  case extras = 800_000

  /// The stream of this part for scene (or other item) `index`.
  func of(_ index: Int) -> UInt64 { rawValue + UInt64(index) }
}
