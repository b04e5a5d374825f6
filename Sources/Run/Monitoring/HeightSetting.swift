import CaseStore
import Foundation
import Orthorectification
import Provenance
import Quantities
import Rasters

/// The height of the ground as a case keeps it: stated, or an elevation model by its content. Where the model's file lies
/// is kept outside the GeoPackage.
enum HeightSetting: Equatable {
  case stated(Metres)
  case model(name: String, hash: ContentHash)

  static let key = "heights"

  init?(text: String) {
    guard let json = try? JSONValue(parsing: Data(text.utf8)) else { return nil }
    if let metres = json["height"]?.doubleValue {
      self = .stated(Metres(metres))
    } else if let name = json["dem"]?.stringValue,
      let hash = json["hash"]?.stringValue.flatMap(ContentHash.init(stored:))
    {
      self = .model(name: name, hash: hash)
    } else {
      return nil
    }
  }

  var json: JSONValue {
    switch self {
    case .stated(let height): ["height": .number(height.magnitude)]
    case .model(let name, let hash): ["dem": .string(name), "hash": .string(hash.hexadecimal)]
    }
  }

  /// Standard deviation of the ground's height where one height is stated for a site.
  static let statedDeviation = Metres(10)
  /// The same where it comes from an elevation model: the global ones of 30 m pixels are right within some 9 m in 9 of 10
  /// places.
  static let modelDeviation = Metres(5)
}

extension CaseStore {
  var heightSetting: HeightSetting? {
    get throws { try setting(HeightSetting.key).flatMap(HeightSetting.init(text:)) }
  }

  /// Keeps what is said with this run of the height of the ground.
  /// - Throws: `OrthorectificationError.badElevationModel`, `RasterError` and `ProvenanceError` for a file that is no
  ///   elevation model.
  func keep(_ choice: HeightChoice?, reader: RasterReader) throws {
    guard let choice, isWritable else { return }
    switch choice {
    case .own: try set(HeightSetting.key, nil)
    case .stated(let height): try set(HeightSetting.key, HeightSetting.stated(height).json.compactText)
    case .model(let path):
      let url = URL(fileURLWithPath: path)
      _ = try ElevationModel.grid(try reader.header(of: path), url.lastPathComponent)
      let hash = try ContentHash(ofPictureAt: path)
      try commit { transaction in
        transaction.locate(hash, at: url.standardizedFileURL.path)
        try transaction.set(
          HeightSetting.key, HeightSetting.model(name: url.lastPathComponent, hash: hash).json.compactText)
      }
    }
  }
}
