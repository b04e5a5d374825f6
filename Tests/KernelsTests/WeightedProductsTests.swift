import Foundation
import Kernels
import Statistics
import Testing

@Suite struct WeightedProductsTests {
  private func values(_ bands: Int, _ count: Int, seed: UInt64) -> [Float] {
    var generator = SeededGenerator(seed: seed)
    return (0..<bands * count).map { _ in Float(1_000 + 100 * generator.normal()) }
  }

  /// Weights exp(−Z/2), by value and slope.
  private func weighting(_ bands: Int, rows: Int, seed: UInt64) -> WeightedProducts.Weighting {
    var generator = SeededGenerator(seed: seed)
    let table = (0..<300).flatMap { index -> [Double] in
      let root = Double(index) / 32
      return [exp(-root * root / 2), -root * exp(-root * root / 2) / 32]
    }
    return WeightedProducts.Weighting(
      variates: (0..<rows * bands).map { _ in generator.normal() / 100 }, rows: rows, table: table)
  }

  @Test(
    "The fast sums are those of the plain form, bit for bit",
    arguments: [(1, 1), (2, 255), (3, 256), (5, 257), (8, 1_000), (13, 700), (32, 600)])
  func bits(_ bands: Int, _ count: Int) {
    let values = values(bands, count, seed: UInt64(bands))
    let centre = (0..<bands).map { 990 + Double($0) }
    var sums = WeightedProducts(centre: centre)
    sums.add(values)
    #expect(sums.sums == Reference.sums(values, centre: centre))
    let weighting = weighting(bands, rows: max(1, bands / 2), seed: 3)
    var weighted = WeightedProducts(centre: centre)
    weighted.add(values, weighting: weighting)
    #expect(weighted.sums == Reference.sums(values, centre: centre, weighting: weighting))
    #expect(bands == 1 || weighted.weight < sums.weight)
  }

  @Test("Means and covariances are those of the definition, far from zero too")
  func definition() {
    let (bands, count) = (4, 5_000)
    let values = values(bands, count, seed: 9).map { $0 + 1e6 }
    var sums = WeightedProducts(centre: (0..<bands).map { Double(values[$0 * count]) })
    sums.add(values)
    let planes = (0..<bands).map { band in values[band * count..<(band + 1) * count].map { Double($0) } }
    let means = planes.map { $0.reduce(0, +) / Double(count) }
    for band in 0..<bands {
      #expect(abs(sums.means[band] - means[band]) < 1e-8)
      for other in 0..<bands {
        let expected =
          zip(planes[band], planes[other]).reduce(0) { $0 + ($1.0 - means[band]) * ($1.1 - means[other]) }
          / Double(count)
        #expect(abs(sums.covariance[band * bands + other] - expected) < 1e-6)
      }
    }
  }

  @Test("Sums of parts are the sums of the whole, and a weight lies on its curve between the table's entries")
  func parts() {
    let (one, other) = (values(3, 512, seed: 1), values(3, 512, seed: 2))
    var whole = WeightedProducts(centre: [1_000, 1_000, 1_000])
    var second = whole
    whole.add(one)
    second.add(other)
    whole.add(second)
    #expect(whole.weight == 1_024)
    let weighting = WeightedProducts.Weighting(
      variates: [1], rows: 1, table: weighting(1, rows: 1, seed: 1).table)
    for value in stride(from: Float(-4), through: 4, by: 0.117) {
      var single = WeightedProducts(centre: [0])
      single.add([value], weighting: weighting)
      let expected = exp(-Double(value) * Double(value) / 2)
      #expect(abs(single.weight - expected) < 1e-8)
    }
    var far = WeightedProducts(centre: [0])
    far.add([50], weighting: weighting)
    #expect(far.weight == 0)
  }

  @Test("Z is the sum of the squares of the combinations")
  func squares() {
    let values: [Float] = [1, 2, 3, 10, 20, 30]
    let z = WeightedProducts.sumsOfSquares(values, centre: [1, 10], variates: [1, 0, 0.5, 0.1], rows: 2)
    let expected: [Float] = [0, 3.25, 13]
    #expect(z == expected)
    #expect(WeightedProducts.sumsOfSquares([], centre: [1], variates: [1], rows: 1).isEmpty)
  }

  @Test("All that is read is added")
  func reading() {
    #expect(MemoryRead.sum((0..<1_000).map { Float($0) }) == 499_500)
    #expect(MemoryRead.sum([]) == 0)
  }
}
