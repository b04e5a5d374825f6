import Places
import Quantities

/// The overview picture and what is drawn on it, in its pixels.
package struct ReportMap: Sendable, Hashable {
  /// A feature's outline under the feature's number.
  package struct Outline: Sendable, Hashable {
    package let number: Int
    package let kind: FeatureKind
    package let points: [ReportPoint]
    package init(number: Int, kind: FeatureKind, points: [ReportPoint]) {
      self.number = number
      self.kind = kind
      self.points = points
    }
  }

  /// A reference structure's outline under its name.
  package struct Reference: Sendable, Hashable {
    package let name: String
    package let points: [ReportPoint]
    package init(name: String, points: [ReportPoint]) {
      self.name = name
      self.points = points
    }
  }

  package let picture: ReportPicture
  package let outlines: [Outline]
  package let siteOutlines: [[ReportPoint]]
  package let references: [Reference]
  /// Ground size of a picture pixel; `nil` (no georeference) leaves out the scale bar.
  package let metresPerPixel: Double?
  package let date: Timestamp?
  package let note: PictureNote
  package let isNorthUp: Bool

  package init(
    picture: ReportPicture, outlines: [Outline], siteOutlines: [[ReportPoint]], references: [Reference] = [],
    metresPerPixel: Double?, date: Timestamp?, note: PictureNote, isNorthUp: Bool = true
  ) {
    self.picture = picture
    self.outlines = outlines
    self.siteOutlines = siteOutlines
    self.references = references
    self.metresPerPixel = metresPerPixel
    self.date = date
    self.note = note
    self.isNorthUp = isNorthUp
  }

  package init(
    image: ReportImage, outlines: [Outline], siteOutlines: [[ReportPoint]], references: [Reference] = [],
    metresPerPixel: Double?, date: Timestamp?, credit: String?, isNorthUp: Bool = true
  ) {
    self.init(
      picture: .shown(image), outlines: outlines, siteOutlines: siteOutlines, references: references,
      metresPerPixel: metresPerPixel, date: date, note: PictureNote(credit: credit), isNorthUp: isNorthUp)
  }
}
