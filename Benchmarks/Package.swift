// swift-tools-version: 6.2
import PackageDescription

// A package of its own: it judges the finished program from outside, by what it writes, and shares no code with it.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .strictMemorySafety()]

let package = Package(
  name: "telltale-benchmarks",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Measuring", swiftSettings: settings),
    .target(name: "PlantScoring", dependencies: ["Measuring"], swiftSettings: settings),
    .target(name: "WorksScoring", dependencies: ["Measuring"], swiftSettings: settings),
    .executableTarget(name: "bench-plants", dependencies: ["Measuring", "PlantScoring"], swiftSettings: settings),
    .executableTarget(name: "bench-uae", dependencies: ["Measuring", "WorksScoring"], swiftSettings: settings),
    .testTarget(
      name: "BenchmarkTests", dependencies: ["Measuring", "PlantScoring", "WorksScoring"], swiftSettings: settings),
  ]
)
