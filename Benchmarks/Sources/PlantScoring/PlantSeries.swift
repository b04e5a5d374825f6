import Foundation
import Measuring

/// Simulates plants, watches them and scores each, several at a time.
package struct PlantSeries: Sendable {
  package let program: Telltale
  package let folder: URL
  package let keepsFolders: Bool
  package let jobs: Int

  package init(program: Telltale, folder: URL, keepsFolders: Bool, jobs: Int) {
    self.program = program
    self.folder = folder
    self.keepsFolders = keepsFolders
    self.jobs = jobs
  }

  package struct Outcome<Score: Sendable>: Sendable {
    package let scores: [Score]
    /// What could not be run, one line each.
    package let faults: [String]
  }

  /// A plant whose watch fails is scored with nothing found; one that cannot be simulated has no truth and no score.
  package func plants(_ seeds: [Int]) async -> Outcome<PlantScore> {
    await outcome(seeds, name: "plant") { (seed, place) throws(BenchError) in
      try program.simulate(seed: seed, isQuietTwin: false, into: place.plant, logs: place.logs)
      let truth: [TrueThing] = try FeatureCollection.read(place.plant.appending(path: "truth.geojson"))
      do throws(BenchError) {
        let watched = try watch(place)
        return (
          PlantScore(
            seed: seed, truth: truth, features: try FeatureCollection.read(Telltale.features(of: place.case)),
            summary: watched.summary, seconds: watched.process.wallSeconds), nil
        )
      } catch {
        return (PlantScore(seed: seed, truth: truth, features: [], summary: nil, seconds: nil), error)
      }
    }
  }

  package func quietTwins(_ seeds: [Int]) async -> Outcome<QuietScore> {
    await outcome(seeds, name: "quiet") { (seed, place) throws(BenchError) in
      try program.simulate(seed: seed, isQuietTwin: true, into: place.plant, logs: place.logs)
      let watched = try watch(place)
      let features: [ReportedFeature] = try FeatureCollection.read(Telltale.features(of: place.case))
      return (QuietScore(seed: seed, features: features, summary: watched.summary), nil)
    }
  }

  private struct Place: Sendable {
    let logs: URL
    var plant: URL { logs.appending(path: "plant") }
    var `case`: URL { logs.appending(path: "watched.case") }
  }

  private func watch(_ place: Place) throws(BenchError) -> Telltale.Watched {
    try program.watch(
      site: place.plant.appending(path: "site.geojson"), imagery: place.plant.appending(path: "imagery"),
      case: place.case, threads: 1, logs: place.logs)
  }

  private func outcome<Score: Sendable>(
    _ seeds: [Int], name: String, _ work: @escaping @Sendable (Int, Place) throws(BenchError) -> (Score, BenchError?)
  ) async -> Outcome<Score> {
    let results = await Benchmark.map(seeds, jobs: jobs) { seed -> (score: Score?, fault: String?) in
      let place = Place(logs: folder.appending(path: "\(name)-\(seed)"))
      defer { if !keepsFolders { Scratch.remove(place.logs) } }
      do throws(BenchError) {
        try Scratch.make(place.logs)
        let (score, error) = try work(seed, place)
        Benchmark.note("\(name) \(seed) \(error == nil ? "done" : "FAILED")")
        return (score, error.map { "\(name) \(seed): \($0)" })
      } catch {
        Benchmark.note("\(name) \(seed) FAILED")
        return (nil, "\(name) \(seed): \(error)")
      }
    }
    return Outcome(scores: results.compactMap(\.score), faults: results.compactMap(\.fault))
  }
}
