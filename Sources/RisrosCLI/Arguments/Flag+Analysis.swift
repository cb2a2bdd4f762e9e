internal import RisrosLanguage
internal import RisrosModel

extension Flag {
  /// How comments are analysed.
  static let analysisFlags: [Flag] = [
    Flag(
      "lexicons", value: "DIR", group: .analysis,
      commands: Flag.analysing.union([.version, .lexicon]),
      repeats: true,
      "A folder of words of your own, laid over the built-in ones."),
    Flag(
      "taxonomy", value: "FILE", group: .analysis, commands: Flag.analysing.union([.lexicon]),
      "Drivers of your own: aspects, words, stems, phrases, exclusions."),
    Flag(
      "disable-rule", value: "NAME", group: .analysis, commands: Flag.analysing, repeats: true,
      "Leave a rule out; risros stages lists them."),
    Flag(
      "clean", value: "WHAT", group: .analysis, commands: [.analyze, .annotate],
      "What is cut from comments before the analysis: all (default), none, or some of markup,"
        + " quotes, signatures."),
    Flag(
      "prior", value: "WHAT", group: .analysis, commands: [.analyze, .annotate],
      choices: ["auto", "none"] + WordLosses.languages.map(\.code),
      "What short comments are expected to be in: auto, as the input so far (analyze); none"
        + " (annotate); or da, nb, nn, sv, en, de, other."),
    Flag(
      "best-guess", group: .analysis, commands: Flag.analysing,
      "Name the likeliest language even where the text does not tell."),
    Flag(
      "by", value: "PERIOD", group: .analysis, commands: [.analyze],
      choices: ["day", "week", "month", "quarter", "year"], isCommon: true,
      "Split the scores by day, week, month, quarter or year of the date."),
    Flag(
      "against", value: "DIR", group: .analysis, commands: [.evaluate], isCommon: true,
      "Other words to compare with: what flips, what is mended, what is broken."),
    Flag(
      "ablate", group: .analysis, commands: [.evaluate], isCommon: true,
      "Leave each rule out in turn, and show what it brings."),
    Flag(
      "part", value: "NAME", group: .analysis, commands: [.evaluate],
      "Only comments of that part, such as tuned or measured in Corpora/gold."),
    Flag(
      "numbers", value: "FROM-TO", group: .analysis, commands: [.evaluate],
      "Only comments whose id ends in a number from FROM to TO."),
  ]
}
