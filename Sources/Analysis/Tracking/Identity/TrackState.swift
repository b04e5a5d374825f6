import Geodesy

/// What is known of a thing while dates are read.
struct TrackState: Sendable {
  var track: IdentityTrack
  /// What it last looked like as one whole.
  var whole: Sighting
  /// Its middle over all dates, and the variance of each coordinate, square metres.
  var centre: MapPoint
  var variance: Double
  var appearance: SIMD8<Float>
  /// Logarithm of the probability of the dates in a row that saw its place and did not show it, were it there.
  var absence = 0.0
  /// Such dates, handed on when it is seen again.
  var missing: [Int] = []
  var isOver = false
  /// A split or a merge of which this thing goes on, not yet seen often enough.
  var pending: Pending?
  /// The whole that it may be a piece of.
  var origin: Int?

  struct Pending: Sendable, Hashable {
    let form: IdentityLink.Form
    /// The date that first showed it.
    let since: Int
    /// How many dates in a row.
    var count: Int
  }

  /// Its box about where it is taken to be.
  var box: MapBox {
    whole.box.moved(
      east: centre.easting - whole.centre.easting, north: centre.northing - whole.centre.northing)
  }

  init(id: Int, _ sighting: Sighting, at place: IdentityTrack.Place, centre: MapPoint, variance: Double, belief: Double)
  {
    track = IdentityTrack(id: id, places: [place], belief: belief)
    whole = sighting
    self.centre = centre
    self.variance = variance
    appearance = sighting.appearance
  }

  /// Takes a sighting as its own.
  /// - Parameter centre: where the sighting lies once the date's common shift is taken off; `nil` where only a part of the
  ///   thing was seen, which says nothing of where the whole is.
  mutating func see(
    _ sighting: Sighting, at place: IdentityTrack.Place, centre seen: MapPoint?, variance doubt: Double, belief: Double
  ) {
    track.places.append(place)
    track.missed += missing
    track.belief += belief
    missing = []
    absence = 0
    guard let seen else { return }
    let gain = variance / (variance + doubt)
    // A thing that was extended lies elsewhere for good: its middle then moves at once.
    let isOther = sighting.area > 1.2 * whole.area || whole.area > 1.2 * sighting.area
    centre =
      isOther
      ? seen
      : MapPoint(
        easting: centre.easting + gain * (seen.easting - centre.easting),
        northing: centre.northing + gain * (seen.northing - centre.northing))
    variance = isOther ? doubt : max((1 - gain) * variance, 0.01 * doubt)
    // What is seen last weighs most: paint fades, and roofs are laid anew.
    appearance =
      whole.appearanceCount == sighting.appearanceCount
      ? appearance + 0.3 * (sighting.appearance - appearance) : sighting.appearance
    whole = sighting
  }
}
