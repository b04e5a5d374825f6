/// The least sizes of what is found and measured, in pixels of a stack's grid.
///
/// They count pixels as the pictures show them. On a grid that is finer than its pictures, as with enlarged ones, a pixel
/// that shows something of its own covers several of the grid, and all limits grow with it: enlarging a picture makes
/// nothing visible in it.
package struct SizeLimits: Sendable, Hashable {
  /// Side of the limiting pixel in pixels of the grid, 1 or more.
  package let pixel: Double

  /// - Parameter pixel: as the property.
  package init(pixel: Double = 1) {
    precondition(pixel >= 1, "a limiting pixel of \(pixel) pixels of the grid would be finer than the grid")
    self.pixel = pixel
  }

  /// Width below which nothing is measured: edges run into each other.
  package var width: Double { AreaMeasure.minimumWidthInPixels * pixel }

  /// An area of so many limiting pixels, in pixels of the grid.
  package func area(_ pixels: Double) -> Double { pixels * pixel * pixel }
  /// A length of so many limiting pixels, in pixels of the grid.
  package func length(_ pixels: Double) -> Double { pixels * pixel }
}
