import Detectors
import Geodesy
import Places
import Provenance
import Quantities
import Vectors

/// What `count` found. No number of things stands without its interval.
package struct CountResult: Sendable {
  package struct ClassCount: Sendable {
    package let thing: DetectorClass
    package let calibration: ScoreCalibration
    /// Boxes of the model: not a count of things.
    package let boxes: Int
    package let things: Measured<Ratio>
  }

  package struct AreaCount: Sendable {
    /// Of the site or zone; `nil` for the whole picture.
    package let id: String?
    /// Share of it that could not be seen.
    package let notSeen: Double
    package let reasons: [(reason: Visibility, share: Double)]
    package let counts: [ClassCount]
  }

  package struct Box: Sendable {
    /// Longitude and latitude, or columns and rows.
    package let outline: GeoPolygon
    package let thing: DetectorClass
    package let score: Double
  }

  package struct SceneCount: Sendable {
    package let scene: String?
    package let file: String
    package let date: String?
    package let gsd: Metres
    package let isOnGround: Bool
    let hash: ContentHash
    package var areas: [AreaCount] = []
    package var boxes: [Box] = []

    init(_ subject: CountSubject) {
      scene = subject.scene
      file = subject.file
      date = subject.date
      gsd = subject.own
      isOnGround = subject.grid != nil
      hash = subject.hash
    }
  }

  let card: DetectorCard
  let model: ModelFile
  let calibration: [ScoreCalibration]
  package var runtime: String?
  package var scenes: [SceneCount] = []
  package var excluded: [(file: String, exclusion: Exclusion)] = []
  /// Why it is not in the ledger of the case; `nil` where it is, and without a case.
  package var unrecorded: String?

  init(card: DetectorCard, model: ModelFile, calibration: [ScoreCalibration]) {
    self.card = card
    self.model = model
    self.calibration = calibration
  }

  /// What the counts rest on.
  var inputs: [ContentHash] { [model.hash] + scenes.map(\.hash) }
}
