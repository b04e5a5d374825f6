import Foundation

/// What a path says of a file's place in its product.
struct ProductName: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    /// A file of one band. Of two files of one band the finer counts: `metres` as the name tells it, 0 where it does not.
    case band(String, metres: Int)
    /// A mask, by the id of its `QualityRule`.
    case quality(String)
    /// Belongs to the product and is not used: previews, aerosol, water vapour.
    case extra
    /// A picture of all its bands.
    case picture
  }

  /// Files with the same key are of one product.
  let key: String
  /// The product's name for people.
  let label: String
  let kind: ProductKind
  let part: Part

  init(_ path: String) {
    let url = URL(fileURLWithPath: path)
    let name = url.lastPathComponent
    let stem = PictureFile.stem(name)
    let folder = url.deletingLastPathComponent().path
    let found =
      Self.safe(path, stem) ?? Self.landsat(stem, folder) ?? Self.planet(name, stem, folder)
      ?? Self.radar(stem, folder) ?? Self.sentinel2(stem, folder)
    self = found ?? ProductName(key: path, label: name, kind: .picture, part: .picture)
  }

  private init(key: String, label: String, kind: ProductKind, part: Part) {
    self.key = key
    self.label = label
    self.kind = kind
    self.part = part
  }

  // MARK: - Sentinel-2

  private static let sentinel2Words = Set(SensorTable.sentinel2Bands.map(\.name))
  private static let sentinel2Extras: Set<String> = ["TCI", "AOT", "WVP", "PVI", "CLD", "SNW"]

  /// The band that a file's name ends with: `B02` of `T06VVN_20190629T212529_B02_10m`, `SR_B4`, `VV`.
  static func bandWord(_ stem: String) -> String? {
    let name = ProductName("/" + stem + ".tif")
    if case .band(let band, _) = name.part { return band }
    return nil
  }

  private static func safe(_ path: String, _ stem: String) -> ProductName? {
    let parts = path.split(separator: "/").map(String.init)
    guard let index = parts.lastIndex(where: { $0.uppercased().hasSuffix(".SAFE") }), index < parts.count - 1,
      parts[index].uppercased().contains("MSI")
    else { return nil }
    let root = "/" + parts[...index].joined(separator: "/")
    let granule = parts.firstIndex(of: "GRANULE").flatMap { parts.indices.contains($0 + 1) ? parts[$0 + 1] : nil }
    let kind: ProductKind = parts[index].uppercased().contains("MSIL1C") ? .sentinel2L1C : .sentinel2L2A
    let isImage = parts.contains("IMG_DATA")
    let part = isImage ? sentinel2Tail(stem)?.part ?? .extra : .extra
    return ProductName(key: root + "|" + (granule ?? ""), label: parts[index], kind: kind, part: part)
  }

  /// The part named by the last words of `stem`, and what stands before them.
  private static func sentinel2Tail(_ stem: String) -> (part: Part, prefix: Substring)? {
    var rest = stem[...]
    var metres = 0
    for size in [10, 20, 60] where rest.hasSuffix("_\(size)m") {
      metres = size
      rest = rest.dropLast("_\(size)m".count)
    }
    let word = rest.split { !($0.isLetter || $0.isNumber) }.last ?? ""
    guard rest.hasSuffix(word), !word.isEmpty else { return nil }
    let upper = word.uppercased()
    let prefix = rest.dropLast(word.count)
    if sentinel2Words.contains(upper) { return (.band(upper, metres: metres), prefix) }
    if upper == "SCL" { return (.quality(QualityRule.sceneClassification.id), prefix) }
    return sentinel2Extras.contains(upper) ? (.extra, prefix) : nil
  }

  private static func sentinel2(_ stem: String, _ folder: String) -> ProductName? {
    guard let (part, prefix) = sentinel2Tail(stem) else { return nil }
    let trimmed = prefix.trimmingCharacters(in: CharacterSet(charactersIn: "_-. "))
    let label = trimmed.isEmpty ? folder.split(separator: "/").last.map(String.init) ?? "" : trimmed
    let words = label.uppercased()
    let kind: ProductKind =
      words.contains("L2A") ? .sentinel2L2A : words.contains("L1C") ? .sentinel2L1C : .sentinel2
    return ProductName(key: folder + "|" + prefix, label: label, kind: kind, part: part)
  }

  // MARK: - Landsat

  private static func landsat(_ stem: String, _ folder: String) -> ProductName? {
    let words = stem.uppercased().split(separator: "_").map(String.init)
    guard words.count >= 8, words[0].count == 4, words[0].hasPrefix("L"), words[1].hasPrefix("L2"),
      words[5] == "02"
    else { return nil }
    let label = words[..<7].joined(separator: "_")
    let rest = words[7...].joined(separator: "_")
    let part: Part =
      rest.hasPrefix("SR_B") || rest.hasPrefix("ST_B")
      ? .band(rest, metres: 30) : rest == "QA_PIXEL" ? .quality(QualityRule.qaPixel.id) : .extra
    return ProductName(key: folder + "|" + label, label: label, kind: .landsatLevel2, part: part)
  }

  // MARK: - Planet

  /// Words at the start of a Planet name that are its item's id; `nil` for other names.
  static func planetID(_ stem: String) -> String? {
    let words = stem.split(separator: "_").map { $0.lowercased() }
    guard words.count >= 3, words[0].count == 8, words[0].allSatisfy(\.isNumber), words[1].count == 6,
      words[1].allSatisfy(\.isNumber)
    else { return nil }
    func isSerial(_ word: String) -> Bool { word.count == 4 && word.allSatisfy(\.isHexDigit) }
    func id(_ count: Int) -> String { stem.split(separator: "_")[..<count].joined(separator: "_") }
    if isSerial(words[2]) { return id(3) }
    if words.count >= 4, words[2].count == 2, isSerial(words[3]) { return id(4) }
    return words.count >= 4 && words[2].hasPrefix("ss") && words[3].hasPrefix("u") ? id(4) : nil
  }

  private static func planet(_ name: String, _ stem: String, _ folder: String) -> ProductName? {
    guard let id = planetID(stem) else { return nil }
    let words = Set(stem.dropFirst(id.count).lowercased().split { $0 == "_" || $0 == "." }.map(String.init))
    let isSkySat = id.contains("_ss")
    // The masks of one item serve all its pictures.
    let key = folder + "|" + id
    if words.contains("udm2") {
      return ProductName(key: key, label: id, kind: .picture, part: .quality(QualityRule.usableData2.id))
    }
    if words.contains("udm") {
      return ProductName(key: key, label: id, kind: .picture, part: .quality(QualityRule.usableData1.id))
    }
    let isAnalytic = words.contains("analyticms") || words.contains("analytic")
    let isPlainNumber = words.contains("dn")
    var kind = ProductKind.picture
    if isAnalytic, !isPlainNumber {
      let isSurface = words.contains("sr")
      kind =
        isSkySat ? (isSurface ? .skySatSurface : .skySatAnalytic) : isSurface ? .planetSurface : .planetAnalytic
    }
    return ProductName(key: key, label: name, kind: kind, part: .picture)
  }

  // MARK: - Radar

  private static func radar(_ stem: String, _ folder: String) -> ProductName? {
    guard let cut = stem.lastIndex(where: { $0 == "_" || $0 == "-" }) else { return nil }
    let prefix = String(stem[..<cut])
    let word = stem[stem.index(after: cut)...].uppercased()
    let isOpera = prefix.uppercased().hasPrefix("OPERA_L2_RTC-S1")
    let part: Part
    if ["VV", "VH", "HH", "HV"].contains(word) {
      part = .band(word, metres: 0)
    } else if isOpera, word == "MASK" {
      part = .quality(QualityRule.operaMask.id)
    } else {
      return nil
    }
    return ProductName(
      key: folder + "|" + prefix, label: prefix, kind: isOpera ? .operaRTC : hyp3(prefix) ?? .radar, part: part)
  }

  /// `S1A_IW_20180128T161201_DVP_RTC30_G_gpuned_FD6A`: after the pixel's size G or S for gamma- or sigma-nought, then
  /// letters of which the second tells power, amplitude or decibels.
  /// - Source: [ASF2021].
  private static func hyp3(_ prefix: String) -> ProductKind? {
    let words = prefix.split(separator: "_").map(String.init)
    guard let index = words.firstIndex(where: { $0.hasPrefix("RTC") && $0.dropFirst(3).allSatisfy(\.isNumber) }),
      words.indices.contains(index + 2), words[index + 2].count == 6
    else { return nil }
    let scale = Array(words[index + 2])[1]
    switch (words[index + 1], scale) {
    case ("G", "p"): return .radarPower
    case ("G", "a"): return .radarAmplitude
    case ("G", "d"): return .radarDecibels
    case ("S", "p"): return .sigmaPower
    case ("S", "a"): return .sigmaAmplitude
    case ("S", "d"): return .sigmaDecibels
    default: return nil
    }
  }
}
