import Alignment
import Places
import Quantities
import Rasters
import Testing

@testable import Monitoring

@Suite("What people read of a stack")
struct StackTableTests {
  private static func scene(
    _ file: String, shift: PictureShift? = nil, exclusion: Exclusion? = nil, sensor: String = "Sentinel-2A"
  ) -> SceneState {
    let fit = shift.map {
      FittedTransform(
        transform: PictureTransform(centre: PixelPoint(column: 50, row: 50), shift: $0), ce90InPixels: 0.2,
        heldOut: FittedTransform.HeldOut(count: 40, passing: 38, ce90InPixels: 0.25), tried: 64, agreeing: 60,
        unsupported: (0..<10).map { Window(column: $0, row: 0, columns: 5, rows: 6) })
    }
    return SceneState(
      file: file, date: Timestamp(year: 2021, month: 3, day: 4), sensor: sensor, gsd: Metres(9.998), fit: fit,
      pixel: Metres(10), clear: exclusion == nil ? 0.974 : nil, exclusion: exclusion)
  }

  @Test("The table's exact words")
  func table() {
    let state = StackState(
      reference: "a.tif",
      scenes: [
        Self.scene("a.tif", shift: PictureShift.none),
        Self.scene(
          "a_very_long_name_of_a_scene_20210304.tif", shift: PictureShift(rows: -12.345, columns: 0.004),
          sensor: "A satellite of a long name"),
        Self.scene(
          "c.tif",
          exclusion: Exclusion(
            .misaligned, "It cannot be aligned: only 3 of 64 tie points agree within 0.5 pixels of one shift.")),
      ])
    #expect(
      StackTable.lines(state) == [
        "scene                  date       sensor        GSD m      shift px CE90 m clear",
        "a.tif                  2021-03-04 Sentinel-2A   10.00     reference         97 %",
        "a_very_long…210304.tif 2021-03-04 A sate… name  10.00  -12.35 +0.00   2.00  97 %",
        "c.tif                  2021-03-04 Sentinel-2A   10.00",
        "    left out (misaligned): It cannot be aligned: only 3 of 64 tie points agree",
        "    within 0.5 pixels of one shift.",
        "2 of 3 scenes used. Shift: rows down, columns right, in pixels of the stack.",
      ])
    #expect(StackTable.lines(state).allSatisfy { $0.count <= 80 })
  }

  @Test("What `align` tells people, with a list of places that does not end the terminal")
  func words() {
    let lines = AlignmentWords.lines(
      Self.scene("b.tif", shift: PictureShift(rows: -1.25, columns: 2.5)), reference: "a.tif")
    #expect(
      lines.prefix(8) == [
        "b.tif onto a.tif", "  shift       -1.25 rows down, +2.5 columns right, at the centre",
        "  CE90        0.2 pixels, 2 m", "  transform   translation", "  tie points  60 of 64 agree",
        "  held out    40 tie points, 95 % pass; CE90 0.25 pixels, 2.5 m",
        "  not supported by tie points (columns, rows of the reference):", "    0 to 5, 0 to 6",
      ])
    #expect(lines.last == "    and 2 more; --json lists all")
  }

  @Test("Tie points are a table with one line each")
  func tiePoints() {
    let point = TiePoint(
      place: PixelPoint(column: 10.5, row: 20.25), displacement: PictureShift(rows: -1, columns: 2.12345),
      rowVariance: 0.0004, columnVariance: 0.01, covariance: 0)
    #expect(
      TiePointTable.text([point])
        == "column,row,columns,rows,sigmaColumns,sigmaRows\n10.5,20.25,2.1235,-1,0.1,0.02\n")
  }
}
