/// Slow plain forms of this module's functions, written from their definitions: what the fast forms are tested against.
///
/// Nothing here is called outside tests.
package enum Reference {}
