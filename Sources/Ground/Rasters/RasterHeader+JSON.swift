import Geodesy
import Provenance

// What the reading process writes and its parent reads. Numbers travel as their shortest exact text: a noData of NaN
// has no form in JSON.

extension RasterHeader {
  var json: JSONValue {
    [
      "driver": .string(driver), "columns": .integer(columns), "rows": .integer(rows),
      "bandCount": .integer(bandCount), "sampleType": .string(sampleType.rawValue),
      "geotransform": geotransform.map { .array($0.coefficients.map { .string("\($0)") }) } ?? .null,
      "crs": JSONValue(crs?.definition), "noData": .array(noData.map { JSONValue($0.map { "\($0)" }) }),
      "alphaBand": alphaBand.map { .integer($0) } ?? .null, "colours": .array(colours.map { .string($0) }),
      "metadata": Self.json(metadata),
      "rationalPolynomials": rationalPolynomials.map { Self.json($0.metadata) } ?? .null,
    ]
  }

  /// `nil` where `json` is not a header that `json` of another one has written.
  init?(json: JSONValue) {
    guard let driver = json["driver"]?.stringValue, let columns = json["columns"]?.intValue,
      let rows = json["rows"]?.intValue, let bandCount = json["bandCount"]?.intValue,
      let sampleType = json["sampleType"]?.stringValue.flatMap(SampleType.init(rawValue:)),
      let noData = json["noData"]?.arrayValue, let colours = json["colours"]?.arrayValue,
      let metadata = json["metadata"]?.members, columns > 0, rows > 0, bandCount > 0, noData.count == bandCount
    else { return nil }
    let coefficients = json["geotransform"]?.arrayValue?.compactMap { $0.stringValue.flatMap(Double.init) }
    self.init(
      driver: driver, columns: columns, rows: rows, bandCount: bandCount, sampleType: sampleType,
      geotransform: coefficients.flatMap { $0.count == 6 ? Geotransform($0) : nil },
      crs: json["crs"]?.stringValue.map { CRS($0) }, noData: noData.map { $0.stringValue.flatMap(Double.init) },
      alphaBand: json["alphaBand"]?.intValue, colours: colours.compactMap(\.stringValue),
      metadata: Self.dictionary(metadata),
      rationalPolynomials: json["rationalPolynomials"]?.members.flatMap {
        RationalPolynomialModel(metadata: Self.dictionary($0))
      })
  }

  private static func json(_ items: [String: String]) -> JSONValue {
    .object(items.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) })
  }

  private static func dictionary(_ members: [JSONValue.Member]) -> [String: String] {
    Dictionary(members.compactMap { member in member.value.stringValue.map { (member.key, $0) } }) { $1 }
  }
}

extension RasterError {
  var json: JSONValue {
    [
      "code": .string(code.rawValue), "place": .string(place), "reason": .string(reason), "mend": .string(mend),
      "cause": JSONValue(cause),
    ]
  }

  /// `nil` where `json` is not an error that `json` of another one has written.
  init?(json: JSONValue) {
    guard let code = json["code"]?.stringValue.flatMap(Code.init(rawValue:)), let place = json["place"]?.stringValue,
      let reason = json["reason"]?.stringValue, let mend = json["mend"]?.stringValue
    else { return nil }
    self.init(code, at: place, reason, mend: mend, cause: json["cause"]?.stringValue)
  }
}

extension Window {
  var json: JSONValue { .array([column, row, columns, rows].map { .integer($0) }) }

  init?(json: JSONValue) {
    guard let numbers = json.arrayValue?.compactMap(\.intValue), numbers.count == 4 else { return nil }
    self.init(column: numbers[0], row: numbers[1], columns: numbers[2], rows: numbers[3])
  }
}
