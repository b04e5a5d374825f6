import Quantities

/// A small picture of a feature on one date, with its outline to be drawn on top.
package struct ReportChip: Sendable, Hashable {
  package let picture: ReportPicture
  package let date: Timestamp
  package let sensor: String
  package let note: PictureNote
  package let sceneID: String
  package let gsd: Metres?
  /// Rings in chip pixels; each is closed by the drawing.
  package let outline: [[ReportPoint]]
  /// Ground size of a chip pixel; `nil` (no georeference) leaves out the scale bar.
  package let metresPerPixel: Double?
  /// False where the picture's top is not known to be north; the arrow is then left out.
  package let isNorthUp: Bool

  package init(
    picture: ReportPicture, date: Timestamp, sensor: String, note: PictureNote, sceneID: String, gsd: Metres?,
    outline: [[ReportPoint]], metresPerPixel: Double?, isNorthUp: Bool = true
  ) {
    self.picture = picture
    self.date = date
    self.sensor = sensor
    self.note = note
    self.sceneID = sceneID
    self.gsd = gsd
    self.outline = outline
    self.metresPerPixel = metresPerPixel
    self.isNorthUp = isNorthUp
  }

  package init(
    image: ReportImage, date: Timestamp, sensor: String, credit: String?, sceneID: String, gsd: Metres?,
    outline: [[ReportPoint]], metresPerPixel: Double?, isNorthUp: Bool = true
  ) {
    self.init(
      picture: .shown(image), date: date, sensor: sensor, note: PictureNote(credit: credit), sceneID: sceneID, gsd: gsd,
      outline: outline, metresPerPixel: metresPerPixel, isNorthUp: isNorthUp)
  }
}
