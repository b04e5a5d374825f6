import Quantities
import Statistics

/// The pixel that limits what a stack can show: that of its grid, or a coarser one where its pictures were enlarged.
///
/// One picture's measure errs too often to decide alone; pictures of one source err seldom together and were enlarged
/// together. So it is decided for the stack: where two in three of those that could be measured were enlarged, by the
/// median over all of them, those that were not counting with their own pixel. Half of the pictures are then as fine as
/// that or finer, and what the finer half shows is what change is found on.
package struct LimitingPixel: Sendable, Hashable {
  /// What is known of one of the stack's pictures.
  package struct Picture: Sendable, Hashable {
    package let own: Metres
    let effective: Metres?

    /// - Parameters:
    ///   - own: size of its pixels.
    ///   - effective: size of the pixels that it was made from, its own where it is as fine as those; `nil` where that could
    ///     not be measured.
    package init(own: Metres, effective: Metres?) {
      self.own = own
      self.effective = effective
    }

    /// Whether it was enlarged, by enough to matter.
    package var isEnlarged: Bool {
      (effective?.magnitude ?? 0) > LimitingPixel.leastEnlargement * own.magnitude
    }
    /// Its own pixel, unless it was enlarged.
    package var size: Metres { isEnlarged ? effective ?? own : own }
  }

  /// Size of a pixel of the grid.
  package let grid: Metres
  /// Size of the limiting pixel; `grid` where nothing coarser is known.
  package let size: Metres
  /// Pictures that could be measured, and how many of them were enlarged.
  package let measured: Int
  package let enlarged: Int

  /// From here on, over the picture's own pixel, an effective one counts as coarser.
  package static let leastEnlargement = 1.25
  /// The share of measured pictures that must have been enlarged.
  static let clearMajority = 2.0 / 3
  /// Fewer measured pictures decide nothing for a stack.
  static let fewestPictures = 3

  /// - Parameter pictures: those that the stack consists of.
  package init(grid: Metres, pictures: [Picture]) {
    let known = pictures.filter { $0.effective != nil }
    self.grid = grid
    measured = known.count
    enlarged = known.count(where: \.isEnlarged)
    // Where most could not be measured, those that could speak for themselves alone.
    guard measured >= Self.fewestPictures, measured * 2 >= pictures.count,
      Double(enlarged) >= Self.clearMajority * Double(measured)
    else {
      size = grid
      return
    }
    let sizes = known.map(\.size).sorted()
    size = max(grid, sizes[(sizes.count - 1) / 2])
  }

  /// A pixel that is what it claims to be.
  package init(grid: Metres) { self.init(grid: grid, pictures: []) }

  /// Side of the limiting pixel in pixels of the grid, 1 or more: lengths in pixels are multiplied by it.
  package var factor: Double { size.magnitude / grid.magnitude }
}
