import Provenance

/// Why a run could not give an answer: what, where, and the mend.
package struct MonitoringError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// No scene could be used; the message says why, most frequent reason first.
    case noUsableScene
    /// Too few scenes to compare.
    case tooFewScenes
    /// No scene covers the site.
    case outsideAllScenes
    /// Two pictures cannot be compared.
    case incomparable
    /// What was asked for does not exist in the case.
    case unknown
    /// Something could not be written.
    case writeFailed
    /// Nothing can be measured there.
    case unmeasurable
    /// Control points contradict each other, or belong to another scene.
    case badControl
    /// The elevation model cannot be used for the site.
    case badHeights
    /// It would tell what must not be told.
    case refused
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String

  package init(_ code: Code, at place: String, _ reason: String, mend: String) {
    self.code = code
    self.place = place
    self.reason = reason
    self.mend = mend
  }

  package var description: String { "\(place): \(reason) \(mend)" }
}

extension MonitoringError {
  /// What kept `what` from being written to `place`, the whole path, so that the reader knows which disk is meant.
  init(writing what: String, to place: String, _ error: any Error, then: String = "run again") {
    let fault = FileFault(error)
    self.init(
      .writeFailed, at: place,
      fault.isFull
        ? "The disk is full: \(what.lowercased()) could not be written."
        : "\(what) could not be written: \(fault.words).",
      mend: fault.isFull ? "Free some space and \(then)." : "Permit writing there and \(then).")
  }
}
