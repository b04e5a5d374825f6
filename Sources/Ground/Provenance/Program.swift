/// Name and version of this program, as the ledger writes it.
package enum Program {
  package static let version = "0.1.0"
  package static let name = "telltale \(version)"
}
