import Foundation
import Quantities
import Rasters
import Statistics

/// The height of an outlined thing from the length of its shadow, and from the wall that a lean lays bare, on one picture
/// or on many.
///
/// Beyond each edge that turns away from the sun, brightness along the shadow's direction is a roof, then darkness, then
/// lit ground, blurred by the optics. For every height of a grid that picture is drawn, its three levels fitted and its
/// evidence reckoned: so a shadow shorter than a pixel tells something, one that falls onto other things tells little,
/// and the likelihoods of many dates multiply.
///
/// Where the picture was taken off nadir, the roof lies aside by the lean, and so does the start of what is seen of the
/// shadow: from a roof's edge to the tip of its own shadow runs height × (shadow − lean), whether the foot is seen or
/// hidden. On the side towards the satellite and the sun the wall is seen instead, height × lean long, between the roof's
/// edge and lit ground: the same picture with the wall in the shadow's place.
///
/// - Source: [IrvinMcKeown1989], [LiasisStavrou2016] for the geometry; the fit is our own.
package struct ShadowHeight: Sendable {
  /// Heights that are tried, metres.
  package static let step = 0.25
  package static let highest = 60.0
  package static let heights: [Double] = (1...Int(highest / step)).map { Double($0) * step }

  /// What a picture shows beside an outline, and where the sun and the satellite stood.
  package struct View: Sendable {
    /// Shadow of a metre of height, and lean of one, pixels away from the foot.
    package let shadow: (columns: Double, rows: Double)
    package let lean: (columns: Double, rows: Double)?
    /// Size of a pixel, metres.
    package let gsd: Double

    package init(shadow: (columns: Double, rows: Double), lean: (columns: Double, rows: Double)?, gsd: Double) {
      self.shadow = shadow
      self.lean = lean
      self.gsd = gsd
    }

    /// From a roof's edge to its shadow's tip, pixels a metre of height.
    var reach: (columns: Double, rows: Double) {
      (shadow.columns - (lean?.columns ?? 0), shadow.rows - (lean?.rows ?? 0))
    }

    /// Length of `reach`, pixels.
    package var perMetre: Double { hypot(reach.columns, reach.rows) }

    /// The same for outlining.
    package var aspect: SketchFit.Aspect {
      SketchFit.Aspect(gsd: gsd, shadow: shadow.columns == 0 && shadow.rows == 0 ? nil : shadow, lean: lean)
    }
  }

  /// Deviation of optics and pixel together, pixels.
  private static let blur = 0.75
  /// Scatter of lit and of shaded ground that no profile shows: texture common to its points.
  private static let texture = 0.045
  /// Edges that the shadow leaves at a flatter angle are not used: sine of it.
  private static let leastFacing = 0.35
  /// Metres of shadow or lean a metre of height that tell anything.
  private static let leastWay = 0.05
  /// Deviation by which a side lies off the roof's edge beyond what is known of it and beyond the rim, pixels, and the most
  /// that is believed of what is known.
  private static let edgeDeviation = 0.05
  private static let mostEdgeDeviation = 1.5
  /// Deviation of that which all dates have in common, pixels.
  private static let sharedEdge = 0.1
  /// Longest profile, pixels.
  private static let longest = 160.0
  /// Share of pictures whose shadow lies on something that the profile does not tell.
  private static let misled = 0.04
  /// Heights of buildings, metres, log-normal: what is believed where the picture does not tell.
  private static let usual = (middle: 9.0, deviation: 0.6)

  // MARK: One picture

  /// What the picture shows beside the outline of each of `heights`; `nil` where no edge turns its shadow or its wall to
  /// ground that the picture shows.
  /// - Parameters:
  ///   - picture: the pixels of `window` of the grid.
  package static func likelihood(
    _ outline: PixelOutline, _ picture: Raster, window: Window, view: View
  ) -> HeightLikelihood? {
    guard let plane = brightness(picture, window: window, around: outline) else { return nil }
    let edges = edges(of: outline, deviation: hypot(edgeDeviation, OutlineErrors.rim / view.gsd))
    func isShaded(_ edge: Edge) -> Bool {
      edge.normal.columns * view.shadow.columns + edge.normal.rows * view.shadow.rows > 0
    }
    let shadows = strips(view.reach, between: .shade, beside: edges.filter(isShaded), outline.ring, plane, view)
    let walls = view.lean.map { lean in
      strips(
        (-lean.columns, -lean.rows), between: .wall, beside: edges.filter { !isShaded($0) }, outline.ring, plane, view)
    }
    guard !shadows.isEmpty || !(walls ?? []).isEmpty else { return nil }
    var logs = [Double](repeating: 0, count: heights.count)
    for evidence in shadows + (walls ?? []) {
      for index in logs.indices { logs[index] += evidence[index] }
    }
    return HeightLikelihood(
      shares: normalised(logs), isByShadow: !shadows.isEmpty, isByWall: !(walls ?? []).isEmpty)
  }

  /// For each edge that shows a strip of `way` pixels a metre of height: the evidence of each of `heights`.
  private static func strips(
    _ way: (columns: Double, rows: Double), between levels: ShadowLevels, beside edges: [Edge], _ ring: [PixelPoint],
    _ plane: ContrastPlane, _ view: View
  ) -> [[Double]] {
    let perMetre = hypot(way.columns, way.rows)
    guard perMetre * view.gsd > leastWay else { return [] }
    let direction = (columns: way.columns / perMetre, rows: way.rows / perMetre)
    let reach = min(longest, highest * perMetre + 6)
    let step = max(0.5, reach / 200)
    let lengths = heights.map { $0 * perMetre }
    return edges.compactMap { edge in
      let facing = edge.normal.columns * direction.columns + edge.normal.rows * direction.rows
      guard facing >= leastFacing else { return nil }
      return profile(
        edge, ring, plane, direction: direction, reach: reach, step: step, facing: facing, levels: levels
      )?.evidence(lengths: lengths)
    }
  }

  private static func normalised(_ logs: [Double]) -> [Double] {
    let top = logs.max() ?? 0
    let raw = logs.map { exp($0 - top) }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }

  /// Brightness as a share of that of lit ground around, mean over the bands.
  private static func brightness(
    _ picture: Raster, window: Window, around outline: PixelOutline
  ) -> ContrastPlane? {
    let inside = Surroundings.covered(outline.ring, in: window)
    let around = Surroundings.ring(inside, in: window, inner: 2, outer: 12).filter { picture.validity.flags[$0] }
    guard around.count >= 10 else { return nil }
    let plane = window.pixelCount
    var values = [Float](repeating: 0, count: plane)
    let valid = picture.validity.flags
    for band in 0..<picture.bandCount {
      let start = band * plane
      let levels = around.map { Double(picture.samples[start + $0]) }.sorted()
      guard let level = Quantiles.quantile(0.65, ofSorted: levels), level > 0 else { return nil }
      for pixel in 0..<plane where valid[pixel] {
        values[pixel] += picture.samples[start + pixel] / Float(level) / Float(picture.bandCount)
      }
    }
    return ContrastPlane(window: window, values: values, valid: valid, separation: 1)
  }

  // MARK: Profiles

  private struct Edge {
    let points: [PixelPoint]
    let normal: (columns: Double, rows: Double)
    let length: Double
    let deviation: Double
  }

  /// The ring's sides of two pixels and more; a freehand line's are put together by direction first.
  private static func edges(of outline: PixelOutline, deviation: Double) -> [Edge] {
    let ring = outline.ring
    let isFreehand = outline.shape == .freehand
    let sign = PixelOutline.signedArea(ring) < 0 ? -1.0 : 1.0
    var found: [(points: [PixelPoint], columns: Double, rows: Double, length: Double, variance: Double, sector: Int)] =
      []
    for index in ring.indices {
      let (a, b) = (ring[index], ring[(index + 1) % ring.count])
      let length = hypot(b.column - a.column, b.row - a.row)
      guard length > 1e-6 else { continue }
      let (normalColumns, normalRows) = (sign * (b.row - a.row) / length, -sign * (b.column - a.column) / length)
      let variance = length * outline.sideDeviations[index] * outline.sideDeviations[index]
      let inset = isFreehand ? 0 : min(1, length / 4)
      let count = max(1, Int(((length - 2 * inset) / 0.5).rounded()))
      let points = (0..<count).map { place -> PixelPoint in
        let t = (inset + (length - 2 * inset) * (Double(place) + 0.5) / Double(count)) / length
        return PixelPoint(column: a.column + t * (b.column - a.column), row: a.row + t * (b.row - a.row))
      }
      let sector = isFreehand ? Int((atan2(normalRows, normalColumns) / (.pi / 4)).rounded()) : 100 + index
      if let same = found.firstIndex(where: { $0.sector == sector }) {
        found[same].points += points
        found[same].columns += normalColumns * length
        found[same].rows += normalRows * length
        found[same].length += length
        found[same].variance += variance
      } else {
        found.append((points, normalColumns * length, normalRows * length, length, variance, sector))
      }
    }
    return found.filter { $0.length >= 2 }.map { edge in
      let size = max(hypot(edge.columns, edge.rows), 1e-9)
      let own = (edge.variance / edge.length).squareRoot()
      return Edge(
        points: edge.points, normal: (edge.columns / size, edge.rows / size), length: edge.length,
        deviation: hypot(deviation, min(own, mostEdgeDeviation)))
    }
  }

  private static func profile(
    _ edge: Edge, _ ring: [PixelPoint], _ plane: ContrastPlane, direction: (columns: Double, rows: Double),
    reach: Double, step: Double, facing: Double, levels: ShadowLevels
  ) -> ShadowProfile? {
    let samples = Int((reach - ShadowProfile.start) / step)
    var columns = [[Double]](repeating: [], count: samples)
    for point in edge.points {
      for sample in 0..<samples {
        let distance = ShadowProfile.start + Double(sample) * step
        let place = PixelPoint(
          column: point.column + distance * direction.columns, row: point.row + distance * direction.rows)
        // Another wing of the thing stands there.
        if distance > 2, PixelOutline.contains(ring, place) { break }
        guard let value = plane.value(at: place) else {
          if distance > 2 { break }
          continue
        }
        columns[sample].append(value)
      }
    }
    let least = max(1, edge.points.count / 3)
    let end = columns.firstIndex { $0.count < least } ?? samples
    guard Double(end) * step + ShadowProfile.start >= 2 else { return nil }
    let independent = max(1, edge.length / 3)
    var values: [Double] = []
    var deviations: [Double] = []
    for sample in 0..<end {
      values.append(Quantiles.median(columns[sample]) ?? 0)
      let spread = Quantiles.robustDeviation(columns[sample]) ?? 0
      deviations.append(hypot(texture, 1.25 * spread / independent.squareRoot()))
    }
    return ShadowProfile(
      step: step, values: values, deviations: deviations, blur: blur / facing, edgeDeviation: edge.deviation / facing,
      levels: levels)
  }
}

