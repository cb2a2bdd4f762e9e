// The loops that see every token, without a branch and without checks of bounds. Invariant: all
// tokens read lie in the range checked at the beginning, `forms`, `missing`, `pairs` and the
// candidates have as many places as it has tokens, and every index into a table is masked to its
// size, a power of two.
//
// Each loop does little, so that the processor has the next tokens' slots on the way while it waits
// for one: in one loop with all the rest, three tokens were in flight and two thirds of the time was
// waiting.
public import RisrosModel
internal import RisrosText

extension WordMemory {
  /// Writes those of a comment's tokens that are worth a closer look: words that mean something, and
  /// those that a phrase may be found by, with the first phrase there may be.
  ///
  /// - Parameters:
  ///   - folded: the case-folded text the tokens lie in.
  ///   - candidates: has room for all tokens of the range.
  /// - Returns: how many candidates there are, and how many of the tokens are words.
  public mutating func selectCandidates(
    _ tokens: [Token], _ range: Range<Int>, _ folded: [UInt8], _ lexicon: borrowing Lexicon,
    into candidates: inout [Candidate]
  ) -> (candidates: Int, words: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= tokens.count && !range.isEmpty)
    precondition(candidates.count >= range.count)
    prepare(range.count)
    let missed = unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe recall(UnsafeBufferPointer(rebasing: tokens[range]))
    }
    if missed > 0 { learn(missed, tokens, range.lowerBound, folded, lexicon) }
    return unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe candidates.withUnsafeMutableBufferPointer { candidates in
        unsafe pairs.withUnsafeMutableBufferPointer { pairs in
          let counts = unsafe WordMemory.compact(
            UnsafeBufferPointer(rebasing: tokens[range]), forms, lexicon.phrases.pairs,
            first: range.lowerBound, pairs, candidates)
          unsafe WordMemory.findPhrases(
            UnsafeBufferPointer(rebasing: pairs[..<counts.pairs]),
            UnsafeBufferPointer(rebasing: tokens[range]), lexicon.phrases, candidates)
          return (counts.candidates, counts.words)
        }
      }
    }
  }

  /// Writes what is remembered of each token into `forms`, and the places of the others into
  /// `missing`.
  ///
  /// - Returns: how many others there are.
  private mutating func recall(_ tokens: UnsafeBufferPointer<Token>) -> Int {
    unsafe slots.withUnsafeBufferPointer { slots in
      unsafe forms.withUnsafeMutableBufferPointer { forms in
        unsafe missing.withUnsafeMutableBufferPointer { missing in
          let mask = slots.count &- 1
          var missed = 0
          for index in tokens.indices {
            let key = unsafe WordMemory.key(of: tokens[index])
            let slot = unsafe slots[WordMemory.place(of: key, mask: mask)]
            unsafe forms[index] = WordMemory.form(in: slot)
            unsafe missing[missed] = UInt32(truncatingIfNeeded: index)
            missed &+= Int(truncatingIfNeeded: 1 &- isZero(WordMemory.difference(slot, key)))
          }
          return missed
        }
      }
    }
  }

  /// Writes each token as a candidate, of which the next one takes the place where it is none:
  /// nothing here waits for a guess of what comes (half of all tokens are none, in no order). Pairs
  /// of tokens that may stand in a phrase are noted likewise.
  private static func compact(
    _ tokens: UnsafeBufferPointer<Token>, _ forms: [Form], _ pairBits: FlatTable<UInt64>,
    first: Int,
    _ pairs: UnsafeMutableBufferPointer<CandidatePair>,
    _ candidates: UnsafeMutableBufferPointer<Candidate>
  ) -> (candidates: Int, pairs: Int, words: Int) {
    unsafe pairBits.withUnsafeBufferPointer { pairBits in
      unsafe forms.withUnsafeBufferPointer { forms in
        let pairMask = pairBits.count &- 1
        var count = 0
        var pairCount = 0
        var words: UInt64 = 0
        let last = tokens.count &- 1
        for index in tokens.indices {
          let token = unsafe tokens[index]
          // The last token has no next one: it is paired with itself, to no effect.
          let next = unsafe tokens[index < last ? index &+ 1 : index].hash
          let key = PhraseTable.pair(token.hash, next)
          let bits = PhraseTable.pairBits(key)
          let held = unsafe pairBits[PhraseTable.pairWord(key, mask: pairMask)]
          let isPair = isZero(bits & ~held)
          let form = unsafe forms[index]
          unsafe candidates[count] = Candidate(
            token: UInt32(truncatingIfNeeded: first &+ index), form: form)
          unsafe pairs[pairCount] = CandidatePair(
            key: key, candidate: UInt32(truncatingIfNeeded: count),
            token: UInt32(truncatingIfNeeded: index))
          pairCount &+= Int(truncatingIfNeeded: isPair)
          let says = 1 &- isZero(UInt64(form.rawValue & Form.flags))
          count &+= Int(truncatingIfNeeded: says | isPair)
          words &+= isZero(UInt64(token.kind.rawValue))
        }
        return (count, pairCount, Int(words))
      }
    }
  }

  /// Notes with each candidate the first phrase there may be of its pair; none where the pair has one
  /// phrase alone and a third word of it is missing.
  ///
  /// Phrases are on the way from memory here, many at a time, before they are asked for one by one.
  private static func findPhrases(
    _ pairs: UnsafeBufferPointer<CandidatePair>, _ tokens: UnsafeBufferPointer<Token>,
    _ table: borrowing PhraseTable, _ candidates: UnsafeMutableBufferPointer<Candidate>
  ) {
    // Only a table that holds some phrase has any bits set, and so any pairs.
    if pairs.isEmpty { return }
    unsafe table.keys.slots.withUnsafeBufferPointer { slots in
      unsafe table.keys.displacements.withUnsafeBufferPointer { displacements in
        unsafe table.phrases.withUnsafeBufferPointer { phrases in
          let slotMask = slots.count &- 1
          let bucketMask = displacements.count &- 1
          for place in pairs.indices {
            let pair = unsafe pairs[place]
            let displacement = unsafe displacements[
              FormTable.bucket(of: pair.key, mask: bucketMask)]
            let slot = unsafe slots[
              FormTable.slot(of: pair.key, displacement: displacement, mask: slotMask)]
            let number = FormTable.value(in: slot, of: pair.key)
            let phrase = unsafe phrases[Int(max(number, 1)) &- 1]
            // The word to be checked; some other where it would lie outside the comment.
            let checked = Int(pair.token) &+ Int(phrase.checkedPlace)
            let token = unsafe tokens[max(0, min(checked, tokens.count &- 1))]
            let differs = 1 &- isZero(token.hash >> 32 ^ UInt64(phrase.checked))
            // All ones where there is nothing more to be looked at.
            let isNone = 0 &- (differs & UInt64(phrase.flags.rawValue & 1))
            unsafe candidates[Int(pair.candidate)].phrase =
              number & ~UInt32(truncatingIfNeeded: isNone)
          }
        }
      }
    }
  }
}

/// 1 for nought, else 0; in arithmetic, which nothing makes a branch of.
@inline(__always)
private func isZero(_ number: UInt64) -> UInt64 { (~number & (number &- 1)) >> 63 }
