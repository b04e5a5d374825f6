import Provenance

/// The bundle described as an RO-Crate 1.1: its files, the pictures that they were made from, who and what made them.
///
/// - Source: [ROCrate2022]
package struct ROCrate: Sendable {
  package static let name = "ro-crate-metadata.json"

  package struct Scene: Sendable {
    let hash: String
    let name: String
    let date: String
    let sensor: String
    let licence: String?

    package init(hash: String, name: String, date: String, sensor: String, licence: String?) {
      self.hash = hash
      self.name = name
      self.date = date
      self.sensor = sensor
      self.licence = licence
    }
  }

  let title: String
  let date: String
  let files: [BundleManifest.File]
  let scenes: [Scene]
  let people: [String]
  let program: String

  package init(
    title: String, date: String, files: [BundleManifest.File], scenes: [Scene], people: [String], program: String
  ) {
    self.title = title
    self.date = date
    self.files = files
    self.scenes = scenes
    self.people = people
    self.program = program
  }

  package var json: JSONValue {
    [
      "@context": "https://w3id.org/ro/crate/1.1/context",
      "@graph": .array(
        [descriptor, root] + files.map(file) + Self.later.map(Self.plain) + scenes.map(scene) + people.map(person) + [
          software, run,
        ]),
    ]
  }

  private var descriptor: JSONValue {
    [
      "@id": .string(Self.name), "@type": "CreativeWork", "about": Self.link("./"),
      "conformsTo": Self.link("https://w3id.org/ro/crate/1.1"),
    ]
  }

  private var root: JSONValue {
    [
      "@id": "./", "@type": "Dataset", "name": .string(title), "datePublished": .string(date),
      "description":
        "A report on changes of a place, with all that is needed to compute it again from the pictures it names.",
      "license": "The report's text and data are their authors'; pictures keep their own licences, named with each.",
      "hasPart": .array((files.map(\.path) + Self.later).map(Self.link)), "mentions": .array([Self.link("#run")]),
    ]
  }

  /// Files that are written after this one, and hold its hash.
  private static let later = [BundleManifest.name, BundleManifest.ledgerName]

  private static func plain(_ path: String) -> JSONValue {
    ["@id": .string(path), "@type": "File", "name": .string(path), "encodingFormat": .string(mediaType(path))]
  }

  private func file(_ file: BundleManifest.File) -> JSONValue {
    [
      "@id": .string(file.path), "@type": "File", "name": .string(file.path),
      "contentSize": .string(String(file.bytes)),
      "encodingFormat": .string(Self.mediaType(file.path)), "sha256": .string(file.hash.hexadecimal),
    ]
  }

  private func scene(_ scene: Scene) -> JSONValue {
    [
      "@id": .string(Self.id(of: scene)), "@type": "CreativeWork", "name": .string(scene.name),
      "identifier": .string("sha256:" + scene.hash), "temporalCoverage": .string(scene.date),
      "license": JSONValue(scene.licence ?? "not stated"),
      "description": .string("Satellite picture by \(scene.sensor); not part of the bundle unless under imagery/."),
    ]
  }

  private func person(_ name: String) -> JSONValue {
    ["@id": .string(Self.id(ofPerson: name)), "@type": "Person", "name": .string(name)]
  }

  private var software: JSONValue {
    ["@id": "#telltale", "@type": "SoftwareApplication", "name": "Telltale", "version": .string(program)]
  }

  /// As PROV has it: the run used the pictures, was carried out by the program, and generated the files.
  private var run: JSONValue {
    [
      "@id": "#run", "@type": "CreateAction", "name": "From pictures to report", "instrument": Self.link("#telltale"),
      "object": .array(scenes.map { Self.link(Self.id(of: $0)) }),
      "result": .array(files.map { Self.link($0.path) }),
      "agent": .array(people.map { Self.link(Self.id(ofPerson: $0)) }), "endTime": .string(date),
    ]
  }

  private static func id(of scene: Scene) -> String { "#scene-" + scene.hash }
  private static func id(ofPerson name: String) -> String { "#person-" + ContentHash(of: name).short }
  private static func link(_ id: String) -> JSONValue { ["@id": .string(id)] }

  private static func mediaType(_ path: String) -> String {
    switch path.split(separator: ".").last {
    case "html": "text/html"
    case "json", "jsonl": "application/json"
    case "geojson": "application/geo+json"
    case "gpkg": "application/geopackage+sqlite3"
    case "pdf": "application/pdf"
    default: "application/octet-stream"
    }
  }
}
