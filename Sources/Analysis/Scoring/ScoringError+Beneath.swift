import Places
import Vectors

extension ScoringError {
  /// What reading a file said, in this module's codes.
  init(_ error: PlacesError) {
    let code: Code =
      switch error.code {
      case .unreadable: .unreadable
      case .tooLarge: .tooLarge
      case .empty: .noFeatures
      default: .notJSON
      }
    self.init(code, at: error.place, error.reason, mend: error.mend, cause: error.cause)
  }

  /// What was found wrong with an outline.
  init(_ error: VectorError) {
    let code: Code =
      switch error.code {
      case .malformed: .malformed
      case .tooLarge: .tooLarge
      case .notOverlaid: .notOverlaid
      default: .badOutline
      }
    self.init(code, at: error.place, error.reason, mend: error.mend, cause: error.cause)
  }
}
