internal import RisrosText

/// Walks over a JSON document from record to record, and over all that is around them.
///
/// It waits for nothing: where the window holds too little, the caller fills it and calls again. The
/// document around the records must be whole and right; a value that is too long to be held and is
/// no record is stepped over by its brackets alone.
struct JSONDocumentWalker: Sendable {
  enum Outcome {
    /// A whole record; it stays in the window until the next call.
    case record(Range<Int>)
    /// A record at that place is longer than the limit and is stepped over.
    case longRecord(at: Int)
    case needsMore
    case end
  }

  private enum State {
    /// Before a value of the document itself.
    case atValue
    /// Inside an object on the path to the records, before a key or the end of the object.
    case atMember(isFirst: Bool)
    case behindMember
    /// Inside the array of records.
    case atRecord(isFirst: Bool)
    case behindRecord
    /// Nothing but blanks may follow.
    case behindDocument
  }

  /// What is being stepped over, perhaps over several calls.
  private enum Skipping {
    case value, record
  }

  private let path: [String]?
  private let recordLimit: Int
  private var state = State.atValue
  /// Keys of the path whose objects are open.
  private var level = 0
  private var scan: JSONValueScan?
  private var skipping: Skipping?
  /// The begin of what is being stepped over is not in the window any more.
  private var hasDropped = false
  /// Where the record that was handed out ends.
  private var consumed: Int?
  private var hasValue = false

  init(_ shape: JSONShape, recordLimit: Int) {
    path = shape.path
    self.recordLimit = recordLimit
  }

  /// Goes on to the next record.
  /// - Throws: what is wrong with the document around the records; nothing more can be read then.
  mutating func next(_ window: inout TextWindow) throws(JSONError) -> Outcome {
    if let consumed {
      window.position = consumed
      self.consumed = nil
    }
    while true {
      if let skipping {
        guard try finishSkipping(&window) else { return .needsMore }
        if skipping == .record { state = behind }
        continue
      }
      skipBlanks(&window)
      if window.position == window.end {
        if !window.isAtEnd { return .needsMore }
        switch state {
        case .behindDocument: return .end
        case .atValue where path == nil && hasValue: return .end
        default: throw JSONError(message: "the text ends too early", offset: window.end)
        }
      }
      let byte = window.bytes[window.position]
      switch state {
      case .atValue:
        guard let path else { return try record(&window) }
        try expect(path.isEmpty ? 0x5B : 0x7B, &window)
        state = path.isEmpty ? .atRecord(isFirst: true) : .atMember(isFirst: true)
      case .atMember(let isFirst):
        if byte == 0x7D && isFirst {
          leaveObject(&window)
        } else if try !member(&window) {
          return .needsMore
        }
      case .behindMember:
        if byte == 0x7D {
          leaveObject(&window)
        } else {
          try expect(0x2C, &window)
          state = .atMember(isFirst: false)
        }
      case .atRecord(let isFirst):
        if byte == 0x5D && isFirst {
          leaveArray(&window)
        } else {
          return try record(&window)
        }
      case .behindRecord:
        if byte == 0x5D {
          leaveArray(&window)
        } else {
          try expect(0x2C, &window)
          state = .atRecord(isFirst: false)
        }
      case .behindDocument: throw failure("text follows the document", window)
      }
    }
  }

  /// What follows a record.
  private var behind: State { path == nil ? .atValue : .behindRecord }

  // MARK: Steps

  private func skipBlanks(_ window: inout TextWindow) {
    while window.position < window.end {
      switch window.bytes[window.position] {
      case 0x20, 0x09, 0x0A, 0x0D: window.position += 1
      default: return
      }
    }
  }

  private func expect(_ byte: UInt8, _ window: inout TextWindow) throws(JSONError) {
    if window.bytes[window.position] != byte {
      throw failure("'\(Character(Unicode.Scalar(byte)))' was expected", window)
    }
    window.position += 1
  }

  private mutating func leaveObject(_ window: inout TextWindow) {
    window.position += 1
    state = level == 0 ? .behindDocument : .behindMember
    level = max(0, level - 1)
  }

