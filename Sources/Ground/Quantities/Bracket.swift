/// The two dates between which something happened.
///
/// `notBefore` is the last date seen in the old state (`nil`: in the new state from the start);
/// `notAfter` is the first date seen in the new state (`nil`: not yet seen).
package struct Bracket: Sendable, Hashable {
  package let notBefore: Timestamp?
  package let notAfter: Timestamp?

  package init(notBefore: Timestamp?, notAfter: Timestamp?) {
    self.notBefore = notBefore
    self.notAfter = notAfter
  }
}
