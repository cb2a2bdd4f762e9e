internal import RisrosModel

/// What the table of forms holds of a form: the place of its entry, and what a text in which it
/// stands is to be searched for, so that most words of a text are done with after one look-up.
public struct Form: BitwiseCopyable, Sendable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The lower bits hold the entry's index plus one, 0 where no line of the lexicon lists the form;
  /// the upper ones hold flags.
  @inlinable static var numberMask: UInt32 { 0xFF_FFFF }
  /// The entry says something where the form stands alone.
  @inlinable static var meansSomething: UInt32 { 1 << 24 }
  /// The form is the anchor of phrases that have a gap on either side of it.
  @inlinable static var anchorsGaps: UInt32 { 1 << 25 }
  /// All of it stands in so many bits.
  static var bitCount: UInt64 { 26 }

  /// - Parameter number: index of the form's entry plus one, or 0.
  init(number: UInt32, _ entry: LexiconEntry?, anchorsGaps: Bool) {
    precondition(number <= Form.numberMask, "a lexicon has at most 16 million entries")
    let meansSomething = entry.map { !$0.isEmpty } ?? false
    rawValue =
      number | (meansSomething ? Form.meansSomething : 0) | (anchorsGaps ? Form.anchorsGaps : 0)
  }

  /// Index of the form's entry, or nil where no line of the lexicon lists it.
  @inlinable public var entry: Int? {
    let number = rawValue & Form.numberMask
    return number == 0 ? nil : Int(number) - 1
  }
  @inlinable public var meansSomething: Bool { rawValue & Form.meansSomething != 0 }
  @inlinable public var anchorsGaps: Bool { rawValue & Form.anchorsGaps != 0 }
}

/// A token whose word means something where it stands alone.
public struct Candidate: BitwiseCopyable, Sendable {
  /// Index of the token.
  public var token: UInt32
  /// What the lexicon holds of it.
  public var form: Form

  @inlinable public init(token: UInt32, form: Form) {
    self.token = token
    self.form = form
  }
}
