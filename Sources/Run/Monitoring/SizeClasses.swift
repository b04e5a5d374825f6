import Catalogue
import Changes
import Foundation

/// Which scenes of a case share a stack: those of about one GSD, told apart by the gaps between their logarithms.
///
/// A class reaches from its pixel, by the factor `CaseStack.coarsest`, to either side. Once it is kept, scenes that fit
/// join it. Others found new classes, with three exceptions: a scene that is coarser than all others and alone; scenes
/// finer than another class that are too few to test change on, if they are of the same sensors; and a pixel so small
/// that the site has too many of it. The first is left out, the others are resampled into the next coarser class.
struct SizeClasses: Equatable {
  /// What is asked of a scene.
  struct Member {
    /// Metres.
    let gsd: Double
    let kind: StackBands.SceneClass
  }

  struct SizeClass: Equatable {
    /// Metres, to a hundredth of its size.
    let pixel: Double
    /// Indices of its scenes, rising.
    var members: [Int]
  }

  /// The main one first, the others from the finest on.
  let classes: [SizeClass]
  /// Scenes coarser than every class, each alone with its size.
  let alone: [Int]

  /// Clear dates below which no change can be tested.
  static let fewestToTest = 2 * StepDetector.persistence

  /// - Parameters:
  ///   - kept: pixels of the classes that the case has, metres, the main one's first.
  ///   - named: index of the scene that is named as reference: its class is the main one.
  ///   - isTooLarge: whether the site has too many pixels of that size.
  init(
    _ scenes: [Member], kept: [Double] = [], named: Int? = nil, isTooLarge: (Double) -> Bool = { _ in false }
  ) {
    var draft = Draft(scenes, kept: kept, named: named)
    alone = draft.takeAlone()
    draft.joinFew(isTooLarge)
    classes = draft.classes
  }
}

extension SizeClasses {
  /// Classes that are still being put together.
  private struct Draft {
    private struct Group {
      var pixel: Double
      var members: [Int]
      var isKept: Bool
    }

    private let scenes: [Member]
    /// From the finest on.
    private var groups: [Group]
    /// The main one's pixel.
    private let main: Double

    init(_ scenes: [Member], kept: [Double], named: Int?) {
      self.scenes = scenes
      var members = Dictionary(kept.map { ($0, [Int]()) }, uniquingKeysWith: { first, _ in first })
      var rest: [Int] = []
      for index in scenes.indices {
        let fitting = kept.filter { SizeClasses.fits(scenes[index].gsd, $0) }
        if let pixel = fitting.min(by: { Draft.distance($0, scenes[index].gsd) < Draft.distance($1, scenes[index].gsd) }
        ) {
          members[pixel, default: []].append(index)
        } else {
          rest.append(index)
        }
      }
      let fresh = Draft.split(rest.sorted { (scenes[$0].gsd, $0) < (scenes[$1].gsd, $1) }, scenes)
      groups =
        members.map { Group(pixel: $0.key, members: $0.value, isKept: true) }
        + fresh.map { Group(pixel: Draft.pixel(of: $0, scenes), members: $0.sorted(), isKept: false) }
      groups = groups.filter { !$0.members.isEmpty }.sorted { $0.pixel < $1.pixel }
      let chosen =
        groups.first { named.map($0.members.contains) ?? false } ?? groups.first { $0.pixel == kept.first }
        // Of equally many the coarser: all can be resampled into it.
        ?? groups.max { ($0.members.count, $0.pixel) < ($1.members.count, $1.pixel) }
      main = chosen?.pixel ?? 0
    }

    /// Takes out the scenes that are alone with their size, as long as nothing is coarser.
    mutating func takeAlone() -> [Int] {
      var alone: [Int] = []
      while let last = groups.last, last.members.count == 1, !last.isKept, last.pixel != main {
        alone += last.members
        groups.removeLast()
      }
      return alone.sorted()
    }

    /// Resamples into the next coarser class what is too few, or too fine for the site.
    mutating func joinFew(_ isTooLarge: (Double) -> Bool) {
      var index = 0
      while index + 1 < groups.count {
        let group = groups[index]
        if group.pixel == main {
          index += 1
          continue
        }
        let isFew =
          !group.isKept && group.members.count < SizeClasses.fewestToTest
          && (group.members.count == 1 || kind(group) == kind(groups[index + 1]))
        if isFew || isTooLarge(group.pixel) {
          groups[index + 1].members = (groups[index + 1].members + group.members).sorted()
          groups.remove(at: index)
        } else {
          index += 1
        }
      }
    }

    var classes: [SizeClass] {
      let ordered = groups.filter { $0.pixel == main } + groups.filter { $0.pixel != main }
      // Where all is one class its pixel is that of the median scene of the case.
      if ordered.count == 1, let only = ordered.first, !only.isKept {
        let all = scenes.indices.sorted { scenes[$0].gsd < scenes[$1].gsd }
        let pixel = Draft.pixel(of: all, scenes)
        if SizeClasses.fits(pixel, only.pixel) { return [SizeClass(pixel: pixel, members: only.members)] }
      }
      return ordered.map { SizeClass(pixel: $0.pixel, members: $0.members) }
    }

    /// What most of the scenes are.
    private func kind(_ group: Group) -> StackBands.SceneClass? {
      var counts: [StackBands.SceneClass: Int] = [:]
      for index in group.members { counts[scenes[index].kind, default: 0] += 1 }
      return counts.max { ($0.value, $1.key.words) < ($1.value, $0.key.words) }?.key
    }

    /// `sorted` cut at the widest gap until every part fits one pixel.
    private static func split(_ sorted: [Int], _ scenes: [Member]) -> [[Int]] {
      guard !sorted.isEmpty else { return [] }
      let pixel = pixel(of: sorted, scenes)
      if sorted.allSatisfy({ SizeClasses.fits(scenes[$0].gsd, pixel) }) { return [sorted] }
      let cut = (1..<sorted.count).max { left, right in
        distance(scenes[sorted[left - 1]].gsd, scenes[sorted[left]].gsd)
          < distance(scenes[sorted[right - 1]].gsd, scenes[sorted[right]].gsd)
      }
      guard let cut else { return [sorted] }
      return split(Array(sorted[..<cut]), scenes) + split(Array(sorted[cut...]), scenes)
    }

    /// The median size, to a hundredth of it: pictures of one sensor differ in the last digits only.
    private static func pixel(of sorted: [Int], _ scenes: [Member]) -> Double {
      let median = scenes[sorted[sorted.count / 2]].gsd
      let unit = pow(10, (log10(median) - 2).rounded(.down))
      return (median / unit).rounded() * unit
    }

    private static func distance(_ one: Double, _ other: Double) -> Double { abs(log(one / other)) }
  }

  /// Whether a scene of that GSD is of the class with that pixel.
  static func fits(_ gsd: Double, _ pixel: Double) -> Bool {
    gsd <= CaseStack.coarsest * pixel && gsd * CaseStack.coarsest >= pixel
  }
}
