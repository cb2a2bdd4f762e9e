internal import RisrosText

/// Where the records of a JSON document are.
struct JSONShape: Sendable, Equatable {
  /// Keys that lead from the document's object to the array of records; nil where there is no such
  /// array and each value of the document is a record itself. Empty for a document that is an array.
  var path: [String]?
  /// The records are objects; else each is a comment without anything else.
  var hasObjects: Bool

  /// "a JSON array", "the array 'data.reviews' of a JSON document"
  var title: String {
    guard let path else { return "JSON objects" }
    return path.isEmpty
      ? "a JSON array" : "the array '\(path.joined(separator: "."))' of a JSON document"
  }
}

/// What the begin of a JSON document shows of it: its arrays of objects, each by its path.
///
/// Arrays inside records are none of them: only objects are walked into.
struct JSONOutline {
  private struct List {
    var path: [String]
    var objects: [Range<Int>] = []
    var others = 0
    /// From the first element to the end of the last whole one.
    var byteCount = 0
  }

  private let bytes: [UInt8]
  private var lists: [List] = []
  /// A key of the document itself that names a text, with a string for its value.
  private(set) var hasTextKey = false
  /// Members of the document's object that are whole.
  private(set) var members = 0
  /// All of the document is in the head, and nothing follows it.
  private(set) var isComplete = false
  /// How far the head is a JSON document.
  private(set) var reached = 0

  private static let mostDepth = 4
  private static let mostObjects = 200
  private static let mostLists = 100

  init(head: [UInt8]) {
    bytes = head + [UInt8](repeating: 0, count: ByteSearch.slack)
    var parser = JSONParser(bytes, 0..<head.count)
    parser.skipBlanks()
    do {
      if parser.current == 0x5B {
        try walkArray(&parser, [])
      } else {
        try walkObject(&parser, [])
      }
      try parser.finish()
      isComplete = true
      reached = head.count
    } catch {
      // The head has cut it, or it is broken: what was seen before counts.
      reached = error.offset
    }
  }

  /// The longest array of objects; nil where there is none.
  private var best: List? {
    lists.filter { !$0.objects.isEmpty }.max { $0.byteCount < $1.byteCount }
      ?? lists.first { $0.path.isEmpty }
  }

  /// Whether the document holds an array of objects, or is an array.
  var hasArray: Bool { best != nil }

  var shape: JSONShape {
    let hasObjects =
      best.map { !$0.objects.isEmpty || $0.others == 0 }
      ?? (bytes.first { $0 > 0x20 } == 0x7B)
    return JSONShape(path: best?.path, hasObjects: hasObjects)
  }

  /// The first records.
  func head(mostKeys: Int) -> JSONHead {
    JSONHead(bytes, objects: best?.objects ?? objectsInARow(), mostKeys: mostKeys)
  }

  /// The objects that are whole where the document is one of them, or they follow each other.
  private func objectsInARow() -> [Range<Int>] {
    var parser = JSONParser(bytes, 0..<bytes.count - ByteSearch.slack)
    var objects: [Range<Int>] = []
    do {
      parser.skipBlanks()
      while parser.current == 0x7B && objects.count < JSONOutline.mostObjects {
        objects.append(try parser.value().range)
        parser.skipBlanks()
      }
    } catch {
      // The head has cut the last one, or it is broken.
    }
    return objects
  }

  private mutating func walkObject(
    _ parser: inout JSONParser, _ path: [String]
  ) throws(JSONError) {
    try parser.beginObject()
    var isFirst = true
    while let key = try parser.nextKey(isFirst: isFirst) {
      isFirst = false
      let name = JSONHead.string(key, bytes)
      switch parser.current {
      case 0x7B where path.count < JSONOutline.mostDepth:
        try walkObject(&parser, path + [name])
      case 0x5B where path.count < JSONOutline.mostDepth && lists.count < JSONOutline.mostLists:
        try walkArray(&parser, path + [name])
      default:
        let value = try parser.value()
        if path.isEmpty && value.kind == .string && ColumnNames.textTier(name) != nil {
          hasTextKey = true
        }
      }
      if path.isEmpty { members += 1 }
    }
  }

  private mutating func walkArray(
    _ parser: inout JSONParser, _ path: [String]
  ) throws(JSONError) {
    try parser.beginArray()
    let place = lists.count
    lists.append(List(path: path))
    let start = parser.position
    var isFirst = true
    while try parser.nextElement(isFirst: isFirst) {
      isFirst = false
      let value = try parser.value()
      if value.kind != .object {
        lists[place].others += 1
      } else if lists[place].objects.count < JSONOutline.mostObjects {
        lists[place].objects.append(value.range)
      }
      lists[place].byteCount = parser.position - start
    }
  }
}
