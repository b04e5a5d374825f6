/// The tables of `case.gpkg`: GeoPackage 1.3, written by hand and without R-trees, whose triggers would need spatial
/// functions that a plain SQLite lacks.
enum GeoPackageSchema {
  /// 'GPKG'.
  static let applicationID = 0x4750_4B47
  static let userVersion = 10_300
  /// Version of Telltale's own tables, kept in `settings`; raised when an older Telltale could not read them.
  /// 1: scenes of one file each. 2: scenes of several files, whose numbers are converted when they are read.
  /// 3: findings, sources and assessments; ledger entries with commitments.
  static let format = 3

  struct Layer {
    let table: String
    /// `nil` for a table without geometry.
    let geometryType: String?
    let description: String
  }

  static let layers = [
    Layer(table: "sites", geometryType: "GEOMETRY", description: "Sites, zones, lines and references of the case"),
    Layer(table: "scenes", geometryType: "MULTIPOLYGON", description: "Footprints of the scenes, and files left out"),
    Layer(table: "features", geometryType: "MULTIPOLYGON", description: "Things found: candidates until accepted"),
    Layer(table: "observations", geometryType: "POINT", description: "What each scene says of each feature"),
    Layer(table: "marks", geometryType: nil, description: "Words of persons on features; append-only"),
    Layer(table: "findings", geometryType: nil, description: "Claims with what speaks for and against them"),
    Layer(table: "sources", geometryType: nil, description: "Captured documents and other parties' analyses"),
    Layer(table: "assessments", geometryType: nil, description: "Hypotheses judged on findings, and forecasts"),
    Layer(table: "ledger", geometryType: nil, description: "What was done, as a chain of hashes; append-only"),
    Layer(table: "settings", geometryType: nil, description: "Keys and values of the case"),
  ]

  static let statements: [String] = [core, sitesAndScenes, featuresAndObservations, records, judgements, appendOnly]

  private static let core = """
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES
      ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
      ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
      ('WGS 84 geodetic', 4326, 'EPSG', 4326, '\(wgs84)', 'longitude and latitude in degrees on WGS 84');
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
      z TINYINT NOT NULL, m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
    """

  private static let wgs84 = """
    GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
    AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,\
    AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]
    """

  private static let sitesAndScenes = """
    CREATE TABLE sites (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom GEOMETRY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      role TEXT NOT NULL, site TEXT, kind TEXT, relations TEXT NOT NULL);
    CREATE TABLE scenes (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, file TEXT NOT NULL, content_hash TEXT,
      id TEXT UNIQUE, date DATE, sensor TEXT, gsd DOUBLE, credit TEXT, licence TEXT,
      exclusion_code TEXT, exclusion_reason TEXT, shift_rows DOUBLE, shift_columns DOUBLE, ce90 DOUBLE, clear DOUBLE,
      properties TEXT);
    """

  private static let featuresAndObservations = """
    CREATE TABLE features (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTIPOLYGON, id TEXT NOT NULL UNIQUE, name TEXT,
      kind TEXT NOT NULL, kindReasons TEXT NOT NULL, change TEXT, parent TEXT, notBefore DATE, notAfter DATE,
      area DOUBLE, area_low DOUBLE, area_high DOUBLE, area_refused TEXT, ratios TEXT NOT NULL, score DOUBLE NOT NULL,
      scenesFor TEXT NOT NULL, scenesAgainst TEXT NOT NULL, notObservable TEXT NOT NULL, status TEXT NOT NULL,
      note TEXT, marked_by TEXT, properties TEXT NOT NULL);
    CREATE TABLE observations (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, feature TEXT NOT NULL, scene TEXT NOT NULL,
      date DATE NOT NULL, taken TEXT NOT NULL, state TEXT NOT NULL, visibility TEXT NOT NULL, progress DOUBLE);
    """

  private static let records = """
    CREATE TABLE marks (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, feature TEXT NOT NULL, status TEXT, kind TEXT, note TEXT,
      by TEXT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE ledger (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, previous TEXT, at TEXT NOT NULL, actor TEXT NOT NULL,
      act TEXT NOT NULL, version INTEGER, "key" TEXT, inputs TEXT NOT NULL, settings TEXT NOT NULL, output TEXT,
      salt TEXT, hash TEXT NOT NULL);
    CREATE TABLE settings (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "key" TEXT NOT NULL UNIQUE, value TEXT NOT NULL);
    """

  /// What persons claim and judge: a row each, its whole content in `properties`.
  static let judgements = """
    CREATE TABLE findings (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
      words TEXT NOT NULL, by TEXT NOT NULL, properties TEXT NOT NULL);
    CREATE TABLE sources (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
      words TEXT NOT NULL, by TEXT NOT NULL, properties TEXT NOT NULL);
    CREATE TABLE assessments (
      fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, id TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
      words TEXT NOT NULL, by TEXT NOT NULL, properties TEXT NOT NULL);
    """

  private static let appendOnly = ["marks", "ledger"].flatMap { table in
    ["UPDATE", "DELETE"].map { act in
      """
      CREATE TRIGGER \(table)_no_\(act.lowercased()) BEFORE \(act) ON \(table)
        BEGIN SELECT RAISE(ABORT, 'table \(table) is append-only'); END;
      """
    }
  }.joined(separator: "\n")
}
