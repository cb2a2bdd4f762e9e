internal import Foundation
internal import RisrosText

/// The figures for people and for programs.
enum ResultTable {
  static func text(_ figures: [Figure], _ settings: BenchSettings) -> String {
    var table = AlignedText(["", "", " median", " min", " max", ""])
    var group = ""
    for figure in figures {
      table.add([
        figure.group == group ? "" : figure.group, figure.name, number(figure.median),
        number(figure.least), number(figure.most),
        figure.unit + (figure.note.isEmpty ? "" : "   " + figure.note),
      ])
      group = figure.group
    }
    return "\(machine()); \(settings.megabytes) MB, \(settings.pairs) pairs\n\n"
      + table.rendered().dropLast()
  }

  private static func number(_ value: Double) -> String {
    String(format: abs(value) >= 100 ? "%.0f" : abs(value) >= 10 ? "%.1f" : "%.2f", value)
  }

  static func json(_ figures: [Figure], _ settings: BenchSettings) throws -> Data {
    let object: [String: Any] = [
      "machine": machine(), "megabytes": settings.megabytes, "pairs": settings.pairs,
      "figures": figures.map { figure in
        [
          "group": figure.group, "name": figure.name, "median": figure.median,
          "min": figure.least, "max": figure.most, "unit": figure.unit,
        ] as [String: Any]
      },
    ]
    return try JSONSerialization.data(
      withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
  }

  /// "2 processors, AMD EPYC"
  private static func machine() -> String {
    let model = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
      .split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    let count = ProcessInfo.processInfo.activeProcessorCount
    return "\(count) processors" + (model.map { ", " + $0 } ?? "")
  }
}
