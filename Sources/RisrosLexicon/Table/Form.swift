internal import RisrosModel

/// What the table of forms holds of a form: the place of its entry, and what a text in which it
/// stands is to be searched for, so that most words of a text are done with after one look-up.
public struct Form: BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The lower bits hold the entry's index plus one, the upper ones flags.
  @inlinable static var numberMask: UInt32 { 0xFF_FFFF }
  /// The entry says something where the form stands alone, or may say so once it is derived.
  @inlinable static var meansSomething: UInt32 { 1 << 24 }
  /// Some line of the lexicon lists the form itself; it is not only known from phrases.
  @inlinable static var isListed: UInt32 { 1 << 28 }
  /// Position of the `AnchorKeys` of phrases that have the form as their anchor.
  @inlinable static var keyShift: UInt32 { 25 }
  @inlinable static var keyMask: UInt32 { 7 << keyShift }

  init(number: UInt32, _ entry: LexiconEntry, _ keys: AnchorKeys) {
    precondition(number <= Form.numberMask, "a lexicon has at most 16 million entries")
    var alone = entry
    alone.roles.remove(.anchor)
    let isListed = !entry.roles.contains(.anchor) || !entry.isUnlisted
    rawValue =
      number | (isListed ? Form.isListed : 0) | UInt32(keys.rawValue) << Form.keyShift
      | (isListed && !alone.isEmpty ? Form.meansSomething : 0)
  }

  /// Index of the form's entry, or nil where the table does not hold the form.
  @inlinable public var entry: Int? {
    let number = rawValue & Form.numberMask
    return number == 0 ? nil : Int(number) - 1
  }
  @inlinable public var meansSomething: Bool { rawValue & Form.meansSomething != 0 }
  @inlinable public var isListed: Bool { rawValue & Form.isListed != 0 }
  @inlinable public var keys: AnchorKeys {
    AnchorKeys(rawValue: UInt8(truncatingIfNeeded: (rawValue & Form.keyMask) >> Form.keyShift))
  }
  /// 1 where nothing but derivation can tell what the form means, else 0; in arithmetic, since it is
  /// asked where a branch would cost.
  @inlinable public var isUnknown: UInt64 {
    (UInt64(rawValue & ~Form.numberMask) &- 1) >> 63
  }
}

/// The keys under which phrases of an anchor stand in a `PhraseTable`.
public struct AnchorKeys: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

  @inlinable public static var withNext: Self { Self(rawValue: 1 << 0) }
  @inlinable public static var withPrevious: Self { Self(rawValue: 1 << 1) }
  @inlinable public static var alone: Self { Self(rawValue: 1 << 2) }
}

/// A token that is worth a closer look.
public struct Candidate: BitwiseCopyable, Sendable {
  /// Index of the token.
  public var token: UInt32
  /// What the lexicon holds of it, with only those keys that its neighbours may complete.
  public var form: Form

  @inlinable public init(token: UInt32, form: Form) {
    self.token = token
    self.form = form
  }
}
