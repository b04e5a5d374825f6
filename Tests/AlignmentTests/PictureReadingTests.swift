import Foundation
import Rasters
import Statistics
import Testing

@testable import Alignment

@Suite("Pictures read through a transform")
struct PictureReadingTests {
  private static let side = 96

  private func plane(_ samples: [Float], hole: Int? = nil) -> AlignmentPlane {
    var valid = [Bool](repeating: true, count: samples.count)
    if let hole { valid[hole] = false }
    return AlignmentPlane(columns: Self.side, rows: Self.side, samples: samples, valid: valid)
  }

  private func turned(by degrees: Double, shift: PictureShift) -> PictureTransform {
    let (c, s) = (cos(degrees * .pi / 180) - 1, sin(degrees * .pi / 180))
    return PictureTransform(
      centre: PixelPoint(column: 48, row: 48), shift: shift,
      linear: PictureTransform.Linear(rowsPerRow: c, rowsPerColumn: -s, columnsPerRow: s, columnsPerColumn: c))
  }

  @Test("Waves of down to four pixels come back at any place within 2 % of their height")
  func waves() {
    for (index, frequency) in [0.02, 0.1, 0.18, 0.25].enumerated() {
      let (u, v) = (frequency * cos(Double(index)), frequency * sin(Double(index)))
      func wave(_ column: Double, _ row: Double) -> Double { sin(2 * .pi * (u * column + v * row) + 0.3) }
      let source = (0..<Self.side * Self.side).map {
        Float(wave(Double($0 % Self.side) + 0.5, Double($0 / Self.side) + 0.5))
      }
      let transform = turned(by: 1.7, shift: PictureShift(rows: 2.37, columns: -1.61))
      let read = plane(source).read(through: transform)
      var worst = 0.0
      for pixel in read.valid.indices where read.valid[pixel] {
        let place = transform.moved(
          PixelPoint(column: Double(pixel % Self.side) + 0.5, row: Double(pixel / Self.side) + 0.5))
        worst = max(worst, abs(Double(read.samples[pixel]) - wave(place.column, place.row)))
      }
      #expect(read.valid.count { $0 } > 7_000)
      #expect(worst < 0.02, "\(frequency): \(worst)")
    }
  }

  @Test("A constant stays one, and a picture read where it lies stays as it is")
  func identity() {
    let constant = plane([Float](repeating: 1_234.5, count: Self.side * Self.side))
    let read = constant.read(through: turned(by: -3, shift: PictureShift(rows: 0.4, columns: 0.2)))
    for pixel in read.valid.indices where read.valid[pixel] { #expect(abs(read.samples[pixel] - 1_234.5) < 1e-2) }
    var random = SeededGenerator(seed: 31)
    let noise = plane((0..<Self.side * Self.side).map { _ in Float(random.normal()) })
    let same = noise.read(through: PictureTransform(centre: PixelPoint(column: 0, row: 0), shift: .none))
    for pixel in same.valid.indices where same.valid[pixel] {
      #expect(abs(same.samples[pixel] - noise.samples[pixel]) < 1e-5)
    }
  }

  @Test("What rests on a missing pixel is missing: seven pixels a side, eight between pixels")
  func gaps() {
    let samples = [Float](repeating: 1, count: Self.side * Self.side)
    let hole = 48 * Self.side + 48
    let between = PictureTransform(
      centre: PixelPoint(column: 0, row: 0), shift: PictureShift(rows: 0.5, columns: 0.5))
    let whole = plane(samples).read(through: between)
    let holed = plane(samples, hole: hole).read(through: between)
    #expect(whole.valid.count { $0 } == 89 * 89)
    #expect(whole.valid.count { $0 } - holed.valid.count { $0 } == 64)
  }

  @Test("Bent tones move what is lit from one side, and not what is alike from all sides")
  func tones() {
    let side = 320
    var random = SeededGenerator(seed: 7)
    var lit = [Double](repeating: 0, count: side * side)
    var round = lit
    for _ in 0..<4_000 {
      let (column, row) = (random.uniform(0...Double(side)), random.uniform(0...Double(side)))
      let variance = 2 * pow(random.uniform(1.5...3), 2)
      let behind = (2 * variance).squareRoot()
      for down in max(0, Int(row) - 14)..<min(side, Int(row) + 14) {
        for across in max(0, Int(column) - 14)..<min(side, Int(column) + 14) {
          let (x, y) = (Double(across) - column, Double(down) - row)
          let bump = exp(-(x * x + y * y) / variance)
          // A bright side towards the sun and a dark one behind it, the dark one longer.
          let shade = exp(-(x * x + (y - behind) * (y - behind) / 3) / variance)
          round[down * side + across] += bump
          lit[down * side + across] += bump - 0.8 * shade
        }
      }
    }
    func deviation(_ samples: [Double]) -> Double {
      let plane = AlignmentPlane(
        columns: side, rows: side, samples: samples.map(Float.init),
        valid: Array(repeating: true, count: samples.count))
      return ReferenceView(plane, kind: .brightness).toneVariance.squareRoot()
    }
    let (of, other) = (deviation(lit), deviation(round))
    #expect(of > 0.001, "\(of)")
    #expect(of > 2 * other, "\(of) \(other)")
    #expect(deviation([Double](repeating: 3, count: side * side)) == 0)
  }
}
