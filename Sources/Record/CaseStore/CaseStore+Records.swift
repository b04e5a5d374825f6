import Evidence
import Places
import Provenance
import Quantities

// Each of these is one read or one commit of its own. Several writes that belong together go into one `commit`.
extension CaseStore {
  package func sites() throws(CaseError) -> [Site] { try reading { try $0.sites() } }
  package func scenes() throws(CaseError) -> [SceneRow] { try reading { try $0.scenes() } }
  package func features() throws(CaseError) -> [Feature] { try reading { try $0.features() } }
  package func observations() throws(CaseError) -> [Observation] { try reading { try $0.observations() } }
  package func ledger() throws(CaseError) -> Ledger { try reading { try $0.ledger() } }
  package func findings() throws(CaseError) -> [Finding] { try reading { try $0.findings() } }
  package func sources() throws(CaseError) -> [Source] { try reading { try $0.sources() } }
  package func rows(_ table: RecordRow.Table) throws(CaseError) -> [RecordRow] { try reading { try $0.rows(table) } }
  package func state() throws(CaseError) -> [(table: String, hash: ContentHash)] { try reading { try $0.state() } }
  package func recordedState() throws(CaseError) -> (entry: Int, tables: [String: String])? {
    try reading { try $0.recordedState() }
  }
  package func setting(_ key: String) throws(CaseError) -> String? { try reading { try $0.setting(key) } }

  /// Where the file of that content lies on this machine; `nil` where it is not known.
  package func location(of hash: ContentHash) throws(CaseError) -> String? {
    try ImageryLocations(in: folder).paths[hash.hexadecimal]
  }

  package func save(scenes: [SceneRow]) throws(CaseError) { try writing { try $0.save(scenes: scenes) } }
  package func replace(features: [Feature], observations: [Observation]) throws(CaseError) {
    try writing { try $0.replace(features: features, observations: observations) }
  }
  package func set(_ key: String, _ value: String?) throws(CaseError) { try writing { try $0.set(key, value) } }
  package func append(_ acts: [LedgerAct]) throws(CaseError) { try writing { try $0.append(acts) } }
  package func mark(
    _ id: String, status: FeatureStatus?, kind: FeatureKind?, note: String?, by: String, at: Timestamp
  ) throws(CaseError) {
    try writing { try $0.mark(id, status: status, kind: kind, note: note, by: by, at: at) }
  }
}
