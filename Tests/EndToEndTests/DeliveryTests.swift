import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// Made-up deliveries of Maxar and Airbus, from the folder to the stack.
@Suite("Deliveries with their metadata, watched", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct DeliveryTests {
  @Test("WorldView pictures become radiance by their IMD files, however their factors differ")
  func maxar() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      try FileManager.default.createDirectory(atPath: imagery, withIntermediateDirectories: true)
      for index in 0..<8 {
        let picture = try Picture(plant.scene(index))
        let date = String(plant.scenes[index].dropFirst(4).prefix(10))
        // Every other delivery has half the numbers and twice the factor.
        let share: Float = index % 2 == 0 ? 1 : 0.5
        var raster = picture.raster
        for sample in raster.samples.indices { raster.samples[sample] = (raster.samples[sample] * share).rounded() }
        let stem = "\(imagery)/D\(index)-S3DS-012345678010_01_P001"
        try RasterWriter.writeGeoTIFF(raster, as: .uint16, grid: picture.grid, noData: 0, to: stem + ".TIF")
        let bands = ["B", "G", "R", "N"].map { band in
          "BEGIN_GROUP = BAND_\(band)\n\tabsCalFactor = \(0.001 / share);\n\teffectiveBandwidth = 0.05;\n"
            + "END_GROUP = BAND_\(band)"
        }
        try """
        imageDescriptor = "OrthoRectified3";
        productLevel = "LV3D";
        \(bands.joined(separator: "\n"))
        BEGIN_GROUP = IMAGE_1
        \tsatId = "WV02";
        \tfirstLineTime = \(date)T06:41:09.484783Z;
        \tmeanSunEl = 55.0;
        \tmeanSunAz = 120.0;
        END_GROUP = IMAGE_1
        END;
        """.write(toFile: stem + ".IMD", atomically: true, encoding: .utf8)
      }
      let files = CaseFiles(folder + "/a.case")
      let json = try Program.json("watch", plant.site, imagery, "-o", files.path)
      #expect(try #require(json.used) >= 6, "\(json.exclusions)")
      #expect(files.html.contains("radiance, top of atmosphere; from documentation only"))
      #expect(files.html.contains("WorldView-2"))
    }
  }

  private func dimap(level: String, day: String) -> String {
    """
    <?xml version="1.0"?><Dimap_Document><PROCESSING_LEVEL>\(level)</PROCESSING_LEVEL>
    <RADIOMETRIC_PROCESSING>BASIC</RADIOMETRIC_PROCESSING>
    <Raster_Dimensions><NBANDS>1</NBANDS></Raster_Dimensions>
    <Band_Radiance><BAND_ID>P</BAND_ID><GAIN>12</GAIN><BIAS>0</BIAS></Band_Radiance>
    <Band_Solar_Irradiance><BAND_ID>P</BAND_ID><VALUE>1500</VALUE></Band_Solar_Irradiance>
    <Located_Geometric_Values><LOCATION_TYPE>Center</LOCATION_TYPE><Solar_Incidences>
    <SUN_AZIMUTH>115</SUN_AZIMUTH><SUN_ELEVATION>60</SUN_ELEVATION></Solar_Incidences></Located_Geometric_Values>
    <Strip_Source><MISSION>PHR</MISSION><MISSION_INDEX>1A</MISSION_INDEX><IMAGING_DATE>\(day)</IMAGING_DATE>
    <IMAGING_TIME>06:41:09.3Z</IMAGING_TIME></Strip_Source></Dimap_Document>
    """
  }

  /// The polynomials as DIMAP has them: the first pixel is 1.
  private func polynomials(_ picture: TiltedPicture) -> String {
    let fields = picture.model.metadata.flatMap { key, value -> [(String, String)] in
      let numbers = value.split(separator: " ").map(String.init)
      if numbers.count > 1 { return numbers.enumerated().map { ("\(key)_\($0.offset + 1)", $0.element) } }
      return [(key, ["LINE_OFF", "SAMP_OFF"].contains(key) ? "\((Double(value) ?? 0) + 1)" : value)]
    }
    func elements(_ isWanted: (String) -> Bool) -> String {
      fields.filter { isWanted($0.0) }.map { "<\($0.0)>\($0.1)</\($0.0)>" }.joined(separator: "\n")
    }
    return "<Dimap_Document><Inverse_Model>\(elements { $0.contains("COEFF") })</Inverse_Model>"
      + "<RFM_Validity>\(elements { !$0.contains("COEFF") })</RFM_Validity></Dimap_Document>"
  }

  @Test("A Pléiades picture of level SENSOR is placed by its RPC file, one of level ORTHO by its geotransform")
  func airbus() throws {
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      for name in ["ortho", "tilted"] {
        try FileManager.default.createDirectory(atPath: "\(imagery)/\(name)", withIntermediateDirectories: true)
      }
      let ground = AnalyticGround(TiltedPicture.crs, seed: 37)
      let tilted = try #require(TiltedPicture())
      try ground.write(try TiltedPicture.grid(), to: imagery + "/ortho/IMG_O.TIF")
      try tilted.write(ground, height: { _ in 120 }, to: imagery + "/tilted/IMG_T.TIF")
      try FileManager.default.removeItem(atPath: imagery + "/tilted/IMG_T_RPC.TXT")
      // Polynomials that lie beside the orthorectified one as well must not move it.
      for (name, file) in [("ortho", "RPC_O.XML"), ("tilted", "RPC_T.XML")] {
        try polynomials(tilted).write(toFile: "\(imagery)/\(name)/\(file)", atomically: true, encoding: .utf8)
      }
      try dimap(level: "ORTHO", day: "2020-03-01").write(
        toFile: imagery + "/ortho/DIM_O.XML", atomically: true, encoding: .utf8)
      try dimap(level: "SENSOR", day: "2020-05-06").write(
        toFile: imagery + "/tilted/DIM_T.XML", atomically: true, encoding: .utf8)
      try TiltedPicture.writeSite(to: folder + "/site.geojson")
      let path = folder + "/a.case"
      _ = try Program.json("init", path, "--site", folder + "/site.geojson")
      _ = try Program.json("add", path, imagery)
      let state = try Program.json("prepare", path, "--reference", "IMG_O.TIF", "--height", "120")
      let scenes = try #require(state["scenes"]?.arrayValue)
      #expect(scenes.compactMap { $0["sensor"]?.stringValue } == ["Pleiades 1A", "Pleiades 1A"], "\(scenes)")
      #expect(scenes.compactMap { $0["date"]?.stringValue?.prefix(10) } == ["2020-03-01", "2020-05-06"])
      let shift = try #require(scenes.last?["shift"], "\(scenes)")
      #expect(abs(try #require(shift["columns"]?.doubleValue)) < 0.2, "\(shift)")
      #expect(abs(try #require(shift["rows"]?.doubleValue)) < 0.2, "\(shift)")
      _ = try Program.json("report", path)
      #expect(CaseFiles(path).html.contains("reflectance, top of atmosphere; from documentation only"))
    }
  }
}
