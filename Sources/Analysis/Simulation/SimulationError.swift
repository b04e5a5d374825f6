/// What went wrong with a simulation: a code to switch on, the place, the reason and the mend.
package struct SimulationError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The folder holds the scenes of another plant.
    case folderInUse
    /// The folder cannot be made, or a file in it cannot be written.
    case writeFailed
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
