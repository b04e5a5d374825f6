import Evidence
import Quantities

/// What a document says, and what it says of itself.
package struct DocumentText: Sendable, Hashable {
  /// Empty for a picture, and for a PDF of scanned pages.
  package let text: ExtractedText
  package let mediaType: String
  /// Encoding that the bytes were read in; `nil` where the format knows none.
  package var encoding: String?
  /// True where no mark, declaration or rule tells the encoding.
  package var isEncodingGuessed = false
  package var title: String?
  package var author: String?
  package var publisher: String?
  /// `ko`, `en-GB` …
  package var language: String?
  package var published: Timestamp?

  package init(_ text: ExtractedText, mediaType: String) {
    self.text = text
    self.mediaType = mediaType
  }

  package var isEmpty: Bool { text.text.allSatisfy(\.isWhitespace) }
}
