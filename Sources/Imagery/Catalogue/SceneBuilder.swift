import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Rasters

/// What a file became: a scene, or the reason why not.
package enum SceneOutcome: Sendable, Hashable {
  case scene(Scene)
  case excluded(Exclusion)

  package var scene: Scene? { if case .scene(let scene) = self { scene } else { nil } }
  package var exclusion: Exclusion? { if case .excluded(let exclusion) = self { exclusion } else { nil } }
}

/// Scenes from files' headers; reads no pixel.
package enum SceneBuilder {
  /// - Parameters:
  ///   - stacItem: what lies beside the file, by `StacSidecars`.
  ///   - given: what a person said of the file; stands above all that the file says.
  ///   - now: later dates are not believed.
  /// - Returns: a scene, or an exclusion with the code `noDate`, `noCRS` or `unsupported`.
  package static func scene(
    path: String, header: RasterHeader, contentHash: ContentHash, stacItem: JSONValue? = nil,
    given: GivenPosition? = nil, now: Timestamp
  ) -> SceneOutcome {
    scene(
      ProductInput(
        files: .alone(path), opened: [path: .header(header)], hashes: [path: contentHash], stacItem: stacItem,
        metadata: stacItem.map { .stac($0) } ?? ProductMetadata(), metadataHash: nil), given: given, now: now)
  }

  /// File stem with nothing in it that a shell, a link or a page would mistake, and the hash's first ten digits.
  static func id(name: String, _ hash: ContentHash) -> String {
    let safe = PictureFile.stem(name).unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || (48...57).contains(scalar.value) || "-_.".unicodeScalars.contains(scalar))
        ? Character(scalar) : "_"
    }
    return String(safe.prefix(80)) + "-" + hash.short
  }
}

/// An exclusion on its way out of a function that else returns a value.
struct SceneFault: Error {
  let exclusion: Exclusion
  init(_ code: ExclusionCode, _ reason: String) { exclusion = Exclusion(code, reason) }
}

extension SceneBuilder {
  static func acquisition(
    _ metadata: [String: String], _ stacItem: JSONValue?, _ given: GivenPosition?, _ name: String, _ now: Timestamp
  ) -> Result<AcquisitionDate.Found, SceneFault> {
    let found = AcquisitionDate.find(metadata: metadata, stacItem: stacItem, fileName: name, now: now)
    if let date = given?.date {
      var remarks: [String] = []
      if let found, AcquisitionDate.differ(found.date, date) {
        remarks.append(
          "The given date is \(date.day), but \(found.source) says \(found.date.day); the given one is believed.")
      }
      return .success(.init(date: date, source: "given", remarks: remarks))
    }
    if let found { return .success(found) }
    let doubts = AcquisitionDate.doubts(metadata: metadata, stacItem: stacItem, fileName: name, now: now)
    let reason =
      doubts.isEmpty
      ? "Neither the file's metadata, nor a STAC item beside it, nor its name tells when it was taken."
      : doubts.joined(separator: " ")
    // Who gave corners must give them again with the date, or the next complaint is of a missing place.
    let mend =
      given?.control == nil
      ? "Name the day: telltale add CASE FILE --date 2018-06-23."
      : "Name the day beside the place: add --date 2018-06-23 to the same command."
    return .failure(SceneFault(.noDate, reason + " " + mend))
  }

  static func shapeFault(_ header: RasterHeader, _ name: String) -> Exclusion? {
    if let mask = maskName(name) {
      return Exclusion(.unsupported, "This is \(mask), not a picture. Leave it beside the picture that it belongs to.")
    }
    guard header.bandCount > 0, header.columns > 0, header.rows > 0 else {
      return Exclusion(
        .unsupported,
        "The file holds no band of a picture (\(header.columns) × \(header.rows) pixels, \(header.bandCount) bands)."
          + " Export the picture again with its colours.")
    }
    return nil
  }

  /// Masks that providers deliver beside their pictures; taken for pictures they would pass for change.
  private static func maskName(_ name: String) -> String? {
    let words = PictureFile.stem(name).uppercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    if words.contains("UDM2") || words.contains("UDM") { return "Planet's mask of usable pixels" }
    if words.contains("SCL") { return "Sentinel-2's scene classification" }
    if words.contains("FMASK") { return "a cloud mask" }
    let pairs = zip(words, words.dropFirst()).map { $0 + "_" + $1 }
    let quality = ["QA_PIXEL", "QA_RADSAT", "QA_AEROSOL", "MSK_CLDPRB", "MSK_SNWPRB", "MSK_CLOUDS", "MSK_CLASSI"]
    return pairs.contains { quality.contains($0) } ? "a quality mask" : nil
  }
}
