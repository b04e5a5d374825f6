import Geodesy
import Kernels
import Rasters
import Statistics

/// Cloud, haze and cloud shadow of one scene, from its departures.
///
/// Cores are sure; from there weather is followed outward to where it takes away less than `leastOpacity` of the ground,
/// whatever the sensor's noise, and to what is as bright (as dark) as the core and is not so on most dates: clouds of
/// several dates in a row hide each other from a comparison of neighbours.
struct SceneWeather {
  /// A bank whose highest smoothed departure stays below this lets the ground shine through: haze.
  static let opaque: Float = 9
  /// How far banks are followed outward at most, in smoothed deviations.
  static let edge: Float = 1.5
  /// Banks of fewer pixels are things on the ground.
  static let minimumPixels = 30
  /// A thin bank fades into the ground beside it where that is brighter by this share of the bank's departure.
  static let fadingShare: Float = 0.5
  /// Opacity of a cloud's edge, and the share of full shadow at the edge of a shadow.
  static let leastOpacity: Float = 0.2
  static let leastDarkness: Float = 0.2
  /// The edge lies no further inward than at this departure.
  static let sharpest: Float = 6

  /// What the ground of a stack looks like without weather.
  struct Ground {
    /// Per pixel of the grid; NaN where too few dates are known.
    let typical: [Float]
    let weights: [Float]
    /// Deviation of the scene's weighted numbers.
    let noise: Float
    let colours: DepartureColours
  }

  let series: StackSeries
  let scene: Int
  let window: Window
  private let plane: [Float]
  private let haze: [Float]
  let ground: Ground
  let sun: SolarPosition?

  /// - Parameters:
  ///   - departures: over the scene's window, in deviations, haze taken off.
  ///   - haze: what was taken off.
  init(
    _ series: StackSeries, scene: Int, departures: [Float], haze: [Float], ground: Ground, sun: SolarPosition?
  ) {
    self.series = series
    self.scene = scene
    window = series.scenes[scene].window
    plane = departures
    self.haze = haze
    self.ground = ground
    self.sun = sun
  }

  /// Writes the reasons of what is not seen over `codes` of the window.
  func mark(_ codes: inout [UInt8]) {
    let isWhole = !codes.contains(MaskCode.offPicture)
    let weights = isWhole ? nil : codes.map { $0 == MaskCode.offPicture ? Float(0) : 1 }
    let smooth = means(plane, weights, radius: 2)
    let bright = banks(smooth, core: SceneMasks.cloudCore, edge: Self.edge)
      .filter { ground.colours.areOfOneSide($0, of: window, isBright: true) }
    guard !bright.isEmpty else { return }
    let contrast = LazyContrast { [self] in
      let rise = self.rise()
      return (rise, self.contrast(rise, weights))
    }
    var isCloud = [Bool](repeating: false, count: plane.count)
    var (isOpaque, isCasting) = (false, false)
    for bank in bright {
      let isThick = bank.contains { smooth[$0] >= Self.opaque } || hides(bank, smooth, contrast)
      isOpaque = isOpaque || isThick
      isCasting = isCasting || isThick && bank.count >= Self.widerThanThings
      // Between two others a date that differs from both shows weather; at an end it may as well show what stays.
      if !isThick, scene == 0 || scene == series.count - 1, fades(bank, smooth) { continue }
      for pixel in bank {
        if isThick { isCloud[pixel] = true } else if codes[pixel] == MaskCode.seen { codes[pixel] = MaskCode.haze }
      }
    }
    guard isOpaque else { return }
    let fine = means(plane, weights, radius: 1)
    let rise = means(contrast.value.rise, weights, radius: 1)
    var cloud = bounded(isCloud, departure: fine, rise: rise, core: Self.opaque, leastShare: Self.leastOpacity)
    let couldHide = addBrightGround(to: &cloud, rise: rise, contrast.value.sight, weights)
    for pixel in codes.indices where cloud[pixel] && codes[pixel] == MaskCode.seen { codes[pixel] = MaskCode.cloud }
    // A shadow needs something that casts it: without cloud, dark departures are things on the ground.
    if isCasting { markShadows(smooth, fine, rise, cloud: cloud, couldHide: couldHide, &codes) }
  }

  /// The scene against the ground, made when it is first asked for.
  private typealias LazyContrast = LazyValue<(rise: [Float], sight: GroundContrast)>

  private func contrast(_ rise: [Float], _ weights: [Float]?) -> GroundContrast {
    let levels = rise.indices.map(level)
    return GroundContrast(
      scene: rise.indices.map { rise[$0] + levels[$0] }, ground: levels, weights: weights, columns: window.columns,
      rows: window.rows)
  }

