extension DelimitedScanner {
  /// Cuts the record at `from` by a plain loop over bytes: the oracle of tests and fuzzing.
  ///
  /// The input ends before `to`. Returns the fields without their quotes, each as its bytes.
  static func scanBytewise(
    _ bytes: [UInt8], from: Int, to: Int, dialect: Dialect, fieldLimit: Int
  ) -> (outcome: Outcome, fields: [[UInt8]]) {
    var fields: [[UInt8]] = []
    var at = from
    /// Length of the line end at an offset; 0 if there is none.
    func lineEndLength(_ at: Int) -> Int {
      let next = at + 1 < to ? bytes[at + 1] : nil
      switch (dialect.lineEnd, bytes[at]) {
      case (.lineFeed, 0x0A), (.any, 0x0A), (.carriageReturn, 0x0D): return 1
      case (.lineFeed, 0x0D): return next == 0x0A ? 2 : next == nil ? 1 : 0
      case (.any, 0x0D): return next == 0x0A ? 2 : 1
      default: return 0
      }
    }
    while true {
      var field: [UInt8] = []
      if at < to && bytes[at] == dialect.quote {
        let start = at
        at += 1
        while true {
          if at == to {
            let length = at - start - 1
            return (length > fieldLimit ? .longField(at: start) : .openQuote(at: start), fields)
          }
          if bytes[at] == dialect.quote {
            if at + 1 < to && bytes[at + 1] == dialect.quote { at += 1 } else { break }
          }
          field.append(bytes[at])
          at += 1
        }
        let closing = at
        if closing - start - 1 > fieldLimit { return (.longField(at: start), fields) }
        at += 1
        while at < to && (bytes[at] == 0x20 || bytes[at] == 0x09) && bytes[at] != dialect.delimiter
        {
          at += 1
        }
        if at < to && bytes[at] != dialect.delimiter && lineEndLength(at) == 0 {
          return (.looseQuote(at: closing), fields)
        }
      } else {
        while at < to && bytes[at] != dialect.delimiter && lineEndLength(at) == 0 {
          field.append(bytes[at])
          at += 1
        }
      }
      fields.append(field)
      if at == to { return (.record(next: to), fields) }
      if bytes[at] == dialect.delimiter {
        at += 1
        continue
      }
      return (.record(next: at + lineEndLength(at)), fields)
    }
  }
}
