import Catalogue
import Foundation
import Provenance
import Quantities
import Testing

@Suite struct AcquisitionDateTests {
  private let now = Timestamp(secondsSince1970: 1_770_000_000)

  private func find(
    _ metadata: [String: String] = [:], item: JSONValue? = nil, name: String = "a.tif"
  ) -> AcquisitionDate.Found? {
    AcquisitionDate.find(metadata: metadata, stacItem: item, fileName: name, now: now)
  }

  private func item(_ properties: JSONValue) -> JSONValue { ["type": "Feature", "properties": properties] }

  @Test("Sources are asked in their order: metadata, item, name, TIFFTAG_DATETIME")
  func order() {
    let all = ["ACQUISITIONDATETIME": "2018-06-23 06:41:09", "TIFFTAG_DATETIME": "2018:06:23 10:00:00"]
    let stac = item(["datetime": "2018-06-23T06:42:00Z"])
    let first = find(all, item: stac, name: "S2_2018-06-23.tif")
    #expect(first?.date.description == "2018-06-23T06:41:09Z" && first?.source == "ACQUISITIONDATETIME")
    #expect(first?.remarks == [])
    let tag = ["TIFFTAG_DATETIME": "2018:06:23 10:00:00"]
    let second = find(tag, item: stac, name: "S2_2018-06-23.tif")
    #expect(second?.date.description == "2018-06-23T06:42:00Z" && second?.source == "stac")
    let third = find(tag, name: "S2_2018-06-23.tif")
    #expect(third?.date.description == "2018-06-23" && third?.source == "fileName" && third?.remarks == [])
    let last = find(tag)
    #expect(last?.date.description == "2018-06-23T10:00:00Z" && last?.source == "TIFFTAG_DATETIME")
    #expect(last?.remarks == ["The only date is TIFFTAG_DATETIME, which some programs set to the time of processing."])
    #expect(find() == nil)
  }

  @Test("Every pair that differs by over a day is remarked, and the first is believed")
  func disagreement() {
    let found = find(
      ["TIFFTAG_DATETIME": "2020:01:05 10:00:00"], item: item(["datetime": "2018-06-23T06:41:09Z"]),
      name: "S2_2018-06-25.tif")
    #expect(found?.date.description == "2018-06-23T06:41:09Z")
    #expect(
      found?.remarks
        == [
          "the STAC item says 2018-06-23, but the file name says 2018-06-25; the STAC item is believed.",
          "the STAC item says 2018-06-23, but TIFFTAG_DATETIME says 2020-01-05; the STAC item is believed.",
          "the file name says 2018-06-25, but TIFFTAG_DATETIME says 2020-01-05; the STAC item is believed.",
        ].map { $0.prefix(1).uppercased() + $0.dropFirst() })
  }

  @Test("The other side of midnight is no disagreement")
  func midnight() {
    #expect(find(["ACQUISITIONDATETIME": "2018-06-22T23:50:00Z"], name: "S2_2018-06-23.tif")?.remarks == [])
  }

  @Test("Dates in the future or before 1940 are passed over, and said to be")
  func unbelievable() {
    let future = find(["ACQUISITIONDATETIME": "2099-01-01T00:00:00Z"], name: "S2_2018-06-23.tif")
    #expect(future?.source == "fileName")
    #expect(
      future?.remarks == ["ACQUISITIONDATETIME says 2099-01-01, which is in the future and is not believed."])
    let early = find(["TIFFTAG_DATETIME": "1900:01:01 00:00:00"], name: "S2_2018-06-23.tif")
    #expect(early?.remarks == ["TIFFTAG_DATETIME says 1900-01-01, which is before 1940 and is not believed."])
    #expect(find(["TIFFTAG_DATETIME": "1970:01:01 00:00:00"])?.date.description == "1970-01-01")
    #expect(find(["TIFFTAG_DATETIME": "0000:00:00 00:00:00"]) == nil)
    #expect(find(["ACQUISITIONDATETIME": "2099-01-01"]) == nil)
  }

  @Test(
    "Metadata are read as their makers write them",
    arguments: [
      ("ACQUISITIONDATETIME", "2018-06-23 06:41:09", "2018-06-23T06:41:09Z"),
      ("acquisitionDateTime", "2018-06-23T06:41:09.123456Z", "2018-06-23T06:41:09Z"),
      ("NITF_IDATIM", "20180623064109", "2018-06-23T06:41:09Z"), ("DATE_ACQUIRED", "\"2018-06-23\"", "2018-06-23"),
      ("DATATAKE_1_DATATAKE_SENSING_START", "2018-06-23T06:41:09.024Z", "2018-06-23T06:41:09Z"),
      ("IMAGING_DATE", "2018-06-23", "2018-06-23"), ("ACQUISITIONDATETIME", "2018-06-23T00:00:00Z", "2018-06-23"),
      ("EXIF_DateTimeOriginal", "2018:06:23 06:41:09", "2018-06-23T06:41:09Z"),
    ])
  func metadata(_ key: String, _ text: String, _ expected: String) {
    #expect(find([key: text])?.date.description == expected)
  }

  @Test("An item without `datetime` gives its start; a long span is remarked; Planet's `acquired` serves too")
  func items() {
    let span = find(
      item: item(["datetime": .null, "start_datetime": "2018-06-01T00:00:00Z", "end_datetime": "2018-06-30T00:00:00Z"]))
    #expect(span?.date.description == "2018-06-01" && span?.source == "stac")
    #expect(span?.remarks == ["The STAC item spans 2018-06-01 to 2018-06-30; its start is taken."])
    let planet = find(item: item(["acquired": "2015-11-19T02:57:40.314191Z"]))
    #expect(planet?.date.description == "2015-11-19T02:57:40Z")
    #expect(find(item: item(["datetime": 7])) == nil)
  }
}
