import Provenance

/// Which satellite took a picture, by its usual name: `Sentinel-2A`, `Landsat 8`, `PlanetScope`, `WorldView-2`.
package enum SensorName {
  package static let unknown = "unknown"

  /// From the metadata, else the STAC item, else the file name; `unknown` where none tells. Names that are not in
  /// the table are taken as they stand in metadata and items, never from file names.
  package static func find(metadata: [String: String], stacItem: JSONValue?, fileName: String) -> String {
    let items = Dictionary(metadata.map { ($0.key.uppercased(), $0.value) }) { first, second in min(first, second) }
    for key in metadataKeys {
      if let text = items[key], let name = clean(text) { return known(inWords: name) ?? name }
    }
    if let name = stacItem.flatMap(fromItem) { return name }
    return known(inWords: fileName) ?? planetName(fileName) ?? unknown
  }

  private static let metadataKeys = [
    "SATELLITEID", "SATELLITE", "SPACECRAFT_ID", "SPACECRAFT_NAME", "DATATAKE_1_SPACECRAFT_NAME", "PLATFORM", "MISSION",
    "SENSOR_ID", "SENSOR", "NITF_ISORCE",
  ]

  private static func fromItem(_ item: JSONValue) -> String? {
    let properties = item["properties"] ?? .null
    // Planet's items name the satellite by a serial number: its family says more.
    if properties["stac_version"] == nil, let provider = properties["provider"]?.stringValue,
      let name = known(inWords: provider)
    {
      return name
    }
    for key in ["platform", "constellation", "mission"] {
      if let text = properties[key]?.stringValue.flatMap(clean) { return known(inWords: text) ?? text }
    }
    return nil
  }

  private static func clean(_ text: String) -> String? {
    let printable = text.filter { $0.isLetter || $0.isNumber || "-_ ./".contains($0) }
    let words = printable.split(separator: " ").joined(separator: " ")
    return words.isEmpty || words.count > 60 ? nil : words
  }

  /// The first name of the table that a word of `text` is; satellites before families, so that `S2A` wins over `S2`.
  private static func known(inWords text: String) -> String? {
    let words = text.uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    // `Sentinel-2`, `WORLDVIEW 2` and `KOMPSAT_3A` come apart at the separator: pairs are tried too.
    let pairs = zip(words, words.dropFirst()).map { $0 + $1 }
    let triples = zip(pairs, words.dropFirst(2)).map { $0 + $1 }
    for list in [triples, pairs, words] {
      for word in list {
        if let name = satellite(word) { return name }
      }
    }
    for word in pairs + words {
      if let name = family(word) { return name }
    }
    return nil
  }

  private static func satellite(_ word: String) -> String? {
    for (prefix, name) in [("SENTINEL", "Sentinel-"), ("S", "Sentinel-")] {
      if let rest = word.rest(after: prefix), rest.count == 2, "1236".contains(rest.prefix(1)),
        "ABCD".contains(rest.suffix(1))
      {
        return name + rest
      }
    }
    if let number = landsatNumber(word) { return "Landsat \(number)" }
    if let name = exact[word] { return name }
    if let rest = word.rest(after: "PHR1"), ["A", "B"].contains(rest) { return "Pleiades 1" + rest }
    if let rest = word.rest(after: "PNEO"), rest.count == 1, rest.allSatisfy(\.isNumber) {
      return "Pleiades Neo " + rest
    }
    if let rest = word.rest(after: "SPOT"), rest.count == 1, rest.allSatisfy(\.isNumber) { return "SPOT " + rest }
    if let rest = word.rest(after: "GF"), rest.count == 1, rest.allSatisfy(\.isNumber) { return "Gaofen-" + rest }
    if let rest = word.rest(after: "ICEYEX"), !rest.isEmpty, rest.allSatisfy(\.isNumber) { return "ICEYE-X" + rest }
    return nil
  }

  private static func landsatNumber(_ word: String) -> String? {
    if let rest = word.rest(after: "LANDSAT"), rest.count == 1, "123456789".contains(rest) { return rest }
    let characters = Array(word)
    // LC08, and LC80280302018174LGN00 of the years before the collections.
    guard characters.count == 4 || characters.count == 21, characters[0] == "L", "CEMOT".contains(characters[1]) else {
      return nil
    }
    let digit = characters.count == 4 ? characters[3] : characters[2]
    guard characters.count == 21 || characters[2] == "0", "123456789".contains(digit) else { return nil }
    return String(digit)
  }

  private static func family(_ word: String) -> String? {
    if let name = families[word] { return name }
    if let rest = word.rest(after: "SSC"), !rest.isEmpty, rest.allSatisfy(\.isNumber) { return "SkySat" }
    return nil
  }

  /// `20180623_064109_0c74…`, `20220125_075509_67_1061…`: Planet's scenes name no satellite family.
  private static func planetName(_ fileName: String) -> String? {
    let words = PictureFile.stem(fileName).lowercased().split(separator: "_")
    guard words.count >= 3, words[0].count == 8, words[0].allSatisfy(\.isNumber), words[1].count == 6,
      words[1].allSatisfy(\.isNumber)
    else { return nil }
    let isSerial = { (word: Substring) in word.count == 4 && word.allSatisfy(\.isHexDigit) }
    return isSerial(words[2]) || (words[2].count == 2 && words.count > 3 && isSerial(words[3])) ? "PlanetScope" : nil
  }

  private static let exact: [String: String] = [
    "WV01": "WorldView-1", "WV02": "WorldView-2", "WV03": "WorldView-3", "WV04": "WorldView-4", "WV1": "WorldView-1",
    "WV2": "WorldView-2", "WV3": "WorldView-3", "WV4": "WorldView-4", "WORLDVIEW1": "WorldView-1",
    "WORLDVIEW2": "WorldView-2", "WORLDVIEW3": "WorldView-3", "WORLDVIEW4": "WorldView-4", "WORLDVIEW01": "WorldView-1",
    "WORLDVIEW02": "WorldView-2", "WORLDVIEW03": "WorldView-3", "WORLDVIEW04": "WorldView-4", "GE01": "GeoEye-1",
    "GEOEYE1": "GeoEye-1", "QB02": "QuickBird-2", "QUICKBIRD2": "QuickBird-2", "IK01": "IKONOS",
    "K3A": "KOMPSAT-3A", "KOMPSAT3": "KOMPSAT-3", "KOMPSAT3A": "KOMPSAT-3A", "TSX1": "TerraSAR-X",
    "LS5T": "Landsat 5", "LS7E": "Landsat 7", "LS8C": "Landsat 8", "LS9C": "Landsat 9",
  ]

  private static let families: [String: String] = [
    "SENTINEL1": "Sentinel-1", "SENTINEL2": "Sentinel-2", "SENTINEL3": "Sentinel-3", "S1": "Sentinel-1",
    "S2": "Sentinel-2", "LANDSAT": "Landsat", "PLANETSCOPE": "PlanetScope",
    "PSSCENE": "PlanetScope",
    "PSORTHOTILE": "PlanetScope", "SKYSAT": "SkySat", "SKYSATCOLLECT": "SkySat", "SKYSATSCENE": "SkySat",
    "RAPIDEYE": "RapidEye", "REORTHOTILE": "RapidEye", "WORLDVIEW": "WorldView", "PLEIADES": "Pleiades",
    "IKONOS": "IKONOS",
    "QUICKBIRD": "QuickBird", "GEOEYE": "GeoEye", "UMBRA": "Umbra", "CAPELLA": "Capella", "ICEYE": "ICEYE",
    "RADARSAT": "RADARSAT", "TERRASAR": "TerraSAR-X", "MODIS": "MODIS", "VIIRS": "VIIRS",
  ]
}

extension String {
  /// What follows `prefix`; `nil` where the text does not begin with it.
  fileprivate func rest(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
