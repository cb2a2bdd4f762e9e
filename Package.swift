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
  products: [
    .library(name: "Risros", targets: ["Risros"]),
    .executable(name: "risros", targets: ["RisrosMain"]),
  ],
  targets: [
    // zlib, for gzip files and workbooks. Its headers come with zlib1g-dev or zlib-devel.
    .systemLibrary(name: "CZlib"),

    // What everything stands on.
    module("RisrosModel"),
    module("RisrosText", ["RisrosModel"]),
    module("RisrosPipeline", ["RisrosModel", "RisrosText"]),
    module("RisrosLexicon", ["RisrosModel", "RisrosText"]),

    // The journey of a comment.
    module("RisrosIngest", ["CZlib", "RisrosPipeline", "RisrosText", "RisrosModel"]),
    module("RisrosCleaning", ["RisrosPipeline", "RisrosLexicon", "RisrosText", "RisrosModel"]),
    module("RisrosTokens", ["RisrosPipeline", "RisrosLexicon", "RisrosText", "RisrosModel"]),
    module("RisrosLanguage", ["RisrosPipeline", "RisrosLexicon", "RisrosText", "RisrosModel"]),
    module("RisrosSentiment", ["RisrosPipeline", "RisrosModel"]),
    module("RisrosDrivers", ["RisrosPipeline", "RisrosModel"]),
    module("RisrosScores", ["RisrosPipeline", "RisrosText", "RisrosModel"]),
    module("RisrosReport", ["RisrosScores", "RisrosPipeline", "RisrosText", "RisrosModel"]),

    // Nightly runs: what they keep, what they watch for, and the run itself.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    module("RisrosSettings", ["RisrosModel"]),
    module("RisrosRedaction"),
    module("RisrosConditions", ["RisrosScores", "RisrosModel"]),
    module("RisrosHistory", ["CSQLite", "RisrosScores", "RisrosText", "RisrosModel"]),
    module(
      "RisrosNightly",
      [
        "Risros", "RisrosConditions", "RisrosHistory", "RisrosIngest", "RisrosLexicon",
        "RisrosModel",
        "RisrosPipeline", "RisrosRedaction", "RisrosReport", "RisrosScores", "RisrosSettings",
        "RisrosText",
      ]),

    // The library and the command.
    module(
      "Risros",
      [
        "Lexicons", "RisrosModel", "RisrosText", "RisrosPipeline", "RisrosLexicon", "RisrosIngest",
        "RisrosCleaning", "RisrosTokens", "RisrosLanguage", "RisrosSentiment", "RisrosDrivers",
        "RisrosScores", "RisrosReport",
      ]),
    module("RisrosEvaluation", ["Risros", "RisrosIngest", "RisrosPipeline", "RisrosModel"]),
    module(
      "RisrosCLI",
      [
        "Risros", "RisrosEvaluation", "RisrosText", "RisrosModel", "RisrosPipeline",
        "RisrosLexicon", "RisrosIngest", "RisrosLanguage", "RisrosScores", "RisrosReport",
        "RisrosConditions", "RisrosHistory", "RisrosNightly", "RisrosSettings",
      ]),
    .executableTarget(
      name: "RisrosBench",
      dependencies: [
        "Risros", "RisrosCLI", "RisrosIngest", "RisrosPipeline", "RisrosText", "RisrosModel",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "RisrosMain", dependencies: ["RisrosCLI"], swiftSettings: settings),

    // The words, compiled when the package is built.
    .target(
      name: "Lexicons", path: "Lexicons",
      resources: ["da", "nb", "nn", "shared", "languages"].map { .copy($0) },
      swiftSettings: settings, plugins: ["CompileLexicons"]),
    .executableTarget(
      name: "LexiconCompiler", dependencies: ["RisrosLanguage", "RisrosLexicon", "RisrosModel"],
      swiftSettings: settings),
    .plugin(
      name: "CompileLexicons", capability: .buildTool(), dependencies: ["LexiconCompiler"],
      path: "Sources/CompileLexicons"),

    // Tests: what they share, a target a module, then the program from outside.
    .target(
      name: "RisrosTestSupport",
      dependencies: ["RisrosModel", "RisrosText", "RisrosPipeline", "RisrosLexicon"],
      path: "Tests/RisrosTestSupport", swiftSettings: settings),
    .target(
      name: "RisrosProgramSupport", path: "Tests/RisrosProgramSupport", swiftSettings: settings),
    tests("RisrosTestSupportTests", ["RisrosPipeline", "RisrosModel"]),
    tests("RisrosModelTests", ["RisrosModel"]),
    tests("RisrosPipelineTests", ["RisrosPipeline", "RisrosModel"]),
    tests("RisrosTextTests", ["RisrosText"]),
    tests(
      "RisrosIngestTests", ["CZlib", "RisrosIngest", "RisrosModel", "RisrosText", "RisrosPipeline"]),
    tests("RisrosLexiconTests", ["RisrosLexicon", "RisrosModel"]),
    tests(
      "RisrosCleaningTests", ["RisrosCleaning", "RisrosLexicon", "RisrosPipeline", "RisrosModel"]),
    tests("RisrosTokensTests", ["RisrosTokens", "RisrosLexicon", "RisrosPipeline", "RisrosModel"]),
    tests(
      "RisrosLanguageTests",
      [
        "RisrosLanguage", "RisrosTokens", "RisrosLexicon", "RisrosPipeline", "RisrosText",
        "RisrosModel",
      ]),
    tests(
      "RisrosSentimentTests",
      ["RisrosSentiment", "RisrosTokens", "RisrosLexicon", "RisrosPipeline", "RisrosModel"]),
    tests(
      "RisrosDriversTests",
      [
        "RisrosDrivers", "RisrosSentiment", "RisrosTokens", "RisrosLexicon", "RisrosPipeline",
        "RisrosModel",
      ]),
    tests("RisrosScoresTests", ["RisrosScores", "RisrosPipeline", "RisrosText", "RisrosModel"]),
    tests(
      "RisrosReportTests",
      ["RisrosReport", "RisrosScores", "RisrosPipeline", "RisrosText", "RisrosModel"]),
    tests("RisrosSettingsTests", ["RisrosSettings", "RisrosModel"]),
    tests("RisrosRedactionTests", ["RisrosRedaction"]),
    tests(
      "RisrosHistoryTests", ["RisrosHistory", "RisrosScores", "RisrosText", "RisrosModel"]),
    tests("RisrosConditionsTests", ["RisrosConditions", "RisrosScores", "RisrosModel"]),
    tests("RisrosCLITests", ["RisrosCLI", "RisrosModel"]),
    .testTarget(
      name: "RisrosCorpusTests",
      dependencies: ["Risros", "RisrosEvaluation", "RisrosModel", "RisrosIngest"],
      exclude: ["floors.json"], swiftSettings: settings),
    // RisrosMain is named so that the program is built before it is run.
    .testTarget(
      name: "RisrosGoldenTests", dependencies: ["RisrosMain", "RisrosProgramSupport"],
      exclude: ["Cases"], swiftSettings: settings),
    .testTarget(
      name: "RisrosNightlyTests",
      dependencies: [
        "RisrosMain", "RisrosNightly", "RisrosHistory", "RisrosReport", "RisrosScores",
        "RisrosText", "RisrosModel", "RisrosProgramSupport", "RisrosTestSupport",
      ],
      exclude: ["faults.c"], swiftSettings: settings),
    .testTarget(
      name: "RisrosProcessTests", dependencies: ["RisrosMain", "RisrosProgramSupport"],
      swiftSettings: settings),
  ]
)
