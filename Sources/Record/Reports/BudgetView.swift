/// A line of the error budget, ready to be printed.
struct BudgetView {
  let budgetTerm: String
  let budgetSize: String
  let budgetEffect: String
  let budgetSource: String

  init(_ term: BudgetTerm) {
    budgetTerm = term.term
    budgetSize = term.size
    budgetEffect = term.effect
    budgetSource = term.source
  }
}
