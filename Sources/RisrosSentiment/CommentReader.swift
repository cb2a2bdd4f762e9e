internal import RisrosModel

/// Reads what no coloured word says, from how clauses and sentences stand to one another.
///
/// Told of each clause of a comment after it was read, in order; it colours marks and connectives.
struct CommentReader: Sendable {
  /// Colour of a "men" clause without a coloured word, behind praise.
  static let reservationValence = -80
  /// The fewest words of such a clause, "men" included.
  static let reservationWords = 4
  /// Colour of a report of several sentences, or with another's words, that names a driver, without
  /// a coloured word: of a thousand labelled comments 43 were such, 39 of them complaints.
  static let silentReportValence = -60
  /// The fewest sentences, of so many words each, and words that make a report.
  static let reportSentences = 2
  static let sentenceWords = 2
  static let reportWords = 8

  /// Colour of praise between quotation marks: nine of ten comments that quote complain.
  static let quotedValence = -50

  /// Colour of a question for the reason without a coloured word.
  static let whyValence = -100

  private let rules: RuleSet
  /// The sums of the sentence at hand, and of the one before it.
  private var net = 0
  private var netBefore = 0
  private var sentence: UInt32 = 0
  /// What is coloured in the whole comment.
  private var strength = 0
  /// A clause that is a reservation unless a coloured word follows in its sentence.
  private var waiting: Int?
  /// A clause that asks for the reason, if its sentence ends with a question mark and no coloured
  /// word stands between.
  private var asking: Int?
  /// Whether the comment has quotation marks.
  private var quotes = false

  init(rules: RuleSet) { self.rules = rules }

  mutating func start() {
    net = 0
    netBefore = 0
    sentence = 0
    strength = 0
    waiting = nil
    asking = nil
    quotes = false
  }

  /// Takes note of a clause that `reader` has just read.
  ///
  /// - Parameter end: one past the comment's last token.
  mutating func note<Trace: ReadingTrace>(
    _ number: Int, _ reader: borrowing ClauseReader, _ clauses: inout MutableSpan<Clause>,
    _ lexemes: Span<Lexeme>, into readings: inout MutableSpan<Reading>, _ trace: inout Trace
  ) {
    let clause = clauses[number]
    if clause.roles.contains(.quote) { quotes = true }
    if clause.sentence != sentence {
      reserve(&clauses, lexemes, &readings, &trace)
      asking = nil
      netBefore = net
      net = 0
      sentence = clause.sentence
    }
    if clause.opening.contains(.but) {
      reserve(&clauses, lexemes, &readings, &trace)
      if reader.strength == 0, rules.contains(.reservation),
        net > 0 || net == 0 && netBefore > 0,
        words(of: clause, reader, lexemes) >= CommentReader.reservationWords
      {
        waiting = number
      }
    }
    if reader.strength == 0 {
      if clause.roles.contains(.why), rules.contains(.whyQuestion) { asking = number }
      if clause.roles.contains(.questionMark), let asking {
        // The complaint takes the place of a reservation: "men hvorfor…?"
        waiting = nil
        self.asking = nil
        colour(
          asking, by: .why, CommentReader.whyValence, .whyQuestion, &clauses, lexemes, &readings,
          &trace)
      }
    } else {
      waiting = nil
      asking = nil
      strength += reader.strength
      net += reader.net
    }
  }

  /// Ends a comment.
  ///
  /// - Parameter tokens: the comment's tokens.
  mutating func finish<Trace: ReadingTrace>(
    _ range: Range<Int>, tokens: Range<Int>, _ clauses: inout MutableSpan<Clause>,
    _ lexemes: Span<Lexeme>, into readings: inout MutableSpan<Reading>, _ trace: inout Trace
  ) {
    reserve(&clauses, lexemes, &readings, &trace)
    if quotes, rules.contains(.quotation) {
      readQuotations(range, clauses.span, lexemes, &readings, &trace)
    }
    // Where no driver is named, in news and small talk, silence is no complaint.
    guard strength < VerdictDecision.threshold, rules.contains(.silentReport),
      tokens.count >= CommentReader.reportWords, let last = range.last,
      clauses[last].sentence > 0, range.contains(where: { clauses[$0].namesDriver }),
      isReport(range, tokens, clauses.span, lexemes)
    else { return }
    // The comment's last mark speaks for it.
    let mark = range.last { clauses[$0].roles.contains(.sentenceEnd) } ?? last
    colour(
      Int(clauses[mark].endLexeme) - 1, in: mark, CommentReader.silentReportValence, .silentReport,
      &clauses, &readings, &trace)
  }

