// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: the Swift 6 language mode with strict memory safety, so that each
/// use of an unsafe construct is marked where it stands.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatWarning("StrictMemorySafety", as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target under `Sources/`, one step of a comment's journey or a foundation of several.
func module(_ name: String, _ dependencies: [String] = []) -> Target {
  .target(
    name: name, dependencies: dependencies.map { .init(stringLiteral: $0) },
    swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [String]) -> Target {
  .testTarget(
    name: name,
    dependencies: (dependencies + ["RisrosTestSupport"]).map { .init(stringLiteral: $0) },
    swiftSettings: settings)
}

let package = Package(
  name: "risros",
  targets: [
    module("RisrosModel"),
    module("RisrosText", ["RisrosModel"]),
    module("RisrosPipeline", ["RisrosModel", "RisrosText"]),
    module("RisrosScores", ["RisrosModel", "RisrosText", "RisrosPipeline"]),
    module("RisrosReport", ["RisrosModel", "RisrosText", "RisrosPipeline", "RisrosScores"]),
    .testTarget(
      name: "RisrosScoresTests",
      dependencies: ["RisrosModel", "RisrosText", "RisrosPipeline", "RisrosScores"],
      swiftSettings: settings),
    .testTarget(
      name: "RisrosReportTests",
      dependencies: ["RisrosModel", "RisrosText", "RisrosPipeline", "RisrosScores", "RisrosReport"],
      swiftSettings: settings),
  ]
)
