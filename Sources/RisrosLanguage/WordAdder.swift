internal import RisrosModel
internal import RisrosText

/// Adds up the losses of a comment's words.
///
/// A word is one probe of a table by the hash that tokenizing left; a word that the table lacks,
/// about one in ten, is looked at letter by letter, where the others leave a doubt.
struct WordAdder {
  let model: LanguageModel
  /// What each language starts with.
  let start: SIMD8<Int32>

  /// Tokens that are looked at together.
  static let room = LossSum.room
  static let scratchSize = 2 * room
  /// So many points ahead of all others, a language is the answer whatever uncommon words say.
  private static let decidedMargin = 40

  /// The sum of the losses of the tokens in `range`.
  ///
  /// - Parameter waiting: scratch of `scratchSize`, whatever it holds: the places of tokens that are
  ///   no common words, and behind `room` of them what the table of all words may hold of each.
  @inline(__always)
  func sum(
    of range: Range<Int>, _ tokens: Span<Token>, _ folded: [UInt8],
    _ waiting: inout MutableSpan<UInt64>
  ) -> LossSum {
    var sum = LossSum()
    var first = range.lowerBound
    while first < range.upperBound {
      let end = min(first &+ WordAdder.room, range.upperBound)
      let count = addCommon(first..<end, tokens, &sum, &waiting)
      if count > 0, !isDecided(sum) { addUncommon(count, tokens, folded, &sum, &waiting) }
      if end < range.upperBound { sum.empty() }
      first = end
    }
    return sum
  }

  /// Adds the common words and notes the others; returns how many those are.
  ///
  /// Without a branch on what a token is: one that cannot be foreseen costs more than the work.
  @inline(__always)
  private func addCommon(
    _ range: Range<Int>, _ tokens: Span<Token>, _ sum: inout LossSum,
    _ waiting: inout MutableSpan<UInt64>
  ) -> Int {
    let slots = model.commonSlots
    // Known to the compiler, which then leaves out a check a token.
    precondition(slots.count == LanguageModel.commonCount)
    var wordCount = 0
    var waitingCount = 0
    // A copy of its own, which the loop keeps in registers.
    var common = sum
    for index in range {
      let hash = tokens[index].hash
      let slot = slots[Int(truncatingIfNeeded: hash) & (LanguageModel.commonCount &- 1)]
      // Each is 1 or 0: nought less one has its highest bit set. No mark has the hash of a word.
      let isFound = (LanguageModel.difference(slot, hash) &- 1) >> 63
      let isWord = (UInt64(tokens[index].kind.rawValue) &- 1) >> 63
      common.addUncounted(slot & (0 &- isFound))
      waiting[waitingCount] = UInt64(truncatingIfNeeded: index)
      wordCount &+= Int(truncatingIfNeeded: isWord)
      waitingCount &+= Int(truncatingIfNeeded: isWord & ~isFound)
    }
    common.count(wordCount &- waitingCount)
    sum = common
    return waitingCount
  }

  /// Whether the words so far have told so clearly that the others need not be asked.
  ///
  /// The others are three quarters of the cost, since each waits for memory or is spelt out.
  @inline(__always)
  private func isDecided(_ sum: LossSum) -> Bool {
    var sum = sum
    return Standing(sum.total() &+ start).gap >= WordAdder.decidedMargin
  }

  /// Adds the words that wait.
  @inline(never)
  private func addUncommon(
    _ count: Int, _ tokens: Span<Token>, _ folded: [UInt8], _ sum: inout LossSum,
    _ waiting: inout MutableSpan<UInt64>
  ) {
    let mask = model.slots.count &- 1
    // The first slots of all at once: one by one, each would be waited for.
    for place in 0..<count {
      let hash = tokens[Int(waiting[place])].hash
      waiting[WordAdder.room &+ place] = model.slots[Int(truncatingIfNeeded: hash) & mask]
    }
    var unknown = 0
    for place in 0..<count {
      let index = waiting[place]
      let hash = tokens[Int(index)].hash
      var found = waiting[WordAdder.room &+ place]
      if LanguageModel.difference(found, hash) != 0, found != LanguageModel.missing {
        found = model.find(hash)
      }
      if found != LanguageModel.missing {
        sum.makeRoom()
        sum.add(found)
      } else {
        waiting[unknown] = index
        unknown &+= 1
      }
    }
    for place in 0..<unknown {
      // Letters are the dearest evidence: no more of it than is needed.
      if isDecided(sum) { return }
      let token = tokens[Int(waiting[place])]
      addUnknown(Int(token.start)..<Int(token.end), folded, &sum)
    }
  }

  /// Adds a token that is not in the table, run of letters by run; one token may hold thousands.
  private func addUnknown(_ range: Range<Int>, _ folded: [UInt8], _ sum: inout LossSum) {
    LetterRuns.forEach(folded, range) { run in
      sum.makeRoom()
      if run.count < range.count {
        let found = model.find(WordHash.hash(folded, run))
        if found != LanguageModel.missing {
          sum.add(found)
          return
        }
      }
      if let losses = model.lossesByLetters(folded, run) {
        sum.add(losses)
      } else {
        addStretched(run, folded, &sum)
      }
    }
  }

  /// Adds "såååå" as "så" and "suuuper" as "super": no word has a letter three times in a row.
  @inline(never)
  private func addStretched(_ run: Range<Int>, _ folded: [UInt8], _ sum: inout LossSum) {
    let limit = 192
    // Hashing reads some bytes beyond the word.
    var scratch = [UInt8](repeating: 0, count: limit + 32)
    var length = 0
    var at = run.lowerBound
    while at < run.upperBound, length < limit {
      // A letter takes one byte or two; longer ones are left as they are.
      let width = folded[at] >> 5 == 0b110 && at + 1 < run.upperBound ? 2 : 1
      var copies = 1
      while at + (copies + 1) * width <= run.upperBound,
        folded[at + copies * width] == folded[at],
        folded[at + copies * width + width - 1] == folded[at + width - 1]
      {
        copies += 1
      }
      for _ in 0..<(copies > 2 ? 1 : copies) {
        for place in 0..<width {
          scratch[length] = folded[at + place]
          length += 1
        }
      }
      at += copies * width
    }
    let found = model.find(WordHash.hash(scratch, 0..<length))
    if found != LanguageModel.missing {
      sum.add(found)
    } else if let losses = model.lossesByLetters(scratch, 0..<length) {
      sum.add(losses)
    }
  }
}
