public import RisrosModel
public import RisrosText

/// What the words of comments mean, the last ones seen: a text uses few words often, which so stay
/// near at hand, whether the lexicon lists them, they were derived, or they mean nothing.
///
/// Direct-mapped: a word evicts another of the same place. What it answers is always what table and
/// `WordDerivation` would, so it changes speed and nothing else.
public struct WordMemory: Sendable {
  /// The upper 38 bits of a word's key, which with its place tell it from all others, and its form.
  private(set) var slots: [UInt64]
  /// Entries of derived words; a form's number counts on from the lexicon's own.
  @usableFromInline private(set) var derived: [LexiconEntry] = []
  private var word = DerivedWord()
  // Room for the loops over a comment's tokens.
  var forms: [Form] = []
  var missing: [UInt32] = []
  /// The words of the last comment that anchor phrases, as many as `selectCandidates` said.
  public internal(set) var anchors: [FoundAnchor] = []

  /// How many words were learnt since it last grew.
  private var learnt = 0

  private static let free = UInt64.max
  /// Few words at first, so that a short text does not pay for a large table.
  private static let leastSlots = 1 << 12
  private static let mostSlots = 1 << 16
  /// A comment may add a few more.
  private static let derivedLimit = 1 << 16

  public init() { slots = [UInt64](repeating: WordMemory.free, count: WordMemory.leastSlots) }

  /// Where the hash of a number or mark may be a word's, they are told apart.
  @inline(__always)
  static func key(of token: Token) -> UInt64 { token.hash &+ UInt64(token.kind.rawValue) }

  @inline(__always)
  static func place(of key: UInt64, mask: Int) -> Int { Int(truncatingIfNeeded: key) & mask }

  /// Nought where a slot holds a key; the key belongs in that slot.
  @inline(__always)
  static func difference(_ slot: UInt64, _ key: UInt64) -> UInt64 { (slot ^ key) >> Form.bitCount }

  @inline(__always)
  static func form(in slot: UInt64) -> Form {
    Form(rawValue: UInt32(truncatingIfNeeded: slot) & (1 << Form.bitCount - 1))
  }

  /// The entry of a form that means something.
  @inlinable @inline(__always)
  public func entry(of form: Form, in lexicon: borrowing Lexicon) -> LexiconEntry {
    let number = Int(form.rawValue & Form.numberMask) - 1
    let known = lexicon.entries.count
    return number < known ? lexicon.entries[number] : derived[number - known]
  }

  /// Makes room for a comment of `count` tokens.
  mutating func prepare(_ count: Int) {
    // Not later: the forms of a comment hold numbers of derived words.
    if learnt > slots.count / 2, slots.count < WordMemory.mostSlots {
      forget(slots: WordMemory.mostSlots)
    } else if derived.count > WordMemory.derivedLimit {
      forget(slots: slots.count)
    }
    if count <= forms.count { return }
    forms.append(contentsOf: repeatElement(Form(rawValue: 0), count: count - forms.count))
    missing.append(contentsOf: repeatElement(0, count: count - missing.count))
    // A token may anchor phrases alone and with the next one.
    let none = FoundAnchor(key: 0, token: 0)
    anchors.append(contentsOf: repeatElement(none, count: 2 * count - anchors.count))
  }

  /// Looks up the first `count` of the tokens that are `missing`.
  ///
  /// - Parameter first: index of the comment's first token.
  @inline(never)
  mutating func learn(
    _ count: Int, _ tokens: [Token], _ first: Int, _ folded: [UInt8], _ lexicon: borrowing Lexicon
  ) {
    learnt += count
    for place in 0..<count {
      let index = Int(missing[place])
      forms[index] = form(of: tokens[first + index], folded, lexicon)
    }
  }

  /// Looks a word up that is not remembered, and remembers it.
  private mutating func form(
    of token: Token, _ folded: [UInt8], _ lexicon: borrowing Lexicon
  ) -> Form {
    let key = WordMemory.key(of: token)
    let place = WordMemory.place(of: key, mask: slots.count - 1)
    // It may have come earlier in the comment.
    if WordMemory.difference(slots[place], key) == 0 { return WordMemory.form(in: slots[place]) }
    var form = Form(rawValue: lexicon.forms.find(token.hash))
    if form.entry == nil, token.kind == .word,
      Int(token.length) >= WordDerivation.minimumLength
    {
      word.set(folded, Int(token.start)..<token.bareEnd(folded))
      if let entry = lexicon.derivation.derive(&word, in: lexicon) {
        derived.append(entry)
        form = Form(
          number: UInt32(lexicon.entries.count + derived.count), entry,
          anchorsGaps: form.anchorsGaps)
      }
    }
    slots[place] = key & ~(1 << Form.bitCount - 1) | UInt64(form.rawValue)
    return form
  }

  private mutating func forget(slots count: Int) {
    derived.removeAll(keepingCapacity: true)
    learnt = 0
    slots = [UInt64](repeating: WordMemory.free, count: count)
  }
}

extension Token {
  /// One past the last byte that is looked up: a word's hash leaves its closing full stop, hyphen or
  /// apostrophe out ("inkl.", "ind-", "ka'").
  fileprivate func bareEnd(_ text: [UInt8]) -> Int {
    switch text[Int(end) - 1] {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"): Int(end) - 1
    default: Int(end)
    }
  }
}
