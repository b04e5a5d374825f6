import Places
import Quantities

/// One picture as the report lists it, used or kept out.
package struct ReportScene: Sendable, Hashable {
  package let id: String
  /// Name for readers: the file's name.
  package let label: String
  package let date: Timestamp?
  package let sensor: String
  /// What its pixels are, and how far the way they were read was tried; empty where nothing is known.
  package let pixels: String
  package let gsd: Metres?
  /// Size of the pixels that the picture was made from, where it is clearly coarser than its own.
  package let effectiveGSD: Metres?
  /// Share of the work area that could be seen, 0 … 1.
  package let clearFraction: Double?
  /// Where content lies in the scene minus where it lies in the reference, in the reference's pixels.
  package let shift: ReportShift?
  package let ce90: Metres?
  /// Why the scene was kept out; `nil` for a scene that was used.
  package let exclusion: Exclusion?
  package let isReference: Bool

  package init(
    id: String, label: String, date: Timestamp?, sensor: String, pixels: String = "", gsd: Metres? = nil,
    effectiveGSD: Metres? = nil, clearFraction: Double? = nil,
    shift: ReportShift? = nil, ce90: Metres? = nil, exclusion: Exclusion? = nil, isReference: Bool = false
  ) {
    self.id = id
    self.label = label
    self.date = date
    self.sensor = sensor
    self.pixels = pixels
    self.gsd = gsd
    self.effectiveGSD = effectiveGSD
    self.clearFraction = clearFraction
    self.shift = shift
    self.ce90 = ce90
    self.exclusion = exclusion
    self.isReference = isReference
  }
}
