import ArgumentParser

struct Score: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How far results are from truth: SMART, SCOT, or F1 of objects.",
    subcommands: [ScoreSmart.self, ScoreScot.self, ScoreF1.self])
}
