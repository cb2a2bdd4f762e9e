// Cuts one record into fields where it lies, by marks of all delimiters, line ends and quotes in place
// of a step a byte. Invariant: `scan` reads no byte at or behind `to`, which the precondition holds
// inside the array, searches only bytes that are marked, and stores no field behind `fields.count`.
// `scanCarefully` is the plain twin that tests and the fuzzer compare with.

internal import RisrosText

/// Cuts delimited text into records and fields (RFC 4180, and what real exports make of it).
///
/// - A field is quoted if its first byte is a quote. Inside, two quotes stand for one, and line ends
///   and delimiters are text. Blanks may follow the closing quote, nothing else.
/// - A quote anywhere else is text.
/// - A record ends as `Dialect.lineEnd` says, or where the input ends.
///
/// A record that is not yet whole is gone on with where the last call stopped, so that the work is
/// linear however small the pieces are in which it comes.
struct DelimitedScanner: Sendable {
  /// A field, in bytes from the begin of its record, without its quotes.
  struct Field: BitwiseCopyable, Sendable, Equatable {
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// Doubled quotes in it.
    var doubledQuotes: UInt32 = 0
    var isQuoted = false

    var count: Int { Int(end - start) }
  }

  enum Outcome: Equatable {
    /// A whole record; the next one begins at `next`.
    case record(next: Int)
    /// The bytes end inside the record.
    case needsMore
    /// A quote inside a quoted field is not doubled.
    case looseQuote(at: Int)
    /// The input ends inside a quoted field.
    case openQuote(at: Int)
    /// A quoted field exceeds its limit.
    case longField(at: Int)
  }

  let dialect: Dialect
  let fieldLimit: Int
  private let isPlain: Bool
  /// The first fields of the record, as many as there is room for; those behind are only counted.
  private(set) var fields: [Field]
  /// Number of fields in the record.
  private(set) var fieldCount = 0

  /// Where fields may end in the bytes of the last call.
  private var marks: FieldMarks
  // Where the scan of an unfinished record stopped, from the begin of the record.
  private var resumeField = 0
  private var resumeAt = 0
  private var resumeDoubled: UInt32 = 0
  private var isResumed = false
  /// Bytes of an unfinished record that the careful scan has looked at.
  private var triedCount = 0

  /// - Parameters:
  ///   - capacity: how many fields of a record are kept.
  ///   - checksText: whether `validEnd` is wanted.
  init(dialect: Dialect, capacity: Int, fieldLimit: Int, checksText: Bool = false) {
    self.dialect = dialect
    isPlain = dialect.isPlain
    self.fieldLimit = fieldLimit
    let lineEnd: UInt8 = dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    marks = FieldMarks(
      delimiter: dialect.delimiter, quote: dialect.quote, lineEnd: lineEnd,
      otherLineEnd: dialect.lineEnd == .any ? 0x0D : lineEnd, checksText: checksText)
    fields = [Field](repeating: Field(), count: max(1, capacity))
  }

  /// Forgets an unfinished record.
  mutating func restart() {
    isResumed = false
    triedCount = 0
  }

  /// Records that end before this one are UTF-8; 0 where that is not known.
  var validEnd: Int { marks.validEnd }

  /// Has to be called when the bytes of the last call have moved.
  mutating func forgetBytes() { marks.restart() }

  // MARK: For the careful scan

  /// Forgets the fields of the last record.
  mutating func begin() {
    isResumed = false
    fieldCount = 0
  }

  /// Takes a field behind the last one.
  mutating func add(_ field: Field) {
    if fieldCount < fields.count { fields[fieldCount] = field }
    fieldCount += 1
  }

  /// Scans carefully, but anew only when so much has come that the work stays linear.
  private mutating func scanPatiently(
    _ bytes: [UInt8], from: Int, to: Int, isEnd: Bool, isLast: Bool
  ) -> Outcome {
    if triedCount > 64 << 10 && to - from < 2 * triedCount && !isEnd && !isLast {
      return .needsMore
    }
    let outcome = scanCarefully(bytes, from: from, to: to, isEnd: isEnd)
    triedCount = outcome == .needsMore ? to - from : 0
    return outcome
  }