  /// Takes the praise between pairs of quotation marks for that of another.
  private mutating func readQuotations<Trace: ReadingTrace>(
    _ range: Range<Int>, _ clauses: Span<Clause>, _ lexemes: Span<Lexeme>,
    _ readings: inout MutableSpan<Reading>, _ trace: inout Trace
  ) {
    guard let first = range.first, let last = range.last else { return }
    // The mark that opened, and whether what follows it is another's words once one closes.
    var opening: Int?
    for index in Int(clauses[first].firstLexeme)..<Int(clauses[last].endLexeme)
    where lexemes[index].entry.roles.contains(.quote) {
      guard let start = opening else {
        opening = index
        continue
      }
      opening = nil
      for quoted in (start + 1)..<index where readings[quoted].valence > 0 {
        let valence = Int(readings[quoted].valence)
        strength -= valence + CommentReader.quotedValence
        trace.note(
          .quotation, cue: start, target: quoted, from: valence, to: CommentReader.quotedValence)
        readings[quoted].valence = Int16(CommentReader.quotedValence)
        readings[quoted].rules.insert(.quoted)
      }
    }
  }

  private mutating func reserve<Trace: ReadingTrace>(
    _ clauses: inout MutableSpan<Clause>, _ lexemes: Span<Lexeme>,
    _ readings: inout MutableSpan<Reading>, _ trace: inout Trace
  ) {
    guard let number = waiting else { return }
    waiting = nil
    colour(
      number, by: .but, CommentReader.reservationValence, .reservation, &clauses, lexemes,
      &readings, &trace)
  }

  /// Colours the word of a clause that has a role.
  private mutating func colour<Trace: ReadingTrace>(
    _ number: Int, by role: LexicalRoles, _ valence: Int, _ rule: Rule,
    _ clauses: inout MutableSpan<Clause>, _ lexemes: Span<Lexeme>,
    _ readings: inout MutableSpan<Reading>, _ trace: inout Trace
  ) {
    let clause = clauses[number]
    let members = Int(clause.firstLexeme)..<Int(clause.endLexeme)
    let word = members.first { lexemes[$0].entry.roles.contains(role) } ?? members.lowerBound
    readings[word].rules.insert(.reserved)
    strength -= valence
    colour(word, in: number, valence, rule, &clauses, &readings, &trace)
  }

  private func colour<Trace: ReadingTrace>(
    _ lexeme: Int, in clause: Int, _ valence: Int, _ rule: Rule,
    _ clauses: inout MutableSpan<Clause>, _ readings: inout MutableSpan<Reading>,
    _ trace: inout Trace
  ) {
    trace.note(
      rule, cue: lexeme, target: lexeme, from: Int(readings[lexeme].valence), to: valence)
    readings[lexeme].valence = Int16(valence)
    clauses[clause].hasColour = true
  }

  /// The words of a clause, known or not: to its mark, else to the next clause.
  private func words(
    of clause: Clause, _ reader: borrowing ClauseReader, _ lexemes: Span<Lexeme>
  ) -> Int {
    let end = Int(clause.endLexeme)
    let next =
      if !clause.roles.isDisjoint(with: [.comma, .clauseBreak, .sentenceEnd]) {
        Int(lexemes[end - 1].firstToken)
      } else if end < reader.endOfLexemes {
        Int(lexemes[end].firstToken)
      } else {
        reader.endOfComment
      }
    return next - Int(lexemes[Int(clause.firstLexeme)].firstToken)
  }

  /// Whether a comment tells something in several sentences, rather than asking.
  private func isReport(
    _ range: Range<Int>, _ tokens: Range<Int>, _ clauses: Span<Clause>, _ lexemes: Span<Lexeme>
  ) -> Bool {
    var sentences = 0
    var questions = 0
    var start = tokens.lowerBound
    for number in range {
      let clause = clauses[number]
      guard clause.roles.contains(.sentenceEnd) else { continue }
      let mark = lexemes[Int(clause.endLexeme) - 1]
      if Int(mark.firstToken) - start >= CommentReader.sentenceWords { sentences += 1 }
      if clause.roles.contains(.questionMark) { questions += 1 }
      start = Int(mark.endToken)
    }
    if tokens.upperBound - start >= CommentReader.sentenceWords { sentences += 1 }
    return sentences >= CommentReader.reportSentences && questions * 2 < sentences
  }
}
