/// Finds the name a user may have meant.
public enum NearName {
  /// The nearest of some names by insertions, deletions, replacements and swaps of neighbours, if
  /// it is near enough to be a slip of the hand; the first of equals.
  public static func nearest(to name: String, among names: [String]) -> String? {
    let limit = max(1, name.count / 3)
    return names.map { (name: $0, distance: distance(name, $0)) }
      .filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
  }

  /// The first few of some names, for a message.
  public static func shown(_ names: [String], _ limit: Int = 40) -> String {
    names.prefix(limit).joined(separator: ", ")
      + (names.count > limit ? " … (\(names.count) in all)" : "")
  }

  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased().prefix(64)), Array(b.lowercased().prefix(64)))
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var least = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
