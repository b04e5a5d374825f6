import Alignment
import CaseStore
import Catalogue
import Provenance
import Quantities

/// Why there is no stack, and what was found out about the scenes until that was known.
struct StackRefusal: Error {
  let error: MonitoringError
  let rows: [SceneRow]
  let fits: [ContentHash: FittedTransform]
  /// `nil` where none was chosen.
  let reference: Scene?
  let gsd: Metres?
}