// MARK: Many pictures

extension ShadowHeight {
  /// The height that the pictures' likelihoods leave, with its 90 % interval.
  /// - Parameters:
  ///   - likelihoods: over `heights`, of different dates.
  ///   - relative: deviation, as a share of the height, of what all of them err by together: the ground's slope, a view
  ///     that is not known.
  ///   - perMetre: usual way from a roof's edge to its shadow's tip, pixels a metre of height: where the edge lies is
  ///     an error that the dates share.
  ///   - errors: of the outline.
  package static func estimate(
    _ likelihoods: [HeightLikelihood], relative: Double, perMetre: Double, errors: OutlineErrors
  ) -> Measured<Metres> {
    guard !likelihoods.isEmpty else { return .refused("no picture shows ground on which its shadow would lie") }
    let prior = normalised(
      heights.map { height in
        let distance = log(height / usual.middle) / usual.deviation
        return -0.5 * distance * distance - log(height)
      })
    var logs = prior.map { log($0) }
    for likelihood in likelihoods {
      for index in logs.indices { logs[index] += log((1 - misled) * likelihood.shares[index] + misled * prior[index]) }
    }
    let density = smeared(
      normalised(logs), relative: relative,
      absolute: hypot(hypot(sharedEdge, errors.shared), errors.outward / 3) / max(perMetre, 1e-6))
    let (low, middle, high) = (quantile(0.05, density), quantile(0.5, density), quantile(0.95, density))
    guard high - low < 0.6 * highest else { return .refused("no shadow stands out beside it") }
    return .estimate(
      Estimate(
        Metres(middle), low: Metres(low), high: Metres(high),
        method: method(likelihoods)))
  }

