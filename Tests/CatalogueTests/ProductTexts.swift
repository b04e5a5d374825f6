/// Metadata of made-up products, with the elements that are read and some that must not be.
enum ProductTexts {
  static func sentinel2(level: String = "L2A", offset: Int?) -> String {
    let (scale, name) =
      level == "L2A" ? ("BOA_QUANTIFICATION_VALUE", "BOA_ADD_OFFSET") : ("QUANTIFICATION_VALUE", "RADIO_ADD_OFFSET")
    let list = offset.map { offset in
      "<Offsets>" + (0..<13).map { "<\(name) band_id=\"\($0)\">\(offset)</\(name)>" }.joined() + "</Offsets>"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <n1:Level_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/x.xsd"><n1:General_Info>
      <Datatake><SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME>
      <DATATAKE_SENSING_START>2018-06-23T06:41:09.024Z</DATATAKE_SENSING_START>
      <SENSING_ORBIT_NUMBER>120</SENSING_ORBIT_NUMBER>
      <SENSING_ORBIT_DIRECTION>DESCENDING</SENSING_ORBIT_DIRECTION></Datatake>
      <\(scale) unit="none">10000</\(scale)>\(list ?? "")
      </n1:General_Info></n1:Level_User_Product>
      """
  }

  static let granule = """
    <n1:Tile xmlns:n1="x"><Mean_Sun_Angle><ZENITH_ANGLE unit="deg">30</ZENITH_ANGLE>
    <AZIMUTH_ANGLE unit="deg">150</AZIMUTH_ANGLE></Mean_Sun_Angle><List>
    <Mean_Viewing_Incidence_Angle bandId="0"><ZENITH_ANGLE>4</ZENITH_ANGLE><AZIMUTH_ANGLE>358</AZIMUTH_ANGLE>
    </Mean_Viewing_Incidence_Angle>
    <Mean_Viewing_Incidence_Angle bandId="1"><ZENITH_ANGLE>6</ZENITH_ANGLE><AZIMUTH_ANGLE>2</AZIMUTH_ANGLE>
    </Mean_Viewing_Incidence_Angle></List></n1:Tile>
    """

  static let landsat = """
    GROUP = LANDSAT_METADATA_FILE
      GROUP = IMAGE_ATTRIBUTES
        SPACECRAFT_ID = "LANDSAT_8"
        DATE_ACQUIRED = 2018-06-23
        SCENE_CENTER_TIME = "06:41:09.1234567Z"
        SUN_AZIMUTH = -80.0
        SUN_ELEVATION = 65.0
      END_GROUP = IMAGE_ATTRIBUTES
      GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS
        REFLECTANCE_MULT_BAND_4 = 2.75e-05
        REFLECTANCE_ADD_BAND_4 = -0.2
      END_GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS
      GROUP = LEVEL2_SURFACE_TEMPERATURE_PARAMETERS
        TEMPERATURE_MULT_BAND_ST_B10 = 0.00341802
        TEMPERATURE_ADD_BAND_ST_B10 = 149.0
      END_GROUP = LEVEL2_SURFACE_TEMPERATURE_PARAMETERS
      GROUP = LEVEL1_RADIOMETRIC_RESCALING
        REFLECTANCE_MULT_BAND_4 = 2.0000E-05
        REFLECTANCE_ADD_BAND_4 = -0.1
      END_GROUP = LEVEL1_RADIOMETRIC_RESCALING
    END_GROUP = LANDSAT_METADATA_FILE
    END
    """

  static let landsatJSON = """
    {"LANDSAT_METADATA_FILE": {
      "IMAGE_ATTRIBUTES": {"SPACECRAFT_ID": "LANDSAT_8", "DATE_ACQUIRED": "2018-06-23",
        "SCENE_CENTER_TIME": "06:41:09.1234567Z", "SUN_AZIMUTH": "-80.0", "SUN_ELEVATION": "65.0"},
      "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS": {"REFLECTANCE_MULT_BAND_4": "2.75e-05", "REFLECTANCE_ADD_BAND_4": "-0.2"},
      "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS":
        {"TEMPERATURE_MULT_BAND_ST_B10": "0.00341802", "TEMPERATURE_ADD_BAND_ST_B10": "149.0"},
      "LEVEL1_RADIOMETRIC_RESCALING": {"REFLECTANCE_MULT_BAND_4": "2.0000E-05", "REFLECTANCE_ADD_BAND_4": "-0.1"}}}
    """

  static func planet(bands: Int = 4, coefficients: Bool = true) -> String {
    let list = (1...bands).map { band in
      "<ps:bandSpecificMetadata><ps:bandNumber>\(band)</ps:bandNumber>"
        + "<ps:reflectanceCoefficient>\(2 + band)e-05</ps:reflectanceCoefficient></ps:bandSpecificMetadata>"
    }
    return """
      <ps:EarthObservation xmlns:ps="x" xmlns:eop="y" xmlns:opt="z"><eop:Platform><eop:shortName>PlanetScope</eop:shortName>
      </eop:Platform><ps:acquisitionDateTime>2018-06-23T06:41:09+00:00</ps:acquisitionDateTime>
      <ps:numBands>\(bands)</ps:numBands>\(coefficients ? list.joined() : "")</ps:EarthObservation>
      """
  }
}
