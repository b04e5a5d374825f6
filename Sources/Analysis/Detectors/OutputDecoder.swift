import Foundation
import Rasters

/// From a model's numbers to boxes. The numbers are of unknown origin: what is no box is an error.
package struct OutputDecoder: Sendable {
  let card: DetectorCard
  /// Of each class: the least score that counts.
  let thresholds: [Double]
  /// What errors call the model.
  let place: String

  /// Most boxes of a tile that count before doubles are taken out.
  static let mostBoxes = 20_000

  package init(card: DetectorCard, thresholds: [Double], place: String) {
    precondition(thresholds.count == card.classes.count, "\(thresholds.count) thresholds")
    self.card = card
    self.thresholds = thresholds
    self.place = place
  }

  /// Boxes in pixels of the tile, in the order of the output.
  /// - Throws: `wrongShape`, `badOutput`.
  package func boxes(_ output: ModelOutput) throws(DetectorError) -> [DetectedBox] {
    let numbers = card.numbersPerCandidate
    let isByRows = card.output.layout == .rows
    let dimensions = output.dimensions
    guard dimensions.count == 3, dimensions[0] == 1, dimensions[isByRows ? 2 : 1] == numbers else {
      throw DetectorError(
        .wrongShape, at: place,
        "The model gives \(Self.words(dimensions)), and the card tells of 1 × \(isByRows ? "N × \(numbers)" : "\(numbers) × N").",
        mend: "Mend the card's `output` and `classes`, or export the model without its own suppression of doubles.")
    }
    let count = dimensions[isByRows ? 1 : 2]
    let (along, across) = isByRows ? (numbers, 1) : (1, count)
    var boxes: [DetectedBox] = []
    for candidate in 0..<count {
      try append(to: &boxes) { Double(output.values[candidate * along + $0 * across]) }
      guard boxes.count <= Self.mostBoxes else {
        throw DetectorError(
          .badOutput, at: place, "The model finds more than \(Self.mostBoxes) things in one tile.",
          mend: "Give a higher --at-least, or check the card's `scale` and `scores`.")
      }
    }
    return boxes
  }

  /// The candidate's best class that reaches its threshold, if any does.
  private func append(to boxes: inout [DetectedBox], _ number: (Int) -> Double) throws(DetectorError) {
    let angleIndex: Int? =
      switch card.output.angle {
      case .none: nil
      case .afterBox: 4
      case .last: card.numbersPerCandidate - 1
      }
    var first = card.output.angle == .afterBox ? 5 : 4
    var objectness = 1.0
    if card.output.hasObjectness {
      objectness = try score(number(first))
      first += 1
    }
    var best: (index: Int, score: Double)?
    for index in card.classes.indices {
      let score = try score(number(first + index)) * objectness
      if score >= thresholds[index], score > best?.score ?? -1 { best = (index, score) }
    }
    guard let best else { return }
    let factor = card.output.coordinates == .fractions ? Double(card.input.tile) : 1
    let box = (0..<4).map { number($0) * factor }
    let angle = angleIndex.map(number) ?? 0
    let limit = 4 * Double(card.input.tile)
    guard (box + [angle]).allSatisfy({ abs($0) <= limit }), box[2] > 0, box[3] > 0 else {
      throw DetectorError(
        .badOutput, at: place,
        "The model gives a box of \(box[2]) × \(box[3]) pixels at \(box[0]), \(box[1]), turned by \(angle).",
        mend: "Check the card's `coordinates`, `angle` and `layout`; else the model is not to be used.")
    }
    boxes.append(
      DetectedBox(
        centre: PixelPoint(column: box[0], row: box[1]), widthInPixels: box[2], heightInPixels: box[3], angle: angle,
        score: best.score, classIndex: best.index))
  }

  private func score(_ number: Double) throws(DetectorError) -> Double {
    let score = card.output.scores == .logit ? 1 / (1 + exp(-number)) : number
    // Rounding of a softmax may pass 1 by a little.
    guard score >= -1e-4, score <= 1 + 1e-4 else {
      throw DetectorError(
        .badOutput, at: place, "The model gives a score of \(number), which is no \(card.output.scores.rawValue).",
        mend: "Check the card's `scores`, `angle`, `objectness` and `layout`.")
    }
    return min(max(score, 0), 1)
  }

  static func words(_ dimensions: [Int]) -> String {
    dimensions.isEmpty ? "one number" : dimensions.map { $0 < 0 ? "any" : "\($0)" }.joined(separator: " × ")
  }
}
