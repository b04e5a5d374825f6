import Places
import Quantities
import Reports
import Testing

@Suite("A finding's sentence")
struct FindingSentenceTests {
  @Test("The whole sentence names dates, area, interval, denominator and review")
  func whole() {
    let built = feature(ratios: [ratio(0.38, 0.34, 0.42, to: "hall A")])
    #expect(
      FindingSentence(number: 1, feature: built).text
        == "1. A building was built between 2021-04-03 and 2021-04-19: 1,240 m² (90 % interval 1,130 to 1,350 m²); "
        + "38 % of the area of hall A (34 to 42 %), that is 62 % smaller. Candidate, not reviewed.")
  }

  @Test(
    "Each kind and change has its own words",
    arguments: [
      (FeatureKind.building, ChangeKind.built, "A building was built between 2021-04-03 and 2021-04-19"),
      (.housing, .built, "Housing was built between 2021-04-03 and 2021-04-19"),
      (.tunnelWorks, .built, "Tunnel works began between 2021-04-03 and 2021-04-19"),
      (.crane, .built, "A crane was put up between 2021-04-03 and 2021-04-19"),
      (.excavation, .built, "An excavation was dug between 2021-04-03 and 2021-04-19"),
      (.railCars, .built, "Rail cars appeared between 2021-04-03 and 2021-04-19"),
      (.clearedGround, .built, "Ground was cleared between 2021-04-03 and 2021-04-19"),
      (.clearedGround, .cleared, "Ground was cleared between 2021-04-03 and 2021-04-19"),
      (.road, .cleared, "Ground was cleared for a road between 2021-04-03 and 2021-04-19"),
      (.unknown, .cleared, "Ground was cleared between 2021-04-03 and 2021-04-19"),
      (.works, .built, "Works began between 2021-04-03 and 2021-04-19"),
      (.unknown, .built, "Something of unknown kind appeared between 2021-04-03 and 2021-04-19"),
      (.crane, .removed, "A crane was last seen on 2021-04-03 and was gone on 2021-04-19"),
      (.vehicles, .removed, "Vehicles were last seen on 2021-04-03 and were gone on 2021-04-19"),
      (.unknown, .removed, "Something of unknown kind was last seen on 2021-04-03 and was gone on 2021-04-19"),
      (.building, .altered, "A building was altered between 2021-04-03 and 2021-04-19"),
      (.railCars, .altered, "Rail cars were altered between 2021-04-03 and 2021-04-19"),
    ])
  func words(_ kind: FeatureKind, _ change: ChangeKind, _ expected: String) {
    #expect(FindingSentence(number: 1, feature: feature(kind, change)).happening == expected)
  }

  @Test(
    "A bracket open on a side says which side nobody saw",
    arguments: [
      (
        ChangeKind.built, nil, "2021-04-19",
        "A building was already there on 2021-04-19, the first date that shows the place"
      ),
      (.built, "2021-04-03", nil, "A building was built after 2021-04-03; no later date shows by when"),
      (.built, nil, nil, "A building was built on an unknown date"),
      (
        .removed, nil, "2021-04-19",
        "A building was gone on 2021-04-19; the date on which it was last seen is not known"
      ),
      (.removed, "2021-04-03", nil, "A building was last seen on 2021-04-03; no later date shows when it went"),
      (.removed, nil, nil, "A building was removed on an unknown date"),
      (
        .altered, nil, "2021-04-19",
        "A building was altered on or before 2021-04-19, the first date that shows the place"
      ),
      (
        .cleared, nil, "2021-04-19", "Ground was already clear on 2021-04-19, the first date that shows the place"
      ),
      (
        .built, "2021-04-03T06:41:09Z", "2021-04-03T09:00:00Z",
        "A building was built between 2021-04-03T06:41:09Z and 2021-04-03T09:00:00Z"
      ),
    ] as [(ChangeKind, String?, String?, String)])
  func openBrackets(_ change: ChangeKind, _ first: String?, _ last: String?, _ expected: String) {
    let open = feature(.building, change, between: bracket(first, last))
    #expect(FindingSentence(number: 1, feature: open).happening == expected)
  }

  @Test("Works already under way and standing things claim no beginning")
  func noBeginning() {
    let works = feature(.works, .built, between: bracket(nil, "2021-04-19"))
    #expect(
      FindingSentence(number: 1, feature: works).happening
        == "Works were already under way on 2021-04-19, the first date that shows the place")
    let hall = feature(.building, nil, name: "Hall A", between: bracket(nil, nil))
    #expect(
      FindingSentence(number: 4, feature: hall).text
        == "4. Hall A (a building) is taken as standing; no change is claimed: 1,240 m² (90 % interval 1,130 to "
        + "1,350 m²). Candidate, not reviewed.")
    #expect(
      FindingSentence(number: 4, feature: feature(.unknown, nil)).happening
        == "A structure is taken as standing; no change is claimed")
  }

  @Test("Works tell their ground and how many features lie within")
  func works() {
    let works = feature(.works, .built, area: area(52_340, 48_120, 57_900))
    #expect(
      FindingSentence(number: 1, feature: works, children: [2, 3, 5]).text
        == "1. Works began between 2021-04-03 and 2021-04-19: 52,300 m² of ground (90 % interval 48,100 to 57,900 m²). "
        + "3 features lie within: 2, 3 and 5. Candidate, not reviewed.")
    #expect(FindingSentence(number: 1, feature: works, children: [2]).notes == ["1 feature lies within: 2."])
    #expect(
      FindingSentence(number: 1, feature: works, children: Array(2...14)).notes == ["13 features lie within."])
    #expect(FindingSentence(number: 2, feature: feature(), parent: 1).notes == ["Part of works 1."])
  }

  @Test("A refused area is said with its reason and no number")
  func refused() {
    let coarse = feature(area: .refused("the pixels of 10 m are too coarse for it. "))
    #expect(
      FindingSentence(number: 3, feature: coarse).text
        == "3. A building was built between 2021-04-03 and 2021-04-19. Its area is not given: the pixels of 10 m are "
        + "too coarse for it. Candidate, not reviewed.")
    #expect(
      FindingSentence(number: 3, feature: feature(.vehicles, area: .refused(""))).notes
        == ["Their area is not given."])
  }

  @Test(
    "The review names who judged and when",
    arguments: [
      (FeatureStatus.candidate, nil, "Candidate, not reviewed."),
      (.candidate, "M. Ito", "Candidate, not reviewed."),
      (.accepted, "M. Ito", "Accepted by M. Ito on 2022-01-05."),
      (.rejected, "M. Ito", "Rejected by M. Ito on 2022-01-05."),
      (.accepted, nil, "Accepted; by whom is not recorded."),
    ] as [(FeatureStatus, String?, String)])
  func review(_ status: FeatureStatus, _ by: String?, _ expected: String) {
    let mark = by.map { Feature.Mark(by: $0, note: nil, at: day("2022-01-05")) }
    #expect(FindingSentence(number: 1, feature: feature(status: status, mark: mark)).review == expected)
  }

  @Test(
    "A ratio names its denominator, and its two percents add up to a hundred",
    arguments: [
      (0.384, 0.341, 0.419, "38 % of the area of hall A (34 to 42 %), that is 62 % smaller"),
      (0.385, 0.341, 0.419, "39 % of the area of hall A (34 to 42 %), that is 61 % smaller"),
      (0.4212, 0.4170, 0.4260, "42.1 % of the area of hall A (41.7 to 42.6 %), that is 57.9 % smaller"),
      (1.38, 1.21, 1.52, "138 % of the area of hall A (121 to 152 %), that is 38 % larger"),
      (0.97, 0.9, 1.04, "97 % of the area of hall A (90 to 104 %), which does not rule out the same size"),
      (3.42, 3.11, 3.74, "3.4 times the area of hall A (3.1 to 3.7 times)"),
    ])
  func ratios(_ value: Double, _ low: Double, _ high: Double, _ expected: String) {
    #expect(ratio(value, low, high, to: "hall A").words == expected)
  }

  @Test("An interval of another level than 90 % says so")
  func level() {
    #expect(
      ratio(0.38, 0.36, 0.4, to: "hall A", level: 0.5).words
        == "38 % of the area of hall A (50 % interval 36 to 40 %), that is 62 % smaller")
  }
}
