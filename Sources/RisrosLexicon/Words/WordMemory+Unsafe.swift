// The loops that see every token, without a branch and without checks of bounds. Invariant: all
// tokens read lie in the range checked at the beginning, `forms`, `missing` and the candidates have
// as many places as it has tokens, `anchors` twice as many, and every index into a table is masked to
// its size, a power of two.
//
// Each loop does little, so that the processor has the next tokens' slots on the way while it waits
// for one: in one loop with all the rest, three tokens were in flight and two thirds of the time was
// waiting.
public import RisrosModel
internal import RisrosText

extension WordMemory {
  /// Writes those of a comment's tokens that mean something where they stand alone, and notes in
  /// `anchors` those that some phrase may be found by, both in the order of the text.
  ///
  /// - Parameters:
  ///   - folded: the case-folded text the tokens lie in.
  ///   - candidates: has room for all tokens of the range.
  /// - Returns: how many candidates and anchors there are, and how many of the tokens are words.
  public mutating func selectCandidates(
    _ tokens: [Token], _ range: Range<Int>, _ folded: [UInt8], _ lexicon: borrowing Lexicon,
    into candidates: inout [Candidate]
  ) -> (candidates: Int, anchors: Int, words: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= tokens.count && !range.isEmpty)
    precondition(candidates.count >= range.count)
    prepare(range.count)
    let missed = unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe recall(UnsafeBufferPointer(rebasing: tokens[range]))
    }
    if missed > 0 { learn(missed, tokens, range.lowerBound, folded, lexicon) }
    return unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe candidates.withUnsafeMutableBufferPointer { candidates in
        unsafe anchors.withUnsafeMutableBufferPointer { anchors in
          let tokens = unsafe UnsafeBufferPointer(rebasing: tokens[range])
          let counts = unsafe WordMemory.compact(
            tokens, forms, lexicon.phrases.pairs, first: range.lowerBound, anchors, candidates)
          let found = unsafe WordMemory.findAnchors(
            counts.anchors, tokens, lexicon.phrases, first: range.lowerBound, anchors)
          return (counts.candidates, found, counts.words)
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
  /// of tokens that may anchor a phrase are noted likewise.
  private static func compact(
    _ tokens: UnsafeBufferPointer<Token>, _ forms: [Form], _ pairBits: FlatTable<UInt64>,
    first: Int,
    _ anchors: UnsafeMutableBufferPointer<FoundAnchor>,
    _ candidates: UnsafeMutableBufferPointer<Candidate>
  ) -> (candidates: Int, anchors: Int, words: Int) {
    unsafe pairBits.withUnsafeBufferPointer { pairBits in
      unsafe forms.withUnsafeBufferPointer { forms in
        let pairMask = pairBits.count &- 1
        var count = 0
        var anchorCount = 0
        var words: UInt64 = 0
        let last = tokens.count &- 1
        for index in tokens.indices {
          let token = unsafe tokens[index]
          let place = UInt32(truncatingIfNeeded: first &+ index)
          // The last token has no next one: it is paired with itself, and no phrase has room.
          let next = unsafe tokens[index < last ? index &+ 1 : index].hash
          let key = PhraseTable.pair(token.hash, next)
          let bits = PhraseTable.pairBits(key)
          let held = unsafe pairBits[PhraseTable.pairWord(key, mask: pairMask)]
          unsafe anchors[anchorCount] = FoundAnchor(key: key, token: place)
          anchorCount &+= Int(truncatingIfNeeded: isZero(bits & ~held))
          let form = unsafe forms[index]
          unsafe candidates[count] = Candidate(token: place, form: form)
          let says = 1 &- isZero(UInt64(form.rawValue & Form.meansSomething))
          count &+= Int(truncatingIfNeeded: says)
          // One word in fifty.
          if form.anchorsGaps {
            unsafe anchors[anchorCount] = FoundAnchor(
              key: PhraseTable.alone(token.hash), token: place)
            anchorCount &+= 1
          }
          words &+= isZero(UInt64(token.kind.rawValue))
        }
        return (count, anchorCount, Int(words))
      }
    }
  }

  /// Keeps those of the first `count` anchors that have phrases, and notes the first phrase of each;
  /// none where there is one phrase alone and a third word of it is missing.
  ///
  /// Phrases are on the way from memory here, many at a time, before they are asked for one by one.
  /// - Returns: how many are kept.
  private static func findAnchors(
    _ count: Int, _ tokens: UnsafeBufferPointer<Token>, _ table: borrowing PhraseTable, first: Int,
    _ anchors: UnsafeMutableBufferPointer<FoundAnchor>
  ) -> Int {
    // Only a table that holds some phrase has any bits set, and so any anchors.
    if count == 0 { return 0 }
    return unsafe table.keys.slots.withUnsafeBufferPointer { slots in
      unsafe table.keys.displacements.withUnsafeBufferPointer { displacements in
        unsafe table.phrases.withUnsafeBufferPointer { phrases in
          let slotMask = slots.count &- 1
          let bucketMask = displacements.count &- 1
          var kept = 0
          for place in 0..<count {
            var anchor = unsafe anchors[place]
            let displacement = unsafe displacements[
              FormTable.bucket(of: anchor.key, mask: bucketMask)]
            let slot = unsafe slots[
              FormTable.slot(of: anchor.key, displacement: displacement, mask: slotMask)]
            anchor.phrase = FormTable.value(in: slot, of: anchor.key)
            let phrase = unsafe phrases[Int(max(anchor.phrase, 1)) &- 1]
            // The word to be checked; some other where it would lie outside the comment.
            let checked = Int(anchor.token) &- first &+ Int(phrase.checkedPlace)
            let token = unsafe tokens[max(0, min(checked, tokens.count &- 1))]
            let differs = 1 &- isZero(token.hash >> 32 ^ UInt64(phrase.checked))
            let isNone = isZero(UInt64(anchor.phrase)) | differs & UInt64(phrase.flags.rawValue & 1)
            unsafe anchors[kept] = anchor
            kept &+= Int(truncatingIfNeeded: 1 &- isNone)
          }
          return kept
        }
      }
    }
  }
}

/// 1 for nought, else 0; in arithmetic, which nothing makes a branch of.
@inline(__always)
private func isZero(_ number: UInt64) -> UInt64 { (~number & (number &- 1)) >> 63 }
