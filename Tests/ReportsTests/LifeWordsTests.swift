import Places
import Quantities
import Testing

@testable import Reports

@Suite("Lives in words") struct LifeWordsTests {
  private func day(_ text: String) -> Timestamp? { Timestamp(iso8601: text) }

  @Test("Every state with its interval; a life of one state says nothing that its dates do not")
  func words() {
    let life = [
      LifeStage(state: .absent, begin: Bracket(notBefore: nil, notAfter: day("2018-06-23")), since: nil),
      LifeStage(
        state: .preparing, begin: Bracket(notBefore: day("2018-07-18"), notAfter: day("2018-08-02")),
        since: day("2018-08-02")),
      LifeStage(
        state: .complete, begin: Bracket(notBefore: day("2020-03-09"), notAfter: nil), since: day("2020-04-03")),
    ]
    #expect(
      LifeWords.text(life)
        == "at first absent; being prepared since about 2018-08-02 (90 %: after 2018-07-18 and by 2018-08-02); complete "
        + "since about 2020-04-03 (90 %: after 2020-03-09)")
    #expect(LifeWords.text([life[0]]) == nil)
    #expect(LifeWords.text([]) == nil)
  }
}
