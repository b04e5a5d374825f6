import Foundation
import Places
import Quantities
import Statistics

/// How warm a zone is, and how much warmer than the ground around it, from pixels that were resampled from coarser ones.
///
/// Only pixels count into which nothing from over the border was mixed: those that lie a pixel of the detector inside of it,
/// or outside. The product's own error is common to both and stands in the temperature alone. Roofs and ground of unlike
/// emissivity differ by a part of it, which nothing here can tell.
package struct ZoneWarmth: Sendable {
  package static let method = "landsat-surface-temperature"
  /// Pixels of the detector that a mean needs: with fewer its scatter is not known.
  package static let fewestPixels = 4.0
  /// A date that saw less of the zone, or of the ground around it, has no temperature.
  static let leastClear = 0.5
  /// Deviation of the product from the ground's true temperature, common to a picture.
  /// - Source: [Malakar2018], whose stations on land differ from the product by about as much.
  static let productDeviation = Kelvin(2)
  /// Of larger areas every second row is looked at, or third, and so on.
  private static let mostPixels = 20_000

  /// One picture on the stack's grid.
  package struct Plane: Sendable {
    /// In kelvin; 0 where `reasons` is not `seen`.
    package let kelvin: [Float]
    /// Of each pixel `seen`, or why not.
    package let reasons: [Visibility]

    package init(kelvin: [Float], reasons: [Visibility]) {
      precondition(kelvin.count == reasons.count, "\(kelvin.count) values, \(reasons.count) reasons")
      self.kelvin = kelvin
      self.reasons = reasons
    }
  }

  private let columns: Int
  /// The detector's pixel in pixels of the grid.
  private let pitch: Double
  private let native: Metres
  /// Pixels whose value is the zone's alone, and those whose value is the other ground's alone; rising.
  private let zone: [Int]
  private let ground: [Int]

  /// - Parameters:
  ///   - zone: of each pixel of the grid whether it lies in the zone.
  ///   - ground: whether it lies in what the zone is compared with; the zone itself is taken out.
  ///   - native: the detector's pixel.
  package init(zone: [Bool], ground: [Bool], columns: Int, gsd: Metres, native: Metres) {
    self.columns = columns
    self.native = native
    pitch = max(1, native.magnitude / gsd.magnitude)
    let reach = Self.reach(pitch)
    let near = SquareCount(zone, columns: columns)
    let whole = (2 * reach + 1) * (2 * reach + 1)
    self.zone = zone.indices.filter { zone[$0] && near.count(around: $0, reach: reach) == whole }
    self.ground = ground.indices.filter { ground[$0] && near.count(around: $0, reach: reach) == 0 }
  }

  /// Pixels on each side that have to lie on the same side of the border.
  private static func reach(_ pitch: Double) -> Int { max(0, Int((pitch - 0.5 - 1e-9).rounded(.up))) }

  /// Why the zone has no temperature in such pictures; `nil` where it has one.
  package var refusal: String? {
    guard independent(zone) < Self.fewestPixels else { return nil }
    return "Of the \(Int(native.magnitude.rounded())) m pixels that temperature is measured in, "
      + "\(number(independent(zone))) fit into the zone without a part of what lies around it; "
      + "\(Int(Self.fewestPixels)) are needed."
  }

  /// Whether there is ground enough to compare the zone with.
  package var hasGround: Bool { independent(ground) >= Self.fewestPixels }

  private func independent(_ pixels: [Int]) -> Double { Double(pixels.count) / (pitch * pitch) }
  private func number(_ value: Double) -> String { value < 0.05 ? "none" : "\((value * 10).rounded(.down) / 10)" }

  /// What one picture tells of the zone, and of the zone over the ground around.
  package func measure(_ plane: Plane) -> (temperature: Observed<Kelvin>, above: Observed<Kelvin>) {
    let clouds = SquareCount(
      plane.reasons.map { [.cloud, .cloudShadow, .haze].contains($0) }, columns: columns)
    let reach = Self.reach(pitch)
    func isSeen(_ pixel: Int) -> Bool {
      // Cloud is tens of degrees colder, and its pixels are as wide as the ground's.
      plane.reasons[pixel] == .seen && clouds.count(around: pixel, reach: reach) == 0
    }
    guard let own = mean(zone, plane, where: isSeen) else {
      let reason = Observed<Kelvin>.notObservable(reason(zone, plane))
      return (reason, reason)
    }
    let product = Self.productDeviation.magnitude
    let half = NormalQuantile.at(0.95) * (product * product + own.variance).squareRoot()
    let temperature = estimate(own.mean, half)
    guard let around = mean(ground, plane, where: isSeen) else {
      return (temperature, .notObservable(reason(ground, plane)))
    }
    let variance = own.variance + around.variance
    // Welch's degrees of freedom.
    let freedom =
      variance * variance
      / max(
        own.variance * own.variance / own.freedom + around.variance * around.variance / around.freedom,
        .leastNormalMagnitude)
    let width = StudentQuantile.at(0.95, freedom: max(2, freedom)) * variance.squareRoot()
    return (temperature, estimate(own.mean - around.mean, width))
  }

  private func estimate(_ value: Double, _ half: Double) -> Observed<Kelvin> {
    .estimate(Estimate(Kelvin(value), low: Kelvin(value - half), high: Kelvin(value + half), method: Self.method))
  }

  /// `nil` where too little of `pixels` was seen.
  private func mean(_ pixels: [Int], _ plane: Plane, where isSeen: (Int) -> Bool) -> ResampledMean? {
    let step = max(1, (pixels.count + Self.mostPixels - 1) / Self.mostPixels)
    let looked = step == 1 ? pixels : pixels.filter { $0 / columns % step == 0 }
    let seen = looked.filter(isSeen)
    guard Double(seen.count) >= Self.leastClear * Double(looked.count),
      independent(seen) * Double(step) >= Self.fewestPixels
    else { return nil }
    return ResampledMean(seen.map { Double(plane.kelvin[$0]) }, at: seen, columns: columns, pitch: pitch)
  }

  /// What hides most of `pixels`; where each is seen and only too near to a cloud, that.
  private func reason(_ pixels: [Int], _ plane: Plane) -> Visibility {
    var counts: [Visibility: Int] = [:]
    for pixel in pixels where plane.reasons[pixel] != .seen { counts[plane.reasons[pixel], default: 0] += 1 }
    let commonest = Visibility.allCases.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? .cloud
    if counts.isEmpty { return pixels.isEmpty ? .offPicture : .cloud }
    return commonest
  }
}

/// How many pixels of a kind lie in squares of a grid; beyond its edge there is none.
private struct SquareCount {
  private let columns: Int
  private let rows: Int
  /// Of all pixels above and left of each corner.
  private let sums: [Int32]

  init(_ flags: [Bool], columns: Int) {
    self.columns = columns
    rows = flags.count / max(1, columns)
    var sums = [Int32](repeating: 0, count: (rows + 1) * (columns + 1))
    for row in 0..<rows {
      var line: Int32 = 0
      for column in 0..<columns {
        line += flags[row * columns + column] ? 1 : 0
        sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1] + line
      }
    }
    self.sums = sums
  }

  func count(around pixel: Int, reach: Int) -> Int {
    let (column, row) = (pixel % columns, pixel / columns)
    let (left, right) = (max(0, column - reach), min(columns, column + reach + 1))
    let (top, bottom) = (max(0, row - reach), min(rows, row + reach + 1))
    func sum(_ row: Int, _ column: Int) -> Int { Int(sums[row * (columns + 1) + column]) }
    return sum(bottom, right) - sum(top, right) - sum(bottom, left) + sum(top, left)
  }
}
