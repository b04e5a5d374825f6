import Geodesy
import Provenance
import Quantities
import Rasters

// What a case keeps of a scene beyond its columns. Paths are kept elsewhere, by content hash.

extension SceneProduct {
  package var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("definition", .string(definitionID)),
      .init("quantity", .string(quantity.rawValue)), .init("bandNames", .array(bandNames.map { .string($0) })),
      .init("assets", .array(assets.map(\.json))), .init("angles", angles.json),
    ]
    if let orbit {
      members.append(
        .init(
          "orbit", ["direction": JSONValue(orbit.direction), "track": orbit.track.map { .integer($0) } ?? .null]))
    }
    if let inputs { members.append(.init("inputs", .string(inputs.hexadecimal))) }
    if let given = givenPosition {
      members.append(
        .init(
          "givenPosition",
          ["ce90Metres": given.ce90.map { .number($0.magnitude) } ?? .null, "source": .string(given.source)]))
    }
    if let rationalPolynomials { members.append(.init("rationalPolynomials", rationalPolynomials.json)) }
    if isGiven { members.append(.init("isGiven", true)) }
    if let origin { members.append(.init("origin", origin.json)) }
    if !parts.isEmpty { members.append(.init("parts", .array(parts.map(\.json)))) }
    return .object(members)
  }

  /// `nil` where `json` is not what `json` of another product has written.
  /// - Parameter path: where the file of that content lies.
  package init?(json: JSONValue, path: (ContentHash) -> String) {
    guard let name = json["name"]?.stringValue, let definition = json["definition"]?.stringValue,
      let quantity = json["quantity"]?.stringValue.flatMap(PixelQuantity.init(rawValue:)),
      let bandNames = json["bandNames"]?.arrayValue, let assets = json["assets"]?.arrayValue
    else { return nil }
    self.init()
    self.name = name
    definitionID = definition
    self.quantity = quantity
    self.bandNames = bandNames.compactMap(\.stringValue)
    self.assets = assets.compactMap { SceneAsset(json: $0, path: path) }
    angles = SceneAngles(json: json["angles"] ?? .null)
    if let orbit = json["orbit"] {
      self.orbit = SceneOrbit(direction: orbit["direction"]?.stringValue, track: orbit["track"]?.intValue)
    }
    inputs = json["inputs"]?.stringValue.flatMap(ContentHash.init(stored:))
    isGiven = json["isGiven"]?.boolValue ?? false
    origin = json["origin"].flatMap(SceneOrigin.init(json:))
    givenPosition = json["givenPosition"].flatMap { given in
      given["source"]?.stringValue.map {
        PositionAccuracy(ce90: given["ce90Metres"]?.doubleValue.map { Metres($0) }, source: $0)
      }
    }
    if let members = json["rationalPolynomials"]?.members {
      guard let model = RationalPolynomialModel(json: members) else { return nil }
      rationalPolynomials = model
    }
    let written = json["parts"]?.arrayValue ?? []
    parts = written.compactMap { Scene(json: $0, path: path) }
    guard self.assets.count == assets.count, parts.count == written.count else { return nil }
  }

  /// What decides which values come out of the files: part of the key of everything that is computed from them.
  package var reading: JSONValue {
    var members: [JSONValue.Member] = [
      .init("quantity", .string(quantity.rawValue)), .init("bandNames", .array(bandNames.map { .string($0) })),
      .init("assets", .array(assets.map(\.json))), .init("parts", .array(parts.map(\.product.reading))),
    ]
    if let rationalPolynomials { members.append(.init("rationalPolynomials", rationalPolynomials.json)) }
    return .object(members)
  }
}

extension RationalPolynomialModel {
  /// Numbers as their shortest exact text.
  fileprivate var json: JSONValue {
    .object(metadata.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) })
  }

  fileprivate init?(json members: [JSONValue.Member]) {
    self.init(
      metadata: Dictionary(members.compactMap { item in item.value.stringValue.map { (item.key, $0) } }) { $1 })
  }
}

