import Changes
import Foundation
import Kernels
import Mensuration
import Provenance
import Quantities
import Rasters

/// `detect A B` of pictures that are too large to be held: aligned as a whole, then compared piece by piece, each piece
/// against its own unchanged ground. Memory stays the same however large the pictures are.
struct LargePairDetection {
  let options: RunOptions
  let input: PairInput
  let output: String
  let kind: PairChange.Kind
  let falseAlarmRate: Double
  /// Size of a pixel where there is no CRS.
  let gsd: Metres?

  /// - Throws: as `PairDetection.run`.
  func run(_ reader: RasterReader) throws -> PairDetection.Result {
    let placement = try PairPlacement(input, gsd: gsd, options: options, reader: reader)
    let budget = PairBudget(memoryInMiB: options.memoryInMiB, bandCount: input.bandCount)
    let factor = placement.limits.pixel
    let pixel = placement.pixel.map { $0.magnitude * factor }
    let pieces = PairPieces(
      input.grid, mostPixels: (budget.bytes - budget.lookBytes) / budget.bytesPerPixel(finer: placement.finer),
      margin: PairChange.margin(kind, pixel: pixel, factor: factor))
    let results = PairStream(
      input: input, output: output, threshold: Float(-log10(falseAlarmRate)),
      leastPixels: PairDetection.leastPixels(kind, placement.limits, pixel: placement.pixel),
      lookBytes: budget.lookBytes)
    let findings = try compare(pieces, placement, pixel, results, reader)
    let method = PairMethod(
      change: findings, kind: kind, falseAlarmRate: falseAlarmRate, pixel: placement.pixel, factor: factor,
      names: input.names)
    options.progress.report("writing \(output)", done: 0, of: 1)
    let regions = try results.finish(gsd: gsd, method: method.json)
    return PairDetection.Result(
      regions: regions, changedShare: results.changedShare,
      shift: findings.pieces?.shift(of: placement) ?? placement.shift, method: method.json, words: method.words)
  }

  private func compare(
    _ pieces: PairPieces, _ placement: PairPlacement, _ pixel: Double?, _ results: PairStream, _ reader: RasterReader
  ) throws -> PairFindings {
    var told = PairFindings.Pieces(
      count: pieces.count, isAligned: placement.isAligned, columns: pieces.size.columns, rows: pieces.size.rows)
    var findings: [PairFindings] = []
    var failures: [Alteration.Failure] = []
    for row in pieces.rows {
      results.begin(rows: row[0].inner)
      for piece in row {
        options.progress.report("comparing", done: findings.count + failures.count, of: pieces.count)
        guard let part = try placement.part(piece.outer, reader) else {
          failures.append(.tooFewPixels(0))
          continue
        }
        switch compared(part, placement.limits.pixel, pixel) {
        case .success(let found):
          findings.append(PairFindings(found.change))
          if let shift = part.shift { told.shifts.append(shift) }
          let outlines = outlining(found.change, part, placement).find(
            found.pictures, after: part.after, changed: found.change.scores.map { $0 >= results.threshold },
            window: piece.outer, grid: input.grid)
          try results.add(piece, part, scores: found.change.scores, rise: found.pictures.rise(), found: outlines)
        case .failure(let failure): failures.append(failure)
        }
      }
      results.endRows()
    }
    told.compared = findings.count
    guard !findings.isEmpty else { throw PairDetection.incomparable(Self.common(failures), names: input.names) }
    return PairFindings(findings, told)
  }

  private func compared(
    _ part: PairPlacement.Part, _ factor: Double, _ pixel: Double?
  ) -> Result<(change: PairChange, pictures: PicturePair), Alteration.Failure> {
    let pictures = PicturePair(part.before, part.after, displacement: part.displacement)
    do throws(Alteration.Failure) {
      let change = try PairChange(
        pictures, kind: kind, pixel: pixel, factor: factor, isRedGreenBlue: input.isRedGreenBlue,
        threads: options.threads)
      return .success((change, pictures))
    } catch {
      return .failure(error)
    }
  }

  private func outlining(
    _ change: PairChange, _ part: PairPlacement.Part, _ placement: PairPlacement
  ) -> PairOutlining {
    PairOutlining(
      kind: kind, form: change.built?.form, limits: placement.limits, pixel: placement.pixel,
      displacement: part.displacement)
  }

  /// What kept all pieces from being compared, as it would be said of the whole.
  private static func common(_ failures: [Alteration.Failure]) -> Alteration.Failure {
    var count = 0
    for failure in failures {
      guard case .tooFewPixels(let pixels) = failure else { return failure }
      count += pixels
    }
    return .tooFewPixels(count)
  }
}
