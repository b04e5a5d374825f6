import Foundation
import Provenance
import Quantities

/// What a time stamp says, read and not yet checked: anybody can write one that says so.
struct TimeStampContent: Sendable, Hashable {
  /// `nil` where it stamps a hash of another kind than SHA-256.
  let hash: ContentHash?
  let moment: Timestamp
  /// The moment before which what was stamped surely existed: rounded up, with the accuracy that the authority claims.
  let latest: Timestamp
  let accuracyInSeconds: Double?
  let serial: String
  let policy: String
  /// Bytes of the integer.
  let nonce: [UInt8]?
  /// Number of the certificate whose key signed, as an integer's bytes, and its issuer.
  let signer: SignerName
  /// The certificates that came along.
  let certificates: [Data]

  struct SignerName: Sendable, Hashable {
    let issuer: [UInt8]
    let number: [UInt8]
  }

  /// - Source: [RFC3161], section 2.4.2; [RFC5652], section 5.
  /// - Parameter token: the `ContentInfo`.
  init(_ token: Data) throws(DERReader.Fault) {
    let all = try DERReader.only(DERReader.Tag.sequence, in: Array(token)[...])
    try all.inside.check()
    var outer = all.inside
    guard try outer.next().objectIdentifier == "1.2.840.113549.1.7.2" else { throw DERReader.Fault() }
    let wrapped = try outer.next(DERReader.Tag.context(0))
    var signed = try DERReader.only(DERReader.Tag.sequence, in: wrapped.content).inside
    _ = try signed.next(DERReader.Tag.integer)
    _ = try signed.next(DERReader.Tag.set)
    var encapsulated = try signed.next(DERReader.Tag.sequence).inside
    guard try encapsulated.next().objectIdentifier == "1.2.840.113549.1.9.16.1.4" else { throw DERReader.Fault() }
    let octets = try DERReader.only(
      DERReader.Tag.octetString, in: try encapsulated.next(DERReader.Tag.context(0)).content)
    let claims = try Claims(octets.content)
    var certificates: [Data] = []
    var list = try signed.optional(DERReader.Tag.context(0))?.inside ?? DERReader([])
    while !list.isAtEnd {
      let value = try list.next()
      if value.tag == DERReader.Tag.sequence { certificates.append(Data(value.whole)) }
    }
    _ = try signed.optional(DERReader.Tag.context(1))
    let signers = try signed.next(DERReader.Tag.set)
    signer = try Self.signer(signers)
    guard outer.isAtEnd, encapsulated.isAtEnd, signed.isAtEnd else { throw DERReader.Fault() }
    self.certificates = certificates
    (hash, nonce) = (claims.hash, claims.nonce)
    (moment, latest, accuracyInSeconds) = (claims.moment, claims.latest, claims.accuracyInSeconds)
    (serial, policy) = (claims.serial, claims.policy)
  }
}

extension TimeStampContent {
  private static func signer(_ signers: DERReader.Value) throws(DERReader.Fault) -> SignerName {
    // One signer, of whom one certificate tells: with more it would not be clear whose word it is.
    var signer = try DERReader.only(DERReader.Tag.sequence, in: signers.content).inside
    _ = try signer.next(DERReader.Tag.integer)
    var name = try signer.next(DERReader.Tag.sequence).inside
    _ = try signer.next(DERReader.Tag.sequence)
    // Signed attributes must be there, since they name the certificate.
    _ = try signer.next(DERReader.Tag.context(0))
    return SignerName(
      issuer: Array(try name.next(DERReader.Tag.sequence).whole),
      number: Array(try name.next(DERReader.Tag.integer).content))
  }

  /// The `TSTInfo`: the part that is signed.
  private struct Claims {
    let hash: ContentHash?
    let moment: Timestamp
    let latest: Timestamp
    let accuracyInSeconds: Double?
    let serial: String
    let policy: String
    let nonce: [UInt8]?

    init(_ bytes: ArraySlice<UInt8>) throws(DERReader.Fault) {
      var reader = try DERReader.only(DERReader.Tag.sequence, in: bytes).inside
      guard try reader.next(DERReader.Tag.integer).smallNumber == 1,
        let policy = try reader.next(DERReader.Tag.objectIdentifier).objectIdentifier
      else { throw DERReader.Fault() }
      self.policy = policy
      var imprint = try reader.next(DERReader.Tag.sequence).inside
      var algorithm = try imprint.next(DERReader.Tag.sequence).inside
      let isSHA256 = try algorithm.next().objectIdentifier == TimeStampRequest.sha256
      let digest = Hexadecimal.text(try imprint.next(DERReader.Tag.octetString).content)
      hash = isSHA256 ? ContentHash(stored: digest) : nil
      serial = try reader.next(DERReader.Tag.integer).hexadecimal
      guard let moment = try reader.next(DERReader.Tag.generalizedTime).moment else { throw DERReader.Fault() }
      let accuracy = try reader.optional(DERReader.Tag.sequence).map { value throws(DERReader.Fault) in
        try Self.seconds(value)
      }
      _ = try reader.optional(DERReader.Tag.boolean)
      nonce = try reader.optional(DERReader.Tag.integer).map { Array($0.content) }
      self.moment = moment.at
      accuracyInSeconds = accuracy
      let late = (accuracy ?? 0) + (moment.hasFraction ? 1 : 0)
      latest = Timestamp(secondsSince1970: moment.at.secondsSince1970 + Int(late.rounded(.up)))
    }

    private static func seconds(_ value: DERReader.Value) throws(DERReader.Fault) -> Double {
      var reader = value.inside
      var sum = 0.0
      let parts: [(tag: UInt8, size: Double)] = [
        (DERReader.Tag.integer, 1), (DERReader.Tag.plainContext(0), 1e3), (DERReader.Tag.plainContext(1), 1e6),
      ]
      for part in parts {
        guard let value = try reader.optional(part.tag) else { continue }
        guard let number = value.smallNumber else { throw DERReader.Fault() }
        sum += Double(number) / part.size
      }
      guard reader.isAtEnd else { throw DERReader.Fault() }
      return sum
    }
  }
}
