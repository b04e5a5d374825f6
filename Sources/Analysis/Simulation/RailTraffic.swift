import Statistics

/// Which rakes stand on a spur on which date. Places are pixels from the spur's start.
struct RailTraffic {
  struct Car: Sendable, Hashable {
    let from: Double
    let to: Double
    let body: Spectrum
    /// What lies in an open car.
    let load: Spectrum?
  }

  /// Cars that are coupled together.
  struct Rake: Sendable, Hashable {
    let cars: [Car]
    /// Metres.
    let height: Double

    var from: Double { cars.first?.from ?? 0 }
    var to: Double { cars.last?.to ?? 0 }
  }

  private enum Kind: Int, CaseIterable { case open, box, tank }

  private let options: PlantOptions
  private let dates: Int

  init(_ options: PlantOptions, scenes: [SimulatedScene]) {
    self.options = options
    dates = scenes.count
  }

  /// The rakes of scene `index`, in order along the spur; none overlap.
  func rakes(of index: Int, on rail: RailSpur) -> [Rake] {
    var rakes: [Rake] = []
    if let left = leftRake(on: rail), left.dates.contains(index) { rakes.append(left.rake) }
    var generator = SeededGenerator(seed: options.seed, stream: Stream.rail.of(100 + index))
    guard generator.uniform() >= rail.emptyShare else { return rakes }
    for _ in 0..<generator.integer(SimulationRanges.rakesAtOnce) {
      let isHabitual = generator.uniform() < SimulationRanges.habitualStopShare
      let start = isHabitual ? rail.habitualStop : generator.uniform() * rail.bed.length
      let spacing = generator.uniform(SimulationRanges.rakeSpacing) / options.gsd
      guard let rake = rake(from: start, on: rail, &generator),
        rakes.allSatisfy({ rake.from > $0.to + spacing || rake.to < $0.from - spacing })
      else { continue }
      rakes.append(rake)
    }
    return rakes.sorted { $0.from < $1.from }
  }

  /// Metres that rakes stand on, and the stretches from the spur's start.
  func stretches(of index: Int, on rail: RailSpur) -> [(from: Double, to: Double)] {
    rakes(of: index, on: rail).map { ($0.from * options.gsd, $0.to * options.gsd) }
  }

  /// The rake that is left on the spur of some plants for a part of the time.
  private func leftRake(on rail: RailSpur) -> (rake: Rake, dates: Range<Int>)? {
    var generator = SeededGenerator(seed: options.seed, stream: Stream.rail.of(1))
    guard generator.uniform() < SimulationRanges.leftRakeShare else { return nil }
    let count = Int(generator.uniform(SimulationRanges.leftRakeDates) * Double(dates))
    let first = generator.integer(0...max(0, dates - count))
    return rake(from: rail.habitualStop, on: rail, &generator).map { ($0, first..<first + count) }
  }

  /// As many of the wanted cars as fit behind `start`; `nil` where fewer than the least number do.
  private func rake(from start: Double, on rail: RailSpur, _ generator: inout SeededGenerator) -> Rake? {
    let wanted = generator.integer(SimulationRanges.carsInRake)
    let length = generator.uniform(SimulationRanges.railCarLength) / options.gsd
    let gap = generator.uniform(SimulationRanges.railCarGap) / options.gsd
    let height = generator.uniform(SimulationRanges.railCarHeight)
    let kind = Kind.allCases[generator.integer(0...Kind.allCases.count - 1)]
    let look = look(kind, &generator)
    let count = min(wanted, Int((rail.bed.length - start + gap) / (length + gap)))
    guard count >= SimulationRanges.carsInRake.lowerBound else { return nil }
    let cars = (0..<count).map { index -> Car in
      let from = start + Double(index) * (length + gap)
      let isOdd = generator.uniform() < SimulationRanges.oddCarShare
      let odd = self.look(Kind.allCases[generator.integer(0...Kind.allCases.count - 1)], &generator)
      let own = isOdd ? odd : look
      let tone = Float(generator.uniform(SimulationRanges.carTone))
      return Car(from: from, to: from + length, body: own.body * tone, load: own.load.map { $0 * tone })
    }
    return Rake(cars: cars, height: height)
  }

  private func look(_ kind: Kind, _ generator: inout SeededGenerator) -> (body: Spectrum, load: Spectrum?) {
    func one(of spectra: [Spectrum]) -> Spectrum { spectra[generator.integer(0...spectra.count - 1)] }
    switch kind {
    case .open:
      let body = Surfaces.rust * 0.8
      return (body, one(of: Surfaces.loads))
    case .box: return (one(of: Surfaces.carPaints), nil)
    case .tank: return (one(of: Surfaces.tanks), nil)
    }
  }
}
