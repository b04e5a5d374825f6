/// Slow plain forms of this module's functions, written from their definitions: what the fast forms are tested against.
///
/// Called by tests, and in place of the fast forms where `KernelForm.plain` is chosen.
package enum Reference {}