  /// Takes surplus fields from `first` on for one field that holds delimiters.
  mutating func join(_ surplus: Int, from first: Int) {
    precondition(fieldCount <= fields.count && first + surplus < fieldCount)
    var joined = fields[first]
    joined.end = fields[first + surplus].end
    for field in fields[first + 1...first + surplus] { joined.doubledQuotes += field.doubledQuotes }
    fields[first] = joined
    for index in first + 1..<fieldCount - surplus { fields[index] = fields[index + surplus] }
    fieldCount -= surplus
  }

  // MARK: Scanning

  /// Cuts the record at `from`.
  ///
  /// The bytes are those of the last call, and more behind them, or `forgetBytes` has been called.
  /// - Parameters:
  ///   - isEnd: nothing follows the byte before `to`; then `from` is before `to`.
  ///   - isLast: what follows does not matter, the record is not gone on with.
  mutating func scan(
    _ bytes: [UInt8], from: Int, to: Int, isEnd: Bool, isLast: Bool = false
  ) -> Outcome {
    precondition(from >= 0 && from <= to && to <= bytes.count)
    if !isPlain {
      return scanPatiently(bytes, from: from, to: to, isEnd: isEnd, isLast: isLast)
    }
    while true {
      let known = min(to, marks.end)
      if known > from || known == to {
        let outcome = cut(bytes, from: from, to: known, isEnd: isEnd && known == to)
        if outcome != .needsMore || known == to { return outcome }
      }
      marks.extend(over: bytes, from: from, to: to)
    }
  }

  @inline(__always)
  private mutating func cut(_ bytes: [UInt8], from: Int, to: Int, isEnd: Bool) -> Outcome {
    let lineEnd: UInt8 = dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    let otherLineEnd: UInt8 = dialect.lineEnd == .any ? 0x0D : lineEnd
    return unsafe bytes.withUnsafeBytes { buffer in
      unsafe fields.withUnsafeMutableBufferPointer { fields in
        unsafe marks.withMarks { ends, quotes in
          if !isResumed && lineEnd == 0x0A && otherLineEnd == 0x0A {
            let regular = unsafe RegularRecord(
              bytes: buffer.baseAddress!, ends: ends, quotes: quotes, fields: fields,
              delimiter: dialect.delimiter, quote: dialect.quote, fieldLimit: fieldLimit)
            let found = unsafe regular.cut(from: from, to: to)
            if found.count > 0 {
              fieldCount = found.count
              return .record(next: found.next)
            }
          }
          var state = State(
            count: isResumed ? fieldCount : 0, start: isResumed ? resumeField : 0,
            at: isResumed ? resumeAt : 0, doubled: isResumed ? resumeDoubled : 0,
            isResumed: isResumed)
          let search = unsafe Search(ends: ends, quotes: quotes, from: from)
          let outcome = unsafe DelimitedScanner.scan(
            buffer.baseAddress! + from, to - from, isEnd: isEnd, fields, search,
            dialect.delimiter, dialect.quote, lineEnd, otherLineEnd, fieldLimit, &state)
          fieldCount = state.count
          resumeField = state.start
          resumeAt = state.at
          resumeDoubled = state.doubled
          isResumed = outcome == .needsMore
          switch outcome {
          case .record(let next): return .record(next: next + from)
          case .looseQuote(let at): return .looseQuote(at: at + from)
          case .openQuote(let at): return .openQuote(at: at + from)
          case .longField(let at): return .longField(at: at + from)
          case .needsMore: return .needsMore
          }
        }
      }
    }
  }

  /// The marks, seen from the begin of a record.
  @unsafe private struct Search {
    let ends: UnsafePointer<UInt64>
    let quotes: UnsafePointer<UInt64>
    let from: Int

    @inline(__always)
    func end(_ at: Int, _ to: Int) -> Int {
      unsafe FieldMarks.first(in: ends, from: from &+ at, to: from &+ to) &- from
    }

    @inline(__always)
    func quote(_ at: Int, _ to: Int) -> Int {
      unsafe FieldMarks.first(in: quotes, from: from &+ at, to: from &+ to) &- from
    }
  }

  private struct State {
    /// Finished fields.
    var count: Int
    /// Begin of the field that is not finished.
    var start: Int
    /// Where its scan goes on.
    var at: Int
    var doubled: UInt32
    var isResumed: Bool
  }

