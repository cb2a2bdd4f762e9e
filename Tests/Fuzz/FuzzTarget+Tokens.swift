import RisrosLexicon
import RisrosModel
import RisrosPipeline

@testable import RisrosText
@testable import RisrosTokens

extension FuzzTarget {
  private static let abbreviations = AbbreviationSet(
    ["bl.a.", "f.eks.", "kr.", "ca.", "d.", "nr."].map { Array($0.utf8) })
  private static let emoticons = EmoticonSet(
    [":)", ":-)", ":(", "<3", ":d", ";)", "^^"].map { Array($0.utf8) })

  /// Comments that NUL bytes divide, cut together and each alone: a token must not depend on what
  /// stands in the arena around its comment, nor on the way that plain tokens go. What the tokenizer
  /// reads by position is held against loops over bytes.
  static func compareTokens(_ input: [UInt8]) {
    let comments = String(decoding: input, as: UTF8.self)
      .split(separator: "\0", omittingEmptySubsequences: false)
      .map { Array($0.utf8) }
    let whole = tokenized(comments)
    comparePositions(whole)
    compare(whole, tokenized(comments, isCareful: true))
    for comment in comments.indices {
      let own = tokenized([comments[comment]])
      let base = Int(whole.start[comment]) - Int(own.start[0])
      let tokens = whole.tokenRange(of: comment)
      precondition(tokens.count == own.tokenRange(of: 0).count)
      var end = Int(whole.start[comment])
      for (index, place) in tokens.enumerated() {
        let token = whole.tokens[place]
        let alone = own.tokens[index]
        precondition(token.hash == alone.hash && token.kind == alone.kind)
        precondition(Int(token.start) == Int(alone.start) + base && token.length == alone.length)
        precondition(Int(token.start) >= end && token.length > 0)
        end = Int(token.end)
        precondition(end <= Int(whole.end[comment]))
        precondition(whole.text[Int(token.start)] & 0xC0 != 0x80)
        precondition(whole.text[end] & 0xC0 != 0x80)
      }
    }
  }

  private static func compare(_ batch: CommentBatch, _ other: CommentBatch) {
    precondition(batch.tokens.count == other.tokens.count)
    for index in 0..<batch.tokens.count {
      let (token, wanted) = (batch.tokens[index], other.tokens[index])
      precondition(token.hash == wanted.hash && token.kind == wanted.kind)
      precondition(token.start == wanted.start && token.length == wanted.length)
    }
  }

  private static func tokenized(_ comments: [[UInt8]], isCareful: Bool = false) -> CommentBatch {
    var batch = CommentBatch()
    for comment in comments {
      batch.appendText(comment.span)
      batch.endComment(status: comment.isEmpty ? .empty : .comment)
    }
    var worker = TokenizeWorker(
      abbreviations: abbreviations, emoticons: emoticons, isCareful: isCareful)
    do {
      try worker.process(&batch)
    } catch {
      preconditionFailure("\(error)")
    }
    return batch
  }

  private static func comparePositions(_ batch: CommentBatch) {
    let range = CommentBatch.slack..<batch.textEnd
    var scan = TextScan()
    var folded: [UInt8] = []
    scan.scan(batch.text, range, folded: &folded)
    let plain = TextScan.scanBytewise(batch.text, range)
    ScannedText.with(batch.text, folded: folded, end: batch.textEnd, scan) { text in
      // Behind the last word, from the end on.
      var wordEnd = batch.textEnd
      for position in range.reversed() {
        let index = position - range.lowerBound
        if !plain.word[index] { wordEnd = position }
        precondition(text.byte(position) == batch.text[position])
        precondition(text.foldedByte(position) == plain.folded[index])
        precondition(text.isWord(position) == plain.word[index])
        precondition(text.isSpace(position) == plain.space[index])
        precondition(text.wordEnd(from: position) == wordEnd)
        let window = text.window(at: position)
        for bit in 0..<min(64, batch.textEnd - position) {
          let mask = UInt64(1) << UInt64(bit)
          precondition((window.word & mask != 0) == plain.word[index + bit])
          precondition((window.space & mask != 0) == plain.space[index + bit])
          precondition((window.special & mask != 0) == plain.special[index + bit])
        }
        if position == range.lowerBound || !plain.word[index - 1] {
          precondition(
            text.hash(position, wordEnd) == WordHash.hashBytewise(folded, position..<wordEnd))
        }
      }
    }
  }
}
