/// Where a scene's content lies against the reference, as the contract's `shift` says it.
package struct SceneAlignment: Sendable, Hashable {
  /// Pixels of the reference, down.
  package let shiftRows: Double
  /// Pixels of the reference, to the right.
  package let shiftColumns: Double
  package let ce90Metres: Double
  /// Coefficients of the fitted transform, in the order of the step that fitted it; empty where only a shift is known.
  package let transform: [Double]

  package init(shiftRows: Double, shiftColumns: Double, ce90Metres: Double, transform: [Double] = []) {
    self.shiftRows = shiftRows
    self.shiftColumns = shiftColumns
    self.ce90Metres = ce90Metres
    self.transform = transform
  }
}
