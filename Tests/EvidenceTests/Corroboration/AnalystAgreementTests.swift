import Evidence
import Foundation
import Testing

@Suite("Agreement of two analysts") struct AnalystAgreementTests {
  private static func outline(_ points: [(Double, Double)]) throws -> AnalystOutline {
    try AnalystOutline(points.map { .init(east: $0.0, north: $0.1) })
  }

  private static func rectangle(_ east: Double, _ north: Double, _ width: Double, _ height: Double) throws
    -> AnalystOutline
  {
    try outline([(east, north), (east + width, north), (east + width, north + height), (east, north + height)])
  }

  @Test("Rectangles share exactly what they share", arguments: 1...50)
  func rectangles(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let a = (0..<4).map { $0 < 2 ? draws.uniform(-50...50) : draws.uniform(1...90) }
    let b = (0..<4).map { $0 < 2 ? draws.uniform(-50...50) : draws.uniform(1...90) }
    let agreement = try OutlineAgreement(
      Self.rectangle(a[0], a[1], a[2], a[3]), Self.rectangle(b[0], b[1], b[2], b[3]))
    let width = max(0, min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0]))
    let height = max(0, min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1]))
    let shared = width * height
    #expect(abs(agreement.firstArea - a[2] * a[3]) < 1e-8 && abs(agreement.sharedArea - shared) < 1e-8)
    #expect(abs(agreement.ratio - shared / (a[2] * a[3] + b[2] * b[3] - shared)) < 1e-11)
  }

  @Test("Of outlines whose edges cross the shared area is right to a millionth")
  func crossing() throws {
    // A square of side 2 and the same turned by 45 degrees share a regular octagon: 8 (√2 − 1).
    let square = try Self.rectangle(-1, -1, 2, 2)
    let root = 2.0.squareRoot()
    let turned = try Self.outline([(root, 0), (0, root), (-root, 0), (0, -root)])
    let agreement = try OutlineAgreement(square, turned)
    #expect(abs(agreement.firstArea - 4) < 1e-12 && abs(agreement.secondArea - 4) < 1e-12)
    #expect(abs(agreement.sharedArea - 8 * (root - 1)) < 4e-6)
    #expect(try OutlineAgreement(turned, square).ratio == agreement.ratio)
  }

  @Test("An outline agrees with itself, whichever way round it is drawn, and not with one apart", arguments: 1...20)
  func same(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let points = (0..<12).map { index -> (Double, Double) in
      let angle = Double(index) / 12 * 2 * .pi
      let radius = draws.uniform(5...20)
      return (radius * cos(angle), radius * sin(angle))
    }
    let outline = try Self.outline(points)
    #expect(abs(try OutlineAgreement(outline, Self.outline(points.reversed())).ratio - 1) < 1e-12)
    let apart = try Self.outline(points.map { ($0.0 + 100, $0.1) })
    #expect(try OutlineAgreement(outline, apart).ratio == 0)
    // The shoelace formula beside the strips.
    let twice = points.indices.reduce(0.0) { sum, index in
      let (a, b) = (points[index], points[(index + 1) % points.count])
      return sum + a.0 * b.1 - b.0 * a.1
    }
    #expect(abs(try OutlineAgreement(outline, apart).firstArea - abs(twice) / 2) < 1e-9)
  }

  @Test("Outlines that are none are refused, and needles break nothing")
  func refusals() throws {
    #expect(AssessmentMaking.code { _ = try Self.outline([(0, 0), (1, 1)]) } == .incomplete)
    for bad in [Double.nan, .infinity, 1e9] {
      #expect(AssessmentMaking.code { _ = try Self.outline([(0, 0), (1, bad), (2, 0)]) } == .outOfRange)
    }
    let many = [(Double, Double)](repeating: (0, 0), count: 4_001)
    #expect(AssessmentMaking.code { _ = try Self.outline(many) } == .outOfRange)
    let flat = try Self.outline([(0, 0), (5, 0), (9, 0)])
    #expect(AssessmentMaking.code { _ = try OutlineAgreement(flat, flat) } == .outOfRange)
    let needle = try Self.outline([(-1e8, 0), (1e8, 1e-307), (1e8, 1e-300), (0, 1e8)])
    #expect(try OutlineAgreement(needle, needle).ratio <= 1)
  }

  @Test("Kappa and its standard error are those of a table worked by hand")
  func kappa() throws {
    // 20 both yes, 5 yes and no, 10 no and yes, 15 both no: kappa 0.4. Of the error: 0.10972 + 0.10188 − 0.01 over
    // 50 · 0.25 is 0.016128.
    let first = [String](repeating: "yes", count: 25) + [String](repeating: "no", count: 25)
    let second =
      [String](repeating: "yes", count: 20) + [String](repeating: "no", count: 5)
      + [String](repeating: "yes", count: 10) + [String](repeating: "no", count: 15)
    let agreement = try LabelAgreement(first, second)
    let kappa = try #require(agreement.kappa)
    #expect(agreement.labels == ["no", "yes"] && agreement.table == [[15, 10], [5, 20]])
    #expect(abs(agreement.observed - 0.7) < 1e-14 && abs(agreement.expected - 0.5) < 1e-14)
    #expect(abs(kappa.value - 0.4) < 1e-14 && abs(kappa.standardError - 0.016128.squareRoot()) < 1e-12)
    #expect(abs(kappa.high - kappa.low - 2 * 1.644853626951 * kappa.standardError) < 1e-9)
    #expect(
      agreement.sentence == "The two give the same label to 70 % of 50 things: kappa 0.40 (90 % interval 0.19 to 0.61)."
    )
  }

  @Test("The standard error of kappa is the spread over seeded draws")
  func kappaSpread() throws {
    var draws = AssessmentDraws(seed: 5)
    var values: [Double] = []
    var inside = 0
    for _ in 0..<2_000 {
      var pairs: [(String, String)] = []
      for _ in 0..<100 {
        let label = ["hall", "shed", "tank"][Int(draws.uniform() * 3)]
        pairs.append((label, draws.uniform() < 0.7 ? label : ["hall", "shed", "tank"][Int(draws.uniform() * 3)]))
      }
      let kappa = try #require(try LabelAgreement(pairs.map(\.0), pairs.map(\.1)).kappa)
      values.append(kappa.value)
      if kappa.low <= 0.7, 0.7 <= kappa.high { inside += 1 }
    }
    let mean = values.reduce(0, +) / 2_000
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2_000).squareRoot()
    #expect(abs(mean - 0.7) < 0.01 && (0.055...0.062).contains(spread))
    #expect((1_740...1_860).contains(inside), "\(inside) of 2,000")
  }

  @Test("Kappa of one label is not defined, and full agreement over three things is not certain")
  func kappaEdges() throws {
    let one = try LabelAgreement(["hall", "hall"], ["hall", "hall"])
    #expect(one.kappa == nil)
    #expect(
      one.sentence
        == "The two give the same label to 100 % of 2 things; kappa is not defined, because both use only the label "
        + "\"hall\".")
    let full = try #require(try LabelAgreement(["a", "b", "b"], ["a", "b", "b"]).kappa)
    #expect(full.value == 1 && full.high == 1 && full.low < 0.5)
    let none = try #require(try LabelAgreement(["a", "b"], ["b", "a"]).kappa)
    #expect(none.value == -1 && none.low == -1 && none.high > 0)
    #expect(AssessmentMaking.code { _ = try LabelAgreement([], []) } == .incomplete)
    #expect(AssessmentMaking.code { _ = try LabelAgreement(["a"], ["a", "b"]) } == .incomplete)
    #expect(AssessmentMaking.code { _ = try LabelAgreement(["a"], [" "]) } == .incomplete)
  }

  @Test("The scatter between analysts widens an interval in quadrature, and never narrows it", arguments: 1...100)
  func widening(_ seed: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(seed))
    let value = draws.logUniform(1...1e5)
    let estimate = ClaimedEstimate(
      value: value, low: value * draws.uniform(-0.2...1), high: value * draws.uniform(1...3),
      level: draws.uniform(0.5...0.99), unit: "m2", method: "outline")!
    let pairs = (0...Int(draws.uniform() * 20)).map { _ -> (Double, Double) in
      let size = draws.logUniform(1...1e4)
      return (size, size * draws.uniform(0.8...1.3))
    }
    for scale in LabellingScatter.Scale.allCases {
      let widened = try LabellingScatter(of: pairs, as: scale).widened(estimate)
      #expect(widened.low <= estimate.low && widened.high >= estimate.high && widened.value == estimate.value)
      if scale == .share, estimate.low >= 0 { #expect(widened.low >= 0) }
    }
  }

  @Test("Half of the mean square difference is the variance of one analyst, worked by hand")
  func scatter() throws {
    let scatter = try LabellingScatter(of: [(10, 12), (20, 20), (31, 30), (5, 8)], as: .amount)
    #expect(abs(scatter.standardDeviation - (14.0 / 8).squareRoot()) < 1e-14)
    // Student's 95 % quantile for 4 degrees of freedom is 2.1318.
    let estimate = ClaimedEstimate(value: 20, low: 17, high: 24, unit: "deg", method: "m")!
    let widened = scatter.widened(estimate)
    let reach = 2.131_847 * (14.0 / 8).squareRoot()
    #expect(abs(widened.low - (20 - (9 + reach * reach).squareRoot())) < 1e-5)
    #expect(abs(widened.high - (20 + (16 + reach * reach).squareRoot())) < 1e-5)
    let same = try LabellingScatter(of: [(10, 10)], as: .share).widened(estimate)
    #expect(same.low == 17 && same.high == 24)
    #expect(AssessmentMaking.code { _ = try LabellingScatter(of: [], as: .share) } == .incomplete)
    for bad in [0.0, -1, .nan, .infinity] {
      #expect(AssessmentMaking.code { _ = try LabellingScatter(of: [(bad, 1)], as: .share) } == .outOfRange)
    }
  }

  @Test("The widened interval holds the truth in 88 to 96 % of draws", arguments: [1, 3, 12])
  func calibration(_ things: Int) throws {
    var draws = AssessmentDraws(seed: UInt64(things))
    func normal() -> Double {
      (-2 * log(1 - draws.uniform())).squareRoot() * cos(2 * .pi * draws.uniform())
    }
    var inside = 0
    for _ in 0..<4_000 {
      let pairs = (0..<things).map { _ in (100 * exp(0.05 * normal()), 100 * exp(0.05 * normal())) }
      let value = 100 * exp(0.05 * normal() + 0.03 * normal())
      let estimate = ClaimedEstimate(
        value: value, low: value * exp(-1.645 * 0.03), high: value * exp(1.645 * 0.03), unit: "m2", method: "m")!
      let widened = try LabellingScatter(of: pairs, as: .share).widened(estimate)
      if widened.low <= 100, 100 <= widened.high { inside += 1 }
    }
    #expect((0.88...0.96).contains(Double(inside) / 4_000), "\(inside) of 4,000")
  }

  @Test("Two analysts' works are compared thing by thing")
  func works() throws {
    let one = AnalystAgreement.Work(
      analyst: "analyst 1",
      outlines: ["a": try Self.rectangle(0, 0, 10, 10), "b": try Self.rectangle(0, 0, 4, 4)],
      labels: ["a": "hall", "b": "tank"])
    let other = AnalystAgreement.Work(
      analyst: "analyst 2", outlines: ["a": try Self.rectangle(5, 0, 10, 10), "c": try Self.rectangle(0, 0, 1, 1)],
      labels: ["a": "hall", "b": "shed"])
    let agreement = try AnalystAgreement(one, other)
    #expect(abs(try #require(agreement.meanRatio) - 1.0 / 3) < 1e-12)
    #expect(agreement.outlinedByOne == ["b", "c"] && agreement.labels?.observed == 0.5)
    #expect(agreement.areaScatter?.count == 1)
    #expect(
      agreement.sentences.prefix(2) == [
        "analyst 1 and analyst 2 both outlined 1 thing: their outlines share 33 % of the ground that either covers.",
        "Only one of them outlined b and c.",
      ])
    let self2 = AnalystAgreement.Work(analyst: " Analyst  1")
    #expect(AssessmentMaking.code { _ = try AnalystAgreement(one, self2) } == .needsAnother)
    let apart = try AnalystAgreement(one, AnalystAgreement.Work(analyst: "analyst 3"))
    #expect(apart.meanRatio == nil && apart.labels == nil && apart.areaScatter == nil)
  }
}
