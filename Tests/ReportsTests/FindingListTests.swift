import Places
import Reports
import Testing

@Suite("Which feature stands where")
struct FindingListTests {
  private func item(
    _ number: Int, score: Double = 5, parent: String? = nil, status: FeatureStatus = .candidate,
    change: ChangeKind? = .built
  ) -> ReportFeature {
    ReportFeature(
      feature: feature(.building, change, id: "f-\(number)", score: score, parent: parent, status: status),
      number: number)
  }

  @Test("Features of one project stand under their works, in the order of their numbers")
  func grouped() {
    let list = FindingList([item(3, parent: "f-1"), item(1), item(4), item(2, parent: "f-1")])
    #expect(list.headline.map(\.item.number) == [1, 4])
    #expect(list.headline[0].children.map(\.number) == [2, 3])
    #expect(list.childNumbers["f-1"] == [2, 3])
  }

  @Test("No feature is lost to a chain or a circle of parents")
  func chains() {
    let chain = FindingList([item(1), item(2, parent: "f-1"), item(3, parent: "f-2")])
    #expect(chain.headline.map(\.item.number) == [1, 3])
    let circle = FindingList([item(1, parent: "f-2"), item(2, parent: "f-1"), item(3, parent: "f-3")])
    #expect(circle.headline.map(\.item.number) == [1, 2, 3])
    let orphan = FindingList([item(1, parent: "elsewhere")])
    #expect(orphan.headline.map(\.item.number) == [1])
  }

  @Test("Rejected and standing features are no headline")
  func apart() {
    let list = FindingList([item(1, status: .rejected), item(2, change: nil), item(3)])
    #expect(list.headline.map(\.item.number) == [3])
    #expect(list.rejected.map(\.number) == [1])
    #expect(list.standing.map(\.number) == [2])
    #expect(list.cards.map(\.number) == [2, 3])
  }

  @Test("Beyond twenty the strongest stay, by number; beyond sixty a table takes the rest")
  func capped() {
    let list = FindingList((1...61).map { item($0, score: Double($0)) })
    #expect(list.headline.map(\.item.number) == Array(42...61))
    #expect(list.beyondHeadline == 41)
    #expect(list.cards.count == 60)
    #expect(list.table.map(\.number) == [1])
  }
}
