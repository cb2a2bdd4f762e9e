/// Finds the name a user may have meant, for the remedy of a diagnostic.
public enum NearestName {
  /// The nearest of some names, whatever their case, if it is near enough to be a slip of the hand;
  /// the first of equals.
  public static func nearest(to name: String, among names: [String]) -> String? {
    let limit = max(1, name.count / 3)
    return names.map { (name: $0, distance: distance(name, $0)) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?.name
  }

  /// The question a remedy begins with, "did you mean 'kommentar'? ", and a blank behind it; empty
  /// where no name is near.
  public static func question(for name: String, among names: [String]) -> String {
    nearest(to: name, among: names).map { "did you mean '\($0)'? " } ?? ""
  }

  /// "did you mean 'kommentar'? the columns are id, dato, kommentar"
  public static func remedy(for name: String, among names: [String], noun: String) -> String {
    question(for: name, among: names) + "the \(noun) are \(shown(names))"
  }

  /// The first forty of some names, for a message.
  public static func shown(_ names: [String]) -> String {
    names.prefix(40).joined(separator: ", ")
      + (names.count > 40 ? " … (\(names.count) in all)" : "")
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn one name into the other,
  /// ignoring case; no letter is changed twice (optimal string alignment).
  ///
  /// Takes time of the product of the lengths, so names are cut at 64 characters.
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.lowercased().prefix(64)), Array(b.lowercased().prefix(64)))
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
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
