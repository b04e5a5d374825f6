import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Rasters

extension SceneBuilder {
  /// The scene of a product: its finest bands on one grid, its mask, and how its numbers become values.
  ///
  /// Bands of the finest pixels are stacked; coarser ones and temperature are kept apart. Where metadata are silent or
  /// contradict each other, the pixels stay plain numbers and a remark says so. A mask that does not fit is not used.
  /// - Returns: a scene, or an exclusion with the code `noDate`, `noCRS` or `unsupported`.
  package static func scene(_ input: ProductInput, given: GivenPosition?, now: Timestamp) -> SceneOutcome {
    do throws(SceneFault) {
      return .scene(try ProductScene(input, given: given, now: now).scene())
    } catch {
      return .excluded(error.exclusion)
    }
  }
}

/// One product on its way to a scene.
private struct ProductScene {
  /// A file of bands: where it lies on the ground, and what it says of itself.
  struct Placed {
    let path: String
    /// `nil` for a picture of all its bands.
    let band: String?
    let header: RasterHeader
    let position: ScenePosition
  }

  let input: ProductInput
  let given: GivenPosition?
  let main: RasterHeader
  let date: AcquisitionDate.Found
  let placed: [Placed]
  let sensor: String
  let definition: SensorDefinition

  private var files: ProductFiles { input.files }

  init(_ input: ProductInput, given: GivenPosition?, now: Timestamp) throws(SceneFault) {
    self.input = input
    self.given = given
    let files = input.files
    guard let main = input.opened[files.mainPath]?.header else {
      throw SceneFault(.unsupported, "None of its files could be opened.")
    }
    self.main = main
    let fileName = URL(fileURLWithPath: files.mainPath).lastPathComponent
    if files.picture != nil, let exclusion = SceneBuilder.shapeFault(main, fileName) {
      throw SceneFault(exclusion.code, exclusion.reason)
    }
    var items = main.metadata
    if let acquired = input.metadata.acquired { items["ACQUISITION_DATETIME"] = acquired }
    if let platform = input.metadata.platform { items["PLATFORM"] = platform }
    let name = files.picture == nil ? files.label : fileName
    date = try SceneBuilder.acquisition(items, input.stacItem, given, name, now).get()
    placed = try Self.placed(input, given)
    sensor = SensorName.find(metadata: items, stacItem: input.stacItem, fileName: name)
    definition = SensorChoice.definition(files, header: main, metadata: input.metadata, sensor: sensor)
  }

  private static func placed(_ input: ProductInput, _ given: GivenPosition?) throws(SceneFault) -> [Placed] {
    let bands = input.files.bands.map { (path: $0.path, band: Optional($0.band)) }
    var placed: [Placed] = []
    for (path, band) in (input.files.picture.map { [(path: $0, band: nil)] } ?? []) + bands {
      guard let header = input.opened[path]?.header else { continue }
      placed.append(
        Placed(
          path: path, band: band, header: header,
          position: try ScenePosition.find(header: header, given: given, geometry: input.metadata.geometry).get()))
    }
    return placed
  }

