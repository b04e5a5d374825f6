import Provenance
import Quantities

/// A time stamp whose signature was checked: what it proves, and on whose word.
package struct TimeStamp: Sendable, Hashable {
  /// The SHA-256 that was stamped.
  package let hash: ContentHash
  /// The authority's clock, to the second, rounded down.
  package let moment: Timestamp
  /// By then what was stamped existed: the moment rounded up, with the accuracy that the authority claims.
  package let latest: Timestamp
  /// How far off the authority says that its clock may be; `nil` where it does not say.
  package let accuracyInSeconds: Double?
  /// The stamp's number at the authority, in hexadecimal.
  package let serial: String
  /// The rules by which it was given, `1.3.6.1…`; the authority publishes them.
  package let policy: String
  /// The owner of the certificate: common name, and organisation in brackets.
  package let authority: String
  /// Until when the certificate is valid. The check is one for the stamp's moment: after this end the authority no
  /// longer tells whether its key was stolen, and who has a stolen key can write stamps of any moment before it.
  package let certificateEnds: Timestamp

  init(_ content: TimeStampContent, of hash: ContentHash, by certificate: AuthorityCertificate) {
    self.hash = hash
    moment = content.moment
    latest = content.latest
    accuracyInSeconds = content.accuracyInSeconds
    serial = content.serial
    policy = content.policy
    authority = certificate.name
    certificateEnds = certificate.notAfter
  }
}

extension TimeStamp {
  /// What is proved, in a sentence.
  package var words: String {
    let accuracy = accuracyInSeconds.map { ", give or take \(JSONValue.number($0).canonicalText) s" } ?? ""
    return "\(authority) stamped it at \(moment)\(accuracy) (number \(serial), policy \(policy))."
  }

  package var json: JSONValue {
    [
      "hash": .string(hash.hexadecimal), "at": .string(moment.description), "latest": .string(latest.description),
      "accuracySeconds": accuracyInSeconds.map { .number($0) } ?? .null, "serial": .string(serial),
      "policy": .string(policy), "authority": .string(authority),
      "certificateEnds": .string(certificateEnds.description),
    ]
  }
}