  /// Such as `shadow-profile/3 dates`: what was looked at, on how many dates.
  private static func method(_ likelihoods: [HeightLikelihood]) -> String {
    let seen = [
      likelihoods.contains(where: \.isByShadow) ? "shadow" : nil,
      likelihoods.contains(where: \.isByWall) ? "wall" : nil,
    ].compactMap(\.self)
    return "\(seen.joined(separator: "-and-"))-profile/\(likelihoods.count) date" + (likelihoods.count == 1 ? "" : "s")
  }

  /// The density of heights × (1 + a normal error) + another.
  private static func smeared(_ density: [Double], relative: Double, absolute: Double) -> [Double] {
    var result = [Double](repeating: 0, count: density.count)
    for (index, mass) in density.enumerated() where mass > 1e-9 {
      let deviation = max(hypot(relative * heights[index], absolute), step / 4)
      let reach = Int((4 * deviation / step).rounded(.up))
      var weights: [(Int, Double)] = []
      var sum = 0.0
      for other in max(0, index - reach)...min(density.count - 1, index + reach) {
        let distance = (heights[other] - heights[index]) / deviation
        let weight = exp(-0.5 * distance * distance)
        weights.append((other, weight))
        sum += weight
      }
      for (other, weight) in weights { result[other] += mass * weight / sum }
    }
    return result
  }

  /// Linear within a step of the grid.
  private static func quantile(_ share: Double, _ density: [Double]) -> Double {
    var sum = 0.0
    for (index, mass) in density.enumerated() {
      if sum + mass >= share {
        return max(0, heights[index] + ((share - sum) / max(mass, 1e-12) - 0.5) * step)
      }
      sum += mass
    }
    return highest
  }
}
