import Foundation

/// Metrics of several sets, a row a metric.
struct MetricTable {
  private var columns: [(title: String, metrics: [(name: String, value: Double)])] = []

  mutating func add(_ title: String, _ metrics: [(name: String, value: Double)]) {
    columns.append((title, metrics))
  }

  func rendered() -> String {
    var names: [String] = []
    for column in columns {
      for metric in column.metrics where !names.contains(metric.name) { names.append(metric.name) }
    }
    let width = (names.map(\.count).max() ?? 0) + 2
    func left(_ text: String) -> String {
      text.padding(toLength: width, withPad: " ", startingAt: 0)
    }
    func right(_ text: String, _ title: String) -> String {
      String(repeating: " ", count: max(0, max(7, title.count) - text.count) + 2) + text
    }
    var text = left("") + columns.map { right($0.title, $0.title) }.joined() + "\n"
    for name in names {
      text += left(name)
      for column in columns {
        let value = column.metrics.first { $0.name == name }?.value
        text += right(value.map { String(format: "%.3f", $0) } ?? "–", column.title)
      }
      text += "\n"
    }
    return text
  }
}
