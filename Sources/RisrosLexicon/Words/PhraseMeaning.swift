internal import RisrosModel

extension LexiconEntry {
  /// Gives a phrase what its row leaves open: since it covers its words, they are not read.
  ///
  /// A phrase that only names a driver ("søde damer", "ingen info") takes the colour of its
  /// adjectives and degree words; a phrase that only judges, and as its words do ("god service"),
  /// takes their driver. What the row says stays, 0 and `none` included. Verbs give a driver's name
  /// no colour ("kan hjælpe"), and a verdict or an idiom ("sætter pris på") is about no driver in it.
  ///
  /// - Parameter words: what is known of each word, in order; nil for gaps and unknown words.
  mutating func complete(byWords words: [LexiconEntry?]) {
    if source == .none, valence == 0, roles.isEmpty, !aspect.isNone {
      takeColour(of: words)
    } else if valence != 0, aspect == .none, !traits.contains(.final) {
      takeDriver(of: words)
    }
  }

  private mutating func takeColour(of words: [LexiconEntry?]) {
    // What "ikke" does to a name's words is for a row of its own to say.
    if words.contains(where: { $0?.roles.contains(.not) ?? false }) { return }
    var negator: LexicalRoles = []
    for (place, word) in words.enumerated() {
      guard let word else { continue }
      negator.formUnion(word.roles.intersection([.no, .without]))
      var colour = 0
      if !word.roles.isDisjoint(with: .scale) {
        colour = LexiconEntry.colour(ofDegree: word, words[(place + 1)...])
      } else if word.traits.contains(.adjective), word.aspect.isNone {
        colour = word.traits.contains(.weak) ? Int(word.valence) / 2 : Int(word.valence)
      }
      if !negator.isEmpty {
        // As the rules of negation have it for words outside phrases.
        colour = colour > 0 ? -min(colour, 250) * 8 / 10 : -colour * 7 / 10
      }
      if abs(colour) > abs(Int(valence)) {
        valence = Int16(colour)
        source = word.source
      }
    }
    // A negator that reached nothing may still turn a word behind the phrase, or is a complaint.
    if valence == 0 { roles.formUnion(negator) }
  }

  /// What "lang" makes of the noun it goes with: "lang ventetid".
  private static func colour(ofDegree word: LexiconEntry, _ behind: ArraySlice<LexiconEntry?>)
    -> Int
  {
    let direction = word.roles.contains(.scaleUp) ? 200 : -200
    for case let noun? in behind where noun.more != 0 { return direction * Int(noun.more) }
    return 0
  }

  private mutating func takeDriver(of words: [LexiconEntry?]) {
    let agrees = words.contains { word in
      guard let word, word.aspect.isNone else { return false }
      return word.valence > 0 && valence > 0 || word.valence < 0 && valence < 0
    }
    guard agrees else { return }
    for case let word? in words where !word.aspect.isNone && word.valence == 0 {
      if aspect == .none {
        (aspect, secondAspect) = (word.aspect, word.secondAspect)
        driverSource = word.driverSource
      } else if secondAspect == .none, word.aspect.driver != aspect.driver {
        secondAspect = word.aspect
      }
    }
  }
}
