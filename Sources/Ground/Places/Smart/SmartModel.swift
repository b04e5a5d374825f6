import Geodesy
import Quantities

/// A region model or a site model of the IARPA SMART programme, as its file says it.
package struct SmartModel: Sendable, Hashable {
  package enum Form: String, Sendable { case region, site }

  package let form: Form
  /// `AE_R001`; of a site model that names none, and of one of no region, `nil` and `ZZ_Rxxx`.
  package let region: String?
  /// Of a region model the region; empty of a site model.
  package let ground: [GeoPolygon]
  /// Of a region model its dates.
  package let dates: Dates
  /// Of a region model its sites' summaries, of a site model the one site; in the file's order.
  package let sites: [SmartModelSite]

  /// First and last, by day; `nil` where the model leaves them open.
  package struct Dates: Sendable, Hashable {
    package let start: Timestamp?
    package let end: Timestamp?
  }
}

/// A site of a SMART model.
package struct SmartModelSite: Sendable, Hashable {
  package let id: String
  /// `positive_annotated`, `system_confirmed` and so on, as written.
  package let status: String?
  package let originator: String?
  package let dates: SmartModel.Dates
  package let polygons: [GeoPolygon]
  /// Of a site model, by date; empty of a summary.
  package let observations: [Observation]

  /// What one date shows of a site: a phase for each of its polygons.
  package struct Observation: Sendable, Hashable {
    /// `nil` where it is of no date, as of sites that were never looked at closely.
    package let date: Timestamp?
    /// The picture's name.
    package let source: String?
    package let polygons: [GeoPolygon]
    /// One for each polygon, in their order; empty where none is told.
    package let phases: [String]
  }
}
