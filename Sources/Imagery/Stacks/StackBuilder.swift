import Foundation
import Geodesy
import Kernels
import Places
import Quantities
import Rasters
import Statistics

/// Warped scenes made comparable: normalised to their common median, masked by their own history.
package struct StackBuilder: Sendable {
  package struct Input: Sendable {
    package let id: String
    package let date: Timestamp
    package let warped: WarpedScene
    /// Where the sun stood, if the scene's metadata or a real time of day say so: `nil` for placeholder times.
    package let sun: SolarPosition?
    /// Of each pixel of the grid whether terrain keeps the sun from it; empty where that is so nowhere.
    package let shaded: [Bool]
    package init(id: String, date: Timestamp, warped: WarpedScene, sun: SolarPosition? = nil, shaded: [Bool] = []) {
      self.id = id
      self.date = date
      self.warped = warped
      self.sun = sun
      self.shaded = shaded
    }
  }

  package struct Result: Sendable {
    package let series: StackSeries
    /// Scenes kept out here, by id.
    package let excluded: [String: Exclusion]
  }

  /// Places at which normalisation looks: enough for medians to 1 %, few enough to cost nothing.
  static let samplePlaces = 12_000
  /// A scene this many times noisier than the median scene hides more than it shows.
  static let hazeFactor = 3.0

  private let grid: Grid
  private let threads: Int
  private let snowBands: SnowBands?

  /// Pixels on the side of the cells that masks are found on.
  private let cellSide: Int

  /// - Parameters:
  ///   - snowBands: by which snow is told from cloud; without them it is masked as cloud or haze, or not at all.
  ///   - maskCellSide: pixels on the side of the squares that masks are found on; `nil` for what the grid's size asks for.
  package init(grid: Grid, threads: Int, snowBands: SnowBands? = nil, maskCellSide: Int? = nil) {
    self.grid = grid
    self.threads = threads
    self.snowBands = snowBands
    cellSide = maskCellSide ?? SceneMasks.cellSide(grid)
  }

  /// - Parameters:
  ///   - inputs: in order of time, then of id, all of one band count.
  ///   - reference: index of the scene whose level the stack takes.
  package func build(_ inputs: [Input], reference: Int) -> Result {
    precondition(inputs.indices.contains(reference), "no scene \(reference) among \(inputs.count)")
    let places = samplePlaces(inputs)
    let samples = Parallel.map(inputs.count, threads: threads) {
      inputs[$0].lit(self.sample(inputs[$0].warped, at: places), at: places)
    }
    let windows = GroundWindows(places, grid: grid)
    let first = windows.light(samples, level: samples[reference], threads: threads)
    var lines = Parallel.map(inputs.count, threads: threads) { index in
      // What a scene shows in shadow says nothing of the level.
      (first[index].isNone ? nil : self.lines(samples[index], to: samples[reference], at: first[index].lit))
        ?? (first[index].isSure ? nil : self.lines(samples[index], to: samples[reference], at: nil))
    }
    var level = medianLevel(samples, lines)
    let structure = GroundStructure(places, grid: grid)
    var verdicts = structure.verdicts(samples, level: level, threads: threads)
    if verdicts.indices.contains(where: { lines[$0] != nil && verdicts[$0].isHidden }) {
      for scene in lines.indices where verdicts[scene].isHidden { lines[scene] = nil }
      level = medianLevel(samples, lines)
      verdicts = structure.verdicts(samples, level: level, threads: threads)
    }
    let transfers = transfers(
      samples, at: places, level: level, lines, shown: verdicts,
      windows.light(samples, level: level, threads: threads))
    var excluded: [String: Exclusion] = [:]
    for (index, transfer) in transfers.enumerated() where transfer == nil {
      let least = Int(SceneNormalisation.minimumInvariantShare * 100)
      excluded[inputs[index].id] = Exclusion(
        .cloud, "under \(least) % of the ground looks as on the other dates")
    }
    let kept = transfers.indices.filter { transfers[$0] != nil }
    return withoutHazy(series(inputs, kept: kept, transfers: transfers), excluded: excluded)
  }

  /// The series without the scenes that depart from the others even where haze was taken off.
  private func withoutHazy(_ series: StackSeries, excluded: [String: Exclusion]) -> Result {
    guard series.count >= WeatherDepartures.minimumDates else { return Result(series: series, excluded: excluded) }
    let noise = series.noise(threads: threads)
    let sums = noise.map { $0.reduce(0, +) }
    let typical = Quantiles.median(sums) ?? 0
    var excluded = excluded
    var kept: [Int] = []
    for scene in 0..<series.count {
      if sums[scene] > Self.hazeFactor * typical {
        excluded[series.sceneIDs[scene]] =
          series.transfers[scene].isOfNeighbours
          ? Exclusion(.cloudShadow, "all that clouds leave open lies in their shadow")
          : Exclusion(
            .haze, "departs from the other dates \(Self.hazeFactor) times more than they from each other")
      } else {
        kept.append(scene)
      }
    }
    var result = series.keeping(kept, noise: noise)
    result.modes = result.commonModes(threads: threads)
    return Result(series: result, excluded: excluded)
  }

  private func series(_ inputs: [Input], kept: [Int], transfers: [SceneTransfer?]) -> StackSeries {
    let scenes = kept.map { inputs[$0].warped }
    let used = kept.compactMap { transfers[$0] }
    let tables = Parallel.map(scenes.count, threads: threads) { index in
      used[index].curves.map { StackSeries.table($0, offset: scenes[index].offset, scale: scenes[index].scale) }
    }
    let codes = Parallel.map(scenes.count, threads: threads) {
      inputs[kept[$0]].marked(
        SceneMasks.unmasked(scenes[$0], believing: kept.count < WeatherDepartures.minimumDates), columns: grid.columns)
    }
    let open = StackSeries(
      grid: grid, bandCount: inputs[0].warped.bandCount, dates: kept.map { inputs[$0].date },
      sceneIDs: kept.map { inputs[$0].id }, scenes: scenes, transfers: used,
      codes: codes, tables: tables)
    return SceneMasks.masked(
      open, suns: kept.map { inputs[$0].sun }, snowBands: snowBands, threads: threads, factor: cellSide)
  }

  // MARK: - Normalisation

  /// A regular lattice of pixels that at least half of the scenes cover.
  private func samplePlaces(_ inputs: [Input]) -> [Int] {
    let step = max(1, Int((Double(grid.pixelCount) / Double(Self.samplePlaces * 2)).squareRoot()))
    var places: [Int] = []
    for row in stride(from: step / 2, to: grid.rows, by: step) {
      for column in stride(from: step / 2, to: grid.columns, by: step) { places.append(row * grid.columns + column) }
    }
    let all = places
    let pieces = (all.count + Self.placesAtOnce - 1) / Self.placesAtOnce
    return Parallel.map(pieces, threads: threads) { piece -> [Int] in
      let places = all[piece * Self.placesAtOnce..<min((piece + 1) * Self.placesAtOnce, all.count)]
      return places.filter { self.coverage($0, inputs) * 2 >= inputs.count }
    }.flatMap { $0 }
  }

  /// By how many scenes a pixel was measured.
  private func coverage(_ pixel: Int, _ inputs: [Input]) -> Int {
    inputs.count { input in
      Self.index(pixel, in: input.warped.window, grid: grid).map { index in
        input.warped.withPlanes { _, status in status[index] != WarpedScene.Status.absent }
      } ?? false
    }
  }

  private static func index(_ pixel: Int, in window: Window, grid: Grid) -> Int? {
    let column = pixel % grid.columns - window.column
    let row = pixel / grid.columns - window.row
    guard column >= 0, row >= 0, column < window.columns, row < window.rows else { return nil }
    return row * window.columns + column
  }

  /// Band by band the scene's numbers at `places`; NaN where it has none or is saturated.
  private func sample(_ warped: WarpedScene, at places: [Int]) -> [[Double]] {
    defer { warped.releasePages() }
    return warped.withPlanes { numbers, status in
      (0..<warped.bandCount).map { band in
        places.enumerated().map { position, place in
          // Places are in order, so what lies before them is not read again for this band.
          if position % Self.placesAtOnce == 0 { warped.releasePages() }
          guard let index = Self.index(place, in: warped.window, grid: grid),
            WarpedScene.Status.hasValue(status[index])
          else { return .nan }
          return Double(warped.offset) + Double(warped.scale) * Double(numbers[band * warped.window.pixelCount + index])
        }
      }
    }
  }

  /// - Parameter lit: places that are looked at; all where `nil`.
  private func lines(_ scene: [[Double]], to reference: [[Double]], at lit: GroundWindows.Lit?) -> [RobustLine]? {
    var lines: [RobustLine] = []
    for band in scene.indices {
      let common = scene[band].indices.filter {
        lit?.isLit[$0] != false && scene[band][$0].isFinite && reference[band][$0].isFinite
      }
      let samples = SceneNormalisation.Samples(
        scene: [common.map { scene[band][$0] }], level: [common.map { reference[band][$0] }], columns: [], rows: [],
        gains: lit?.gains)
      guard let line = SceneNormalisation.line(samples, band: 0, seed: UInt64(band) &+ 1),
        line.inlierShare >= SceneNormalisation.minimumInvariantShare
      else { return nil }
      lines.append(line)
    }
    return lines
  }

  /// Scenes of a stack in which one of them still bends the median over all towards itself.
  static let fewScenes = 12

  /// The level that a scene is compared with: of few scenes, the median over the others, as a scene departs too little
  /// from a median that it is part of; and not at all where it is the median itself.
  private func level(
    _ common: [[Double]], _ samples: [[[Double]]], _ lines: [[RobustLine]?], without index: Int
  ) -> [[Double]] {
    let others = lines.indices.filter { $0 != index && lines[$0] != nil }
    guard (2..<Self.fewScenes).contains(others.count) else { return common }
    return medianLevel(others.map { samples[$0] }, others.map { lines[$0] })
  }

  /// Per band and place the median over the scenes after their first match.
  private func medianLevel(_ samples: [[[Double]]], _ lines: [[RobustLine]?]) -> [[Double]] {
    let count = samples[0][0].count
    // Pieces of bands, as two threads do not share three bands evenly.
    let pieces = (0..<samples[0].count).flatMap { band in
      stride(from: 0, to: count, by: Self.placesAtOnce).map { (band, $0..<min($0 + Self.placesAtOnce, count)) }
    }
    let found = Parallel.map(pieces.count, threads: threads) { piece -> [Double] in
      let (band, places) = pieces[piece]
      var values: [Double] = []
      return places.map { place in
        values.removeAll(keepingCapacity: true)
        for (scene, line) in lines.enumerated() {
          guard let line, samples[scene][band][place].isFinite else { continue }
          values.append(line[band](samples[scene][band][place]))
        }
        return Quantiles.median(values) ?? .nan
      }
    }
    var level = [[Double]](repeating: [], count: samples[0].count)
    for (piece, values) in zip(pieces, found) { level[piece.0] += values }
    return level
  }

  private static let placesAtOnce = 1_000

  /// Per scene its transfer; that of its neighbours in time where too little of it is in full light for one of its own.
  /// `nil` where too little shows the ground.
  private func transfers(
    _ samples: [[[Double]]], at places: [Int], level: [[Double]], _ lines: [[RobustLine]?],
    shown: [GroundStructure.Verdict], _ light: [GroundWindows.Light]
  ) -> [SceneTransfer?] {
    let own = Parallel.map(samples.count, threads: threads) { index -> SceneTransfer? in
      guard !shown[index].isHidden, !light[index].isNone else { return nil }
      let level = self.level(level, samples, lines, without: index)
      func transfer(_ lit: GroundWindows.Lit?) -> SceneTransfer? {
        self.transfer(samples[index], level: level, places: places, shown: shown[index], lit: lit)
      }
      let lit = light[index].lit
      var found = transfer(lit) ?? (light[index].isSure ? nil : transfer(nil))
      found?.isHidden = lit?.isHidden == true
      return found
    }
    return samples.indices.map { index in
      own[index]
        ?? (light[index].isSure && !shown[index].isHidden ? SceneTransfer(ofScene: index, amongNeighbours: own) : nil)
    }
  }

  /// The transfer fitted to the places that show the ground.
  private func transfer(
    _ scene: [[Double]], level: [[Double]], places: [Int], shown: GroundStructure.Verdict, lit: GroundWindows.Lit?
  ) -> SceneTransfer? {
    let common = places.indices.filter { place in
      lit?.isLit[place] != false && !shown.hides(place) && scene.allSatisfy { $0[place].isFinite }
        && level.allSatisfy { $0[place].isFinite }
    }
    let samples = SceneNormalisation.Samples(
      scene: scene.map { band in common.map { band[$0] } }, level: level.map { band in common.map { band[$0] } },
      columns: common.map { Double(places[$0] % grid.columns) + 0.5 },
      rows: common.map { Double(places[$0] / grid.columns) + 0.5 }, gains: lit?.gains)
    return SceneNormalisation.transfer(samples, columns: grid.columns, rows: grid.rows, seed: 11)
  }
}