  @inline(__always)
  private static func scan(
    _ base: UnsafeRawPointer, _ to: Int, isEnd: Bool, _ fields: UnsafeMutableBufferPointer<Field>,
    _ search: Search, _ delimiter: UInt8, _ quote: UInt8, _ lineEnd: UInt8, _ otherLineEnd: UInt8,
    _ fieldLimit: Int, _ state: inout State
  ) -> Outcome {
    let takesPairs = lineEnd == 0x0A
    var count = state.count
    var start = state.start
    var at = state.at
    var goesOn = state.isResumed

    while true {
      var field: Field
      if unsafe start < to && base[start] == quote {
        // MARK: quoted
        var doubled = goesOn ? state.doubled : 0
        // A field whose first byte had not come yet stopped before its quote.
        if !goesOn || at == start { at = start &+ 1 }
        goesOn = false
        var closing: Int
        while true {
          closing = unsafe search.quote(min(at, to), to)
          if closing == to { break }
          if closing &+ 1 == to {
            if isEnd { break }
            // It may be the first of two.
            state = State(
              count: count, start: start, at: closing, doubled: doubled, isResumed: true)
            return closing &- start &- 1 > fieldLimit ? .longField(at: start) : .needsMore
          }
          if unsafe base[closing &+ 1] != quote { break }
          doubled &+= 1
          at = closing &+ 2
        }
        state.count = count
        if closing &- start &- 1 > fieldLimit { return .longField(at: start) }
        if closing == to {
          if isEnd { return .openQuote(at: start) }
          state = State(count: count, start: start, at: to, doubled: doubled, isResumed: true)
          return .needsMore
        }
        field = Field(
          start: UInt32(truncatingIfNeeded: start &+ 1), end: UInt32(truncatingIfNeeded: closing),
          doubledQuotes: doubled, isQuoted: true)
        at = closing &+ 1
        while unsafe at < to && (base[at] == 0x20 || base[at] == 0x09) && base[at] != delimiter {
          at &+= 1
        }
        if at == to {
          if !isEnd {
            state = State(
              count: count, start: start, at: closing, doubled: doubled, isResumed: true)
            return .needsMore
          }
        } else if unsafe base[at] == 0x0D && takesPairs && lineEnd == otherLineEnd {
          // CRLF; a lone CR is text, and text must not follow the closing quote.
          if at &+ 1 == to {
            if !isEnd {
              state = State(
                count: count, start: start, at: closing, doubled: doubled, isResumed: true)
              return .needsMore
            }
          } else if unsafe base[at &+ 1] != 0x0A {
            return .looseQuote(at: closing)
          }
          at &+= 1
        } else if unsafe base[at] != delimiter && base[at] != lineEnd && base[at] != otherLineEnd {
          return .looseQuote(at: closing)
        }
      } else {
        // MARK: unquoted
        if !goesOn { at = start }
        goesOn = false
        at = unsafe search.end(at, to)
        if at == to && !isEnd {
          state = State(count: count, start: start, at: at, doubled: 0, isResumed: true)
          return .needsMore
        }
        var end = at
        if unsafe takesPairs && lineEnd == otherLineEnd && end > start && base[end &- 1] == 0x0D
          && (end == to || base[end] == lineEnd)
        {
          end &-= 1
        }
        field = Field(
          start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
      }
      // MARK: what ended it
      if at < to, unsafe base[at] == delimiter {
        if count < fields.count { unsafe fields[count] = field }
        count &+= 1
        at &+= 1
        start = at
        continue
      }
      var next = min(at &+ 1, to)
      if at < to, unsafe lineEnd != otherLineEnd && base[at] == 0x0D {
        if next == to && !isEnd {
          // A line feed may follow. The field is cut again when more has come.
          state = State(count: count, start: start, at: start, doubled: 0, isResumed: false)
          state.isResumed = true
          state.at = unsafe start < to && base[start] == quote ? start &+ 1 : at
          return .needsMore
        }
        if next < to, unsafe base[next] == 0x0A { next &+= 1 }
      }
      if count < fields.count { unsafe fields[count] = field }
      state = State(count: count &+ 1, start: 0, at: 0, doubled: 0, isResumed: false)
      return .record(next: next)
    }
  }
}

extension UnsafeRawPointer {
  /// The byte at an offset.
  @inline(__always)
  fileprivate subscript(offset: Int) -> UInt8 {
    unsafe load(fromByteOffset: offset, as: UInt8.self)
  }
}
