import Catalogue
import Foundation
import Mensuration
import Quantities
import Rasters
import Reports
import Stacks
import Statistics
import Tracking

/// Chips and maps for readers, from the stack's normalised pixels, so that before and after differ by what changed.
struct Pictures {
  /// What decides how a scene is shown, and what must stand with it.
  struct Rights {
    let terms: LicenceTerms
    let note: PictureNote

    init(_ scene: Scene, _ rules: LicenceRules) {
      terms = rules.terms(of: scene)
      note = PictureNote(
        credit: scene.credit, attributions: terms.attributions, licence: terms.words, origin: scene.origin.words)
    }

    /// Of a scene that nothing is known of.
    init() {
      terms = LicenceTerms()
      note = PictureNote(credit: nil, licence: LicenceTerms.notStated, origin: SceneOrigin.unknown.words)
    }
  }

  let series: StackSeries
  let scenes: [String: ReportScene]
  let rights: [String: Rights]
  let gsd: Double

  func rights(of scene: Int) -> Rights { rights[series.sceneIDs[scene]] ?? Rights() }

  /// A chip around `outline` on one date; `nil` where the scene shows nothing there.
  func chip(_ scene: Int, outline: [PixelPoint], stretchedAs twin: Int?) -> ReportChip? {
    let window = self.window(outline)
    let side = max(window.columns, window.rows)
    guard side > 0 else { return nil }
    let usual = PublishedScale(step: 1, factor: max(1, min(8, 320 / side)))
    let model = twin.map { series.raster(of: $0, window: window) }
    guard let (shown, scale) = picture(scene, window: window, usual: usual, stretchedAs: model) else { return nil }
    let points = outline.map {
      ReportPoint(
        column: ($0.column - Double(window.column)) * scale.perPixel,
        row: ($0.row - Double(window.row)) * scale.perPixel)
    }
    let id = series.sceneIDs[scene]
    return ReportChip(
      picture: shown, date: series.dates[scene], sensor: scenes[id]?.sensor ?? "unknown",
      note: rights(of: scene).note, sceneID: id, gsd: scenes[id]?.gsd, outline: [points],
      metresPerPixel: gsd / scale.perPixel)
  }

  /// A window of a scene as its licence lets it be shown, else the frame of it, and how far it is enlarged or reduced.
  private func picture(
    _ scene: Int, window: Window, usual: PublishedScale, stretchedAs model: Raster?
  ) -> (ReportPicture, PublishedScale)? {
    let terms = rights(of: scene).terms
    let side = max(window.columns, window.rows)
    guard let scale = PublishedScale(side: side, usual: usual, gsd: gsd, terms: terms) else {
      let size = [window.columns, window.rows].map { max(1, Int(Double($0) * usual.perPixel)) }
      return (.withheld(columns: size[0], rows: size[1], reason: terms.withheldWords), usual)
    }
    let raster = series.raster(of: scene, window: window)
    return image(raster.reduced(by: scale.step), stretch: Stretch(model ?? raster), enlarged: scale.factor)
      .map { (.shown($0), scale) }
  }

  /// A square around the outline, half as wide again, at least 48 pixels.
  private func window(_ outline: [PixelPoint]) -> Window {
    let columns = outline.map(\.column)
    let rows = outline.map(\.row)
    let (left, right) = (columns.min() ?? 0, columns.max() ?? 0)
    let (top, bottom) = (rows.min() ?? 0, rows.max() ?? 0)
    let side = max(48, Int(max(right - left, bottom - top) * 1.6) + 8)
    return Window(
      column: Int((left + right) / 2) - side / 2, row: Int((top + bottom) / 2) - side / 2, columns: side, rows: side
    ).intersection(Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows))
  }

  /// The window of the whole site at most 1 100 pixels wide, and how far it is enlarged or reduced.
  func map(_ scene: Int, window: Window) -> (picture: ReportPicture, factor: Double)? {
    let larger = max(window.columns, window.rows)
    guard larger > 0 else { return nil }
    let usual =
      larger > 1_100
      ? PublishedScale(step: (larger + 1_099) / 1_100, factor: 1)
      : PublishedScale(step: 1, factor: max(1, 900 / larger))
    return picture(scene, window: window, usual: usual, stretchedAs: nil).map { ($0.0, $0.1.perPixel) }
  }

  private func image(_ raster: Raster, stretch: Stretch?, enlarged factor: Int) -> ReportImage? {
    guard let stretch, raster.columns > 0, raster.rows > 0 else { return nil }
    let rgb = stretch.bytes(raster, enlarged: factor)
    let columns = raster.columns * factor
    let rows = raster.rows * factor
    guard let bytes = try? JPEGPicture.encode(columns: columns, rows: rows, rgb: rgb, quality: 88) else { return nil }
    return ReportImage(bytes: bytes, mime: "image/jpeg", columns: columns, rows: rows)
  }
}

