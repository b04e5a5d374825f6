import Catalogue
import Testing

@Suite struct SensorTableTests {
  @Test("Ids are unique, evidence is told, masks are known, and no position is given without its source")
  func whole() {
    #expect(Set(SensorTable.all.map(\.id)).count == SensorTable.all.count)
    for sensor in SensorTable.all {
      #expect(!sensor.evidenceNote.isEmpty && !sensor.conversion.isEmpty, "\(sensor.id)")
      #expect(Set(sensor.bands.map(\.name)).count == sensor.bands.count, "\(sensor.id)")
      #expect(sensor.geolocation.map { $0.ce90.magnitude > 0 && $0.source.contains("[") } ?? true, "\(sensor.id)")
    }
    #expect(Set(QualityRule.all.map(\.id)).count == QualityRule.all.count)
    #expect(SensorTable.named("sentinel1-rtc").evidence == .shownOnRealFiles)
    #expect(SensorTable.named("of a newer program") == SensorTable.unknown)
  }

  @Test("Bands of one colour have one common name over all Landsats")
  func landsat() {
    #expect(SensorTable.landsatTM.band("SR_B3")?.commonName == SensorTable.landsatOLI.band("SR_B4")?.commonName)
  }
}
