import Foundation
import Rasters

/// A hall: a rectangle, or an L where `notch` cuts one corner away.
struct Hall: Sendable, Hashable {
  /// The part of the length and of the width that is missing at the corner of positive along and across.
  struct Notch: Sendable, Hashable {
    let along: Double
    let across: Double
  }

  var box: RotatedBox
  var notch: Notch?
  /// Metres.
  let height: Double
  var roof: Roof

  /// Ring in pixels; its direction on the ground is settled where it becomes a polygon.
  var outline: [PixelPoint] {
    guard let notch else { return box.corners }
    let along = box.length / 2
    let across = box.width / 2
    let innerAlong = along - notch.along * box.length
    let innerAcross = across - notch.across * box.width
    return [
      box.point(along: -along, across: -across), box.point(along: along, across: -across),
      box.point(along: along, across: innerAcross), box.point(along: innerAlong, across: innerAcross),
      box.point(along: innerAlong, across: across), box.point(along: -along, across: across),
    ]
  }

  /// Rectangles whose union is the hall. Those of an L overlap, so that no seam shows between them.
  var parts: [RotatedBox] {
    guard let notch else { return [box] }
    let arm = box.width * (1 - notch.across)
    let leg = box.length * (1 - notch.along)
    let first = RotatedBox(
      centre: box.point(along: 0, across: (arm - box.width) / 2), angle: box.angle, length: box.length, width: arm)
    // The leg's own length runs across the hall, and so does its ridge.
    let second = RotatedBox(
      centre: box.point(along: (leg - box.length) / 2, across: 0), angle: box.angle + .pi / 2,
      length: box.width, width: leg)
    return [first, second]
  }

  var areaInPixels: Double {
    box.length * box.width * (1 - (notch.map { $0.along * $0.across } ?? 0))
  }

  /// Width of the narrowest part.
  var leastAcrossInPixels: Double { parts.map { min($0.length, $0.width) }.min() ?? 0 }
}