  func scene() throws(SceneFault) -> Scene {
    let stacked = try stackedFiles()
    guard let first = stacked.first else { throw SceneFault(.unsupported, "It has no band that can be stacked.") }
    let names = bandNames(stacked)
    let calibration = Calibration(
      files, definition, bands: names.enumerated().map { ($1, $0 + 1) }, header: first.header,
      metadata: input.metadata)
    var product = SceneProduct()
    product.name = files.picture == nil ? files.label : ""
    product.definitionID = definition.id
    product.quantity = calibration.quantity
    product.bandNames = isNamed ? names : []
    product.angles = input.metadata.angles
    product.orbit = input.metadata.orbit ?? orbitOfName
    product.inputs = ProductInput.inputs(files, hashes: input.hashes, metadataHash: input.metadataHash)
    product.isGiven = given != nil
    product.rationalPolynomials = first.position.rationalPolynomials
    let mask = fittingMask(first.position.grid)
    let isPlain = files.picture != nil && mask.asset == nil && calibration.conversions.isEmpty
    if !isPlain {
      product.assets = bandAssets(stacked, names, calibration) + apartAssets(stacked) + [mask.asset].compactMap { $0 }
    }
    let hash = contentHash(product.assets)
    let position = first.position
    product.givenPosition = position.accuracy
    return Scene(
      id: SceneBuilder.id(name: idName, hash), path: first.path, contentHash: hash, date: date.date,
      dateSource: date.source, sensor: sensor, gsd: position.gsd, grid: position.grid,
      bandCount: names.count,
      credit: SceneCredit.credit(metadata: main.metadata, stacItem: input.stacItem),
      licence: SceneCredit.licence(stacItem: input.stacItem),
      remarks: date.remarks + position.remarks + calibration.remarks + mask.remarks, product: product)
  }

  // MARK: - Bands

  /// The files with the finest pixels, all on one grid.
  private func stackedFiles() throws(SceneFault) -> [Placed] {
    let usable = placed.filter { file in
      file.band.flatMap { definition.band($0)?.quantity } == nil
    }
    guard let finest = usable.map(\.position.gsd.magnitude).min() else { return [] }
    let near = usable.filter { $0.position.gsd.magnitude < 1.2 * finest }
    guard let first = near.first else { return [] }
    for file in near where !file.position.grid.isSame(as: first.position.grid) {
      let (a, b) = (first.position.grid, file.position.grid)
      throw SceneFault(
        .unsupported,
        "Its bands lie on different pixels: \(first.band ?? "one") has \(a.columns) × \(a.rows), "
          + "\(file.band ?? "another") \(b.columns) × \(b.rows), or they are shifted. Fetch the product again whole.")
    }
    return near
  }

  private func bandNames(_ stacked: [Placed]) -> [String] {
    guard files.picture != nil else { return stacked.compactMap(\.band) }
    if let told = input.metadata.names(of: main) { return told }
    return definition.bands.count == main.bandCount && input.metadata.format == nil
      ? definition.bands.map(\.name) : (1...main.bandCount).map(String.init)
  }

  private var isNamed: Bool {
    files.picture == nil || input.metadata.names(of: main) != nil
      || (definition.bands.count == main.bandCount && input.metadata.format == nil)
  }

  private func bandAssets(_ stacked: [Placed], _ names: [String], _ calibration: Calibration) -> [SceneAsset] {
    func use(_ name: String, _ index: Int) -> BandUse {
      BandUse(name: name, fileBand: index, conversion: calibration.conversions[name] ?? .asStored)
    }
    return stacked.compactMap { file in
      guard let hash = input.hashes[file.path] else { return nil }
      let uses = file.band.map { [use($0, 0)] } ?? names.enumerated().map { use($1, $0) }
      return SceneAsset(path: file.path, contentHash: hash, grid: file.position.grid, role: .bands(uses))
    }
  }

  /// Coarser bands, and bands that measure something else, each with a conversion of its own where there is one.
  private func apartAssets(_ stacked: [Placed]) -> [SceneAsset] {
    let paths = Set(stacked.map(\.path))
    return placed.compactMap { file in
      guard !paths.contains(file.path), let band = file.band, let hash = input.hashes[file.path] else { return nil }
      let calibration = Calibration(
        files, definition, bands: [(band, 1)], header: file.header, metadata: input.metadata)
      let use = BandUse(name: band, fileBand: 0, conversion: calibration.conversions[band] ?? .asStored)
      return SceneAsset(path: file.path, contentHash: hash, grid: file.position.grid, role: .apart([use]))
    }
  }

  // MARK: - Mask

