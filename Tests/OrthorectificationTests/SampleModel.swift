import Geodesy

/// A made-up model of a half-metre picture over the United Arab Emirates that looks some 5° past the vertical.
enum SampleModel {
  static let metadata: [String: String] = [
    "LINE_OFF": "10123.5",
    "LINE_SCALE": "10123.5",
    "SAMP_OFF": "8765.25",
    "SAMP_SCALE": "8765.75",
    "LAT_OFF": "24.9871",
    "LAT_SCALE": "0.0712",
    "LONG_OFF": "55.1234",
    "LONG_SCALE": "0.0823",
    "HEIGHT_OFF": "37.0",
    "HEIGHT_SCALE": "501.0",
    "LINE_NUM_COEFF":
      "1.200000000E-03 -1.100000000E-01 -1.180000000E+00 -2.100000000E-02 5.028812164E-05 "
      + "-1.737884563E-04 -1.947328034E-04 1.349876328E-04 -9.625839427E-05 -1.062676156E-04 "
      + "1.982579342E-04 -1.189459699E-05 1.345845805E-04 -9.458716520E-06 5.562725622E-05 "
      + "-1.397534304E-04 5.394426331E-05 1.472181229E-04 9.272484153E-06 9.650074248E-05",
    "LINE_DEN_COEFF":
      "1.000000000E+00 -3.000000000E-04 1.100000000E-03 3.643983317E-06 -7.949293619E-06 "
      + "-1.875952994E-05 1.462108948E-05 -1.090036453E-06 8.752956963E-06 1.515251201E-05 "
      + "8.565179344E-06 1.684394670E-05 -4.201463840E-06 1.203635084E-05 -2.215157758E-06 "
      + "1.742346887E-05 1.515466641E-05 -1.610182761E-05 -1.456124559E-05 -1.132052235E-05",
    "SAMP_NUM_COEFF":
      "-2.100000000E-03 1.130000000E+00 -6.000000000E-02 3.800000000E-02 2.897193532E-06 "
      + "-4.565349646E-05 -5.963580449E-05 3.402964296E-05 3.370071719E-05 1.616807083E-04 "
      + "7.279285465E-05 1.715782405E-04 1.425602266E-04 1.963958579E-04 6.850941687E-05 "
      + "-1.347601512E-04 1.442550132E-04 1.858531789E-04 1.618783938E-04 2.764300139E-05",
    "SAMP_DEN_COEFF":
      "1.000000000E+00 -3.000000000E-04 1.100000000E-03 2.941294094E-06 -8.601701521E-06 "
      + "-1.746157691E-05 1.415769954E-05 1.959224060E-05 -1.645927628E-05 1.202381285E-05 "
      + "-3.581526906E-06 -1.396938502E-05 -8.244350127E-06 1.075167549E-05 1.491068099E-05 "
      + "-1.823239755E-05 4.581301141E-06 -1.820239026E-05 8.737619098E-06 -6.761834159E-06",
  ]

  static var model: RationalPolynomialModel? { RationalPolynomialModel(metadata: metadata) }

  static var polynomials: [(name: String, values: [String])] {
    ["LINE_NUM_COEFF", "LINE_DEN_COEFF", "SAMP_NUM_COEFF", "SAMP_DEN_COEFF"].map {
      ($0, (metadata[$0] ?? "").split(separator: " ").map(String.init))
    }
  }

  /// The model as an `_RPC.TXT` file.
  static var text: String {
    var lines = metadata.filter { !$0.key.contains("COEFF") }.map { "\($0.key): \($0.value) pixels" }
    for (name, values) in polynomials {
      lines += values.enumerated().map { "\(name)_\($0.offset + 1):  \($0.element)" }
    }
    return lines.joined(separator: "\r\n")
  }

  /// The model as an `.RPB` file.
  static var rpb: String {
    let names = ["LINE": "line", "SAMP": "samp", "LAT": "lat", "LONG": "long", "HEIGHT": "height"]
    var text = "satId = \"XX\";\nbandId = \"P\";\nSpecId = \"RPC00B\";\nBEGIN_GROUP = IMAGE\n\terrBias = 1.5;\n"
    for (name, word) in names.sorted(by: { $0.key < $1.key }) {
      text +=
        "\t\(word)Offset = \(metadata[name + "_OFF"] ?? "");\n\t\(word)Scale = \(metadata[name + "_SCALE"] ?? "");\n"
    }
    for ((_, values), word) in zip(polynomials, ["lineNum", "lineDen", "sampNum", "sampDen"]) {
      text += "\t\(word)Coef = (\n\t\t\t" + values.joined(separator: ",\n\t\t\t") + ");\n"
    }
    return text + "END_GROUP = IMAGE\nEND;\n"
  }
}