/// How numbers become brightness: the same for two pictures that are to be compared.
package struct Stretch: Sendable {
  private let bands: [Int]
  private let low: [Float]
  private let high: [Float]

  /// From the 1st to the 99th percentile of the valid pixels of each shown band; `nil` where none is valid.
  ///
  /// Three bands are taken as red, green, blue; four and more as blue, green, red, …, the order of Sentinel-2 and
  /// Planet.
  package init?(_ raster: Raster) {
    bands = Self.bands(of: raster.bandCount)
    let plane = raster.columns * raster.rows
    let valid = raster.validity.flags.indices.filter { raster.validity.flags[$0] }
    guard valid.count >= 4 else { return nil }
    var low: [Float] = []
    var high: [Float] = []
    for band in bands {
      var values = valid.map { raster.samples[band * plane + $0] }
      let least = Quantiles.element(values.count / 100, of: &values) ?? 0
      let most = Quantiles.element(values.count - 1 - values.count / 100, of: &values) ?? 0
      low.append(least)
      high.append(max(most, least + 1e-6))
    }
    self.low = low
    self.high = high
  }

  /// Bands shown as red, green and blue of a picture of so many.
  static func bands(of count: Int) -> [Int] { count >= 4 ? [2, 1, 0] : count == 3 ? [0, 1, 2] : [0, 0, 0] }

  /// Interleaved RGB, `factor` times enlarged between pixels; unseen pixels are grey hatching.
  package func bytes(_ raster: Raster, enlarged factor: Int) -> [UInt8] {
    let plane = raster.columns * raster.rows
    let across = (0..<raster.columns * factor).map { Neighbours($0, of: raster.columns, enlarged: factor) }
    var rgb: [UInt8] = []
    rgb.reserveCapacity(plane * factor * factor * 3)
    let (samples, flags) = (raster.samples.span, raster.validity.flags.span)
    for row in 0..<raster.rows * factor {
      let down = Neighbours(row, of: raster.rows, enlarged: factor)
      let (upper, lower) = (down.first * raster.columns, down.second * raster.columns)
      for (column, place) in across.enumerated() {
        guard flags[row / factor * raster.columns + column / factor] else {
          let shade: UInt8 = (row + column) / 4 % 2 == 0 ? 150 : 170
          for _ in 0..<3 { rgb.append(shade) }
          continue
        }
        for (index, band) in bands.enumerated() {
          let base = band * plane
          let top = place.between(samples[base + upper + place.first], samples[base + upper + place.second])
          let bottom = place.between(samples[base + lower + place.first], samples[base + lower + place.second])
          let value = (down.between(top, bottom) - low[index]) / (high[index] - low[index])
          // A gentle curve: satellite pictures are dark between their bright roofs.
          rgb.append(UInt8(max(0, min(255, 255 * max(0, value).squareRoot() * 0.35 + 255 * value * 0.65))))
        }
      }
    }
    return rgb
  }

  /// The pixels on either side of a place in an enlarged row or column.
  private struct Neighbours {
    let first: Int
    let second: Int
    private let share: Float

    init(_ place: Int, of count: Int, enlarged factor: Int) {
      let source = (Double(place) + 0.5) / Double(factor) - 0.5
      first = max(0, min(count - 1, Int(source.rounded(.down))))
      second = min(count - 1, first + 1)
      share = Float(min(max(source - Double(first), 0), 1))
    }

    @inline(__always)
    func between(_ one: Float, _ other: Float) -> Float { one * (1 - share) + other * share }
  }
}