  private mutating func leaveArray(_ window: inout TextWindow) {
    window.position += 1
    state = path!.isEmpty ? .behindDocument : .behindMember
  }

  /// A key with its colon, and the begin of its value, or all of it where it is off the path.
  /// - Returns: false where more is needed; nothing has changed then.
  private mutating func member(_ window: inout TextWindow) throws(JSONError) -> Bool {
    if window.bytes[window.position] != 0x22 {
      throw failure("a key in quotes was expected", window)
    }
    var keyScan = JSONValueScan()
    let start = window.position
    let keyEnd = keyScan.end(window.bytes, from: start, to: window.end, isEnd: window.isAtEnd)
    guard let keyEnd else {
      if window.end - start > recordLimit { throw failure("a key is too long", window) }
      return false
    }
    var at = keyEnd
    func skip() {
      while at < window.end && [0x20, 0x09, 0x0A, 0x0D].contains(window.bytes[at]) { at += 1 }
    }
    skip()
    if at == window.end { return try moreMayCome(window) }
    if window.bytes[at] != 0x3A {
      throw JSONError(message: "a colon was expected after the key", offset: at)
    }
    at += 1
    skip()
    if at == window.end { return try moreMayCome(window) }
    var parser = JSONParser(window.bytes, start..<keyEnd)
    let key = JSONHead.string(try parser.value(), window.bytes)
    window.position = at
    let isOnPath = key == path![level]
    let isLast = level == path!.count - 1
    switch window.bytes[at] {
    case 0x5B where isOnPath && isLast:
      window.position += 1
      state = .atRecord(isFirst: true)
    case 0x7B where isOnPath && !isLast:
      window.position += 1
      level += 1
      state = .atMember(isFirst: true)
    default:
      state = .behindMember
      skipping = .value
      scan = JSONValueScan()
    }
    return true
  }

  private func moreMayCome(_ window: TextWindow) throws(JSONError) -> Bool {
    if window.isAtEnd { throw JSONError(message: "the text ends too early", offset: window.end) }
    return false
  }

  private mutating func record(_ window: inout TextWindow) throws(JSONError) -> Outcome {
    let start = window.position
    if scan == nil { scan = JSONValueScan() }
    let end = scan!.end(window.bytes, from: start, to: window.end, isEnd: window.isAtEnd)
    if (end ?? window.end) - start > recordLimit {
      hasValue = true
      if let end {
        scan = nil
        consumed = end
        state = behind
      } else {
        skipping = .record
      }
      return .longRecord(at: start)
    }
    guard let end else { return .needsMore }
    if scan!.isOpen { throw firstError(window, start..<end) }
    scan = nil
    if end == start { throw failure("a value was expected", window) }
    hasValue = true
    consumed = end
    state = behind
    return .record(start..<end)
  }

  /// Steps on to the end of what is skipped; false where it goes on behind the window.
  private mutating func finishSkipping(_ window: inout TextWindow) throws(JSONError) -> Bool {
    let start = window.position
    let end = scan!.end(window.bytes, from: start, to: window.end, isEnd: window.isAtEnd)
    let isShort = (end ?? window.end) - start <= recordLimit
    if end == nil && skipping == .value && isShort { return false }
    guard let end else {
      window.position = window.end
      scan!.drop()
      hasDropped = true
      return false
    }
    if skipping == .value && isShort && !hasDropped {
      var parser = JSONParser(window.bytes, start..<window.end)
      _ = try parser.value()
      if parser.position < end { throw parser.failure("text follows the value") }
    }
    window.position = end
    scan = nil
    skipping = nil
    hasDropped = false
    return true
  }

  /// What has kept a value from ending: the first place where it is wrong, not the end of the text.
  private func firstError(_ window: TextWindow, _ range: Range<Int>) -> JSONError {
    var parser = JSONParser(window.bytes, range)
    do {
      _ = try parser.value()
    } catch {
      return error
    }
    return JSONError(message: "the text ends too early", offset: range.upperBound)
  }

  private func failure(_ message: String, _ window: TextWindow) -> JSONError {
    JSONError(message: message, offset: window.position)
  }
}
