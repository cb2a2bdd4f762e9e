import Foundation

/// The least that each metric must reach, by set ("da tuned") and metric.
///
/// `RISROS_RECORD=1 swift test --filter RisrosCorpusTests` writes the file anew from what is
/// reached, rounded down to hundredths.
struct Floors: Codable {
  static let isRecording = ProcessInfo.processInfo.environment["RISROS_RECORD"] == "1"
  private static let file = Folders.package
    .appendingPathComponent("Tests/RisrosCorpusTests/floors.json")

  var floors: [String: [String: Double]] = [:]

  static func load() throws -> Floors {
    Floors(
      floors: try JSONDecoder().decode(
        [String: [String: Double]].self, from: Data(contentsOf: file)))
  }

  mutating func record(_ set: String, _ metrics: [(name: String, value: Double)]) {
    floors[set] = Dictionary(
      uniqueKeysWithValues: metrics.map { ($0.name, ($0.value * 100 + 1e-9).rounded(.down) / 100) })
  }

  /// Writes numbers as they are read: 0.70, not 0.69999999999999996.
  func save() throws {
    var text = "{\n"
    for (index, set) in floors.keys.sorted().enumerated() {
      text += "  \"\(set)\": {\n"
      let rows = floors[set]!.sorted { $0.key < $1.key }
        .map { "    \"\($0.key)\": " + String(format: "%.2f", $0.value) }
      text += rows.joined(separator: ",\n") + "\n  }"
      text += index < floors.count - 1 ? ",\n" : "\n"
    }
    try Data((text + "}\n").utf8).write(to: Floors.file)
  }
}
