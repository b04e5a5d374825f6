import Foundation

/// Where the shadow of something of one height falls on every scene, seen from its foot.
struct ShadowPath: Sendable {
  /// Metres.
  let height: Double
  /// Per scene, in whole pixels; `nil` where the shadow would not be seen: hidden under the thing, too long, no sun.
  let offsets: [(column: Int, row: Int)?]
  /// Per scene the others whose shadows fall elsewhere, nearest in time first.
  let unlike: [[Int]]

  /// A shadow farther away is looked for on no picture, pixels.
  static let longest = 22.0
  /// A shadow nearer to the foot is hidden under the thing.
  static let shortest = 1.8
  /// Shadows that lie this far apart, pixels, do not cover one another: the width of a gantry and of the optics.
  static let clear = 3.5

  init(height: Double, shifts: [ShadowShift?]) {
    self.height = height
    let offsets = shifts.map { shift -> (column: Int, row: Int)? in
      guard let shift else { return nil }
      let length = height * hypot(shift.columns, shift.rows)
      guard length >= Self.shortest, length <= Self.longest else { return nil }
      return (Int((height * shift.columns).rounded()), Int((height * shift.rows).rounded()))
    }
    self.offsets = offsets
    unlike = offsets.indices.map { scene in
      guard let own = offsets[scene] else { return [] }
      var found: [Int] = []
      for distance in 1..<max(offsets.count, 2) {
        for other in [scene - distance, scene + distance] where offsets.indices.contains(other) {
          guard let its = offsets[other],
            hypot(Double(its.column - own.column), Double(its.row - own.row)) >= Self.clear
          else { continue }
          found.append(other)
        }
      }
      return found
    }
  }
}
