import CGDAL
import Geodesy

/// What an open dataset claims to be, and whether that is let through. Reads no pixel.
///
/// Does not own the dataset: it lives no longer than the opening of the file.
@safe struct DatasetInspection {
  private let handle: GDALDatasetH
  private let path: String
  private let columns: Int
  private let rows: Int
  private let fileBandCount: Int

  init(_ dataset: borrowing Dataset, path: String) {
    unsafe handle = dataset.handle
    self.path = path
    columns = unsafe Int(GDALGetRasterXSize(dataset.handle))
    rows = unsafe Int(GDALGetRasterYSize(dataset.handle))
    fileBandCount = unsafe Int(GDALGetRasterCount(dataset.handle))
  }

  // MARK: Limits

  /// - Throws: `.readFailed` for a picture without pixels, `.tooLarge` for too many pixels or bands, or for blocks that
  ///   cannot be decoded within half the memory.
  func checkSize(_ limits: ReadLimits) throws(RasterError) {
    guard columns > 0, rows > 0, fileBandCount > 0 else {
      throw RasterError(
        .readFailed, at: path, "The picture has \(columns) × \(rows) pixels in \(fileBandCount) bands.",
        mend: "Copy or download the picture again.")
    }
    guard columns * rows <= limits.maxPixels else {
      throw RasterError(
        .tooLarge, at: path,
        "The picture has \(columns) × \(rows) = \(columns * rows) pixels; the limit is \(limits.maxPixels).",
        mend: "Cut the site's surroundings out of it first, for example with gdal_translate -projwin.")
    }
    guard fileBandCount <= ReadLimits.maxBands else {
      throw RasterError(
        .tooLarge, at: path, "The picture has \(fileBandCount) bands; the limit is \(ReadLimits.maxBands).",
        mend: "Keep only the bands that are needed, for example with gdal_translate -b.")
    }
    let blockBytes = decodedBlockBytes
    guard blockBytes <= limits.maxMemoryMiB << 19 else {
      throw RasterError(
        .tooLarge, at: path,
        "One block of the picture takes \(blockBytes >> 20) MiB to decode; "
          + "the limit is \(limits.maxMemoryMiB / 2) MiB.",
        mend: "Rewrite it in tiles, for example with gdal_translate -co TILED=YES.")
    }
  }

