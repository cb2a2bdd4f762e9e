internal import RisrosText

/// The first objects of a JSON file: their keys and values, as a table.
struct JSONHead {
  /// Keys in the order of their first appearance; those of nested objects as paths with points.
  private(set) var keys: [String] = []
  /// A row an object, in the order of `keys`.
  private(set) var rows: [[String]] = []
  /// Lines that are not objects.
  private(set) var brokenLines = 0
  private var places: [String: Int] = [:]

  private static let mostRows = 200
  private static let mostDepth = 3
  /// Further keys are told when they are met again.
  private let mostKeys: Int

  /// - Parameters:
  ///   - head: the begin of the file.
  ///   - isWhole: it is all of the file, so that its last line counts too.
  init(head: [UInt8], isWhole: Bool, mostKeys: Int) {
    self.mostKeys = mostKeys
    let bytes = head + [UInt8](repeating: 0, count: ByteSearch.slack)
    var at = 0
    while at < head.count && rows.count < JSONHead.mostRows {
      let end = ByteSearch.first(of: 0x0A, in: bytes, at..<head.count)
      if end == head.count && !isWhole { break }
      if !isBlank(bytes, at..<end) { add(bytes, at..<end) }
      at = end + 1
    }
  }

  /// - Parameters:
  ///   - bytes: followed by `ByteSearch.slack` more.
  ///   - objects: where they are, in the order of the file.
  init(_ bytes: [UInt8], objects: [Range<Int>], mostKeys: Int) {
    self.mostKeys = mostKeys
    for range in objects.prefix(JSONHead.mostRows) { add(bytes, range) }
  }

  /// Begins with keys that are known, and no rows.
  init(keys: [String], mostKeys: Int) {
    self.mostKeys = mostKeys
    for key in keys { _ = place(of: key) }
  }

  /// Takes the keys of one more object, and its row as long as there is room.
  mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
    var row = [String](repeating: "", count: keys.count)
    do {
      try addObject(bytes, range, prefix: "", depth: 0, &row)
      if rows.count < JSONHead.mostRows { rows.append(row) }
    } catch {
      brokenLines += 1
    }
  }

  private mutating func addObject(
    _ bytes: [UInt8], _ range: Range<Int>, prefix: String, depth: Int, _ row: inout [String]
  ) throws(JSONError) {
    var parser = JSONParser(bytes, range)
    try parser.beginObject()
    var isFirst = true
    while let key = try parser.nextKey(isFirst: isFirst) {
      isFirst = false
      let value = try parser.value()
      let name = prefix + JSONHead.string(key, bytes)
      if value.kind == .object && depth < JSONHead.mostDepth {
        try addObject(bytes, value.range, prefix: name + ".", depth: depth + 1, &row)
      } else if let place = place(of: name) {
        while row.count <= place { row.append("") }
        // A list is no comment, however much text is in it.
        let isPlain = value.kind != .null && value.kind != .array
        row[place] = isPlain ? JSONHead.string(value, bytes) : ""
      }
    }
    try parser.finish()
  }

  private mutating func place(of name: String) -> Int? {
    if let known = places[name] { return known }
    if keys.count == mostKeys { return nil }
    places[name] = keys.count
    keys.append(name)
    return keys.count - 1
  }

  static func string(_ value: JSONValue, _ bytes: [UInt8]) -> String {
    if !value.hasEscapes { return String(decoding: bytes[value.range], as: UTF8.self) }
    var plain: [UInt8] = []
    JSONParser.appendUnescaped(bytes, value.range, to: &plain)
    return String(decoding: plain, as: UTF8.self)
  }

  /// Whether a file begins as JSON Lines do: the first line that is not blank is an object, or the
  /// begin of one where the head has cut it.
  static func looksLikeJSONLines(_ head: [UInt8], isWhole: Bool) -> Bool {
    let bytes = head + [UInt8](repeating: 0, count: ByteSearch.slack)
    var at = 0
    while at < head.count {
      let end = ByteSearch.first(of: 0x0A, in: bytes, at..<head.count)
      if isBlank(bytes, at..<end) {
        at = end + 1
        continue
      }
      var parser = JSONParser(bytes, at..<end)
      do {
        try parser.beginObject()
        var isFirst = true
        while try parser.nextKey(isFirst: isFirst) != nil {
          isFirst = false
          _ = try parser.value()
        }
        try parser.finish()
        return true
      } catch {
        // Cut by the head, or broken behind a begin that hardly anything else has.
        let firstKey = bytes[at..<end].drop { $0 <= 0x20 }.dropFirst().drop { $0 <= 0x20 }.first
        return error.offset >= end
          ? end == head.count && !isWhole || firstKey == 0x22 : firstKey == 0x22
      }
    }
    return false
  }
}
