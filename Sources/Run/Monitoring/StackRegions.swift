import Changes
import Foundation
import Places
import Provenance
import Stacks
import Statistics
import Tracking

/// Regions of change of one stack: pixels that changed together, neither outlined nor named.
struct StackRegions {
  struct Region {
    var feature: Feature
    /// `brighter`, `darker`; of radar `appeared`, `disappeared`.
    let sign: String
    /// What harmonic models of the region's series say of it; `nil` where the series is too short for them.
    let seasons: SeasonalCheck?
    /// Ids of regions of other stacks that show the same.
    var alsoSeen: [String] = []

    var json: JSONValue {
      var properties = FeatureJSON.properties(of: feature).members ?? []
      properties.append(.init("sign", .string(sign)))
      if let seasons { properties.append(.init("seasons", seasons.json)) }
      if !alsoSeen.isEmpty { properties.append(.init("alsoSeen", .array(alsoSeen.map { .string($0) }))) }
      return .object(
        (FeatureJSON.feature(feature).members ?? []).map {
          $0.key == "properties" ? .init("properties", .object(properties)) : $0
        })
    }
  }

  let stack: CaseStack
  let changes: StackChanges
  var regions: [Region]

  init(
    stack: CaseStack, sites: [Site], earlier: [Feature], unseen: [FeatureAssembly.Unseen], falseAlarmRate: Double,
    threads: Int, taken: inout Set<String>
  ) throws {
    self.stack = stack
    let changes = StackChanges(stack: stack, falseAlarmRate: falseAlarmRate, threads: threads)
    self.changes = changes
    let series = stack.series
    let finder = try stack.finder(sites: sites, threads: threads)
    let least = -log10(falseAlarmRate)
    let things = changes.whole.map { detection in
      changes.areConfirmed
        ? finder.find(detection, local: changes.local()).filter { $0.score >= least }
        : Self.regions(detection, finder, deviations: -NormalQuantile.at(falseAlarmRate)).map { Self.thing($0, series) }
          .filter(changes.lasts)
    }
    let assembly = stack.assembly(
      sites: sites.filter { $0.role != .reference }, unseen: unseen, earlier: earlier, threads: threads)
    let features = try assembly.assemble(things ?? [], taken: &taken).features
    let check = SeasonalCheck.Series(series)
    let all = zip(features, things ?? []).map { feature, thing in
      Region(
        feature: feature, sign: changes.sign(thing),
        seasons: check?.check(thing.pixels, bracket: feature.bracket))
    }
    regions = Self.distinct(all.filter { Self.isBorneOut($0.feature) })
  }

  /// Whether at most one in five of the scenes that could say speaks against it.
  private static func isBorneOut(_ feature: Feature) -> Bool {
    feature.scenesAgainst.count * 4 <= feature.scenesFor.count
  }

  /// One region of what changed on the same ground within the same dates, the strongest; what stands on a works is not
  /// the works.
  static func distinct(_ all: [Region]) -> [Region] {
    func rank(_ index: Int) -> (Double, Double, Int) {
      (-all[index].feature.score, -(all[index].feature.area.estimate?.value.magnitude ?? 0), index)
    }
    var kept: [Int] = []
    for index in all.indices.sorted(by: { rank($0) < rank($1) }) {
      let feature = all[index].feature
      let isTwin = kept.contains { other in
        let twin = all[other].feature
        return feature.parent == twin.parent && feature.id != twin.parent && twin.id != feature.parent
          && RegionFusion.areSame(feature, twin, least: leastCommon)
      }
      if !isTwin { kept.append(index) }
    }
    let ids = Set(kept.map { all[$0].feature.id })
    return kept.sorted().map { index in
      var region = all[index]
      if let parent = region.feature.parent, !ids.contains(parent) { region.feature.parent = nil }
      return region
    }
  }

  /// Share of the smaller region that its twin covers.
  private static let leastCommon = 0.5

  /// Regions with pixels enough that stand out by `deviations`.
  private static func regions(
    _ detection: ChangeDetection, _ finder: ThingFinder, deviations: Double
  ) -> [ChangeRegion] {
    let strong = Set(detection.events.filter { Double($0.deviations) >= deviations }.map(\.pixel))
    return finder.grouped(detection).filter { region in
      region.pixels.count { strong.contains($0) } >= ChangeRegions.minimumCorePixels
    }
  }

  private static func thing(_ region: ChangeRegion, _ series: StackSeries) -> TrackedThing {
    TrackedThing(
      pixels: region.pixels, outline: nil, kind: .unknown, reasons: ["changed together; not outlined, not named"],
      change: .altered, score: EmpiricalNull.score(deviations: region.peakDeviations),
      history: RegionHistory(series, pixels: region.pixels, lastOld: region.lastOld, firstNew: region.firstNew),
      limits: 0..<series.count, measuredOn: [])
  }
}
