import Foundation

/// Certificates out of a file, PEM or a single one in DER.
package struct CertificateList: Sendable, Hashable {
  /// Each in DER, in the file's order.
  let certificates: [Data]

  package static let none = CertificateList(certificates: [])

  private init(certificates: [Data]) { self.certificates = certificates }

  /// Reads a file. What stands between certificates is left out, secret keys too.
  /// - Throws: `unreadable`, `notAFile`, `tooLarge`; `broken` for a file without certificates, or with a damaged one.
  package init(contentsOf path: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    let bytes = try OrdinaryFile(opening: path, limit: limits.certificateBytes).bytes()
    try self.init(bytes, at: path)
  }

  init(_ bytes: Data, at place: String) throws(DocumentError) {
    if bytes.first == DERReader.Tag.sequence, AuthorityCertificate(bytes) != nil {
      certificates = [bytes]
      return
    }
    var certificates: [Data] = []
    var lines: [Substring]?
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let line = Substring(line.trimmingCharacters(in: .whitespaces))
      if Self.begins.contains(line) {
        lines = []
      } else if line.hasPrefix("-----"), let block = lines {
        let number = certificates.count + 1
        guard Self.ends.contains(line), let certificate = Data(base64Encoded: block.joined()),
          AuthorityCertificate(certificate) != nil
        else {
          throw DocumentError(
            .broken, at: place, "Certificate \(number) in it is damaged.",
            mend: "Get the file again from the authority, over a way that you trust.")
        }
        certificates.append(certificate)
        lines = nil
      } else {
        lines?.append(line)
      }
    }
    guard !certificates.isEmpty, lines == nil else {
      throw DocumentError(
        .broken, at: place, lines == nil ? "It holds no certificate." : "Its last certificate is cut off.",
        mend: "Give the authority's certificates as a PEM file, with BEGIN CERTIFICATE and END CERTIFICATE.")
    }
    self.certificates = certificates
  }

  private static let begins: Set<Substring> = ["-----BEGIN CERTIFICATE-----", "-----BEGIN X509 CERTIFICATE-----"]
  private static let ends: Set<Substring> = ["-----END CERTIFICATE-----", "-----END X509 CERTIFICATE-----"]

  /// The certificates alone.
  var pem: Data {
    let blocks = certificates.map { certificate in
      let text = certificate.base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
      return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
    }
    return Data(blocks.joined().utf8)
  }
}