  /// The first mask that fits, and of each that does not why.
  private func fittingMask(_ grid: Grid) -> (asset: SceneAsset?, remarks: [String]) {
    var remarks: [String] = []
    for mask in files.masks {
      guard let rule = QualityRule.named(mask.rule), let hash = input.hashes[mask.path] else { continue }
      let name = URL(fileURLWithPath: mask.path).lastPathComponent
      switch fit(mask.path, rule, grid) {
      case .success(let grid):
        return (
          SceneAsset(path: mask.path, contentHash: hash, grid: grid, role: .quality(rule: rule.id)), remarks
        )
      case .failure(let fault):
        remarks.append("\(name), \(rule.words), is not used: \(fault.exclusion.reason)")
      }
    }
    return (nil, remarks)
  }

  private func fit(_ path: String, _ rule: QualityRule, _ grid: Grid) -> Result<Grid, SceneFault> {
    func no(_ reason: String) -> Result<Grid, SceneFault> { .failure(SceneFault(.unsupported, reason)) }
    switch input.opened[path] {
    case nil: return no("it could not be read.")
    case .failed(let reason): return no(reason)
    case .header(let header):
      guard header.bandCount >= rule.bandCount else {
        return no("it has \(header.bandCount) of \(rule.bandCount) bands.")
      }
      if rule.sharesGrid, header.columns != grid.columns || header.rows != grid.rows {
        return no(
          "it has \(header.columns) × \(header.rows) pixels and its picture \(grid.columns) × \(grid.rows). "
            + "Fetch both again, cut alike.")
      }
      guard let own = header.grid else {
        // Of the same size, and its picture was placed by hand: they lie alike.
        return rule.sharesGrid && given?.control != nil ? .success(grid) : no("it does not say where it lies.")
      }
      if given?.control != nil { return rule.sharesGrid ? .success(grid) : no("its picture was placed by hand.") }
      guard own.crs == grid.crs else {
        return no("it is in \(own.crs.definition.prefix(40)), its picture in \(grid.crs.definition.prefix(40)).")
      }
      if rule.sharesGrid, !own.isSame(as: grid) { return no("it lies elsewhere than its picture.") }
      return .success(own)
    }
  }

  // MARK: - Identity

  private func contentHash(_ assets: [SceneAsset]) -> ContentHash {
    let files = assets.filter { if case .apart = $0.role { false } else { true } }
    if files.count <= 1, let hash = input.hashes[self.files.mainPath] { return hash }
    return ContentHash(of: .array(files.map { .string("\($0.roleWord) \($0.contentHash.hexadecimal)") }))
  }

  /// The label again as a file name, so that `stem` leaves products without an ending as they are.
  private var idName: String {
    guard files.picture == nil else { return URL(fileURLWithPath: files.mainPath).lastPathComponent }
    return files.label.uppercased().hasSuffix(".SAFE") ? files.label : files.label + ".tif"
  }

  /// `T137` of OPERA's names is the track.
  private var orbitOfName: SceneOrbit? {
    guard files.kind == .operaRTC else { return nil }
    let words = files.label.split { $0 == "_" || $0 == "-" }
    let track = words.first { $0.count == 4 && $0.hasPrefix("T") }.flatMap { Int($0.dropFirst()) }
    return track.map { SceneOrbit(direction: nil, track: $0) }
  }
}

extension SceneAsset {
  /// The role without anything that is read from metadata.
  fileprivate var roleWord: String {
    switch role {
    case .bands(let bands), .apart(let bands): bands.map(\.name).joined(separator: ",")
    case .quality(let rule): rule
    }
  }
}

extension Grid {
  /// Whether pixels lie on each other, to a thousandth of one.
  func isSame(as other: Grid) -> Bool {
    guard columns == other.columns, rows == other.rows, crs == other.crs else { return false }
    let corners = [(0, 0), (columns, 0), (0, rows), (columns, rows)]
    return corners.allSatisfy { corner in
      let point = PixelPoint(column: Double(corner.0), row: Double(corner.1))
      let back = other.geotransform.pixel(geotransform.map(point))
      return abs(back.column - point.column) < 1e-3 && abs(back.row - point.row) < 1e-3
    }
  }
}
