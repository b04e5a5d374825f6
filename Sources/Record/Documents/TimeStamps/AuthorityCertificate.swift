import Evidence
import Foundation
import Provenance
import Quantities

/// What a certificate says of its owner, read and not checked.
struct AuthorityCertificate: Sendable, Hashable {
  /// As an integer's bytes.
  let number: [UInt8]
  let issuer: [UInt8]
  /// Its owner: common name, and organisation in brackets.
  let name: String
  let notAfter: Timestamp

  /// `nil` for what is no certificate.
  init?(_ bytes: Data) {
    do { try self.init(reading: Array(bytes)) } catch { return nil }
  }

  /// - Source: [RFC5280], section 4.1.
  private init(reading bytes: [UInt8]) throws(DERReader.Fault) {
    var outer = try DERReader.only(DERReader.Tag.sequence, in: bytes[...]).inside
    var reader = try outer.next(DERReader.Tag.sequence).inside
    _ = try reader.optional(DERReader.Tag.context(0))
    number = Array(try reader.next(DERReader.Tag.integer).content)
    _ = try reader.next(DERReader.Tag.sequence)
    issuer = Array(try reader.next(DERReader.Tag.sequence).whole)
    var validity = try reader.next(DERReader.Tag.sequence).inside
    _ = try validity.next()
    guard let end = try validity.next().moment else { throw DERReader.Fault() }
    notAfter = end.at
    name = try Self.name(try reader.next(DERReader.Tag.sequence))
  }

  private static func name(_ subject: DERReader.Value) throws(DERReader.Fault) -> String {
    var texts: [String: String] = [:]
    var sets = subject.inside
    while !sets.isAtEnd {
      var set = try sets.next(DERReader.Tag.set).inside
      while !set.isAtEnd {
        var pair = try set.next(DERReader.Tag.sequence).inside
        let kind = try pair.next().objectIdentifier ?? ""
        // A name may hold anything: what turns the direction of writing, or line breaks that look like other words.
        let text = try pair.next().text?.asOneLine.shortened(to: 100) ?? ""
        if texts[kind] == nil, !text.isEmpty { texts[kind] = text }
      }
    }
    return switch (texts["2.5.4.3"], texts["2.5.4.10"]) {
    case (let common?, let organisation?): "\(common) (\(organisation))"
    case (let common?, nil): common
    case (nil, let organisation?): organisation
    case (nil, nil): "an authority without a name"
    }
  }
}
