import Foundation
import Quantities
import Rasters

/// How fine a picture really is, whatever the size of its pixels: measured from where its spectrum breaks off.
///
/// An enlarged picture holds nothing beyond the Nyquist frequency of the picture that it was made from but what the
/// interpolation let through. The factor is the one whose enlargement explains the spectra along rows and columns best.
/// A picture that was only blurred is not told from one that is as fine as its pixels until it lacks a third of them.
///
/// What is known: of 66 enlargements of real pictures by factors of 2 to 4, with noise, sharpening and JPEG after them, 48
/// are found within 15 %; most others pass for pictures as fine as their pixels. Of 110 real pictures that were not enlarged
/// none is called so. Of simulated pictures some are: the simulator's ground is itself interpolated between the points of
/// lattices, as close as 1.75 pixels. So one picture's word is no proof; `LimitingPixel` decides for a stack.
/// Not known: what was enlarged by less than 1.4, or first enlarged and then averaged down again, and kernels other than
/// those tried, such as Lanczos'.
package enum EffectiveGSD: Sendable, Hashable {
  /// No coarser than its pixels, as far as can be told.
  case asFine
  /// Enlarged: the size of the pixels that it was made from.
  case coarser(Estimate<Metres>)
  /// Nothing can be said, for the reason given.
  case notMeasurable(String)

  package static let method = "spectrumCutOff"

  /// The coarser of the picture's own size of a pixel and what was measured.
  package func limiting(_ gsd: Metres) -> Metres {
    if case .coarser(let estimate) = self, estimate.value > gsd { return estimate.value }
    return gsd
  }

  /// The part of a picture that is enough: its middle, at most 512 pixels a side.
  package static func window(columns: Int, rows: Int) -> Window {
    let (width, height) = (min(columns, 512), min(rows, 512))
    return Window(column: (columns - width) / 2, row: (rows - height) / 2, columns: width, rows: height)
  }

  /// What is tried: factors in steps of a twentieth, each with every kernel; none with a factor of 1.
  private static let tried = (0...36).map { step in
    (step == 0 ? [.nearest] : InterpolationKernel.allCases).map {
      Enlargement(factor: exp(0.05 * Double(step)), kernel: $0)
    }
  }
  /// Below this a picture counts as as fine as its pixels: optics of usual sharpness lie up to here.
  private static let leastFactor = 1.4
  private static let noFactor = 1.25
  /// By how much better than no enlargement an enlargement must explain the spectra. Set on half of the real pictures, by
  /// places, and on simulated plants of seeds 1001 to 1016 and 1321 to 1333.
  private static let leastGain = 1.75
  /// The same below `visibleFactor`: the zero of the kernel then lies at the highest frequency or beyond, and all that tells
  /// an enlargement from softness is how the power falls.
  private static let leastGainUnseen = 2.5
  private static let visibleFactor = 2.3

  /// Share of the power that content must have at half its Nyquist frequency.
  private static let leastShare = 0.3

  /// - Parameters:
  ///   - raster: bands of one picture; tiles of 128 pixels without an absent one are looked at.
  ///   - gsd: size of its pixels.
  package static func measure(_ raster: Raster, gsd: Metres) -> EffectiveGSD {
    guard let spectra = AxisSpectra(raster) else {
      return .notMeasurable("The picture has no part of 128 × 128 pixels that is wholly there and not all alike.")
    }
    // All of them: near its true factor a clean enlargement fits within a twentieth only.
    let fits = tried.map { best(spectra, $0) }
    guard let fit = fits.min(by: { $0.misfit < $1.misfit }) else { return .asFine }
    let plain = fits.filter { $0.factor < noFactor }.map(\.misfit).reduce(.infinity, min)
    let factor = fit.factor
    let gain = factor < visibleFactor ? leastGainUnseen : leastGain
    if factor >= leastFactor, plain >= gain * fit.misfit, fit.contentShare > leastShare {
      return .coarser(estimate(factor, fits, gsd))
    }
    guard fits[0].contentShare > leastShare else {
      return .notMeasurable("The picture holds too little fine detail above its noise.")
    }
    return .asFine
  }

  private struct Fit {
    let factor: Double
    var misfit: Double
    var contentShare: Double
  }

  /// Both axes with one kernel; the content must show on both.
  private static func best(_ spectra: AxisSpectra, _ enlargements: [Enlargement]) -> Fit {
    var best = Fit(factor: enlargements[0].factor, misfit: .infinity, contentShare: 0)
    for enlargement in enlargements {
      let rows = EnlargementFit(spectra.alongRows, enlargement)
      let columns = EnlargementFit(spectra.alongColumns, enlargement)
      if rows.misfit + columns.misfit < best.misfit {
        best.misfit = rows.misfit + columns.misfit
        best.contentShare = min(rows.contentShare, columns.contentShare)
      }
    }
    return best
  }

  /// The factors that explain the spectra nearly as well, and at least 15 % to each side.
  private static func estimate(_ factor: Double, _ fits: [Fit], _ gsd: Metres) -> Estimate<Metres> {
    let least = fits.map(\.misfit).reduce(.infinity, min)
    let near = fits.filter { $0.misfit <= 1.15 * least }.map(\.factor)
    let low = min(near.min() ?? factor, factor / 1.15)
    let high = max(near.max() ?? factor, factor * 1.15)
    return Estimate(gsd * factor, low: gsd * low, high: gsd * high, method: method)
  }
}
