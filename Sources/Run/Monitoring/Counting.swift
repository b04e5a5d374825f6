import CaseStore
import Catalogue
import Detectors
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Radiometry
import Rasters

/// `count`: things that a detector finds, on a picture or on the scenes of a case.
package struct Counting {
  package struct Request: Sendable {
    /// A case, or a picture.
    package var path: String
    package var model: String
    package var card: String
    /// ONNX Runtime's shared library; `nil` where none is named.
    package var runtime: String?
    /// Id of one of the case's zones; `nil` for the whole site and each of its zones.
    package var zone: String?
    /// GeoJSON with the polygons to count in; `nil` for the case's, or the whole picture.
    package var within: String?
    package var scene: String?
    package var atLeast: Double?
    package var gsd: Metres?

    package init(path: String, model: String, card: String) {
      self.path = path
      self.model = model
      self.card = card
    }
  }

  let request: Request
  let options: RunOptions
  let card: DetectorCard
  let model: ModelFile
  let calibration: [ScoreCalibration]

  /// Pixels over which a picture is not taken whole.
  static let mostPixels = 200_000_000

  /// Reads the card and hashes the model; nothing of it is run.
  /// - Throws: `DetectorError`.
  package init(_ request: Request, options: RunOptions) throws {
    self.request = request
    self.options = options
    let card = try DetectorCard(file: request.card)
    self.card = card
    model = try ModelFile(path: request.model, card: card)
    calibration = try card.classes.indices.map { try card.calibration(of: $0, atLeast: request.atLeast) }
  }

  /// - Throws: `DetectorError`, `MonitoringError`, `RasterError` of the first scene where no scene could be used.
  package func count() throws -> CountResult {
    guard let runtime = request.runtime, !runtime.isEmpty else {
      throw DetectorError(
        .unreadable, at: "ONNX Runtime", "No runtime is named, and models are run by one only.",
        mend: "Name its shared library with --runtime or TELLTALE_ONNXRUNTIME; Docs/Guide/counting.md tells where from."
      )
    }
    // As many processes as the memory holds.
    let workers = max(1, min(options.threads, options.memoryInMiB / 512))
    let pool = DetectorPool(
      executable: options.readerExecutable, runtime: runtime, model: model, card: card,
      limits: .init(memoryMiB: max(512, options.memoryInMiB / workers)))
    defer { pool.close() }
    let detector = PictureDetector(pool: pool, thresholds: calibration.map(\.threshold), threads: workers)
    let reader = options.reader()
    defer { reader.close() }
    var result = CountResult(card: card, model: model, calibration: calibration)
    let subjects = try isCase ? caseSubjects(reader, &result) : [pictureSubject(reader)]
    var first: (any Error)?
    for (index, subject) in subjects.enumerated() {
      options.progress.report("counting", done: index, of: subjects.count)
      do {
        result.scenes.append(try count(subject, detector))
      } catch let error as DetectorError where error.code == .tooCoarse {
        result.excluded.append((subject.file, Exclusion(.tooCoarse, error.reason)))
        first = first ?? error
      } catch let error as RasterError {
        result.excluded.append((subject.file, Exclusion(readError: error)))
        first = first ?? error
      }
    }
    if result.scenes.isEmpty, let first { throw first }
    result.runtime = pool.runtimeVersion
    return try recorded(result)
  }

  var isCase: Bool { HandMeasuring(path: request.path, scene: nil, gsd: nil, options: options).isCase }

  /// Whether the pixels are those that the model was made for, and fine enough for what it counts.
  /// - Throws: `tooCoarse`.
  func check(_ subject: CountSubject) throws(DetectorError) {
    let size = subject.limiting.magnitude
    let words = "\(JSONValue.fixed(size, places: 2)) m"
    for kind in card.classes {
      guard let coarsest = kind.coarsestGSD, size > coarsest else { continue }
      throw DetectorError(
        .tooCoarse, at: subject.file,
        "Its pixels of \(words) are too coarse to count \(kind.name): single cars need \(JSONValue.fixed(coarsest, places: 2)) m or better.",
        mend: "Use a finer picture; on this one the length of a rail or quay that is occupied can be measured.")
    }
    guard subject.own.magnitude >= card.gsd.lowerBound, size <= card.gsd.upperBound else {
      throw DetectorError(
        .tooCoarse, at: subject.file,
        "Its pixels of \(words) are not those that \(card.name) is made for, "
          + "\(JSONValue.fixed(card.gsd.lowerBound, places: 2)) to \(JSONValue.fixed(card.gsd.upperBound, places: 2)) m.",
        mend: "Use a picture of such pixels, or another model.")
    }
  }

  private func recorded(_ result: CountResult) throws -> CountResult {
    guard isCase else { return result }
    let record = StepRecord(
      "count", version: 1, inputs: result.inputs,
      settings: ["classes": .array(calibration.map { .number($0.threshold) }), "result": result.json],
      output: ContentHash(of: result.json))
    do {
      try append(record)
    } catch let error as CaseError where error.code == .notWritable {
      var result = result
      result.unrecorded = error.description
      return result
    }
    return result
  }

  private func append(_ record: StepRecord) throws {
    try CaseStore.open(request.path).append([.init(record, by: Program.name, at: options.now)])
  }
}
