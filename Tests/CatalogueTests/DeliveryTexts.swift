/// Metadata of made-up deliveries of Maxar and Airbus, with the elements that are read and some that must not be.
enum DeliveryTexts {
  static func imd(
    _ bands: [(name: String, factor: String, width: String)] = four, descriptor: String = "OrthoRectified3",
    level: String = "LV3D", columns: Int = 100, rows: Int = 100, enhancement: String = "Off", images: Int = 1,
    time: String = "2018-06-23T06:41:09.484783Z"
  ) -> String {
    let groups = bands.map { band in
      """
      BEGIN_GROUP = BAND_\(band.name)
      \tULLon =   55.1;
      \tabsCalFactor = \(band.factor);
      \teffectiveBandwidth = \(band.width);
      \tTDILevel = 10;
      END_GROUP = BAND_\(band.name)
      """
    }
    let taken = (1...images).map { index in
      """
      BEGIN_GROUP = IMAGE_\(index)
      \tsatId = "GE01";
      \tTLCList = (
      \t(0, 0.0),
      \t(1, 0.5) );
      \tfirstLineTime = \(time);
      \tmeanSunAz = \(100 + index).5;
      \tmeanSunEl =  71.9;
      \tmeanSatAz = 270.1;
      \tmeanSatEl =  60.0;
      \tmeanOffNadirViewAngle =  26.9;
      END_GROUP = IMAGE_\(index)
      """
    }
    return """
      version = "28.3";
      generationTime = 2020-08-30T08:04:32.000000Z;
      imageDescriptor = "\(descriptor)";
      bandId = "BGRN";
      numRows = \(rows);
      numColumns = \(columns);
      productLevel = "\(level)";
      radiometricLevel = "Corrected";
      radiometricEnhancement = "\(enhancement)";
      bitsPerPixel = 16;
      \(groups.joined(separator: "\n"))
      outputFormat = "GeoTIFF";
      \(taken.joined(separator: "\n"))
      BEGIN_GROUP = MAP_PROJECTED_PRODUCT
      \tearliestAcqTime = \(time);
      END_GROUP = MAP_PROJECTED_PRODUCT
      END;
      """
  }

  static let four = [
    (name: "B", factor: "8.0e-03", width: "6.0e-02"), (name: "G", factor: "7.0e-03", width: "7.0e-02"),
    (name: "R", factor: "5.6e-03", width: "3.5e-02"), (name: "N", factor: "7.0e-03", width: "1.4e-01"),
  ]

  /// The same as an XML file.
  static func isd(factorOfBlue: String = "8.0e-03") -> String {
    let groups = four.map { band in
      "<BAND_\(band.name)><ABSCALFACTOR>\(band.name == "B" ? factorOfBlue : band.factor)</ABSCALFACTOR>"
        + "<EFFECTIVEBANDWIDTH>\(band.width)</EFFECTIVEBANDWIDTH></BAND_\(band.name)>"
    }
    return """
      <?xml version="1.0" encoding="utf-8"?><isd><IMD><IMAGEDESCRIPTOR>OrthoRectified3</IMAGEDESCRIPTOR>
      <NUMROWS>100</NUMROWS><NUMCOLUMNS>100</NUMCOLUMNS><PRODUCTLEVEL>LV3D</PRODUCTLEVEL>\(groups.joined())
      <IMAGE><SATID>GE01</SATID><FIRSTLINETIME>2018-06-23T06:41:09.484783Z</FIRSTLINETIME><MEANSUNAZ>101.5</MEANSUNAZ>
      <MEANSUNEL>71.9</MEANSUNEL><MEANSATAZ>270.1</MEANSATAZ><MEANSATEL>60.0</MEANSATEL>
      <MEANOFFNADIRVIEWANGLE>26.9</MEANOFFNADIRVIEWANGLE></IMAGE></IMD><TIL><NUMTILES>1</NUMTILES></TIL></isd>
      """
  }

