internal import RisrosModel

/// Who is told what each rule does.
///
/// The reader is generic over it, so that the run nobody listens to is compiled without it.
protocol ReadingTrace: Sendable {
  /// Whether anybody listens; a constant, so that work for `note` alone can be left out.
  static var isOn: Bool { get }
  mutating func note(_ rule: Rule, cue: Int, target: Int, from before: Int, to after: Int)
  /// Ends a comment: what was noted of it goes into the batch.
  mutating func move(to batch: inout CommentBatch)
}

struct NoTrace: ReadingTrace {
  @inline(__always) static var isOn: Bool { false }
  @inline(__always)
  mutating func note(_ rule: Rule, cue: Int, target: Int, from before: Int, to after: Int) {}
  @inline(__always) mutating func move(to batch: inout CommentBatch) {}
}

/// Keeps what was done, for `explain` and `--spans`.
struct EffectTrace: ReadingTrace {
  static var isOn: Bool { true }
  private var effects: [RuleEffect] = []

  mutating func note(_ rule: Rule, cue: Int, target: Int, from before: Int, to after: Int) {
    if before == after { return }
    effects.append(
      RuleEffect(
        rule: rule, cue: UInt32(cue), target: UInt32(target), before: Int16(clamping: before),
        after: Int16(clamping: after)))
  }

  mutating func move(to batch: inout CommentBatch) {
    for effect in effects { batch.effects.append(effect) }
    batch.firstEffect.append(UInt32(batch.effects.count))
    effects.removeAll(keepingCapacity: true)
  }
}
