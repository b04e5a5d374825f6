/// A number or date that a report's page prints, and what the page says it was taken from.
package struct PageNumber: Sendable, Hashable {
  /// As it stands there: `1,240`, `2022-01-10`.
  package let text: String
  /// The whole text that it stands in.
  package let context: String
  /// Places in the files beside the page, as the nearest element around it names them: `report.json#/features/3`.
  package let from: [String]
  /// Whether it stands at an axis or a scale bar: then it is no measured number, and lies within those of its place.
  package let isScale: Bool
  /// Whether a percent sign follows it.
  package let isShare: Bool
  /// Whether it is told from the whole: "66 % smaller".
  package let isDifference: Bool
}
