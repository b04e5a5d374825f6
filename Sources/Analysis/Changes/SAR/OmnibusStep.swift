/// One date of several pixels and the segment before it.
struct OmnibusStep<Form: CovarianceLanes> {
  let here: Form
  /// Of the dates before.
  let before: Form
  /// With this one.
  let sum: Form
  /// j, with this one.
  let dates: PixelLanes
  /// ln|before|, where a form needs it.
  let logarithm: PixelLanes
  /// The first term in the braces.
  let constant: PixelLanes

  struct Braces {
    let value: PixelLanes
    /// ln|here| and ln|sum|, where a form needs them.
    let itself: PixelLanes
    let sum: PixelLanes
  }
}
