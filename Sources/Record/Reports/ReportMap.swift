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

  package let image: ReportImage
  package let outlines: [Outline]
  package let siteOutlines: [[ReportPoint]]
  package let references: [Reference]
  /// Ground size of a picture pixel; `nil` (no georeference) leaves out the scale bar.
  package let metresPerPixel: Double?
  package let date: Timestamp?
  package let credit: String?
  package let isNorthUp: Bool

  package init(
    image: ReportImage, outlines: [Outline], siteOutlines: [[ReportPoint]], references: [Reference] = [],
    metresPerPixel: Double?, date: Timestamp?, credit: String?, isNorthUp: Bool = true
  ) {
    self.image = image
    self.outlines = outlines
    self.siteOutlines = siteOutlines
    self.references = references
    self.metresPerPixel = metresPerPixel
    self.date = date
    self.credit = credit
    self.isNorthUp = isNorthUp
  }
}
