internal import RisrosModel
internal import RisrosText

/// Takes the tags out of a comment, decodes its character references and cuts what HTML marks as
/// quoted.
struct MarkupCleaner {
  var cutsMarkup = true
  var cutsQuotes = true

  /// Writes the comment that is all of `text[range]` to `cleaned`.
  ///
  /// - Returns: false where there was nothing to do, and `cleaned` is not to be used.
  func clean(
    _ text: [UInt8], _ range: Range<Int>, into cleaned: inout CleanedText,
    _ counts: inout CleaningCounts
  ) -> Bool {
    cleaned.removeAll()
    let base = range.lowerBound
    let end = range.upperBound
    var finder = HTMLTagFinder()
    // Everything before it is in `cleaned`.
    var copied = base
    var at = base
    var isChanged = false
    // Looked for once, so that the time stays linear in what a comment may hold.
    var hasWordsBefore = false
    var looksForQuotes = cutsQuotes
    var looksForHidden = true
    func copy(upTo place: Int) {
      cleaned.append(text[copied..<place], readStart: copied - base)
      isChanged = true
    }
    while true {
      at = ByteSearch.first(of: 0x3C, 0x26, 0x26, in: text, at..<end)
      if at == end { break }
      if text[at] == 0x26 {
        guard cutsMarkup, let reference = HTMLEntities.reference(text, at, end) else {
          at += 1
          continue
        }
        copy(upTo: at)
        if let scalar = reference.scalar {
          cleaned.append(Array(String(scalar).utf8), standingFor: at - base..<reference.end - base)
        }
        counts.entities += 1
        at = reference.end
        copied = at
        continue
      }
      guard let tag = finder.tag(text, at, end) else {
        at += 1
        continue
      }
      if looksForQuotes, tag.opensQuotedRest || tag.kind == .quote && !tag.isClosing {
        copy(upTo: at)
        copied = at
        let rest = tag.opensQuotedRest ? end : quoteEnd(text, tag, end, &finder)
        hasWordsBefore = hasWordsBefore || hasWords(cleaned.bytes)
        if hasWordsBefore || hasWords(outsideTagsOf: text, rest..<end) {
          counts.quotes += 1
          breakLine(&cleaned, at - base..<rest - base)
          at = rest
          copied = at
          continue
        }
        // All of it is quoted: then it is the comment.
        looksForQuotes = false
      }
      guard cutsMarkup else {
        at = tag.end
        continue
      }
      copy(upTo: at)
      counts.tags += 1
      var stop = tag.end
      switch tag.kind {
      case .inline: break
      case .block, .quote: breakLine(&cleaned, at - base..<stop - base)
      case .cell:
        if let last = cleaned.bytes.last, last > 0x20 {
          cleaned.append([0x20], standingFor: at - base..<stop - base)
        }
      case .hidden:
        if !tag.isClosing, looksForHidden {
          let hidden = hiddenEnd(text, tag, end, &finder)
          looksForHidden = hidden != nil
          stop = hidden ?? stop
        }
      }
      at = stop
      copied = at
    }
    if isChanged { cleaned.append(text[copied..<end], readStart: copied - base) }
    return isChanged
  }

  /// Leaves a line break unless one is there already.
  private func breakLine(_ cleaned: inout CleanedText, _ read: Range<Int>) {
    if let last = cleaned.bytes.last, last != 0x0A { cleaned.append([0x0A], standingFor: read) }
  }

  /// Behind the tag that closes a quotation, with those it holds; the end where none does.
  private func quoteEnd(
    _ text: [UInt8], _ opening: HTMLTag, _ end: Int, _ finder: inout HTMLTagFinder
  ) -> Int {
    var depth = 1
    var at = opening.end
    while true {
      at = ByteSearch.first(of: 0x3C, 0x3C, 0x3C, in: text, at..<end)
      if at == end { return end }
      guard let tag = finder.tag(text, at, end) else {
        at += 1
        continue
      }
      if tag.kind == .quote { depth += tag.isClosing ? -1 : 1 }
      at = tag.end
      if depth == 0 { return at }
    }
  }

  /// Behind the tag that ends a style sheet or the like.
  private func hiddenEnd(
    _ text: [UInt8], _ opening: HTMLTag, _ end: Int, _ finder: inout HTMLTagFinder
  ) -> Int? {
    var at = opening.end
    while true {
      at = ByteSearch.first(of: 0x3C, 0x3C, 0x3C, in: text, at..<end)
      if at == end { return nil }
      if let tag = finder.tag(text, at, end), tag.name == opening.name, tag.isClosing {
        return tag.end
      }
      at += 1
    }
  }

  private func hasWords(_ bytes: [UInt8]) -> Bool {
    bytes.contains { $0.isASCIIAlphanumeric || $0 >= 0x80 }
  }

  private func hasWords(outsideTagsOf text: [UInt8], _ range: Range<Int>) -> Bool {
    var finder = HTMLTagFinder()
    var at = range.lowerBound
    while at < range.upperBound {
      if text[at] == 0x3C, let tag = finder.tag(text, at, range.upperBound) {
        at = tag.end
        continue
      }
      if text[at].isASCIIAlphanumeric || text[at] >= 0x80 { return true }
      at += 1
    }
    return false
  }
}
