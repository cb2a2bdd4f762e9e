internal import RisrosText

/// Finds wanted values in one object after the other by their keys.
///
/// A key is the name of a value in the object, or a path with points to one in a nested object. The
/// last of several equal keys counts, as in most readers. Objects of a file mostly have their keys
/// in one order, so each search begins with the key after the one found last.
struct JSONFields: Sendable {
  private let keys: [[UInt8]]
  /// Wanted paths, by their parts; only for keys with a point.
  private let paths: [(field: Int, parts: [[UInt8]])]
  /// The value of each key in the last object; `.missing` where it has none.
  private(set) var values: [JSONValue]
  private var hint = 0
  /// Keys that are not wanted are looked out for.
  private let watchesOthers: Bool
  /// The last object has a value that is not wanted, and neither null nor empty.
  private(set) var hasOther = false
  /// The first key that was not wanted, in any object.
  private(set) var firstOther: String?
  /// Keys of the last object, without those of nested ones.
  private(set) var keyCount = 0

  init(keys: [String], watchesOthers: Bool = false) {
    self.watchesOthers = watchesOthers
    self.keys = keys.map { Array($0.utf8) }
    paths = keys.enumerated().compactMap { index, key in
      let parts = key.split(separator: ".", omittingEmptySubsequences: false)
      return parts.count > 1 ? (index, parts.map { Array($0.utf8) }) : nil
    }
    values = [JSONValue](repeating: JSONValue(), count: keys.count)
  }

  func name(_ index: Int) -> String { String(decoding: keys[index], as: UTF8.self) }

  /// Reads the object that is all of `bytes[range]`.
  mutating func read(_ bytes: [UInt8], _ range: Range<Int>) throws(JSONError) {
    for index in values.indices { values[index] = JSONValue() }
    var parser = JSONParser(bytes, range)
    try parser.beginObject()
    hint = 0
    keyCount = 0
    hasOther = false
    while let key = try parser.nextKey(isFirst: keyCount == 0) {
      keyCount += 1
      let value = try parser.value()
      if let field = field(key, bytes) {
        values[field] = value
      } else if value.kind == .object && !paths.isEmpty {
        try readNested(bytes, value, key, depth: 0, paths.indices.map { $0 })
      } else if watchesOthers {
        noteOther(value, key, within: [], bytes)
      }
    }
    try parser.finish()
  }

  @inline(__always)
  private mutating func field(_ key: JSONValue, _ bytes: [UInt8]) -> Int? {
    let count = keys.count
    var index = hint
    for _ in 0..<count {
      if index >= count { index = 0 }
      if equals(key, keys[index], bytes) {
        hint = index + 1
        return index
      }
      index += 1
    }
    return nil
  }

  @inline(__always)
  private func equals(_ key: JSONValue, _ name: [UInt8], _ bytes: [UInt8]) -> Bool {
    if key.hasEscapes { return equalsEscaped(key, name, bytes) }
    if key.end - key.start != name.count { return false }
    for index in name.indices where bytes[key.start + index] != name[index] { return false }
    return true
  }

  private func equalsEscaped(_ key: JSONValue, _ name: [UInt8], _ bytes: [UInt8]) -> Bool {
    var plain: [UInt8] = []
    JSONParser.appendUnescaped(bytes, key.range, to: &plain)
    return plain == name
  }

  /// Follows the paths that go on with `key` into an object that was already checked.
  private mutating func readNested(
    _ bytes: [UInt8], _ object: JSONValue, _ key: JSONValue, depth: Int, _ candidates: [Int],
    isWanted: Bool = false
  ) throws(JSONError) {
    let matching = candidates.filter {
      paths[$0].parts.count > depth + 1 && equals(key, paths[$0].parts[depth], bytes)
    }
    guard let first = matching.first else {
      if watchesOthers && !isWanted { noteOther(object, key, within: [], bytes) }
      return
    }
    var parser = JSONParser(bytes, object.range)
    try parser.beginObject()
    var isFirst = true
    while let inner = try parser.nextKey(isFirst: isFirst) {
      isFirst = false
      let value = try parser.value()
      var isWanted = false
      for index in matching {
        let (field, parts) = paths[index]
        if parts.count == depth + 2 && equals(inner, parts[depth + 1], bytes) {
          values[field] = value
          isWanted = true
        }
      }
      if watchesOthers && !isWanted && value.kind != .object {
        noteOther(value, inner, within: paths[first].parts[...depth], bytes)
      }
      if value.kind == .object {
        try readNested(
          bytes, value, inner, depth: depth + 1, matching, isWanted: isWanted)
      }
    }
  }

  private mutating func noteOther(
    _ value: JSONValue, _ key: JSONValue, within path: ArraySlice<[UInt8]>, _ bytes: [UInt8]
  ) {
    // "{}" and "[]" hold nothing.
    let isEmpty = (value.kind == .object || value.kind == .array) && value.range.count == 2
    if value.kind == .null || isEmpty { return }
    hasOther = true
    if firstOther != nil { return }
    let names = path.map { String(decoding: $0, as: UTF8.self) } + [JSONHead.string(key, bytes)]
    firstOther = names.joined(separator: ".")
  }
}
