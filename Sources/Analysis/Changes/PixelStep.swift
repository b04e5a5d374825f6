/// A pixel's departure from its own past that persists: a step in its series.
package struct PixelStep: Sendable, Hashable {
  /// Index, among the stack's scenes, of the last clear one before the step and of the first after it.
  package let lastOld: Int
  package let firstNew: Int
  /// Mean over the bands of the squared step over its variance; about 1 where nothing happened.
  package let statistic: Float
  /// Per band: by how much the level rose.
  package let change: [Float]
}
