import Synchronization

/// Which form of this module's loops runs: the fast one, or the plain one that it is tested against.
///
/// Whoever doubts a number may have it computed again without vectors, strips, running sums and C (`replay
/// --plain-kernels`): pixel by pixel and number by number, several times slower. The plain forms do the same sums in the
/// same order, so they give the same bits: what differs from them was not computed by what is written. Tests hold them
/// against the definitions. Chosen once, when the program starts.
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
