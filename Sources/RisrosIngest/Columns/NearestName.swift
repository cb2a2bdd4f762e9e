/// Finds the name a user may have meant.
enum NearestName {
  /// Edit distance of two names, ignoring case: insertions, deletions and replacements.
  ///
  /// Takes time and memory of the product of the lengths, so names are cut at 64 characters.
  static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased().prefix(64))
    let b = Array(b.lowercased().prefix(64))
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal : 1 + min(diagonal, above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }

  /// The nearest of `names`, if it is near enough to be a slip of the hand; the first of equals.
  static func nearest(to name: String, among names: [String]) -> String? {
    let limit = max(1, name.count / 3)
    return names.map { (name: $0, distance: distance(name, $0)) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?.name
  }

  /// "did you mean 'kommentar'? the columns are id, dato, kommentar"
  static func remedy(for name: String, among names: [String], noun: String) -> String {
    var shown = names.prefix(30).joined(separator: ", ")
    if names.count > 30 { shown += " … (\(names.count) in all)" }
    let list = "the \(noun) are \(shown)"
    guard let near = nearest(to: name, among: names) else { return list }
    return "did you mean '\(near)'? \(list)"
  }
}
