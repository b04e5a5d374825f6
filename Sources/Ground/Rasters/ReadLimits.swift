/// What one picture file may cost before it is refused.
package struct ReadLimits: Sendable, Equatable {
  /// Columns times rows of the whole file, whatever part of it is wanted. What a part takes is bounded by the memory; this
  /// refuses files that claim what no scene has.
  package var maxPixels: Int
  /// Memory of the reading process beyond its libraries, and of the result that is handed over, each.
  package var maxMemoryMiB: Int
  /// Wall clock and processor time of one call.
  package var secondsPerFile: Double

  package init(maxPixels: Int = 10_000_000_000, maxMemoryMiB: Int = 768, secondsPerFile: Double = 10) {
    precondition(
      maxPixels > 0 && maxMemoryMiB > 0 && secondsPerFile > 0,
      "limits of \(maxPixels) pixels, \(maxMemoryMiB) MiB and \(secondsPerFile) s let nothing through")
    self.maxPixels = maxPixels
    self.maxMemoryMiB = maxMemoryMiB
    self.secondsPerFile = secondsPerFile
  }

  /// Colour and data bands that a file may claim; hyperspectral sensors have under 500.
  static let maxBands = 1024
}
