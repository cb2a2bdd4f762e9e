/// Says how columns are called whose names in the header are missing or come twice.
enum HeaderNotes {
  /// Columns named one by one; the rest is counted.
  private static let mostNamed = 5

  /// - Parameters:
  ///   - header: the cells as they stand in the file.
  ///   - names: what the columns are called.
  static func notes(header: [String], names: [String]) -> [String] {
    let unnamed = header.indices.filter { header[$0].allSatisfy(\.isWhitespace) }
    var seen: Set<String> = []
    let repeated = header.indices.filter {
      !unnamed.contains($0) && !seen.insert(plain(header[$0])).inserted
    }
    var notes: [String] = []
    // A delimiter at the end of the header is no column that anybody misses a name for.
    if !unnamed.isEmpty, unnamed != [header.count - 1] {
      let list = list(unnamed.map { names[$0] })
      notes.append(
        unnamed.count == 1
          ? "a column has no name and is called \(list)"
          : "\(unnamed.count) columns have no name and are called \(list)")
    }
    if !repeated.isEmpty {
      let list = list(repeated.map { names[$0] })
      notes.append(
        repeated.count == 1
          ? "a name comes twice in the header; the second column is called \(list)"
          : "names come more than once in the header; the later columns are called \(list)")
    }
    return notes
  }

  private static func plain(_ cell: String) -> String {
    cell.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNamed).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > mostNamed ? shown + " … (\(names.count - mostNamed) more)" : shown
  }
}
