internal import RisrosModel

/// Gives the colour of each clause to the drivers it judges.
///
/// A word that names a driver and judges it ("dyr") keeps its colour to itself. Any other coloured
/// word goes to the nearest driver of its clause, else to the last driver named before it in the
/// sentence, else to the next. A driver that is only listed ("pris, kvalitet og service er god") shares the colour of
/// its neighbour in the list.
struct Attribution: Sendable {
  /// A lexeme that names a driver, with the colour it was given.
  struct NamedDriver: Sendable {
    var lexeme: Int
    /// Sums in hundredths of a valence point, both counted upwards.
    var positive = 0
    var negative = 0
    /// The lexeme that gave most colour.
    var cue: Int
    var cueStrength = 0
    var sentence: UInt32
    /// Named in a concession: "selv om prisen er høj".
    var isConceded = false
    /// Names its driver beside others only where it is judged, and was not so far.
    var isSetting = false

    var isJudged: Bool { positive + negative > 0 }

    mutating func give(_ valence: Int, by cue: Int) {
      if valence > 0 { positive += valence } else { negative -= valence }
      if abs(valence) > cueStrength {
        cueStrength = abs(valence)
        self.cue = cue
      }
      isSetting = false
    }
  }

  /// A clause with at most this many words beside its driver is taken for a member of a list.
  private static let listMemberWords: UInt32 = 2

  private let rules: RuleSet
  private(set) var drivers: [NamedDriver] = []
  /// Colours of the sentence at hand that came before any driver, as if of a driver.
  private var earlier: NamedDriver?
  /// The lexemes of the comment at hand that name a driver or have a colour.
  private var marks: [UInt32] = []

  init(rules: RuleSet) { self.rules = rules }

  /// - Parameter comment: the comment's lexemes.
  mutating func attribute(
    clauses range: Range<Int>, _ clauses: Span<Clause>, _ comment: Range<Int>,
    _ lexemes: Span<Lexeme>, _ readings: Span<Reading>
  ) {
    drivers.removeAll(keepingCapacity: true)
    var namesDriver = false
    // The first clause that speaks of the writer's own people.
    var own = range.upperBound
    for number in range.reversed() {
      namesDriver = clauses[number].namesDriver || namesDriver
      if clauses[number].roles.contains(.own) { own = number }
    }
    guard namesDriver else { return }
    if !rules.contains(.ownPeople) { own = range.upperBound }
    let markCount = mark(comment, lexemes, readings)
    var mark = 0
    earlier = nil
    // First of the drivers that are listed and wait for a colour.
    var waiting: Int?
    // From mark to mark, so that clauses without any are passed by.
    while mark < markCount {
      let number = Int(readings[Int(marks[mark])].clause)
      let clause = clauses[number]
      let spokeOfOwn = number >= own
      let first = drivers.count
      let firstMark = mark
      while mark < markCount, marks[mark] < clause.endLexeme {
        let index = Int(marks[mark])
        let traits = lexemes[index].entry.traits
        if !lexemes[index].entry.aspect.isNone, !(spokeOfOwn && traits.contains(.pronoun)) {
          drivers.append(
            NamedDriver(
              lexeme: index, cue: index, sentence: clause.sentence,
              isConceded: clause.opening.contains(.although),
              isSetting: traits.contains(.setting)))
        }
        mark += 1
      }
      if let waited = waiting, drivers[waited].sentence != clause.sentence { waiting = nil }
      if rules.contains(.setting) { giveWay(from: first, lexemes) }
      let last = drivers.count
      giveColours(firstMark..<mark, clause.sentence, first..<last, lexemes, readings)
      guard first < last else { continue }
      if let colour = earlier, rules.contains(.earlierColour), colour.sentence == clause.sentence,
        !(first..<last).contains(where: { drivers[$0].isJudged })
      {
        copyColour(colour, to: first)
      }
      earlier = nil
      let isJudged = (first..<last).contains { drivers[$0].isJudged }
      if isJudged {
        if rules.contains(.sharedColour) { shareWithin(first..<last) }
        if let start = waiting {
          for place in start..<first where !drivers[place].isJudged {
            copyColour(from: first, to: place)
          }
          waiting = nil
        }
      } else if rules.contains(.listedDrivers), isListMember(clause, lexemes) {
        if clause.opening.contains(.and), first > 0, drivers[first - 1].isJudged,
          drivers[first - 1].sentence == clause.sentence
        {
          for place in first..<last { copyColour(from: first - 1, to: place) }
        } else if waiting == nil {
          waiting = first
        }
      } else {
        waiting = nil
      }
    }
  }