  /// Memory that decoding one block takes: all bands at once where they are interleaved.
  private var decodedBlockBytes: Int {
    guard let band = unsafe GDALGetRasterBand(handle, 1) else { return 0 }
    let (width, height) = unsafe Self.blockSize(band)
    let sampleBytes = unsafe Int(GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band)))
    let interleaved = item("INTERLEAVE", "IMAGE_STRUCTURE") == "PIXEL" ? fileBandCount : 1
    return width * height * sampleBytes * interleaved
  }

  private static func blockSize(_ band: GDALRasterBandH) -> (columns: Int, rows: Int) {
    var width: Int32 = 0
    var height: Int32 = 0
    unsafe GDALGetBlockSize(band, &width, &height)
    return (Int(width), Int(height))
  }

  // MARK: Bands

  /// - Throws: `.unsupported` for complex and 64-bit integer samples, bands of different types, and files that hold
  ///   nothing but an alpha band.
  func layout(_ limits: ReadLimits) throws(RasterError) -> BandLayout {
    let bands = try fileBands()
    let alpha = bands.first { $0.colour == GCI_AlphaBand }
    let data = bands.filter { $0.number != alpha?.number }
    guard let first = data.first else {
      throw RasterError(
        .unsupported, at: path, "The picture has an alpha band and nothing else.", mend: "Name the picture itself.")
    }
    if let odd = bands.first(where: { $0.type != first.type }) {
      throw RasterError(
        .unsupported, at: path,
        "Band \(first.number) is \(first.type.rawValue) and band \(odd.number) is \(odd.type.rawValue).",
        mend: "Write all bands in one sample type.")
    }
    let palette = data.count == 1 && first.colour == GCI_PaletteIndex ? unsafe Self.palette(of: first.handle) : nil
    return unsafe BandLayout(
      numbers: data.map(\.number), noData: data.map { unsafe Self.noData(of: $0.handle) }, sampleType: first.type,
      opacity: opacity(alpha, first), palette: palette, blockRows: max(1, Self.blockSize(first.handle).rows))
  }

  @safe private struct FileBand {
    let number: Int32
    let handle: GDALRasterBandH
    let type: SampleType
    let colour: GDALColorInterp
  }

  private func fileBands() throws(RasterError) -> [FileBand] {
    var bands: [FileBand] = []
    for number in 1...Int32(fileBandCount) {
      guard let band = unsafe GDALGetRasterBand(handle, number) else {
        throw RasterError(
          .readFailed, at: path, "Band \(number) cannot be reached.", mend: "Copy or download the picture again.")
      }
      let type = unsafe GDALGetRasterDataType(band)
      guard let sampleType = unsafe Self.sampleType(type, of: band) else {
        let name = unsafe GDALGetDataTypeName(type).map { unsafe String(cString: $0) } ?? "unknown"
        throw RasterError(
          .unsupported, at: path, "The samples of band \(number) are of type \(name).",
          mend: "Convert them to an integer type of at most 32 bits or to real floating point; "
            + "of complex radar data, make intensity first.")
      }
      unsafe bands.append(
        FileBand(number: number, handle: band, type: sampleType, colour: GDALGetRasterColorInterpretation(band)))
    }
    return bands
  }

  private func opacity(_ alpha: FileBand?, _ first: FileBand) -> BandLayout.Opacity {
    if let alpha {
      // Eight bits hold a mix of edge and ground: half is the border. Wider alpha bands come with ranges of their own.
      return .alpha(alpha.number, leastVisible: alpha.type == .uint8 ? 128 : Float.leastNonzeroMagnitude)
    }
    return unsafe GDALGetMaskFlags(first.handle) & GMF_PER_DATASET != 0 ? .mask : .none
  }

  private static func sampleType(_ type: GDALDataType, of band: GDALRasterBandH) -> SampleType? {
    switch type {
    case GDT_Byte:
      // Before 3.7 GDAL had no type of its own for signed bytes.
      unsafe item("PIXELTYPE", "IMAGE_STRUCTURE", of: band) == "SIGNEDBYTE" ? .int8 : .uint8
    case SampleType.gdalInt8: .int8
    case GDT_UInt16: .uint16
    case GDT_Int16: .int16
    case GDT_UInt32: .uint32
    case GDT_Int32: .int32
    case GDT_Float32: .float32
    case GDT_Float64: .float64
    default: nil
    }
  }

  private static func noData(of band: GDALRasterBandH) -> Double? {
    var isPresent: Int32 = 0
    let value = unsafe GDALGetRasterNoDataValue(band, &isPresent)
    return isPresent != 0 ? value : nil
  }

  private static func palette(of band: GDALRasterBandH) -> [BandLayout.Colour]? {
    guard let table = unsafe GDALGetRasterColorTable(band) else { return nil }
    let count = unsafe min(65_536, max(0, GDALGetColorEntryCount(table)))
    return (0..<count).map { index in
      guard let entry = unsafe GDALGetColorEntry(table, index)?.pointee else {
        return BandLayout.Colour(red: 0, green: 0, blue: 0, isVisible: false)
      }
      return BandLayout.Colour(
        red: Float(entry.c1), green: Float(entry.c2), blue: Float(entry.c3), isVisible: entry.c4 >= 128)
    }
  }

  // MARK: Header

  /// - Parameter beside: the model in a file beside the picture, which counts where the picture has none itself.
  func header(_ layout: BandLayout, beside: RationalPolynomialModel?) -> RasterHeader {
    let isPalette = layout.palette != nil
    let alpha: Int? = if case .alpha(let number, _) = layout.opacity { Int(number) - 1 } else { nil }
    return RasterHeader(
      driver: driver, columns: columns, rows: rows, bandCount: layout.bandCount,
      sampleType: isPalette ? .uint8 : layout.sampleType, geotransform: geotransform, crs: crs,
      noData: isPalette ? [nil, nil, nil] : layout.noData, alphaBand: alpha,
      colours: isPalette ? ["Red", "Green", "Blue"] : layout.numbers.map(colour), metadata: metadata,
      rationalPolynomials: RationalPolynomialModel(metadata: items(of: "RPC")) ?? beside)
  }

  private var driver: String {
    guard let driver = unsafe GDALGetDatasetDriver(handle), let name = unsafe GDALGetDriverShortName(driver) else {
      return "unknown"
    }
    return unsafe String(cString: name)
  }

  private func colour(_ number: Int32) -> String {
    guard let band = unsafe GDALGetRasterBand(handle, number),
      let name = unsafe GDALGetColorInterpretationName(GDALGetRasterColorInterpretation(band))
    else { return "Undefined" }
    return unsafe String(cString: name)
  }

  private var geotransform: Geotransform? {
    var coefficients = [Double](repeating: 0, count: 6)
    guard unsafe GDALGetGeoTransform(handle, &coefficients) == CE_None, coefficients != [0, 1, 0, 0, 0, 1],
      coefficients.allSatisfy(\.isFinite)
    else { return nil }
    let transform = Geotransform(coefficients)
    return transform.determinant.isNormal ? transform : nil
  }

  private var crs: CRS? {
    guard let system = unsafe GDALGetSpatialRef(handle) else { return nil }
    return unsafe CRS(system)
  }

  /// A hostile file may hold any number of items of any length.
  private static let metadataItems = 256
  private static let metadataCharacters = 4096

  private var metadata: [String: String] {
    var items = items(of: "IMAGE_STRUCTURE")
    items.merge(self.items(of: nil)) { $1 }
    if let date = item("ACQUISITIONDATETIME", "IMAGERY") {
      items["ACQUISITIONDATETIME"] = String(date.prefix(Self.metadataCharacters))
    }
    return items
  }

  private func items(of domain: String?) -> [String: String] {
    guard let list = unsafe GDALGetMetadata(handle, domain) else { return [:] }
    var items: [String: String] = [:]
    var index = 0
    while let entry = unsafe list[index], items.count < Self.metadataItems {
      let pair = unsafe String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if pair.count == 2 { items[String(pair[0])] = String(pair[1].prefix(Self.metadataCharacters)) }
      index += 1
    }
    return items
  }

  private func item(_ key: String, _ domain: String) -> String? { unsafe Self.item(key, domain, of: handle) }

  private static func item(_ key: String, _ domain: String, of object: GDALMajorObjectH) -> String? {
    unsafe GDALGetMetadataItem(object, key, domain).map { unsafe String(cString: $0) }
  }
}
