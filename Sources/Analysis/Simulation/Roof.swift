/// How a roof looks: its colour, its two slopes, its ribs.
struct Roof: Sendable, Hashable {
  var spectrum: Spectrum
  /// Radians; the ridge runs along the part's length.
  var pitch: Double
  var ribPeriodInPixels: Double
  var ribContrast: Double
}
