import Foundation
import Provenance
import Quantities

/// When a picture was taken, as far as the file, its neighbours and its name tell.
package enum AcquisitionDate {
  package struct Found: Sendable, Hashable {
    package let date: Timestamp
    /// `stac`, `fileName`, or the name of the metadata item.
    package let source: String
    package let remarks: [String]
  }

  /// The date of the first source that has a believable one; every pair of sources that differ by over a day is
  /// remarked. `nil` where no source has a date between 1940 and `now`.
  ///
  /// Sources in order: acquisition items of the metadata, the STAC item, the file name, and last what the writing
  /// program put into the file (`TIFFTAG_DATETIME`). A time of exactly midnight counts as "only the day is known".
  package static func find(
    metadata: [String: String], stacItem: JSONValue?, fileName: String, now: Timestamp
  ) -> Found? {
    let (believed, doubts) = readings(metadata: metadata, stacItem: stacItem, fileName: fileName, now: now)
    guard let chosen = believed.first else { return nil }
    var remarks = believed.compactMap(\.remark) + doubts
    for (index, reading) in believed.enumerated() {
      for other in believed[(index + 1)...] where differ(reading.date, other.date) {
        remarks.append(
          "\(reading.sentenceLabel) says \(reading.date.day), but \(other.label) says \(other.date.day); "
            + "\(chosen.label) is believed.")
      }
    }
    if chosen.source == "TIFFTAG_DATETIME" {
      remarks.append("The only date is TIFFTAG_DATETIME, which some programs set to the time of processing.")
    }
    return Found(date: chosen.date, source: chosen.source, remarks: remarks)
  }

  /// Dates that were found but not believed, in words; for the reason when there is no other.
  static func doubts(
    metadata: [String: String], stacItem: JSONValue?, fileName: String, now: Timestamp
  ) -> [String] {
    readings(metadata: metadata, stacItem: stacItem, fileName: fileName, now: now).doubts
  }

  /// Whether a picture can be of that date: from 1940 on, and not in the future.
  static func isBelievable(_ date: Timestamp, now: Timestamp) -> Bool {
    date.secondsSince1970 >= -946_771_200 && date <= now
  }

  static func differ(_ date: Timestamp, _ other: Timestamp) -> Bool { abs(date.days(since: other)) > 1 }
}

extension AcquisitionDate {
  private struct Reading {
    let label: String
    let source: String
    let date: Timestamp
    var remark: String?
    var sentenceLabel: String { label.prefix(1).uppercased() + label.dropFirst() }
  }

  /// Items that hold the time of acquisition, the surest first.
  private static let acquisitionKeys = [
    "ACQUISITIONDATETIME", "ACQUISITION_DATETIME", "ACQUISITION_DATE_TIME", "DATATAKE_1_DATATAKE_SENSING_START",
    "SENSING_TIME", "ACQUISITION_DATE", "DATE_ACQUIRED", "IMAGING_DATE", "NITF_IDATIM", "ACQUIRED",
  ]

  /// Items that hold the time at which some program or camera wrote the file.
  private static let writingKeys = ["EXIF_DATETIMEORIGINAL", "TIFFTAG_DATETIME"]

  private static func readings(
    metadata: [String: String], stacItem: JSONValue?, fileName: String, now: Timestamp
  ) -> (believed: [Reading], doubts: [String]) {
    var items: [String: String] = [:]
    for key in metadata.keys.sorted() { items[key.uppercased()] = metadata[key] }
    var groups = [fromMetadata(items, acquisitionKeys)]
    groups.append(stacItem.flatMap(fromItem).map { [$0] } ?? [])
    groups.append(
      FileNameDate.candidates(in: fileName).map {
        Reading(label: "the file name", source: "fileName", date: $0.date, remark: $0.remark)
      })
    groups.append(fromMetadata(items, writingKeys))
    var believed: [Reading] = []
    var doubts: [String] = []
    for group in groups {
      if let reading = group.first(where: { isBelievable($0.date, now: now) }) {
        believed.append(reading)
      } else if let reading = group.first, reading.source != "fileName" {
        // Digits of a file name are often no date at all; an item of the metadata that is one says something wrong.
        let fault = reading.date > now ? "is in the future" : "is before 1940"
        doubts.append("\(reading.sentenceLabel) says \(reading.date.day), which \(fault) and is not believed.")
      }
    }
    return (believed, doubts)
  }

  private static func fromMetadata(_ items: [String: String], _ keys: [String]) -> [Reading] {
    keys.compactMap { key in
      guard let text = items[key], let date = parse(text) else { return nil }
      return Reading(label: key, source: key, date: date)
    }
  }

  private static func fromItem(_ item: JSONValue) -> Reading? {
    let properties = item["properties"] ?? .null
    func date(_ key: String) -> Timestamp? { properties[key]?.stringValue.flatMap(parse) }
    if let moment = date("datetime") { return Reading(label: "the STAC item", source: "stac", date: moment) }
    if let start = date("start_datetime") {
      var reading = Reading(label: "the STAC item", source: "stac", date: start)
      if let end = date("end_datetime"), differ(start, end) {
        reading.remark = "The STAC item spans \(start.day) to \(end.day); its start is taken."
      }
      return reading
    }
    return date("acquired").map { Reading(label: "Planet's item description", source: "stac", date: $0) }
  }

  /// A date as metadata write it: ISO 8601, EXIF's `2018:06:23 06:41:09`, or any that a file name may hold.
  static func parse(_ text: String) -> Timestamp? {
    let trimmed = text.trimmingCharacters(in: CharacterSet(charactersIn: " \t\r\n\";'\0"))
    guard trimmed.utf8.count <= 100 else { return nil }
    var iso = Array(trimmed)
    if iso.count >= 10, iso[4] == ":", iso[7] == ":" {
      iso[4] = "-"
      iso[7] = "-"
    }
    let date = Timestamp(iso8601: String(iso)) ?? FileNameDate.candidates(in: String(iso)).first?.date
    return date.map(FileNameDate.withoutMidnight)
  }
}
