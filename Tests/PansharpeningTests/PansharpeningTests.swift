import Foundation
import Rasters
import Statistics
import TelltaleTestSupport
import Testing

@testable import Pansharpening

@Suite("Pansharpening")
struct PansharpeningTests {
  private static func raster(_ columns: Int, _ rows: Int, bands: [[Float]]) -> Raster {
    Raster(
      columns: columns, rows: rows, bandCount: bands.count, samples: bands.flatMap { $0 },
      validity: Mask(columns: columns, rows: rows, repeating: true))
  }

  /// Means of `factor` × `factor` pixels.
  private static func degraded(_ fine: Raster, by factor: Int) -> Raster {
    let (columns, rows) = (fine.columns / factor, fine.rows / factor)
    let plane = fine.columns * fine.rows
    let bands = (0..<fine.bandCount).map { band in
      (0..<columns * rows).map { pixel -> Float in
        var sum: Float = 0
        for row in 0..<factor {
          for column in 0..<factor {
            let (r, c) = (pixel / columns * factor + row, pixel % columns * factor + column)
            sum += fine.samples[band * plane + r * fine.columns + c]
          }
        }
        return sum / Float(factor * factor)
      }
    }
    return raster(columns, rows, bands: bands)
  }

  /// Wald's ERGAS and the mean spectral angle in degrees, away from the border.
  private static func errors(_ found: Raster, _ truth: Raster, factor: Int) -> (ergas: Double, angle: Double) {
    let plane = truth.columns * truth.rows
    let pixels = (0..<plane).filter { pixel in
      (8..<truth.columns - 8).contains(pixel % truth.columns) && (8..<truth.rows - 8).contains(pixel / truth.columns)
    }
    var relative = 0.0
    for band in 0..<truth.bandCount {
      var (squares, sum) = (0.0, 0.0)
      for pixel in pixels {
        let difference = Double(found.samples[band * plane + pixel] - truth.samples[band * plane + pixel])
        squares += difference * difference
        sum += Double(truth.samples[band * plane + pixel])
      }
      relative += squares / Double(pixels.count) / pow(sum / Double(pixels.count), 2)
    }
    var angles = 0.0
    for pixel in pixels {
      var (dot, left, right) = (0.0, 0.0, 0.0)
      for band in 0..<truth.bandCount {
        let (a, b) = (Double(found.samples[band * plane + pixel]), Double(truth.samples[band * plane + pixel]))
        dot += a * b
        left += a * a
        right += b * b
      }
      angles += acos(min(1, dot / max((left * right).squareRoot(), 1e-12)))
    }
    return (
      100 / Double(factor) * (relative / Double(truth.bandCount)).squareRoot(),
      angles / Double(pixels.count) * 180 / .pi
    )
  }

  @Test(
    "Four real bands made coarse come closer to the truth than by cubic convolution alone",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)),
    arguments: ["beirut", "lasvegas", "mumbai", "nantes", "abudhabi"], [2, 4])
  func knownTruth(_ city: String, _ factor: Int) throws {
    let folder = try #require(SharedData.folder) + "/sentinel2-pairs/" + city
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted().first { $0.hasPrefix("S2") })
    let file = try RasterFile(opening: folder + "/" + name)
    let fine = try file.read(window: Window(column: 64, row: 64, columns: 256, rows: 256))
    try #require(fine.validity.validCount == 256 * 256 && fine.bandCount == 4)
    // A panchromatic band over the visible and a part of the near infrared, with noise of its own.
    let plane = 256 * 256
    var random = SeededGenerator(seed: 5)
    let shares: [Float] = [0.2, 0.3, 0.3, 0.2]
    let pan = (0..<plane).map { pixel in
      shares.indices.reduce(Float(3 * random.normal())) { $0 + shares[$1] * fine.samples[$1 * plane + pixel] }
    }
    let coarse = Self.degraded(fine, by: factor)
    let sharp = try Pansharpening.sharpen(coarse, with: Self.raster(256, 256, bands: [pan]), factor: factor)
    let raised = Pansharpening.raised(coarse, factor: factor)
    let (with, without) = (Self.errors(sharp, fine, factor: factor), Self.errors(raised, fine, factor: factor))
    print(
      "\(city) ×\(factor): ERGAS \(with.ergas) against \(without.ergas), SAM \(with.angle)° against \(without.angle)°")
    #expect(with.ergas < 0.8 * without.ergas)
    // Where the spectrum of a pixel hardly turns within a coarse one, there is little to win.
    #expect(with.angle < 1.1 * without.angle)
  }

  @Test("Pictures that do not belong together are refused in words") func refusals() throws {
    var random = SeededGenerator(seed: 3)
    func noise(_ count: Int) -> [Float] { (0..<count).map { _ in Float(100 + 10 * random.normal()) } }
    let bands = Self.raster(20, 20, bands: [noise(400), noise(400)])
    #expect(
      throws: Pansharpening.Refusal(
        reason: "A panchromatic picture of 41 × 40 pixels in 1 bands does not lie on 20 × 20 pixels 2 times as wide.",
        mend: "Cut both to the same ground, with a whole number of fine pixels to a coarse one.")
    ) { try Pansharpening.sharpen(bands, with: Self.raster(41, 40, bands: [noise(1640)]), factor: 2) }
    let unrelated = #expect(throws: Pansharpening.Refusal.self) {
      try Pansharpening.sharpen(bands, with: Self.raster(40, 40, bands: [noise(1600)]), factor: 2)
    }
    #expect(
      unrelated?.reason.hasPrefix("The bands explain too little of the panchromatic picture: correlation 0.") == true)
    #expect(unrelated?.mend == "Check that both show the same place at the same moment, and align them first.")
    var few = bands
    for index in 50..<400 { few.validity.flags[index] = false }
    let error = #expect(throws: Pansharpening.Refusal.self) {
      try Pansharpening.sharpen(few, with: Self.raster(40, 40, bands: [noise(1600)]), factor: 2)
    }
    #expect(error?.reason == "Only 50 pixels are valid in both pictures; 100 are the least.")
    let same = noise(400)
    let twin = #expect(throws: Pansharpening.Refusal.self) {
      try Pansharpening.sharpen(
        Self.raster(20, 20, bands: [same, same]), with: Self.raster(40, 40, bands: [noise(1600)]), factor: 2)
    }
    #expect(
      twin?.reason
        == "The bands depend on each other, so that their shares in the panchromatic picture are not fixed.")
  }

  @Test("A pixel that either picture lacks is absent") func absence() throws {
    var random = SeededGenerator(seed: 8)
    var bands = Self.raster(20, 20, bands: [(0..<400).map { _ in Float(100 + 10 * random.normal()) }])
    bands.validity[5, 5] = false
    var pan = Self.raster(
      40, 40, bands: [(0..<1600).map { bands.samples[$0 / 40 / 2 * 20 + $0 % 40 / 2] }])
    pan.validity[30, 31] = false
    let sharp = try Pansharpening.sharpen(bands, with: pan, factor: 2)
    #expect(!sharp.validity[10, 10] && !sharp.validity[11, 11] && !sharp.validity[30, 31])
    #expect(sharp.validity[20, 20] && sharp.samples[31 * 40 + 30] == 0)
  }
}
