// The four shapes in which the coefficients come: GDAL's metadata (NITF and the GeoTIFF tag alike), DigitalGlobe's RPB
// file, the XML of Pléiades and SPOT, and the RPC00B text file of other makers.

extension RationalPolynomialModel {
  /// From names and values as GDAL and `_RPC.TXT` files have them: `LINE_OFF`, `LINE_NUM_COEFF` with 20 numbers, or
  /// `LINE_NUM_COEFF_1` … `_20`. Units behind a number are passed over.
  package init?(metadata: [String: String]) {
    func number(_ key: String) -> Double? {
      metadata[key].flatMap { $0.split(whereSeparator: \.isWhitespace).first }.flatMap { Double($0) }
    }
    func normalisation(_ name: String) -> Normalisation? {
      guard let offset = number(name + "_OFF"), let scale = number(name + "_SCALE") else { return nil }
      return Normalisation(offset: offset, scale: scale)
    }
    func polynomial(_ name: String) -> [Double] {
      if let text = metadata[name] { return text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) } }
      return (1...Self.termCount).compactMap { number("\(name)_\($0)") }
    }
    guard let line = normalisation("LINE"), let sample = normalisation("SAMP"), let latitude = normalisation("LAT"),
      let longitude = normalisation("LONG"), let height = normalisation("HEIGHT")
    else { return nil }
    self.init(
      line: line, sample: sample, latitude: latitude, longitude: longitude, height: height,
      lineNumerator: polynomial("LINE_NUM_COEFF"), lineDenominator: polynomial("LINE_DEN_COEFF"),
      sampleNumerator: polynomial("SAMP_NUM_COEFF"), sampleDenominator: polynomial("SAMP_DEN_COEFF"))
  }

  /// From the text of an `.RPB` file (`lineOffset = 1;`, `lineNumCoef = (1, 2, …);`) or of an `_RPC.TXT` file
  /// (`LINE_OFF: +1.0 pixels`).
  package init?(text: String) {
    if text.contains("<Inverse_Model>") {
      self.init(metadata: Self.metadata(dimap: text))
      return
    }
    if text.contains("lineNumCoef") {
      self.init(metadata: Self.metadata(rpb: text))
      return
    }
    var fields: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      fields[String(parts[0].filter { !$0.isWhitespace })] = String(parts[1])
    }
    self.init(metadata: fields)
  }

  /// `RPC_….XML` of Pléiades and SPOT: the model from the ground to the picture is called inverse, and the first pixel is
  /// 1, not 0.
  /// - Source: [Airbus2012].
  private static func metadata(dimap text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for section in ["Inverse_Model", "RFM_Validity"] {
      guard let start = text.range(of: "<\(section)>"), let end = text.range(of: "</\(section)>"),
        start.upperBound <= end.lowerBound
      else { continue }
      for element in text[start.upperBound..<end.lowerBound].split(separator: "<") {
        let parts = element.split(separator: ">", maxSplits: 1)
        guard parts.count == 2, !parts[0].hasPrefix("/") else { continue }
        fields[String(parts[0])] = String(parts[1])
      }
    }
    for key in ["LINE_OFF", "SAMP_OFF"] {
      guard let value = fields[key]?.split(whereSeparator: \.isWhitespace).first.flatMap({ Double($0) }) else {
        continue
      }
      fields[key] = "\(value - 1)"
    }
    return fields
  }

  private static let namesInRPB = [
    "lineOffset": "LINE_OFF", "lineScale": "LINE_SCALE", "sampOffset": "SAMP_OFF", "sampScale": "SAMP_SCALE",
    "latOffset": "LAT_OFF", "latScale": "LAT_SCALE", "longOffset": "LONG_OFF", "longScale": "LONG_SCALE",
    "heightOffset": "HEIGHT_OFF", "heightScale": "HEIGHT_SCALE", "lineNumCoef": "LINE_NUM_COEFF",
    "lineDenCoef": "LINE_DEN_COEFF", "sampNumCoef": "SAMP_NUM_COEFF", "sampDenCoef": "SAMP_DEN_COEFF",
  ]

  private static func metadata(rpb text: String) -> [String: String] {
    var fields: [String: String] = [:]
    for statement in text.split(separator: ";") {
      let parts = statement.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count >= 2 else { continue }
      // BEGIN_GROUP = IMAGE has no semicolon: its statement holds the group's first name too.
      let name = parts[parts.count - 2].split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
      guard let key = namesInRPB[name] else { continue }
      fields[key] = String(parts[parts.count - 1].map { "(),".contains($0) ? " " : $0 })
    }
    return fields
  }

  /// Names and values as `init(metadata:)` reads them, exactly.
  package var metadata: [String: String] {
    var fields: [String: String] = [:]
    for (name, value) in [
      ("LINE", line), ("SAMP", sample), ("LAT", latitude), ("LONG", longitude), ("HEIGHT", height),
    ] {
      fields[name + "_OFF"] = "\(value.offset)"
      fields[name + "_SCALE"] = "\(value.scale)"
    }
    for (name, values) in [
      ("LINE_NUM_COEFF", lineNumerator), ("LINE_DEN_COEFF", lineDenominator), ("SAMP_NUM_COEFF", sampleNumerator),
      ("SAMP_DEN_COEFF", sampleDenominator),
    ] { fields[name] = values.map { "\($0)" }.joined(separator: " ") }
    return fields
  }
}