  static func dimap(
    places: [Int]? = [1, 2, 3, 4], level: String = "ORTHO", irradiance: Bool = true, sun: Double = 30,
    processing: String = "BASIC", columns: Int = 100, rows: Int = 100, day: String = "2018-06-23", more: String = ""
  ) -> String {
    let ids = ["B0", "B1", "B2", "B3"]
    let listed = (places ?? []).enumerated().map { index, place in
      "<Raster_Index><BAND_ID>\(["B2", "B1", "B0", "B3"][index])</BAND_ID><BAND_INDEX>\(place)</BAND_INDEX></Raster_Index>"
    }
    let gains = ids.enumerated().map { index, id in
      "<Band_Radiance><BAND_ID>\(id)</BAND_ID><GAIN>\(8 + index)</GAIN><BIAS>0.5</BIAS></Band_Radiance>"
    }
    let suns =
      irradiance
      ? ids.map { id in
        "<Band_Solar_Irradiance><BAND_ID>\(id)</BAND_ID><VALUE>1500</VALUE></Band_Solar_Irradiance>"
      } : []
    func place(_ name: String, _ sun: Double) -> String {
      """
      <Located_Geometric_Values><LOCATION_TYPE>\(name)</LOCATION_TYPE><TIME>\(day)T06:41:10.031Z</TIME>
      <Acquisition_Angles><AZIMUTH_ANGLE>180.1</AZIMUTH_ANGLE><VIEWING_ANGLE unit="deg">25.5</VIEWING_ANGLE>
      <INCIDENCE_ANGLE>28.6</INCIDENCE_ANGLE></Acquisition_Angles><Solar_Incidences>
      <SUN_AZIMUTH unit="deg">115.2</SUN_AZIMUTH><SUN_ELEVATION unit="deg">\(sun)</SUN_ELEVATION></Solar_Incidences>
      </Located_Geometric_Values>
      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <?xml-stylesheet href="LIBRARY/STYLE.XSL" type="text/xsl"?><Dimap_Document>
      <Metadata_Identification><METADATA_FORMAT version="2.15">DIMAP</METADATA_FORMAT></Metadata_Identification>
      <Processing_Information><Product_Settings><PROCESSING_LEVEL>\(level)</PROCESSING_LEVEL><Radiometric_Settings>
      <RADIOMETRIC_PROCESSING>\(processing)</RADIOMETRIC_PROCESSING><RADIOMETRIC_STRETCH>false</RADIOMETRIC_STRETCH>
      </Radiometric_Settings></Product_Settings></Processing_Information>
      <Raster_Data><Data_Access><Data_Files><Data_File><DATA_FILE_PATH href="IMG_X_R1C1.TIF"/></Data_File></Data_Files>
      </Data_Access><Raster_Dimensions><NROWS>\(rows)</NROWS><NCOLS>\(columns)</NCOLS><NBANDS>4</NBANDS></Raster_Dimensions>
      <Raster_Display><Raster_Index_List>\(listed.joined())</Raster_Index_List><Band_Display_Order>
      <RED_CHANNEL>B2</RED_CHANNEL><GREEN_CHANNEL>B1</GREEN_CHANNEL><BLUE_CHANNEL>B0</BLUE_CHANNEL>
      <ALPHA_CHANNEL>B3</ALPHA_CHANNEL></Band_Display_Order></Raster_Display></Raster_Data>
      <Radiometric_Data><Band_Measurement_List>\((gains + suns).joined())\(more)</Band_Measurement_List></Radiometric_Data>
      <Geometric_Data><Use_Area>\(place("Top Center", 11))\(place("Center", sun))</Use_Area></Geometric_Data>
      <Dataset_Sources><Strip_Source><MISSION>PHR</MISSION><MISSION_INDEX>1A</MISSION_INDEX>
      <IMAGING_DATE>\(day)</IMAGING_DATE><IMAGING_TIME>06:41:09.3Z</IMAGING_TIME></Strip_Source></Dataset_Sources>
      </Dimap_Document>
      """
  }
}
