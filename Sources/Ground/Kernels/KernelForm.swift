import Synchronization

/// Which form of this module's loops runs: the fast one, or the plain one that it is tested against.
///
/// Whoever doubts a number may have it computed again without vectors, tables, running sums and C (`replay --kernels
/// plain`): the same pipeline, an order of magnitude slower. Chosen once, when the program starts.
package enum KernelForm: String, Sendable, CaseIterable {
  case fast, plain

  private static let isPlainChosen = Atomic<Bool>(false)

  /// Whether the plain forms run.
  static var isPlain: Bool { isPlainChosen.load(ordering: .relaxed) }

  /// What runs now.
  package static var current: KernelForm { isPlain ? .plain : .fast }

  /// Takes this form for the whole process.
  package func choose() { Self.isPlainChosen.store(self == .plain, ordering: .relaxed) }
}
