// The one loop that sees every token, without a branch and without checks of bounds. Invariant: all
// tokens read lie in the range checked at the beginning, as many candidates as it has tokens are
// writable, and every index into a table is masked to its size, a power of two.
public import RisrosModel

extension Lexicon {
  /// Writes those of a comment's tokens that are worth a closer look: forms that mean something,
  /// anchors of phrases whose neighbours fit, and unknown words of at least `longWord` bytes.
  /// `candidates` has room for all tokens.
  ///
  /// Each token is written and the next one overwrites it where it is not worth it: nothing here
  /// waits for a guess of what comes (two of three tokens are not worth it, in no order).
  ///
  /// - Returns: how many candidates there are, and how many of the tokens are words.
  public func selectCandidates(
    _ tokens: [Token], _ range: Range<Int>, longWord: Int, into candidates: inout [Candidate]
  ) -> (candidates: Int, words: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= tokens.count && !range.isEmpty)
    precondition(candidates.count >= range.count)
    let pairs = phrases.pairs
    return unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe forms.slots.withUnsafeBufferPointer { slots in
        unsafe forms.displacements.withUnsafeBufferPointer { displacements in
          unsafe pairs.withUnsafeBufferPointer { pairs in
            unsafe candidates.withUnsafeMutableBufferPointer { candidates in
              let slotMask = slots.count &- 1
              let bucketMask = displacements.count &- 1
              let pairMask = pairs.count &- 1
              var found = 0
              var words = 0
              var previousPair: UInt32 = 0
              var token = unsafe tokens[range.lowerBound]
              for index in range {
                let hash = token.hash
                let displacement = unsafe displacements[
                  FormTable.bucket(of: hash, mask: bucketMask)]
                let slot = unsafe slots[
                  FormTable.slot(of: hash, displacement: displacement, mask: slotMask)]
                let value = FormTable.value(in: slot, of: hash)
                let isWord = isZero(UInt64(token.kind.rawValue))
                let isLong = 1 &- (UInt64(token.length) &- UInt64(longWord)) >> 63
                let isUnknown = isZero(UInt64(value & Form.isListed)) & isWord & isLong
                // The last token has no next one: it is paired with itself, to no effect.
                let next = index &+ 1 < range.upperBound ? index &+ 1 : index
                token = unsafe tokens[next]
                let key = PhraseTable.pair(hash, token.hash)
                let bits = PhraseTable.pairBits(key)
                let held = unsafe pairs[PhraseTable.pairWord(key, mask: pairMask)]
                let nextPair = UInt32(truncatingIfNeeded: isZero(bits & ~held))
                let keys = nextPair | previousPair << 1 | UInt32(AnchorKeys.alone.rawValue)
                previousPair = nextPair
                let form =
                  value & (keys << Form.keyShift | ~Form.keyMask)
                unsafe candidates[found] = Candidate(
                  token: UInt32(truncatingIfNeeded: index), form: Form(rawValue: form))
                let isWorthIt = 1 &- isZero(UInt64(form & (Form.keyMask | Form.meansSomething)))
                found &+= Int(truncatingIfNeeded: isWorthIt | isUnknown)
                words &+= Int(truncatingIfNeeded: isWord)
              }
              return (found, words)
            }
          }
        }
      }
    }
  }
}

/// 1 for nought, else 0; in arithmetic, which nothing makes a branch of.
@inline(__always)
private func isZero(_ number: UInt64) -> UInt64 { (~number & (number &- 1)) >> 63 }
