/// Why a detector cannot be used, or did not answer: a code to switch on, the place, the reason and the mend.
package struct DetectorError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// The model, its card or the runtime is missing or may not be read.
    case unreadable
    /// The card is not what `DetectorCard` describes.
    case badCard
    /// The card is of another model.
    case otherModel
    /// Detectors of persons are refused.
    case persons
    /// The picture's pixels are too coarse for the class, or not those that the model was made for.
    case tooCoarse
    /// The runtime does not load, or does not take the model.
    case runtime
    /// The model's input or output is not as the card says.
    case wrongShape
    /// The process that runs the model crashed, or ran out of its memory or time.
    case brokeDown
    /// The model's numbers are no boxes.
    case badOutput
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String
  /// The runtime's or the system's own words.
  package let cause: String?

  package init(_ code: Code, at place: String, _ reason: String, mend: String, cause: String? = nil) {
    self.code = code
    self.place = place
    self.reason = reason
    self.mend = mend
    self.cause = cause
  }

  package var description: String { "\(place): \(reason) \(mend)" + (cause.map { " (\($0))" } ?? "") }
}
