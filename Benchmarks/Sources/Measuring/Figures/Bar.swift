import Foundation

/// One thing that the program must reach, and whether it did.
package struct Bar: Sendable {
  package enum Verdict: String, Sendable {
    case met = "MET"
    case missed = "MISSED"
    /// A person has to look.
    case toJudge = "JUDGE"
  }

  package let title: String
  package let requirement: String
  package let figure: String
  package let verdict: Verdict

  package init(_ title: String, requirement: String, figure: String, verdict: Verdict) {
    self.title = title
    self.requirement = requirement
    self.figure = figure
    self.verdict = verdict
  }

  package init(_ title: String, requirement: String, figure: String, isMet: Bool) {
    self.init(title, requirement: requirement, figure: figure, verdict: isMet ? .met : .missed)
  }

  /// The verdict and the title, then bar and figure one below the other.
  package var lines: String {
    let verdict = self.verdict.rawValue.padding(toLength: 6, withPad: " ", startingAt: 0)
    return "\(verdict)  \(title)\n          bar     \(requirement)\n          figure  \(figure)"
  }
}
