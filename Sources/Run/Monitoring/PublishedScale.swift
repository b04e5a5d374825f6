import Catalogue
import Foundation
import Quantities

/// How far a piece of a picture is reduced or enlarged before it is published, so that its licence is kept.
struct PublishedScale: Equatable {
  /// Pixels of the grid that become one, each way.
  let step: Int
  /// Pixels that one becomes, each way.
  let factor: Int

  /// Pixels of the published picture for one of the grid.
  var perPixel: Double { Double(factor) / Double(step) }

  /// Fewer pixels than this show nothing.
  static let fewestPixels = 8

  /// - Parameters:
  ///   - side: the longer side of the piece, in pixels of the grid.
  ///   - usual: as it would be without a licence.
  ///   - gsd: of the grid.
  /// - Returns: `nil` where the terms leave nothing to be shown.
  init?(side: Int, usual: PublishedScale, gsd: Double, terms: LicenceTerms) {
    guard terms.isPublishable, side > 0 else { return nil }
    var most = Double(terms.mostPixels ?? .max)
    if let finest = terms.finestPixel { most = min(most, (Double(side) * gsd / finest.magnitude).rounded(.down)) }
    guard most >= Double(Self.fewestPixels) else { return nil }
    if Double(side) * usual.perPixel <= most {
      self = usual
    } else if Double(side) <= most {
      self.init(step: 1, factor: max(1, Int(most) / side))
    } else {
      self.init(step: max(usual.step, Int((Double(side) / most).rounded(.up))), factor: 1)
    }
  }

  init(step: Int, factor: Int) {
    self.step = step
    self.factor = factor
  }
}

extension LicenceTerms {
  /// What stands in the frame of a picture of which these terms leave nothing.
  var withheldWords: String {
    isPublishable
      ? "Not shown: its licence allows too few pixels of it (\(words))."
      : "Not shown: its licence forbids publishing it (\(words))."
  }
}
