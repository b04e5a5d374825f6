import Foundation
import Rasters

/// A window of the reference, where its content is read in the moving picture, and where it was found from there.
struct SettledWindow: Sendable {
  let origin: WindowOrigin
  let prior: PictureShift
  let size: Int
  /// Where the moving picture is read: whole pixels from `origin`, and the fraction by which the taper is moved.
  private(set) var offset: WindowOrigin
  private(set) var fraction: PictureShift
  /// Where the content was found.
  var displacement: PictureShift
  private(set) var reference: WindowSpectrum?
  private(set) var cross: WindowCross?
  /// From the place found to the next top of the correlation, in pixels; `nil` where that is low.
  private(set) var rival: PictureShift?

  static let mostReadings = 3
  /// A taper that stands further than so many pixels from the content pulls on it: before the frequencies are weighed,
  /// and after.
  static let nearlySettled = 0.1
  static let settled = 0.02
  /// Height in deviations of chance below which nothing is believed, and most of a second top.
  static let leastDeviations = 6.0
  static let mostOfSecondTop = 0.7
  /// Height of a second top, over the first, that a picture which repeats itself gives and others seldom.
  static let someOfSecondTop = 0.5
  /// A larger deviation of the displacement, in pixels, says nothing.
  static let mostDeviation = 0.2

  init(middle: PixelPoint, prior: PictureShift, size: Int) {
    self.size = size
    self.prior = prior
    origin = WindowOrigin(middle: middle, size: size)
    offset = WindowOrigin(column: 0, row: 0)
    fraction = .none
    displacement = prior
    readHere()
  }

  /// To be read where the content was found.
  func movedToContent() -> SettledWindow {
    var result = self
    result.readHere()
    return result
  }

  private mutating func readHere() {
    offset = WindowOrigin(column: Int(displacement.columns.rounded()), row: Int(displacement.rows.rounded()))
    fraction = PictureShift(
      rows: displacement.rows - Double(offset.row), columns: displacement.columns - Double(offset.column))
  }

  /// Whether the last reading was made so close to where the content was found; if not, the next one is.
  func isSettled(within tolerance: Double) -> Bool {
    let (rows, columns) = remaining
    return max(abs(rows - fraction.rows), abs(columns - fraction.columns)) <= tolerance
  }

  var remaining: (rows: Double, columns: Double) {
    (displacement.rows - Double(offset.row), displacement.columns - Double(offset.column))
  }

  /// - Parameter reference: the spectrum of the reference's window without gaps, for the next reading.
  func holding(_ reference: WindowSpectrum?, _ cross: WindowCross?) -> SettledWindow? {
    guard let cross else { return nil }
    var result = self
    result.reference = reference
    result.cross = cross
    return result
  }

  /// At the top of the surface, climbed from there; `nil` where it is not one to believe.
  func placed(_ surface: WindowSurface, _ weights: SpectralWeights, _ alike: Double) -> SettledWindow? {
    guard surface.secondTop <= Self.mostOfSecondTop else { return nil }
    var result = self
    result.rival = surface.secondTop >= Self.someOfSecondTop ? surface.toSecond : nil
    result.displacement = PictureShift(
      rows: Double(offset.row) + surface.top.rows, columns: Double(offset.column) + surface.top.columns)
    return result.climbed(weights, alike)
  }
}

extension SettledWindow {
  /// Steps at most, and the longest in pixels: a longer one leads to another top.
  private static var mostSteps: Int { 4 }
  private static var longestStep: Double { 1 }
  private static var lastStep: Double { 1e-3 }

  /// At the top that Newton's steps reach; `nil` where they lead away, or it does not stand out from chance, or lies
  /// further than a quarter of a window from the prior.
  func climbed(_ weights: SpectralWeights, _ alike: Double) -> SettledWindow? {
    guard let cross else { return nil }
    var place = PictureShift(rows: remaining.rows, columns: remaining.columns)
    var deviations = 0.0
    for _ in 0..<Self.mostSteps {
      let look = cross.look(at: place, weights)
      deviations = look.deviations(alike)
      guard let step = look.toTop(size: size), hypot(step.rows, step.columns) <= Self.longestStep else { return nil }
      place.rows += step.rows
      place.columns += step.columns
      if max(abs(step.rows), abs(step.columns)) < Self.lastStep { break }
    }
    guard deviations >= Self.leastDeviations else { return nil }
    var result = self
    result.displacement = PictureShift(
      rows: Double(offset.row) + place.rows, columns: Double(offset.column) + place.columns)
    let reach = Double(size) / 4
    guard abs(result.displacement.rows - prior.rows) <= reach, abs(result.displacement.columns - prior.columns) <= reach
    else { return nil }
    return result
  }

  func agreement(_ annuli: FrequencyAnnuli, _ sums: inout [AnnulusSums]) -> [Float]? {
    cross?.agreement(at: PictureShift(rows: remaining.rows, columns: remaining.columns), annuli, &sums)
  }

  func tiePoint(_ weights: SpectralWeights, _ alike: Double) -> TiePoint? {
    guard let cross,
      let spread = cross.look(at: PictureShift(rows: remaining.rows, columns: remaining.columns), weights)
        .covariance(size: size, alike),
      spread.rows <= Self.mostDeviation * Self.mostDeviation, spread.columns <= Self.mostDeviation * Self.mostDeviation
    else { return nil }
    let middle = PixelPoint(
      column: Double(origin.column) + Double(size) / 2, row: Double(origin.row) + Double(size) / 2)
    return TiePoint(
      place: middle, displacement: displacement, rowVariance: spread.rows, columnVariance: spread.columns,
      covariance: spread.both, rival: rival)
  }
}
