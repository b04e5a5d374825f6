import Catalogue
import Provenance
import Quantities
import Rasters

/// How a run is carried out. Nothing here can change a number of a finding but `reference`, `control` and `heights`;
/// and `memoryInMiB` that of `detect A B`, whose pictures are compared in pieces where it does not hold them.
package struct RunOptions: Sendable {
  package var threads: Int
  package var memoryInMiB: Int
  /// Program that reads pictures of unknown origin when called with `__read`: this program itself.
  package var readerExecutable: String
  /// Id or file name of the scene that the others are aligned to; `nil` keeps the case's, or chooses once.
  package var reference: String?
  /// Control points of the reference scene: `nil` keeps the case's, none takes them away.
  package var control: [GroundControlPoint]?
  /// Height of the ground under pictures that are not orthorectified; `nil` keeps the case's.
  package var heights: HeightChoice?
  /// Whether buildings are planted to tell what is absent: no finding rests on it, and it takes as long as finding them.
  package var tellsAbsence = true
  package var now: Timestamp
  package var progress: any Progress

  package init(
    threads: Int, memoryInMiB: Int = 1_024, readerExecutable: String, reference: String? = nil, now: Timestamp,
    progress: any Progress = SilentProgress()
  ) {
    self.threads = threads
    self.memoryInMiB = memoryInMiB
    self.readerExecutable = readerExecutable
    self.reference = reference
    self.now = now
    self.progress = progress
  }

  func reader() -> RasterReader {
    RasterReader(
      executable: readerExecutable, workers: threads, limits: ReadLimits(maxMemoryMiB: max(128, memoryInMiB * 3 / 4)))
  }
}
