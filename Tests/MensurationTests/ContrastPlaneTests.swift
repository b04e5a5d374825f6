import Foundation
import Rasters
import Statistics
import Testing

@testable import Mensuration

@Suite struct ContrastPlaneTests {
  private static let side = 60
  private static let window = Window(column: 0, row: 0, columns: side, rows: side)
  private static let ground = [420.0, 520, 640]
  private static let roof = [900.0, 830, 800]

  private enum Part { case ground, roof, shadow }

  /// A bright square of 20 pixels with a shadow five pixels wide along its right side.
  private static func part(_ pixel: Int) -> Part {
    let (row, column) = (pixel / side, pixel % side)
    guard (20..<40).contains(row) else { return .ground }
    return (20..<40).contains(column) ? .roof : (40..<45).contains(column) ? .shadow : .ground
  }

  private static func picture(seed: UInt64, valid: (Int) -> Bool = { _ in true }) -> Raster {
    var generator = SeededGenerator(seed: seed)
    let samples = (0..<3).flatMap { band in
      (0..<side * side).map { pixel -> Float in
        let level =
          switch part(pixel) {
          case .ground: ground[band]
          case .roof: roof[band]
          case .shadow: 0.25 * ground[band]
          }
        return Float(level + 10 * generator.normal())
      }
    }
    return Raster(
      columns: side, rows: side, bandCount: 3, samples: samples,
      validity: Mask(columns: side, rows: side, flags: (0..<side * side).map(valid)))
  }

  /// Pixels well inside the square, and sunlit ones around it.
  private static let inside = (0..<side * side).filter {
    (23..<37).contains($0 / side) && (23..<37).contains($0 % side)
  }
  private static let around = (0..<side * side).filter {
    part($0) == .ground && (12..<52).contains($0 / side) && (12..<52).contains($0 % side)
  }

  private func mean(_ plane: ContrastPlane, _ part: Part) -> Double {
    let pixels = plane.values.indices.filter { Self.part($0) == part }
    return pixels.reduce(0) { $0 + Double(plane.values[$1]) } / Double(pixels.count)
  }

  @Test(
    "Beside a bright square a shadow lies within 0.25 of the ground, though no shadow was sampled",
    arguments: 841...845 as ClosedRange<UInt64>)
  func shadow(_ seed: UInt64) throws {
    let picture = Self.picture(seed: seed)
    let plane = try #require(
      ContrastPlane(picture, window: Self.window, inside: Self.inside, around: Self.around, ground: Self.ground))
    #expect(abs(mean(plane, .shadow)) < 0.25, "\(mean(plane, .shadow))")
    #expect(abs(mean(plane, .roof) - 1) < 0.02)
    #expect(abs(mean(plane, .ground)) < 0.02)
    // What it is for: without the ground's level the shadow is far below it.
    let blind = try #require(
      ContrastPlane(picture, window: Self.window, inside: Self.inside, around: Self.around))
    #expect(mean(blind, .shadow) < -0.4, "\(mean(blind, .shadow))")
  }

  @Test("Made again from what it shows, a plane of mixed regions comes nearer to 1 and 0")
  func refined() throws {
    let picture = Self.picture(seed: 846)
    // Regions four pixels off: a fifth of either belongs to the other.
    let near = (0..<Self.side * Self.side).filter {
      (20..<40).contains($0 / Self.side) && (16..<36).contains($0 % Self.side)
    }
    let beside = Self.around.filter { !near.contains($0) } + Self.inside.filter { !near.contains($0) }
    let first = try #require(ContrastPlane(picture, window: Self.window, inside: near, around: beside))
    let second = first.refined(picture, window: Self.window, near: near, around: beside)
    #expect(abs(mean(second, .roof) - 1) < 0.02 && abs(mean(second, .ground)) < 0.02)
    #expect(second.separation >= first.separation)
  }

  @Test("Fewer than three valid pixels on either side, or no difference, make no plane")
  func none() {
    func plane(_ picture: Raster, _ inside: [Int], _ around: [Int]) -> ContrastPlane? {
      ContrastPlane(picture, window: Self.window, inside: inside, around: around)
    }
    let picture = Self.picture(seed: 847)
    #expect(plane(picture, Array(Self.inside.prefix(2)), Self.around) == nil)
    #expect(plane(picture, Self.inside, []) == nil)
    let blind = Self.picture(seed: 847, valid: { Self.part($0) != .roof })
    #expect(plane(blind, Self.inside, Self.around) == nil)
    let flat = Raster(
      columns: Self.side, rows: Self.side, bandCount: 1,
      samples: Array(repeating: 5, count: Self.side * Self.side),
      validity: Mask(columns: Self.side, rows: Self.side, repeating: true))
    #expect(plane(flat, Self.inside, Self.around) == nil)
  }

  @Test("A picture under the same weights has its own plane, and the same picture the same one up to a constant")
  func combining() throws {
    let picture = Self.picture(seed: 848)
    let plane = try #require(
      ContrastPlane(picture, window: Self.window, inside: Self.inside, around: Self.around))
    let combined = plane.combining(picture)
    let offset = combined.values[0] - plane.values[0]
    for pixel in plane.values.indices { #expect(abs(combined.values[pixel] - plane.values[pixel] - offset) < 1e-4) }
  }
}
