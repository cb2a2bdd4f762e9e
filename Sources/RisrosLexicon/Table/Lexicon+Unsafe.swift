// The loops that see every token, without a branch and without checks of bounds. Invariant: all
// tokens read lie in the range checked at the beginning, as many forms and candidates as it has
// tokens are writable, and every index into a table is masked to its size, a power of two.
//
// Each loop does little, so that the processor has the next tokens' slots on the way while it waits
// for one: in one loop with all the rest, three tokens were in flight and two thirds of the time was
// waiting.
public import RisrosModel

extension Lexicon {
  /// Writes those of a comment's tokens that are worth a closer look: forms that mean something,
  /// those that a phrase may be found by, and unknown words of at least `longWord` bytes.
  /// `forms` and `candidates` have room for all tokens.
  ///
  /// - Returns: how many candidates there are, and how many of the tokens are words.
  public func selectCandidates(
    _ tokens: [Token], _ range: Range<Int>, longWord: Int, _ forms: inout [Form],
    into candidates: inout [Candidate]
  ) -> (candidates: Int, words: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= tokens.count && !range.isEmpty)
    precondition(forms.count >= range.count && candidates.count >= range.count)
    return unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe forms.withUnsafeMutableBufferPointer { forms in
        let tokens = unsafe UnsafeBufferPointer(rebasing: tokens[range])
        unsafe lookUp(tokens, forms)
        return unsafe candidates.withUnsafeMutableBufferPointer { candidates in
          unsafe compact(
            tokens, forms, first: range.lowerBound, longWord: longWord, into: candidates)
        }
      }
    }
  }

  /// Writes what the table holds of each token.
  private func lookUp(
    _ tokens: UnsafeBufferPointer<Token>, _ found: UnsafeMutableBufferPointer<Form>
  ) {
    unsafe forms.slots.withUnsafeBufferPointer { slots in
      unsafe forms.displacements.withUnsafeBufferPointer { displacements in
        let slotMask = slots.count &- 1
        let bucketMask = displacements.count &- 1
        for index in tokens.indices {
          let hash = unsafe tokens[index].hash
          let displacement = unsafe displacements[FormTable.bucket(of: hash, mask: bucketMask)]
          let slot = unsafe slots[
            FormTable.slot(of: hash, displacement: displacement, mask: slotMask)]
          unsafe found[index] = Form(rawValue: FormTable.value(in: slot, of: hash))
        }
      }
    }
  }

  /// Writes each token as a candidate, of which the next one takes the place where it is none:
  /// nothing here waits for a guess of what comes (half of all tokens are none, in no order).
  private func compact(
    _ tokens: UnsafeBufferPointer<Token>, _ forms: UnsafeMutableBufferPointer<Form>, first: Int,
    longWord: Int, into candidates: UnsafeMutableBufferPointer<Candidate>
  ) -> (candidates: Int, words: Int) {
    unsafe phrases.pairs.withUnsafeBufferPointer { pairs in
      let pairMask = pairs.count &- 1
      var count = 0
      var words = 0
      let last = tokens.count &- 1
      for index in tokens.indices {
        let token = unsafe tokens[index]
        // The last token has no next one: it is paired with itself, to no effect.
        let next = unsafe tokens[index < last ? index &+ 1 : index].hash
        let key = PhraseTable.pair(token.hash, next)
        let bits = PhraseTable.pairBits(key)
        let held = unsafe pairs[PhraseTable.pairWord(key, mask: pairMask)]
        let isPair = UInt32(truncatingIfNeeded: isZero(bits & ~held))
        let form = unsafe forms[index].rawValue | isPair << Form.pairShift
        unsafe candidates[count] = Candidate(
          token: UInt32(truncatingIfNeeded: first &+ index), form: Form(rawValue: form))
        let isWord = isZero(UInt64(token.kind.rawValue))
        let isLong = 1 &- (UInt64(token.length) &- UInt64(longWord)) >> 63
        let isUnlisted = isZero(UInt64(form & Form.numberMask))
        let says = 1 &- isZero(UInt64(form & Form.flags))
        count &+= Int(truncatingIfNeeded: says | isUnlisted & isWord & isLong)
        words &+= Int(truncatingIfNeeded: isWord)
      }
      return (count, words)
    }
  }
}

extension Lexicon {
  /// Notes with each candidate the first phrase there may be of its pair, and has entries and phrases
  /// on the way from memory by the time they are asked for.
  ///
  /// - Parameter range: the comment's tokens, in which all candidates lie.
  /// - Returns: a sum of what was fetched, of no meaning, so that the fetching is not left out.
  public func fetch(
    _ candidates: inout [Candidate], _ count: Int, _ tokens: [Token], _ range: Range<Int>
  ) -> UInt32 {
    precondition(range.lowerBound >= 0 && range.upperBound <= tokens.count && !range.isEmpty)
    precondition(count <= candidates.count)
    return unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe candidates.withUnsafeMutableBufferPointer { candidates in
        let candidates = unsafe UnsafeMutableBufferPointer(rebasing: candidates[..<count])
        unsafe findPairs(tokens, last: range.upperBound &- 1, candidates)
        if entries.isEmpty || phrases.count == 0 { return 0 }
        return unsafe touch(candidates)
      }
    }
  }

  /// Looks up the pair that each candidate makes with the token behind it, if it may make one.
  private func findPairs(
    _ tokens: UnsafeBufferPointer<Token>, last: Int,
    _ candidates: UnsafeMutableBufferPointer<Candidate>
  ) {
    unsafe phrases.keys.slots.withUnsafeBufferPointer { slots in
      unsafe phrases.keys.displacements.withUnsafeBufferPointer { displacements in
        let slotMask = slots.count &- 1
        let bucketMask = displacements.count &- 1
        for place in candidates.indices {
          let candidate = unsafe candidates[place]
          let index = Int(candidate.token)
          assert(index <= last)
          let isPair = UInt64(candidate.form.rawValue >> Form.pairShift & 1)
          let key = unsafe PhraseTable.pair(
            tokens[index].hash, tokens[index < last ? index &+ 1 : index].hash)
          // All candidates without a pair ask for the same slot.
          let wanted = key & (0 &- isPair)
          let displacement = unsafe displacements[FormTable.bucket(of: wanted, mask: bucketMask)]
          let slot = unsafe slots[
            FormTable.slot(of: wanted, displacement: displacement, mask: slotMask)]
          let value = FormTable.value(in: slot, of: wanted)
          unsafe candidates[place].phrase = value & (0 &- UInt32(truncatingIfNeeded: isPair))
        }
      }
    }
  }

  private func touch(_ candidates: UnsafeMutableBufferPointer<Candidate>) -> UInt32 {
    unsafe entries.withUnsafeBufferPointer { entries in
      unsafe phrases.phrases.withUnsafeBufferPointer { phrases in
        var sum: UInt32 = 0
        for place in candidates.indices {
          let candidate = unsafe candidates[place]
          let entry = Int(max(candidate.form.rawValue & Form.numberMask, 1)) &- 1
          let phrase = Int(max(candidate.phrase, 1)) &- 1
          assert(entry < entries.count && phrase < phrases.count)
          sum &+= unsafe entries[entry].roles.rawValue &+ phrases[phrase].checked
        }
        return sum
      }
    }
  }
}

/// 1 for nought, else 0; in arithmetic, which nothing makes a branch of.
@inline(__always)
private func isZero(_ number: UInt64) -> UInt64 { (~number & (number &- 1)) >> 63 }
