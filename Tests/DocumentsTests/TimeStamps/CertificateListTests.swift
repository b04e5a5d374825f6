import Foundation
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Files of certificates") struct CertificateListTests {
  private static func error(_ text: String) -> DocumentError? {
    do { _ = try CertificateList(Data(text.utf8), at: "root.pem") } catch { return error }
    return nil
  }

  @Test(
    "Certificates are read out of PEM with other things between, and one out of DER",
    .enabled(if: TestAuthority.isPossible, "skipped: no openssl"))
  func reads() throws {
    try TimeStampVerifierTests.withAuthority { authority in
      let (root, tsa) = (try authority.bytes("root.pem"), try authority.bytes("tsa.pem"))
      let (key, space) = (try authority.bytes("tsa.key"), Data("\u{FEFF} \n".utf8))
      let mixed = Data("subject=/CN=x\r\n".utf8) + root + key + space + tsa
      let list = try CertificateList(mixed, at: "mixed")
      #expect(list == (try authority.certificates("root", "tsa")) && list.certificates.count == 2)
      // What the child is given holds no key.
      #expect(!String(decoding: list.pem, as: UTF8.self).contains("PRIVATE"))
      #expect(try CertificateList(list.pem, at: "again") == list)
      let windows = String(decoding: root, as: UTF8.self).replacing("\n", with: "\r\n")
      #expect(try CertificateList(Data(windows.utf8), at: "windows").certificates == [list.certificates[0]])
      try authority.openssl(["x509", "-in", "root.pem", "-outform", "DER", "-out", "root.der"])
      #expect(try CertificateList(contentsOf: authority.folder + "/root.der").certificates == [list.certificates[0]])
      let half = String(decoding: root, as: UTF8.self).prefix(300)
      #expect(Self.error(String(half))?.reason == "Its last certificate is cut off.")
      #expect(Self.error(half + "\n-----END CERTIFICATE-----\n")?.reason == "Certificate 1 in it is damaged.")
    }
  }

  @Test("Files without a certificate, and broken ones, are refused")
  func refuses() throws {
    #expect(
      Self.error("")?.description
        == "root.pem: It holds no certificate. Give the authority's certificates as a PEM file, "
        + "with BEGIN CERTIFICATE and END CERTIFICATE.")
    #expect(Self.error("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n")?.code == .broken)
    for block in ["MAA=", "", "!!!!", "MIIF", String(repeating: "A", count: 10_000)] {
      let text = "-----BEGIN CERTIFICATE-----\n\(block)\n-----END CERTIFICATE-----\n"
      #expect(
        Self.error(text)?.description
          == "root.pem: Certificate 1 in it is damaged. Get the file again from the authority, "
          + "over a way that you trust.")
    }
    #expect(throws: DocumentError.self) { try CertificateList(contentsOf: "/nowhere/root.pem") }
    #expect(throws: DocumentError.self) { try CertificateList(contentsOf: NSTemporaryDirectory()) }
    try withTemporaryFolder { folder in
      try Data(count: 5000).write(to: URL(fileURLWithPath: folder + "/big"))
      var limits = DocumentLimits()
      limits.certificateBytes = 4999
      let error = #expect(throws: DocumentError.self) {
        try CertificateList(contentsOf: folder + "/big", limits: limits)
      }
      #expect(error?.code == .tooLarge)
    }
  }
}
