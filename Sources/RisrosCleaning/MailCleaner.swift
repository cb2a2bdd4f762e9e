internal import RisrosModel

/// Finds the lines of a comment that are not its writer's words: quoted mail and signatures.
///
/// What cuts to the end of the comment needs words before it: a comment that begins with a quotation,
/// or is nothing but a greeting, stays as it is.
struct MailCleaner {
  let mail: MailLines
  var cutsQuotes = true
  var cutsSignatures = true

  private struct Line {
    /// Without blanks at the ends.
    var text: Range<Int>
    /// With its line end.
    var whole: Range<Int>
  }

  private var lines: [Line] = []
  private var folded: [UInt8] = []
  private(set) var cuts: [Range<Int>] = []
  private var counts = CleaningCounts()

  init(mail: MailLines) { self.mail = mail }

  /// A quick look, for most comments of several lines: no line begins or ends as lines of mail do.
  ///
  /// - Parameter bytes: with three more bytes behind `range`, whatever they are.
  func mayHaveMail(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      while at < range.upperBound, bytes[at] <= 0x20 { at += 1 }
      if at >= range.upperBound { return false }
      if mail.mayOpen(bytes[at], bytes[at + 1], bytes[at + 2]) { return true }
      while at < range.upperBound, bytes[at] != 0x0A { at += 1 }
      var last = at - 1
      while last > range.lowerBound, bytes[last] <= 0x20 { last -= 1 }
      if bytes[last] == 0x3A { return true }
    }
    return false
  }

  /// Finds what is to be cut from a comment, into `cuts`.
  ///
  /// - Parameter bytes: all of the comment.
  mutating func findCuts(_ bytes: [UInt8], _ total: inout CleaningCounts) {
    counts = CleaningCounts()
    cuts.removeAll(keepingCapacity: true)
    split(bytes)
    folded = bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var hasText = false
    var index = 0
    while index < lines.count {
      if lines[index].text.isEmpty {
        index += 1
      } else if let next = quoted(index) ?? announced(bytes, index, hasText)
        ?? forwarded(index, hasText) ?? signed(bytes, index, hasText)
      {
        index = next
      } else {
        hasText = true
        index += 1
      }
    }
    total.quotes += counts.quotes
    total.signatures += counts.signatures
  }

  private mutating func split(_ bytes: [UInt8]) {
    lines.removeAll(keepingCapacity: true)
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      let next = min(end + 1, bytes.count)
      var first = start
      while first < end, bytes[first] <= 0x20 { first += 1 }
      while end > first, bytes[end - 1] <= 0x20 { end -= 1 }
      lines.append(Line(text: first..<end, whole: start..<next))
      start = next
    }
  }

  private func text(_ index: Int) -> ArraySlice<UInt8> { folded[lines[index].text] }

  private mutating func cut(_ range: Range<Int>) {
    cuts.append(
      lines[range.lowerBound].whole.lowerBound..<lines[range.upperBound - 1].whole.upperBound)
  }

  /// The first line from `index` on that is not blank, or the number of lines.
  private func skipBlank(_ index: Int) -> Int {
    var index = index
    while index < lines.count, lines[index].text.isEmpty { index += 1 }
    return index
  }

  // MARK: Quotations. Each returns the line to go on with, or nil where there is none of its kind.

  /// Lines that begin with `>`.
  private mutating func quoted(_ index: Int) -> Int? {
    guard cutsQuotes, text(index).first == 0x3E else { return nil }
    let end = quotedEnd(index)
    if end - index == 1, !isSingleQuote(text(index)) { return nil }
    cut(index..<end)
    counts.quotes += 1
    return end
  }

  /// Behind the last of a run of quoted lines, blank ones between them.
  private func quotedEnd(_ index: Int) -> Int {
    var end = index
    while true {
      let next = skipBlank(end)
      guard next < lines.count, text(next).first == 0x3E else { return end }
      end = next + 1
    }
  }

  /// A quoted line by itself: "> Hvor er pakken?", but not "> 30 minutter" or ">:(".
  private func isSingleQuote(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.dropFirst()
    guard rest.first == 0x20, let first = rest.first(where: { $0 > 0x20 }) else { return false }
    return first.isASCIILetter || first >= 0xC0
  }

  /// "Den 3. mai 2026 skrev Kari Nordmann:", on one line or on up to three.
  private mutating func announced(
    _ bytes: [UInt8], _ index: Int, _ hasText: Bool
  ) -> Int? {
    guard cutsQuotes else { return nil }
    var end = index
    while end < lines.count, end < index + 3, !lines[end].text.isEmpty,
      text(end).first != 0x3E
    {
      end += 1
      // A line that is wrapped begins with the date.
      guard text(end - 1).last == 0x3A else {
        if text(index).contains(where: \.isASCIIDigit) { continue }
        return nil
      }
      guard let found = announcement(bytes, index..<end) else { return nil }
      // What stands before it on a line of its own is not part of it.
      if (index + 1..<end).contains(where: { announcement(bytes, $0..<end) != nil }) {
        return nil
      }
      let next = skipBlank(end)
      if next < lines.count, text(next).first == 0x3E {
        let last = quotedEnd(next)
        cut(index..<last)
        counts.quotes += 1
        return last
      }
      guard hasText, found == .certain else { return nil }
      return cutQuoteToEnd(index)
    }
    return nil
  }

  private func announcement(
    _ bytes: [UInt8], _ range: Range<Int>
  ) -> MailLines.Announcement? {
    let text = lines[range.lowerBound].text.lowerBound..<lines[range.upperBound - 1].text.upperBound
    return mail.announcement(folded[text], original: bytes[text])
  }

  /// The head of a quoted mail ("Fra: …", "Sendt: …"), or the line above it.
  private mutating func forwarded(_ index: Int, _ hasText: Bool) -> Int? {
    guard cutsQuotes else { return nil }
    if mail.isOriginal(text(index)) {
      if hasText { return cutQuoteToEnd(index) }
      cut(index..<index + 1)
      counts.quotes += 1
      return index + 1
    }
    var head = index
    let isRule = text(index).count >= 8 && text(index).allSatisfy { $0 == 0x5F || $0 == 0x2D }
    if isRule { head = skipBlank(index + 1) }
    guard head < lines.count, mail.isFrom(text(head)) else { return nil }
    var end = head + 1
    var labels = 0
    while true {
      let next = skipBlank(end)
      guard next < lines.count, labels < 8, mail.isHeader(text(next)) else { break }
      labels += 1
      end = next + 1
    }
    guard labels >= 2 else { return nil }
    if hasText { return cutQuoteToEnd(index) }
    cut(index..<end)
    counts.quotes += 1
    return end
  }

  private mutating func cutQuoteToEnd(_ index: Int) -> Int {
    cut(index..<lines.count)
    counts.quotes += 1
    return lines.count
  }

  // MARK: Signatures

  private mutating func signed(_ bytes: [UInt8], _ index: Int, _ hasText: Bool) -> Int? {
    guard cutsSignatures else { return nil }
    let line = text(index)
    if mail.isDevice(line) {
      cut(index..<index + 1)
      counts.signatures += 1
      return index + 1
    }
    guard hasText else { return nil }
    if line.elementsEqual([0x2D, 0x2D]) {
      // "-- " is the mark of a signature; without the blank, what follows must look like one.
      let end = lines[index].text.upperBound
      let isMark = end < bytes.count && bytes[end] == 0x20
      let last = isMark ? lines.count : namesEnd(bytes, index + 1, isStrict: false)
      guard last == lines.count else { return nil }
      cut(index..<last)
      counts.signatures += 1
      return last
    }
    guard let length = mail.closingLength(line) else { return nil }
    let rest = MailLines.trimmed(bytes[lines[index].text].dropFirst(length)) {
      $0 <= 0x20 || [0x21, 0x2C, 0x2E, 0x3A, 0x2F].contains($0)
    }
    guard rest.isEmpty || mail.isNames(rest, isStrict: true) else { return nil }
    let end = namesEnd(bytes, index + 1, isStrict: rest.isEmpty)
    cut(index..<end)
    counts.signatures += 1
    return end
  }

  /// Behind the last of the lines that hold names, titles and addresses; blank ones between them.
  ///
  /// - Parameter isStrict: the first of them must be a name.
  private func namesEnd(_ bytes: [UInt8], _ index: Int, isStrict: Bool) -> Int {
    var end = index
    var isStrict = isStrict
    while end < index + 12 {
      let next = skipBlank(end)
      if next == lines.count { return next }
      let line = text(next)
      guard !mail.isDevice(line), !mail.isFrom(line), line.first != 0x3E,
        mail.isNames(bytes[lines[next].text], isStrict: isStrict)
      else { break }
      isStrict = false
      end = next + 1
    }
    return end
  }
}
