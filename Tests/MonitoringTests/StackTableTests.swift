import Alignment
import Geodesy
import Places
import Provenance
import Quantities
import Rasters
import SceneMeasures
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

  @Test("Pictures that were enlarged are told in one sentence, and have a key of their own")
  func enlarged() {
    let scenes = [(nil, "a.tif"), (Metres(10.1), "b.tif"), (Metres(27.04), "c.tif"), (Metres(31), "d.tif")].map {
      SceneState(
        file: $0.1, date: nil, sensor: "unknown", gsd: Metres(9.998), effectiveGSD: $0.0, fit: nil, pixel: Metres(10),
        clear: nil, exclusion: nil)
    }
    let lines = StackTable.lines(StackState(reference: nil, scenes: scenes))
    #expect(lines.dropLast().last == "2 scenes were enlarged: as fine as pixels of 27.0 to 31.0 m.")
    #expect(scenes.map { $0.json["effectiveGsd"]?.doubleValue } == [nil, 10.1, 27.04, 31])
  }

  @Test("A contradiction of shadows in its exact words")
  func shadows() throws {
    let noon = try #require(Timestamp(iso8601: "2020-12-22T05:00:00Z"))
    #expect(
      ShadowCheck.sentence(
        ShadowAzimuth(azimuth: Radians(degrees: 200), halfWidth: Radians(degrees: 17), strength: 6),
        sun: SolarPosition(elevation: Radians(degrees: 20), azimuth: Radians(degrees: 132)), at: noon)
        == "Its shadows lie along 200° or 20°, give or take 17°, and the sun of 2020-12-22T05:00:00Z stood at 132° there: "
        + "the time, the place or the picture's turn is not what is claimed.")
  }

  @Test("Heights that a case keeps are read as they were written, and nothing else is")
  func heights() {
    for setting in [HeightSetting.stated(Metres(-12.5)), .model(name: "a.tif", hash: ContentHash(of: "heights"))] {
      #expect(HeightSetting(text: setting.json.compactText) == setting)
    }
    #expect(HeightSetting(text: "{}") == nil && HeightSetting(text: "x") == nil)
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
