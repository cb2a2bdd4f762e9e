import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@testable import RisrosTokens

/// The short way of plain tokens against the long way that any token can go.
@Suite struct PlainTokensTests {
  private let pieces = [
    "a", "å", "ok", "på", "pris", "prisen", "åbent", "service", "kundeservice", "MobilePay",
    "bredbåndsforbindelse", "kundeserviceoplevelsen", "5G", "co2", "12", "1.299", "299,-", "24/7",
    ".", ".", ",", ",", "!", "?", ":", ";", "...", "…", "-", "–", "'", "’", "\"", "«", "»", "(",
    ")",
    "/", "&", "@", "+", "%", "#", "_", "`", ":)", ":-(", "<3", "❤️", "👍🏽", "bl.a.", "ca.", "kr.",
    "H.", "C.", "www.firma.no", "kari@firma.no", "ind-", "og", "'s", "Lis'",
  ]
  private let blanks = [" ", " ", " ", " ", "  ", "", "", "\n", "\r\n", "\t", "\u{A0}", "\u{2009}"]

  /// What differs between the two ways; nil where nothing does.
  private func difference(_ comments: [String]) throws -> String? {
    let short = try cut(comments, isCareful: false)
    let long = try cut(comments, isCareful: true)
    for comment in comments.indices {
      let (tokens, wanted) = (short.tokenRange(of: comment), long.tokenRange(of: comment))
      guard tokens == wanted else { return "comment \(comment): \(comments[comment])" }
      for index in tokens {
        let (token, wanted) = (short.tokens[index], long.tokens[index])
        guard token.hash == wanted.hash, token.kind == wanted.kind, token.start == wanted.start,
          token.length == wanted.length
        else { return "token \(index - tokens.lowerBound) of \(comments[comment])" }
      }
    }
    return nil
  }

  private func cut(_ comments: [String], isCareful: Bool) throws -> CommentBatch {
    var batch = CommentBatch()
    for comment in comments {
      let bytes = Array(comment.utf8)
      batch.appendText(bytes.span)
      batch.endComment(status: .comment)
    }
    var worker = TokenizeWorker(
      abbreviations: AbbreviationSet(["bl.a.", "ca.", "kr."].map { Array($0.utf8) }),
      emoticons: EmoticonSet([":)", ":-(", "<3", "^^"].map { Array($0.utf8) }),
      isCareful: isCareful)
    try worker.process(&batch)
    return batch
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `plain tokens are those that the long way finds`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let comments = (0..<1500).map { number in
      (0..<number % 60).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
          + blanks[Int.random(in: 0..<blanks.count, using: &generator)]
      }.joined()
    }
    #expect(try difference(comments) == nil, "seed \(seed)")
  }

  @Test func `it does not matter where in a window something stands`() throws {
    for before in 0..<70 {
      let comments = pieces.flatMap { piece in
        [" ", "a", "a "].map { behind in
          // Of blanks, of one word and of short words.
          [
            String(repeating: " ", count: before), String(repeating: "x", count: before),
            String(String(repeating: "og ", count: 24).prefix(before)),
          ].map { $0 + piece + behind }
        }.joined()
      }
      #expect(try difference(comments) == nil, "behind \(before) bytes")
    }
  }

  @Test(arguments: [15, 16, 17, 62, 63, 64, 65, 127, 128, 200])
  func `long words are cut alike`(length: Int) throws {
    let word = String(repeating: "x", count: length)
    #expect(try difference([word, "\(word) \(word), \(word)." + word, "\(word)\n\(word)"]) == nil)
  }

  @Test func `nearly all tokens of prose are plain`() {
    let prose = Array("Nå, prisen er fin. Appen (ny) kom 3 ".utf8)
    func bits(_ isSet: (UInt8) -> Bool) -> UInt64 {
      prose.indices.reduce(0) { $0 | (isSet(prose[$1]) ? 1 << UInt64($1) : 0) }
    }
    func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || byte | 0x20 &- 0x61 < 26 }
    func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
    let window = TokenWindow(
      word: bits { isLetter($0) || isDigit($0) }, space: bits { $0 == 0x20 },
      special: bits { isDigit($0) || $0 == UInt8(ascii: ".") })
    #expect(window.doubtfulMarks == bits { $0 == UInt8(ascii: ".") })
    #expect(window.lastMarks == bits { Array(".,)".utf8).contains($0) })
    // Up to the bracket: what ends before it is plain.
    let bracket = prose.firstIndex(of: UInt8(ascii: "("))
    #expect(window.limit(plainMarks: window.lastMarks) == bracket)
    #expect(window.limit(plainMarks: 0b100 << 1) == prose.firstIndex(of: UInt8(ascii: ".")))
    #expect(window.nextToken(from: bracket! - 1) == bracket)
  }
}
