/// How values become 16-bit numbers: value = `offset` + `scale` · number, cut off at 0 and 65 535.
package struct NumberEncoding: Sendable, Equatable {
  package let offset: Float
  package let scale: Float

  package init(offset: Float, scale: Float) {
    precondition(scale > 0 && scale.isFinite && offset.isFinite, "offset \(offset) and scale \(scale) encode nothing")
    self.offset = offset
    self.scale = scale
  }

  /// Numbers of a file as they are: nothing is lost of 16 bits but what a kernel overshoots below 0 and beyond 65 535.
  package static let sixteenBits = NumberEncoding(offset: 0, scale: 1)
  /// Bytes in steps of 1/128, with room of half their range for overshoot on either side.
  package static let eightBits = NumberEncoding(offset: -128, scale: 1 / 128)

  /// For values within `range`, with room for what Keys' kernel can overshoot: its absolute weights add up to at most
  /// 1.25 in each direction.
  package init(covering range: ClosedRange<Float>) {
    let span = range.upperBound - range.lowerBound
    let room = span * 0.29
    let step = (span + 2 * room) / 65_000
    self.init(offset: range.lowerBound - room, scale: step > 0 && step.isNormal ? step : 1)
  }
}
