import Evidence
import Foundation
import Provenance

/// A time stamp as an authority gave it. What it says counts for nothing until `TimeStampVerifier` has checked it.
package struct TimeStampToken: Sendable, Hashable {
  /// The signed token in DER, without the answer around it.
  package let bytes: Data
  let content: TimeStampContent

  /// What it stamps, as it says; `nil` of a hash that is no SHA-256.
  package var stampedHash: ContentHash? { content.hash }

  /// Reads an authority's answer (`.tsr`), or the token alone (`.tst`).
  /// - Throws: `tooLarge`; `refused` for an answer that says no, with its words; `broken`.
  package init(_ bytes: Data, at place: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    guard bytes.count <= limits.timeStampBytes else {
      throw DocumentError(
        .tooLarge, at: place,
        "It has \(DocumentLimits.words(bytes.count)), and a time stamp has at most "
          + "\(DocumentLimits.words(limits.timeStampBytes)).",
        mend: "Give the authority's answer and nothing else.")
    }
    do {
      let outer = try DERReader.only(DERReader.Tag.sequence, in: Array(bytes)[...])
      var reader = outer.inside
      if reader.tag == DERReader.Tag.sequence {
        let status = try TimeStampStatus(try reader.next())
        if let refusal = status.refusal { throw refusal.error(at: place) }
        self.bytes = Data(try reader.next(DERReader.Tag.sequence).whole)
        guard reader.isAtEnd else { throw DERReader.Fault() }
      } else {
        self.bytes = Data(outer.whole)
      }
      content = try TimeStampContent(self.bytes)
    } catch let error as DocumentError {
      throw error
    } catch {
      throw DocumentError(
        .broken, at: place, "This is no time stamp, or a damaged one.",
        mend: "Ask the authority again, or go back to a copy of its answer.")
    }
  }

  /// Reads a file that an authority's answer, or the token alone, was saved to.
  /// - Throws: `unreadable`, `notAFile`; as `init(_:at:limits:)`.
  package init(contentsOf path: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    try self.init(OrdinaryFile(opening: path, limit: limits.timeStampBytes).bytes(), at: path, limits: limits)
  }

  /// Passes where this is an answer to `request`: the same hash, and the same nonce.
  /// - Throws: `otherAnswer`.
  package func check(answers request: TimeStampRequest, at place: String) throws(DocumentError) {
    guard content.hash == request.hash else {
      let words = content.hash.map { "the hash \($0.short)" } ?? "a hash of another kind than SHA-256"
      throw DocumentError(
        .otherAnswer, at: place, "The authority stamped \(words), and it was asked for \(request.hash.short).",
        mend: "Ask again, or ask another authority.")
    }
    guard request.nonce == nil || content.nonce == request.nonce else {
      throw DocumentError(
        .otherAnswer, at: place, "The answer does not hold the nonce of the question: it may be an old one.",
        mend: "Ask again, or ask another authority.")
    }
  }
}