  /// Whether a bank that is wider than things on the ground lets less than half of the ground's contrast through, where
  /// that can be told: above bright ground clouds stand out by little.
  private func hides(_ bank: [Int], _ smooth: [Float], _ contrast: LazyContrast) -> Bool {
    guard bank.count >= Self.widerThanThings else { return false }
    let sight = contrast.value.sight
    var (lost, shown) = (0, 0)
    for pixel in bank where smooth[pixel] > SceneMasks.cloudCore {
      switch sight.sight(pixel) {
      case .lost: lost += 1
      case .shown: shown += 1
      case .unknown: break
      }
    }
    return lost > shown && lost >= Self.widerThanThings / 4
  }

  static let widerThanThings = 200

  /// By how much each pixel differs from what it is on most dates, in deviations of the scene.
  private func rise() -> [Float] {
    var read = ScenePlane(series, window: window)
    read.read(scene, hidesUnseen: false)
    let (values, groups, columns) = (read.pixels.span, read.groups, series.grid.columns)
    var rise = [Float](repeating: 0, count: plane.count)
    var output = rise.mutableSpan
    for pixel in output.indices {
      let place = (pixel / window.columns + window.row) * columns + pixel % window.columns + window.column
      let typical = ground.typical[place]
      guard typical.isFinite else { continue }
      var sum: Float = 0
      for (band, weight) in ground.weights.enumerated() {
        sum += weight * values[pixel * groups + band / 4][band % 4]
      }
      output[pixel] = (sum - typical) / ground.noise - haze[pixel]
    }
    return rise
  }

  /// The banks cut back to where they take `leastShare` of what their cores do, and grown over what is connected with them
  /// and departs as much from most dates.
  func bounded(
    _ bank: [Bool], departure: [Float], rise: [Float], core: Float, leastShare: Float,
    growsOver: (Int) -> Bool = { _ in true }
  ) -> [Bool] {
    // The departure is cut off at 18 deviations; the rise is not.
    func tops(_ core: Float) -> [Double] {
      bank.indices.filter { bank[$0] && departure[$0] >= core }.map { Double(max(rise[$0], departure[$0])) }
    }
    let top = (Quantiles.median(tops(core)) ?? Quantiles.median(tops(SceneMasks.cloudCore))).map(Float.init) ?? core
    let least = min(max(leastShare * top, Self.edge), Self.sharpest)
    var isIn = bank.indices.map { bank[$0] && max(departure[$0], min(rise[$0], least)) >= least }
    let grown = max(Self.growth * top, least)
    grow(&isIn) { rise[$0] >= grown && growsOver($0) }
    // What lies under a cloud and is as bright itself departs from nothing.
    let filled = Morphology.fillHoles(isIn, columns: window.columns, rows: window.rows)
    let holes = filled.indices.map { filled[$0] && !isIn[$0] }
    for hole in Morphology.components(holes, columns: window.columns, rows: window.rows)
    where hole.count <= Self.largestHole {
      for pixel in hole { isIn[pixel] = true }
    }
    return isIn
  }

  /// Ground that is as bright as a cloud on most dates departs from nothing under one: it goes with what is around it,
  /// unless its own contrast is seen. Where that is lost, what was added counts as surroundings of the next.
  ///
  /// The result is true where such ground lies open: a cloud above it might not have been told.
  private func addBrightGround(
    to cloud: inout [Bool], rise: [Float], _ sight: GroundContrast, _ weights: [Float]?
  ) -> [Bool] {
    func middle(_ least: Float) -> (rise: Double, level: Double)? {
      var (rises, values) = ([Double](), [Double]())
      for pixel in stride(from: 0, to: cloud.count, by: 3) where cloud[pixel] && rise[pixel] >= least {
        rises.append(Double(rise[pixel]))
        values.append(Double(rise[pixel] + level(pixel)))
      }
      guard let rise = Quantiles.median(rises), let value = Quantiles.median(values) else { return nil }
      return (rise, value)
    }
    var isBright = [Bool](repeating: false, count: cloud.count)
    var isOpen = isBright
    guard let middle = middle(Self.opaque) ?? middle(SceneMasks.cloudCore) else { return isOpen }
    // In deviations of the scene: a cloud would stand out from darker ground by this, and the ground shows no less.
    let bright = Float(middle.level) - min(Self.opaque, Float(middle.rise) * Self.standingOut)
    for pixel in cloud.indices where !cloud[pixel] && level(pixel) > bright {
      isOpen[pixel] = sight.sight(pixel) != .shown
      isBright[pixel] = isOpen[pixel] && rise[pixel] + level(pixel) > bright
    }
    guard isBright.contains(true) else { return isOpen }
    for round in 0..<Self.rounds {
      let told = cloud.indices.map { isOpen[$0] && !cloud[$0] ? 0 : weights?[$0] ?? 1 }
      let around = means(cloud.map { $0 ? 1 : 0 }, told, radius: Self.reachOfBright)
      var isAny = false
      for pixel in cloud.indices where isBright[pixel] && !cloud[pixel] && around[pixel] > 0.5 {
        guard round == 0 || sight.sight(pixel) == .lost else { continue }
        cloud[pixel] = true
        isAny = true
      }
      if !isAny { break }
    }
    return isOpen
  }

