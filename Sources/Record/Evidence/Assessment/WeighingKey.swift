/// One cell of the table of weights.
struct WeighingKey: Hashable {
  let finding: String
  let hypothesis: String

  init(_ weighing: Weighing) { self.init(weighing.finding, weighing.hypothesis) }

  init(_ finding: String, _ hypothesis: String) {
    self.finding = finding
    self.hypothesis = hypothesis
  }
}