  /// The comment's verdict is that of drivers nobody judged.
  mutating func inherit(_ polarity: Polarity) {
    if rules.contains(.setting), drivers.contains(where: { !$0.isSetting }) {
      drivers.removeAll { $0.isSetting }
    }
    guard rules.contains(.inheritedVerdict), polarity == .positive || polarity == .negative
    else { return }
    for place in drivers.indices where !drivers[place].isJudged {
      drivers[place].give(polarity == .positive ? 100 : -100, by: drivers[place].lexeme)
    }
  }

  /// What a verb of all things does ("virker") is said of what the clause names, if it names any.
  private mutating func giveWay(from first: Int, _ lexemes: Span<Lexeme>) {
    var place = drivers.count
    while drivers.count > first + 1, place > first {
      place -= 1
      if drivers[place].isSetting, lexemes[drivers[place].lexeme].entry.traits.contains(.verb) {
        drivers.remove(at: place)
      }
    }
  }

  /// Notes the lexemes that matter here, without a branch: two of three do not, in no order.
  private mutating func mark(
    _ comment: Range<Int>, _ lexemes: Span<Lexeme>, _ readings: Span<Reading>
  ) -> Int {
    if marks.count < comment.count {
      marks.append(contentsOf: repeatElement(0, count: comment.count - marks.count))
    }
    var marks = marks.mutableSpan
    var count = 0
    for index in comment {
      marks[count] = UInt32(truncatingIfNeeded: index)
      // Arithmetic, since the compiler makes a branch of a condition. Aspects below 8 are none.
      let matters =
        UInt32(lexemes[index].entry.aspect.rawValue) &>> 3
        | UInt32(UInt16(bitPattern: readings[index].valence))
      count &+= Int(truncatingIfNeeded: (matters | (0 &- matters)) &>> 31)
    }
    return count
  }

  private mutating func giveColours(
    _ members: Range<Int>, _ sentence: UInt32, _ named: Range<Int>, _ lexemes: Span<Lexeme>,
    _ readings: Span<Reading>
  ) {
    var following = named.lowerBound
    for mark in members {
      let index = Int(marks[mark])
      while following < named.upperBound, drivers[following].lexeme < index { following += 1 }
      let valence = Int(readings[index].valence)
      if valence == 0 { continue }
      if following < named.upperBound, drivers[following].lexeme == index {
        drivers[following].give(valence, by: index)
      } else if !named.isEmpty {
        drivers[nearest(to: index, following, named, lexemes)].give(valence, by: index)
      } else if readings[index].rules.contains(.reserved) {
        // A reservation is about something else than what was praised.
        continue
      } else if let last = drivers.indices.last, drivers[last].sentence == sentence {
        // "Selv om prisen er høj, er jeg tilfreds": not with the price.
        if drivers[last].isConceded, drivers[last].isJudged { continue }
        drivers[last].give(valence, by: index)
      } else {
        if earlier?.sentence != sentence {
          earlier = NamedDriver(lexeme: index, cue: index, sentence: sentence)
        }
        earlier?.give(valence, by: index)
      }
    }
  }

  /// The driver nearest to a coloured word; of two as near, the one behind it ("god service").
  private func nearest(
    to index: Int, _ following: Int, _ named: Range<Int>, _ lexemes: Span<Lexeme>
  ) -> Int {
    guard following < named.upperBound else { return named.upperBound - 1 }
    guard following > named.lowerBound else { return following }
    let ahead = lexemes[drivers[following].lexeme].firstToken - lexemes[index].endToken
    let behind = lexemes[index].firstToken - lexemes[drivers[following - 1].lexeme].endToken
    return ahead <= behind ? following : following - 1
  }

  /// Drivers of a clause that no word judged share the colour of the others.
  private mutating func shareWithin(_ named: Range<Int>) {
    guard let judged = named.first(where: { drivers[$0].isJudged }) else { return }
    for place in named where !drivers[place].isJudged { copyColour(from: judged, to: place) }
  }

  private mutating func copyColour(from source: Int, to target: Int) {
    copyColour(drivers[source], to: target)
  }

  private mutating func copyColour(_ source: NamedDriver, to target: Int) {
    drivers[target].positive = source.positive
    drivers[target].negative = source.negative
    drivers[target].cue = source.cue
    drivers[target].cueStrength = source.cueStrength
  }

  private func isListMember(_ clause: Clause, _ lexemes: Span<Lexeme>) -> Bool {
    let first = lexemes[Int(clause.firstLexeme)]
    let last = lexemes[Int(clause.endLexeme) - 1]
    return last.endToken - first.firstToken <= Attribution.listMemberWords + 1
  }
}
