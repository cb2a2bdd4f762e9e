/// Finds what a mistyped word was meant to be.
enum Spelling {
  /// The nearest of some words, if it is near enough to be meant.
  static func nearest(to word: String, among words: [String]) -> String? {
    let near = words.map { (word: $0, distance: distance(word, $0)) }.min {
      ($0.distance, $0.word) < ($1.distance, $1.word)
    }
    guard let near, near.distance <= max(1, word.count / 3) else { return nil }
    return near.word
  }

  /// Insertions, deletions and substitutions that turn one word into the other (Levenshtein).
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<b.count {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