extension SceneAsset {
  var json: JSONValue {
    let part: (String, JSONValue) =
      switch role {
      case .bands(let bands): ("bands", .array(bands.map(\.json)))
      case .apart(let bands): ("apart", .array(bands.map(\.json)))
      case .quality(let rule): ("quality", .string(rule))
      }
    return .object([
      .init("hash", .string(contentHash.hexadecimal)), .init("grid", grid.json), .init(part.0, part.1),
    ])
  }

  init?(json: JSONValue, path: (ContentHash) -> String) {
    guard let hash = json["hash"]?.stringValue.flatMap(ContentHash.init(stored:)),
      let grid = json["grid"].flatMap(Grid.init(json:))
    else { return nil }
    let role: Role
    if let list = json["bands"]?.arrayValue {
      role = .bands(list.compactMap(BandUse.init(json:)))
    } else if let list = json["apart"]?.arrayValue {
      role = .apart(list.compactMap(BandUse.init(json:)))
    } else if let rule = json["quality"]?.stringValue {
      role = .quality(rule: rule)
    } else {
      return nil
    }
    self.init(path: path(hash), contentHash: hash, grid: grid, role: role)
  }
}

extension BandUse {
  var json: JSONValue {
    ["name": .string(name), "band": .integer(fileBand), "conversion": conversion.json]
  }

  init?(json: JSONValue) {
    guard let name = json["name"]?.stringValue, let band = json["band"]?.intValue, band >= 0,
      let conversion = json["conversion"].flatMap(BandConversion.init(json:))
    else { return nil }
    self.init(name: name, fileBand: band, conversion: conversion)
  }
}

extension Grid {
  var json: JSONValue {
    [
      "columns": .integer(columns), "rows": .integer(rows),
      "geotransform": .array(geotransform.coefficients.map { .number($0) }), "crs": .string(crs.definition),
    ]
  }

  init?(json: JSONValue) {
    guard let columns = json["columns"]?.intValue, let rows = json["rows"]?.intValue,
      let coefficients = json["geotransform"]?.arrayValue?.compactMap(\.doubleValue), coefficients.count == 6,
      let crs = json["crs"]?.stringValue
    else { return nil }
    self.init(columns: columns, rows: rows, geotransform: Geotransform(coefficients), crs: CRS(crs))
  }
}

extension Scene {
  /// A part of a joined scene.
  fileprivate var json: JSONValue {
    [
      "id": .string(id), "hash": .string(contentHash.hexadecimal), "taken": .string(date.description),
      "dateSource": .string(dateSource), "sensor": .string(sensor), "gsd": .number(gsd.magnitude), "grid": grid.json,
      "bandCount": .integer(bandCount), "credit": JSONValue(credit), "licence": JSONValue(licence),
      "remarks": .array(remarks.map { .string($0) }), "product": product.json,
    ]
  }

  fileprivate init?(json: JSONValue, path: (ContentHash) -> String) {
    guard let id = json["id"]?.stringValue, let hash = json["hash"]?.stringValue.flatMap(ContentHash.init(stored:)),
      let date = json["taken"]?.stringValue.flatMap(Timestamp.init(iso8601:)),
      let dateSource = json["dateSource"]?.stringValue, let sensor = json["sensor"]?.stringValue,
      let gsd = json["gsd"]?.doubleValue, let grid = json["grid"].flatMap(Grid.init(json:)),
      let bandCount = json["bandCount"]?.intValue,
      let product = json["product"].flatMap({ SceneProduct(json: $0, path: path) }), product.parts.isEmpty
    else { return nil }
    self.init(
      id: id, path: product.assets.first?.path ?? path(hash), contentHash: hash, date: date, dateSource: dateSource,
      sensor: sensor, gsd: Metres(gsd), grid: grid, bandCount: bandCount, credit: json["credit"]?.stringValue,
      licence: json["licence"]?.stringValue,
      remarks: json["remarks"]?.arrayValue?.compactMap(\.stringValue) ?? [], product: product)
  }
}
