import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@Suite struct StageVerifierTests {
  @Test func `a stage that keeps its promises has no findings`() {
    #expect(StageVerifier(AssignLanguageStage(.nb)).findings() == [])
    #expect(StageVerifier(PlainWords(.none)).findings() == [])
  }

  @Test(arguments: [
    (Vice.skipsEmptyComments, "firstToken has"),
    (.writesLanguageToo, "changes the layer 'language', which it does not declare"),
    (.changesText, "changes the text or its offsets"),
    (.goesBackwards, "tokens do not ascend"),
    (.cutsWithinScalars, "cut within a scalar"),
    (.runsOver, "ends behind the comment"),
    (.makesEmptyTokens, "a token is empty"),
    (.remembersComments, "in batches of"),
    (.remembersBatches, "with a used worker"),
    (.looksAtNeighbours, "in batches of"),
    (.countsBatches, "in batches of"),
    (.forgetsToFold, "not folded"),
    (.throwsAtBlanks, "the stage throws: blanks"),
  ])
  func `a stage that misbehaves is found out`(vice: Vice, finding: String) {
    let findings = StageVerifier(PlainWords(vice), seed: 7).findings()
    #expect(
      findings.contains { $0.contains(finding) && $0.contains("(seed 7)") },
      "\(vice): \(findings)")
  }

  @Test func `a chain of stages provides the layers before the stage`() {
    #expect(
      StageVerifier(AssignLanguageStage(.da), after: [PlainWords(.none)]).findings() == [])
  }

  @Test func `a seed repeats its comments and another gives others`() {
    var one = RandomText(seed: 1)
    var again = RandomText(seed: 1)
    var other = RandomText(seed: 2)
    let text = one.text(scalars: 200)
    #expect(text == again.text(scalars: 200))
    #expect(text != other.text(scalars: 200))
    #expect(text.unicodeScalars.count == 200)
  }
}

/// What a stage may do wrong.
enum Vice: Sendable, CaseIterable {
  case none, skipsEmptyComments, writesLanguageToo, changesText, goesBackwards, cutsWithinScalars
  case runsOver, makesEmptyTokens, remembersComments, remembersBatches, looksAtNeighbours,
    countsBatches
  case forgetsToFold, throwsAtBlanks
}

/// Cuts at blanks, and has one vice.
struct PlainWords: Stage {
  static let descriptor = StageDescriptor(
    name: "plain-words", summary: "Cuts at blanks.", reads: [], writes: [.tokens])

  let vice: Vice

  init(_ vice: Vice) { self.vice = vice }
  init(options: inout StageOptions, context: StageContext) throws(Diagnostic) { vice = .none }

  func makeWorker() -> any StageWorker { Worker(vice: vice) }

  private struct Worker: StageWorker {
    let vice: Vice
    var comments = 0
    var batches = 0

    mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
      if vice != .forgetsToFold { batch.folded = batch.text }
      batch.firstToken.append(0)
      for comment in 0..<batch.count {
        let range = batch.textRange(of: comment)
        if vice == .skipsEmptyComments, range.isEmpty { continue }
        var pieces: [(Int, Int)] = []
        var start = range.lowerBound
        for i in range.lowerBound...range.upperBound
        where i == range.upperBound || batch.text[i] == 0x20 {
          if vice == .throwsAtBlanks, i < range.upperBound {
            throw Diagnostic("blanks", category: .usage)
          }
          if vice == .cutsWithinScalars, i - start > 1 {
            pieces += [(start, start + 1), (start + 1, i)]
          } else if i > start || vice == .makesEmptyTokens {
            pieces.append((start, i))
          }
          start = i + 1
        }
        if vice == .goesBackwards { pieces.reverse() }
        if vice == .runsOver { pieces.append((range.upperBound, range.upperBound + 1)) }
        for (start, end) in pieces {
          let hash: UInt64
          switch vice {
          case .remembersComments: hash = UInt64(comments)
          case .remembersBatches: hash = UInt64(batches)
          case .looksAtNeighbours: hash = comment > 0 ? UInt64(batch.end[comment - 1]) : 0
          case .countsBatches: hash = UInt64(batch.ordinal)
          default: hash = 1
          }
          batch.tokens.append(
            Token(
              hash: hash, start: UInt32(start),
              length: UInt16(min(end - start, Token.maximumLength)), kind: .word))
        }
        batch.firstToken.append(UInt32(batch.tokens.count))
        comments += 1
      }
      batches += 1
      if vice == .writesLanguageToo { batch.language.append(.da) }
      if vice == .changesText, batch.textByteCount > 1 { batch.text[CommentBatch.slack] = 0x21 }
    }
  }
}
