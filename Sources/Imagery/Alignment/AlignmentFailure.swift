/// Why no transform is given. Never answered by a shift of zero.
package struct AlignmentFailure: Error, Sendable, Hashable {
  package let reason: String
}
