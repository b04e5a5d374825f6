// swift-tools-version: 6.2
import PackageDescription

// Folders are layers, the lowest first. A target may depend only on targets declared above it;
// `Tests/ArchitectureTests` reads this manifest's dump and fails where one does not.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .strictMemorySafety()]

func layer(_ folder: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)", swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TelltaleTestSupport"], path: "Tests/\(name)", swiftSettings: settings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "telltale",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "telltale", targets: ["telltale"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // C
    .systemLibrary(
      name: "CGDAL", path: "Sources/C/CGDAL", pkgConfig: "gdal",
      providers: [.apt(["libgdal-dev"]), .brew(["gdal"])]),
    .systemLibrary(
      name: "CPROJ", path: "Sources/C/CPROJ", pkgConfig: "proj",
      providers: [.apt(["libproj-dev"]), .brew(["proj"])]),
    .target(name: "CKernels", path: "Sources/C/CKernels"),
    .target(
      name: "COnnxRuntime", path: "Sources/C/COnnxRuntime",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    // Ground
    layer("Ground", "Quantities"),
    layer("Ground", "Provenance", [crypto]),
    layer("Ground", "Kernels", ["CKernels"]),
    layer("Ground", "Statistics"),
    layer("Ground", "Geodesy", ["CPROJ", "Quantities"]),
    layer("Ground", "Vectors", ["CGDAL", "Geodesy", "Provenance", "Quantities"]),
    layer("Ground", "Rasters", ["CGDAL", "Geodesy", "Quantities", "Provenance"]),
    layer("Ground", "Places", ["Geodesy", "Provenance", "Quantities", "Vectors"]),
    // Imagery
    layer("Imagery", "Catalogue", ["Geodesy", "Places", "Provenance", "Quantities", "Rasters"]),
    layer("Imagery", "Orthorectification", ["Geodesy", "Quantities", "Rasters"]),
    layer("Imagery", "Radiometry", ["Catalogue", "Geodesy", "Places", "Rasters"]),
    layer("Imagery", "SceneMeasures", ["Geodesy", "Kernels", "Quantities", "Rasters", "Statistics"]),
    layer("Imagery", "Pansharpening", ["Kernels", "Rasters", "Statistics"]),
    layer("Imagery", "Alignment", ["Kernels", "Quantities", "Rasters", "Statistics"]),
    layer(
      "Imagery", "Stacks",
      [
        "Alignment", "Catalogue", "Geodesy", "Kernels", "Places", "Provenance", "Quantities", "Radiometry", "Rasters",
        "Statistics",
      ]),
    // Analysis
    layer("Analysis", "Changes", ["Kernels", "Quantities", "Rasters", "Statistics"]),
    layer("Analysis", "Mensuration", ["Geodesy", "Kernels", "Quantities", "Rasters", "Statistics"]),
    layer(
      "Analysis", "Detectors",
      ["COnnxRuntime", "Kernels", "Places", "Provenance", "Quantities", "Rasters", "Statistics"]),
    layer(
      "Analysis", "Tracking",
      [
        "Changes", "Geodesy", "Kernels", "Mensuration", "Places", "Quantities", "Rasters", "Stacks", "Statistics",
        "Vectors",
      ]),
    layer("Analysis", "Scoring", ["Geodesy", "Kernels", "Places", "Provenance", "Quantities", "Vectors"]),
    layer("Analysis", "Simulation", ["Geodesy", "Provenance", "Quantities", "Rasters", "Statistics"]),
    // Record
    layer("Record", "Evidence", ["Kernels", "Provenance", "Quantities"]),
    layer("Record", "Documents", ["Evidence", "Provenance", "Quantities"]),
    layer("Record", "Bundles", ["Evidence", "Kernels", "Provenance", "Quantities"]),
    layer(
      "Record", "CaseStore",
      ["Catalogue", "Evidence", "Geodesy", "Kernels", "Places", "Provenance", "Quantities", "Rasters", grdb]),
    layer("Record", "Reports", ["Evidence", "Geodesy", "Places", "Provenance", "Quantities", "Vectors", mustache]),
    // Run
    layer(
      "Run", "Monitoring",
      [
        "Alignment", "Bundles", "CaseStore", "Catalogue", "Changes", "Detectors", "Documents", "Evidence", "Geodesy",
        "Kernels", "Mensuration",
        "Orthorectification", "Pansharpening", "Places", "Provenance", "Quantities", "Radiometry", "Rasters", "Reports",
        "SceneMeasures", "Stacks", "Statistics", "Tracking", "Vectors",
      ]),
    // Face
    .executableTarget(
      name: "telltale",
      dependencies: [
        "Bundles", "CaseStore", "Catalogue", "Changes", "Detectors", "Documents", "Evidence", "Geodesy", "Monitoring",
        "Places",
        "Provenance", "Quantities", "Rasters", "Reports", "Scoring", "Simulation", argumentParser,
      ], path: "Sources/Face/telltale", swiftSettings: settings),
    // For Benchmarks/change and Benchmarks/things alone: methods on plain arrays, without pictures
    .executableTarget(
      name: "changemethods",
      dependencies: ["Changes", "Geodesy", "Kernels", "Quantities", "Rasters", "Statistics", "Tracking"],
      path: "Sources/Face/changemethods", swiftSettings: settings),
    // Tests mirror Sources
    .target(name: "TelltaleTestSupport", path: "Tests/TelltaleTestSupport", swiftSettings: settings),
    tests("QuantitiesTests", ["Quantities"]),
    tests("ProvenanceTests", ["Provenance"]),
    tests("GeodesyTests", ["Geodesy", "Quantities"]),
    tests("VectorsTests", ["Geodesy", "Provenance", "Vectors"]),
    tests("RastersTests", ["Geodesy", "Provenance", "Rasters"]),
    tests("PlacesTests", ["Geodesy", "Places", "Provenance", "Quantities", "Vectors"]),
    tests("CatalogueTests", ["Catalogue", "Geodesy", "Places", "Provenance", "Quantities", "Rasters", "Vectors"]),
    tests("OrthorectificationTests", ["Geodesy", "Orthorectification", "Quantities", "Rasters"]),
    tests(
      "RadiometryTests", ["Catalogue", "Geodesy", "Places", "Provenance", "Quantities", "Radiometry", "Rasters"]),
    tests(
      "SceneMeasuresTests",
      ["Geodesy", "Kernels", "Quantities", "Rasters", "SceneMeasures", "Simulation", "Statistics"]),
    tests("PansharpeningTests", ["Pansharpening", "Rasters", "Statistics"]),
    tests("ScoringTests", ["Geodesy", "Provenance", "Scoring", "Vectors"]),
    tests("SimulationTests", ["Geodesy", "Provenance", "Quantities", "Rasters", "Simulation", "Statistics"]),
    tests("EvidenceTests", ["Evidence", "Provenance", "Quantities"]),
    tests("DocumentsTests", ["Documents", "Evidence", "Provenance", "Quantities"]),
    tests("BundlesTests", ["Bundles", "Evidence", "Provenance", "Quantities"]),
    tests(
      "CaseStoreTests",
      ["CaseStore", "Catalogue", "Evidence", "Geodesy", "Places", "Provenance", "Quantities", "Rasters", grdb]),
    tests("ReportsTests", ["Evidence", "Geodesy", "Places", "Provenance", "Quantities", "Reports"]),
    tests("KernelsTests", ["Kernels", "Statistics"]),
    tests("StatisticsTests", ["Statistics"]),
    tests("AlignmentTests", ["Alignment", "Kernels", "Rasters", "Statistics"]),
    tests(
      "StacksTests",
      [
        "Alignment", "Catalogue", "Geodesy", "Kernels", "Places", "Quantities", "Radiometry", "Rasters", "Stacks",
        "Statistics",
      ]),
    tests("ChangesTests", ["Changes", "Kernels", "Rasters", "Statistics"]),
    tests("MensurationTests", ["Geodesy", "Mensuration", "Quantities", "Rasters", "Simulation", "Statistics"]),
    tests(
      "DetectorsTests",
      ["Detectors", "Geodesy", "Places", "Provenance", "Quantities", "Rasters", "Statistics"]),
    tests(
      "TrackingTests",
      [
        "Changes", "Geodesy", "Mensuration", "Places", "Quantities", "Rasters", "Stacks", "Statistics", "Tracking",
      ]),
    tests(
      "MonitoringTests",
      [
        "Alignment", "Catalogue", "Changes", "Geodesy", "Mensuration", "Monitoring", "Places", "Provenance",
        "Quantities", "Rasters", "SceneMeasures", "Statistics",
      ]),
    tests("EndToEndTests", ["Geodesy", "Places", "Provenance", "Quantities", "Rasters", "Statistics", "Vectors"]),
    tests("ArchitectureTests", []),
  ]
)