  private static let reachOfBright = 7
  private static let rounds = 6
  /// Share of a cloud's departure from most of the ground by which it must stand out from a pixel to be told there.
  private static let standingOut: Float = 0.6

  /// Of the ground on most dates, in deviations of the scene.
  func level(_ pixel: Int) -> Float {
    let place = (pixel / window.columns + window.row) * series.grid.columns + pixel % window.columns + window.column
    return ground.typical[place] / ground.noise
  }

  /// Share of the core's departure from which on pixels beside a bank belong to it.
  private static let growth: Float = 0.35
  private static let largestHole = 400

  private static let sides = [(-1, 0), (1, 0), (0, -1), (0, 1)]

  private func grow(_ flags: inout [Bool], where isLike: (Int) -> Bool) {
    var open = flags.indices.filter { flags[$0] }
    while let pixel = open.popLast() {
      let (row, column) = (pixel / window.columns, pixel % window.columns)
      for (down, right) in Self.sides {
        guard (0..<window.rows).contains(row + down), (0..<window.columns).contains(column + right) else { continue }
        let next = pixel + down * window.columns + right
        guard !flags[next], isLike(next) else { continue }
        flags[next] = true
        open.append(next)
      }
    }
  }

  /// Means over squares, cut at the border.
  /// - Parameter weights: `nil` where every pixel counts.
  func means(_ values: [Float], _ weights: [Float]?, radius: Int) -> [Float] {
    if let weights {
      return Convolution.boxMean(values, weights: weights, columns: window.columns, rows: window.rows, radius: radius)
    }
    var sums = Convolution.boxSum(values, columns: window.columns, rows: window.rows, radius: radius)
    func sides(_ count: Int) -> [Float] {
      (0..<count).map { Float(min($0 + radius, count - 1) - max($0 - radius, 0) + 1) }
    }
    let (across, down) = (sides(window.columns), sides(window.rows))
    let inverse = across.map { 1 / $0 }
    var output = sums.mutableSpan
    for row in 0..<window.rows {
      let share = 1 / down[row]
      for column in 0..<window.columns { output[row &* window.columns &+ column] *= share * inverse[column] }
    }
    return sums
  }

  /// Whether a bank is ground that came to look like the ground beside it: dried leaves beside bare soil. A veil lies over
  /// dark ground and bright ground alike, and ends wherever it likes.
  private func fades(_ bank: [Int], _ smooth: [Float]) -> Bool {
    let inside = Set(bank)
    var (own, beside, departure) = ([Double](), [Double](), Float(0))
    for pixel in bank {
      departure += smooth[pixel]
      let (row, column) = (pixel / window.columns, pixel % window.columns)
      for (down, right) in Self.sides where !inside.contains(pixel + down * window.columns + right) {
        let (outer, outerColumn) = (row + Self.ring * down, column + Self.ring * right)
        let (inner, innerColumn) = (row - down, column - right)
        guard (0..<window.rows).contains(outer), (0..<window.columns).contains(outerColumn),
          (0..<window.rows).contains(inner), (0..<window.columns).contains(innerColumn)
        else { continue }
        let (far, near) = (level(outer * window.columns + outerColumn), level(inner * window.columns + innerColumn))
        guard far.isFinite, near.isFinite else { continue }
        beside.append(Double(far))
        own.append(Double(near))
      }
    }
    guard let own = Quantiles.median(own), let beside = Quantiles.median(beside) else { return false }
    return Float(beside - own) > Self.fadingShare * departure / Float(bank.count)
  }

  /// Pixels beyond a bank's border at which the ground beside it is looked at.
  private static let ring = 4

  /// Connected pixels past the edge that hold a core.
  func banks(_ smooth: [Float], core: Float, edge: Float) -> [[Int]] {
    guard smooth.contains(where: { $0 > core }) else { return [] }
    return Morphology.components(smooth.map { $0 > edge }, columns: window.columns, rows: window.rows).filter { bank in
      bank.count >= Self.minimumPixels && bank.contains { smooth[$0] > core }
    }
  }
}
