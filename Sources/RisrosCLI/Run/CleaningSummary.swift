internal import RisrosModel

/// Says what was cut from comments.
enum CleaningSummary {
  /// "cut from 3 comments: 2 signatures, 12 tags (see --clean)"; nil where nothing was.
  static func text(_ cleaning: CleaningCounts) -> String? {
    if cleaning.isEmpty { return nil }
    func count(_ number: Int, _ one: String, _ many: String) -> String? {
      number == 0 ? nil : "\(number) \(number == 1 ? one : many)"
    }
    let parts = [
      count(cleaning.quotes, "quotation", "quotations"),
      count(cleaning.signatures, "signature", "signatures"),
      count(cleaning.tags, "tag", "tags"),
      count(cleaning.entities, "entity decoded", "entities decoded"),
    ]
    return "cut from \(count(cleaning.comments, "comment", "comments")!): "
      + parts.compactMap { $0 }.joined(separator: ", ") + " (see --clean)"
  }
}
