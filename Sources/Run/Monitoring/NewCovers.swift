import CaseStore
import Mensuration
import Places
import Rasters
import Tracking

/// New roofs and screens of a case on one grid: what lies under them can be seen no more.
struct NewCovers {
  /// In the order of the features.
  let all: [LineMeasure.Cover]
  private let grid: Grid

  /// - Parameters:
  ///   - features: as the case holds them, marks of analysts included.
  ///   - grid: of the covers' outlines.
  init(stacks: CaseStacks, analysis: CaseAnalysis, features: [Feature], grid: Grid) {
    self.grid = grid
    all = features.compactMap { feature in
      guard feature.change == .built, feature.status != .rejected,
        feature.kind.isRoofed || feature.kind == .screen,
        let notAfter = feature.bracket.notAfter, let ring = analysis.result.outlines[feature.id]
      else { return nil }
      let home = stacks.all[analysis.homes[feature.id] ?? 0].grid
      return LineMeasure.Cover(
        feature: feature.id, outline: home == grid ? ring : ring.map { home.point($0, in: grid) },
        notBefore: feature.bracket.notBefore, notAfter: notAfter)
    }
  }

  /// Those that lie over some of `pixels` of the grid, with these pixels.
  func over(_ pixels: [Int]) -> [(cover: LineMeasure.Cover, pixels: Set<Int>)] {
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let wanted = Set(pixels)
    return all.map { ($0, wanted.intersection(Surroundings.covered($0.outline, in: whole))) }
      .filter { !$0.1.isEmpty }
  }
}
