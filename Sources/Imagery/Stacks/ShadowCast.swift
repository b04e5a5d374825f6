import Kernels

/// Where the shadows of a scene's clouds can lie, to the pixel: what `ShadowMatch` finds in cells, made sharper.
///
/// Every shadow is the picture of a cloud, moved by the scene's step. How far a cloud's shadow may lie from where the step
/// puts it is measured and not assumed: clouds are drawn in by 1, 2, 4 … pixels until drawing them in further makes no
/// more of them have their shadow at the step. Clouds of one height need a pixel or two for their soft edges, clouds of
/// several heights more.
struct ShadowCast {
  /// Clouds that have their shadow where the step puts it, times dark places that have their cloud, from which on a step
  /// is believed: more speaks for it than against it.
  static let leastFit = 0.5
  /// Drawing clouds in further must find less than a tenth more of their shadows.
  static let settled = 0.9
  /// Pixels of drawn-in clouds of which the darkness of the shadow is known that a verdict needs.
  static let fewest = 100
  /// Flagged pixels that enter a comparison of steps: shares to 1 %.
  static let samples = 10_000

  /// Share of the best step's fit from which on another one is as likely: what one of them puts in shadow is not denied.
  static let asLikely = 0.9

  /// From a cloud to its shadow, in pixels; the first fits best, the others as well as can be told.
  let steps: [(columns: Int, rows: Int)]
  var step: (columns: Int, rows: Int) { steps[0] }
  /// By how many pixels a cloud's shadow may lie beside the step.
  let slack: Int
  private let columns: Int
  private let rows: Int
  /// Whether a cloud is at each pixel, or within `slack` of it, or cannot be excluded there.
  private let isCasting: [Bool]

  /// What is known of each pixel of the window, row-major.
  struct View {
    let cloud: [Bool]
    /// Dark enough for a shadow.
    let dark: [Bool]
    /// A cloud would have been seen here, and there is none.
    let isClear: [Bool]
    let columns: Int
    let rows: Int
  }

  /// `nil` where the clouds' shadows do not lie at one step, or too few are in the picture.
  /// - Parameters:
  ///   - steps: one of which is near the right one, in pixels.
  ///   - reach: how near it is, and the most that shadows may lie beside the step.
  init?(_ view: View, near steps: [(columns: Int, rows: Int)], reach: Int) {
    let (clouds, darks) = (Self.sample(view.cloud), Self.sample(view.dark))
    let found = steps.map { Self.sharper($0, view, clouds: clouds, darks: darks, reach: reach) }
    guard let best = found.max(by: { $0.fit < $1.fit }), best.fit > Self.leastFit,
      let slack = Self.slack(view, step: best.step, most: reach)
    else { return nil }
    let others = found.filter { $0.step != best.step && $0.fit >= Self.asLikely * best.fit }.map(\.step)
    self.steps = [best.step] + others
    self.slack = slack
    columns = view.columns
    rows = view.rows
    isCasting = Morphology.dilate(
      view.isClear.map { !$0 }, columns: view.columns, rows: view.rows, radius: Double(slack))
  }

  /// Whether no cloud can cast a shadow on `pixel`; false where the cloud would lie beyond the window.
  func isLit(_ pixel: Int) -> Bool { steps.allSatisfy { isCast(pixel, by: $0) == false } }

  /// Whether a cloud in the window can cast a shadow on `pixel`.
  func isShaded(_ pixel: Int) -> Bool { steps.contains { isCast(pixel, by: $0) == true } }

  /// `nil` where the cloud would lie beyond the window.
  private func isCast(_ pixel: Int, by step: (columns: Int, rows: Int)) -> Bool? {
    let (column, row) = (pixel % columns - step.columns, pixel / columns - step.rows)
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return nil }
    return isCasting[row * columns + column]
  }

  // MARK: - Step

  /// The step at which clouds and dark places fit best, by halving the distance between those that are tried.
  private static func sharper(
    _ start: (columns: Int, rows: Int), _ view: View, clouds: [Int], darks: [Int], reach: Int
  ) -> (step: (columns: Int, rows: Int), fit: Double) {
    var best = (step: start, fit: fit(start, view, clouds: clouds, darks: darks))
    var width = max(1, reach / 2)
    while true {
      let middle = best.step
      for down in -2...2 {
        for right in -2...2 where (right, down) != (0, 0) {
          let step = (columns: middle.columns + right * width, rows: middle.rows + down * width)
          let fit = self.fit(step, view, clouds: clouds, darks: darks)
          if fit > best.fit { best = (step, fit) }
        }
      }
      if width == 1 { return best }
      width /= 2
    }
  }

  private static func sample(_ flags: [Bool]) -> [Int] {
    let all = flags.indices.filter { flags[$0] }
    return stride(from: 0, to: all.count, by: max(1, all.count / samples)).map { all[$0] }
  }

  /// Shadows where they must be, over these, those that are lacking and dark places without a cloud; shares of what each
  /// sample can tell.
  private static func fit(_ step: (columns: Int, rows: Int), _ view: View, clouds: [Int], darks: [Int]) -> Double {
    var (hits, lit, unexplained, judged) = (0, 0, 0, 0)
    for pixel in clouds {
      guard let target = view.place(pixel, moved: step) else { continue }
      if view.dark[target] { hits += 1 } else if view.isClear[target] { lit += 1 }
    }
    for pixel in darks {
      guard let source = view.place(pixel, moved: (-step.columns, -step.rows)) else { continue }
      if view.isClear[source] { unexplained += 1 }
      judged += 1
    }
    guard hits > 0, judged > 0 else { return 0 }
    let missing = Double(lit) / Double(hits + lit)
    return (1 - missing) * (1 - Double(unexplained) / Double(judged))
  }

  private static func slack(_ view: View, step: (columns: Int, rows: Int), most: Int) -> Int? {
    var shares: [(slack: Int, dark: Double)] = []
    var slack = 1
    while slack <= most {
      let inner = Morphology.erode(view.cloud, columns: view.columns, rows: view.rows, radius: Double(slack))
      var (dark, lit) = (0, 0)
      for pixel in inner.indices where inner[pixel] {
        guard let target = view.place(pixel, moved: step) else { continue }
        if view.dark[target] { dark += 1 } else if view.isClear[target] { lit += 1 }
      }
      guard dark + lit >= fewest else { break }
      shares.append((slack, Double(dark) / Double(dark + lit)))
      slack *= 2
    }
    guard let most = shares.map(\.dark).max(), most > leastFit else { return nil }
    return shares.first { $0.dark >= settled * most }?.slack
  }
}

extension ShadowCast.View {
  /// `nil` beyond the window.
  fileprivate func place(_ pixel: Int, moved step: (columns: Int, rows: Int)) -> Int? {
    let (column, row) = (pixel % columns + step.columns, pixel / columns + step.rows)
    guard (0..<columns).contains(column), (0..<rows).contains(row) else { return nil }
    return row * columns + column
  }
}
