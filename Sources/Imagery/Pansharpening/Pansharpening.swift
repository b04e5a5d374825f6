import Kernels
import Rasters
import Statistics

/// Bands of a multispectral picture at the size of the pixels of a panchromatic one, taken at the same moment.
///
/// The bands are brought up by cubic convolution; then each gets the detail by which the panchromatic picture departs
/// from the mixture of bands that best explains it, times the band's own regression on that mixture (Gram and Schmidt's
/// way with fitted weights). What comes out looks finer and measures shapes better; its reflectances are those of the
/// coarse bands plus borrowed detail, so that indices and normalisation belong to the bands as they were delivered.
/// - Source: [Aiazzi2007], GSA
package enum Pansharpening {
  /// Why two pictures cannot be joined.
  package struct Refusal: Error, Sendable, Equatable {
    package let reason: String
    package let mend: String
  }

  /// - Parameters:
  ///   - bands: the coarse picture.
  ///   - panchromatic: one band; its pixels are a whole `factor` of times finer, and its corner is that of `bands`.
  ///   - factor: 2 or more.
  ///   - offset: where the corner of `bands` lies from that of `panchromatic`, in its pixels, less than one.
  /// - Returns: a picture of the size of `panchromatic`; absent where it, or the bands beneath, are.
  /// - Throws: `Refusal` where the shapes do not fit, too few pixels are valid, or the bands do not explain the
  ///   panchromatic picture (correlation under 0.6: another moment, or misaligned).
  package static func sharpen(
    _ bands: Raster, with panchromatic: Raster, factor: Int, offset: (columns: Double, rows: Double) = (0, 0)
  ) throws(Refusal) -> Raster {
    guard factor >= 2, panchromatic.bandCount == 1, panchromatic.columns == bands.columns * factor,
      panchromatic.rows == bands.rows * factor
    else {
      throw Refusal(
        reason: "A panchromatic picture of \(panchromatic.columns) × \(panchromatic.rows) pixels in "
          + "\(panchromatic.bandCount) bands does not lie on \(bands.columns) × \(bands.rows) pixels "
          + "\(factor) times as wide.",
        mend: "Cut both to the same ground, with a whole number of fine pixels to a coarse one.")
    }
    let coarse = reduced(panchromatic, by: factor)
    let regression = try Mixture(bands, panchromatic: coarse)
    let raised = raised(bands, factor: factor, offset: offset)
    return sharpened(raised, panchromatic, regression)
  }

  /// Means of the panchromatic pixels in each coarse one; absent unless all are there.
  private static func reduced(_ fine: Raster, by factor: Int) -> Raster {
    let (columns, rows) = (fine.columns / factor, fine.rows / factor)
    var samples = [Float](repeating: 0, count: columns * rows)
    var valid = [Bool](repeating: true, count: columns * rows)
    for row in 0..<rows * factor {
      for column in 0..<columns * factor {
        let (source, target) = (row * fine.columns + column, row / factor * columns + column / factor)
        samples[target] += fine.samples[source]
        if !fine.validity.flags[source] { valid[target] = false }
      }
    }
    let scale = 1 / Float(factor * factor)
    return Raster(
      columns: columns, rows: rows, bandCount: 1, samples: samples.map { $0 * scale },
      validity: Mask(columns: columns, rows: rows, flags: valid))
  }

  /// The bands by cubic convolution on the fine pixels.
  static func raised(
    _ bands: Raster, factor: Int, offset: (columns: Double, rows: Double) = (0, 0)
  ) -> Raster {
    let (columns, rows) = (bands.columns * factor, bands.rows * factor)
    let source = Resampling.Source(
      samples: bands.samples, valid: bands.validity.flags, columns: bands.columns, rows: bands.rows,
      bandCount: bands.bandCount)
    var samples = [Float](repeating: 0, count: columns * rows * bands.bandCount)
    var valid = [Bool](repeating: false, count: columns * rows)
    var values = [Float](repeating: 0, count: bands.bandCount)
    for row in 0..<rows {
      for column in 0..<columns {
        let pixel = row * columns + column
        valid[pixel] = Resampling.cubic(
          source, column: (Double(column) + 0.5 - offset.columns) / Double(factor),
          row: (Double(row) + 0.5 - offset.rows) / Double(factor), scale: 1, into: &values)
        if valid[pixel] {
          for band in values.indices { samples[band * columns * rows + pixel] = values[band] }
        }
      }
    }
    return Raster(
      columns: columns, rows: rows, bandCount: bands.bandCount, samples: samples,
      validity: Mask(columns: columns, rows: rows, flags: valid))
  }

  private static func sharpened(_ raised: Raster, _ panchromatic: Raster, _ mixture: Mixture) -> Raster {
    var result = raised
    let plane = raised.columns * raised.rows
    for pixel in 0..<plane {
      guard raised.validity.flags[pixel], panchromatic.validity.flags[pixel] else {
        result.validity.flags[pixel] = false
        for band in 0..<raised.bandCount { result.samples[band * plane + pixel] = 0 }
        continue
      }
      var explained = Float(mixture.offset)
      for band in 0..<raised.bandCount {
        explained += Float(mixture.weights[band]) * raised.samples[band * plane + pixel]
      }
      let detail = panchromatic.samples[pixel] - explained
      for band in 0..<raised.bandCount { result.samples[band * plane + pixel] += Float(mixture.gains[band]) * detail }
    }
    return result
  }
}
