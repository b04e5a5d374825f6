import Alignment
import Geodesy
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import Testing

@testable import Monitoring

@Suite("Several stacks brought together")
struct StackMergingTests {
  private static func bracket(_ from: Int?, _ to: Int?) -> Bracket {
    func day(_ number: Int) -> Timestamp { Timestamp(secondsSince1970: number * 86_400) }
    return Bracket(notBefore: from.map(day), notAfter: to.map(day))
  }

  @Test("Brackets that overlap leave what both say; of others what holds both")
  func joined() {
    #expect(Self.bracket(10, 40).joined(with: Self.bracket(20, 60)) == Self.bracket(20, 40))
    #expect(Self.bracket(10, 40).joined(with: Self.bracket(20, 30)) == Self.bracket(20, 30))
    #expect(Self.bracket(nil, 40).joined(with: Self.bracket(20, nil)) == Self.bracket(20, 40))
    #expect(Self.bracket(10, 20).joined(with: Self.bracket(30, 40)) == Self.bracket(10, 40))
    #expect(Self.bracket(10, 20).joined(with: Self.bracket(20, 40)) == Self.bracket(10, 40))
    #expect(Self.bracket(nil, 20).joined(with: Self.bracket(30, 40)) == Self.bracket(nil, 40))
  }

  @Test("Days between brackets that do not touch")
  func gap() {
    #expect(Self.bracket(10, 20).gap(to: Self.bracket(35, 40)) == 15)
    #expect(Self.bracket(35, 40).gap(to: Self.bracket(10, 20)) == 15)
    #expect(Self.bracket(10, 20).gap(to: Self.bracket(15, 40)) == 0)
    #expect(Self.bracket(nil, 20).gap(to: Self.bracket(25, nil)) == 5)
  }

  @Test("A transform in pixels of another grid moves the same ground by the same way", arguments: [3.0, 9, 20])
  func rescaled(_ pixel: Double) {
    let crs = CRS("EPSG:32640")
    func grid(_ gsd: Double, _ west: Double, _ north: Double) -> Grid {
      Grid(columns: 200, rows: 180, geotransform: Geotransform([west, gsd, 0, north, 0, -gsd]), crs: crs)
    }
    let (own, other) = (grid(6, 299_994, 2_780_004), grid(pixel, 300_000, 2_780_020))
    let transform = PictureTransform(
      centre: PixelPoint(column: 100, row: 90), shift: PictureShift(rows: -3.5, columns: 7.25),
      linear: .init(rowsPerRow: 0.01, rowsPerColumn: -0.02, columnsPerRow: 0.015, columnsPerColumn: -0.005))
    let moved = transform.rescaled(from: own, to: other)
    for place in [PixelPoint(column: 0, row: 0), PixelPoint(column: 150.5, row: 31), PixelPoint(column: 20, row: 170)] {
      let wanted = own.point(transform.moved(place), in: other)
      let found = moved.moved(own.point(place, in: other))
      #expect(abs(found.column - wanted.column) < 1e-9 && abs(found.row - wanted.row) < 1e-9)
    }
  }

  @Test("Of what pixels are too large for there is no verdict")
  func tooCoarse() {
    func ring(_ columns: Double, _ rows: Double) -> [PixelPoint] {
      [(0.0, 0.0), (columns, 0), (columns, rows), (0, rows)].map { PixelPoint(column: $0.0 + 5, row: $0.1 + 7) }
    }
    let own = SizeLimits()
    #expect(StackWitness.isTooCoarse(ring(3, 3), own) && StackWitness.isTooCoarse(ring(9, 1), own))
    #expect(StackWitness.isTooCoarse(ring(4, 4), own) && StackWitness.isTooCoarse([], own))
    #expect(!StackWitness.isTooCoarse(ring(5, 2.5), own))
    // Enlarged twice, 12 pixels are three.
    #expect(StackWitness.isTooCoarse(ring(5, 2.5), SizeLimits(pixel: 2)))
    #expect(!StackWitness.isTooCoarse(ring(10, 5), SizeLimits(pixel: 2)))
  }

  @Test("The words for a stack that shows nothing of what another does")
  func remark() {
    #expect(
      FeatureMerging.remark(Metres(6)) == "on the pictures with pixels of 6.0 m no such change stands out")
  }

  @Test("The words for a class without a stack")
  func exclusions() {
    let few = MonitoringError(.tooFewScenes, at: "imagery", "", mend: "")
    #expect(
      Exclusion(without: few, pixel: Metres(9), isCoarsest: true)
        == Exclusion(
          .tooCoarse,
          "Of the pictures with pixels of about 9.0 m it is the only one that can be used, and a stack of them needs 2."
        ))
    #expect(Exclusion(without: few, pixel: Metres(9), isCoarsest: false).code == .unsupported)
    let small = Exclusion(without: .tooSmall(Metres(30)), pixel: Metres(30), isCoarsest: true)
    #expect(small == Exclusion(.tooCoarse, "No pixel of 30 m has its centre in the site."))
  }

  @Test("The table of a case of two stacks, in its exact words")
  func table() {
    func scene(_ file: String, _ stack: SceneState.Stack?) -> SceneState {
      var state = SceneState(
        file: file, date: Timestamp(year: 2021, month: 3, day: 4), sensor: "unknown", gsd: stack?.gsd ?? Metres(30),
        fit: nil, pixel: stack?.gsd, clear: stack == nil ? nil : 1,
        exclusion: stack == nil ? Exclusion(.tooCoarse, "Too coarse.") : nil)
      state.stack = stack
      return state
    }
    let state = StackState(
      reference: "a.tif",
      scenes: [
        scene("a.tif", .init(gsd: Metres(3), isReference: true)),
        scene("b.tif", .init(gsd: Metres(9), isReference: true)),
        scene("c.tif", nil),
      ], links: [StackState.Link(gsd: Metres(9), ce90: Metres(0.4), failure: nil)])
    let header = "scene                  date       sensor        GSD m      shift px CE90 m clear"
    #expect(
      StackTable.lines(state) == [
        "Stack of 3.00 m, the main one", header,
        "a.tif                  2021-03-04 unknown        3.00     reference        100 %",
        "Stack of 9.00 m, aligned to the main one within 0.40 m (CE90)", header,
        "b.tif                  2021-03-04 unknown        9.00     reference        100 %",
        "In no stack", header, "c.tif                  2021-03-04 unknown       30.00",
        "    left out (tooCoarse): Too coarse.",
        "2 of 3 scenes used. Shift: rows down, columns right, in pixels of the stack.",
      ])
    #expect(state.scenes[1].json["stack"] == ["gsd": .decimal(9, places: 3), "isReference": true])
    #expect(state.scenes[2].json["stack"] == nil)
  }
}
