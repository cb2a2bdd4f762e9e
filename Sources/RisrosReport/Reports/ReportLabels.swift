/// The language of a report's headings; comments and words stay in theirs.
public enum ReportLanguage: String, Sendable, CaseIterable {
  case en, da, nb, nn
}

/// The words of a table or a page, in one language, and how it writes numbers.
public struct ReportLabels: Sendable {
  /// What a label is for. A label with `{}` has a number or a name put there.
  public enum Key: String, Sendable, CaseIterable {
    case read, scored, setAside, rejected, duplicates, empty, otherLanguage
    case languages, language, netSentiment, net, interval, intervalColumn, driver, count, share
    case positive, negative, neutral, mixed, mean
    case aspects, words, examples
    case split, period, unknownPeriod, blank, more, hiddenValues
    case tooFew, tooFewLegend, hidden, hiddenLegend, leftOut, negated, nothingScored
  }

  public let language: ReportLanguage

  public init(_ language: ReportLanguage) { self.language = language }

  public subscript(key: Key) -> String {
    guard let text = ReportLabels.texts[key]?[language] else {
      preconditionFailure("no label \(key) in \(language)")
    }
    return text
  }

  /// A label with its `{}` filled in.
  public func text(_ key: Key, _ value: String) -> String {
    guard let place = self[key].firstRange(of: "{}") else { return self[key] }
    return self[key].replacingCharacters(in: place, with: value)
  }

  // MARK: Numbers

  /// An integer with its thousands grouped: 1,234 · 1.234 · 1 234.
  public func integer(_ value: Int) -> String {
    let separator: String
    switch language {
    case .en: separator = ","
    case .da: separator = "."
    case .nb, .nn: separator = "\u{A0}"
    }
    var digits = Array(String(value.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(contentsOf: separator, at: place)
      place -= 3
    }
    return (value < 0 ? "−" : "") + String(digits)
  }

  /// A signed number of points, `+12`, `−7`, `0`.
  public func points(_ value: Int) -> String {
    value > 0 ? "+\(value)" : value < 0 ? "−\(value.magnitude)" : "0"
  }

  /// Whole percent of a share in ten-thousandths.
  public func percent(_ share: Int) -> String {
    "\((share + 50) / 100)" + (language == .en ? "%" : "\u{A0}%")
  }

  /// A number of ten-thousandths with two decimals and its sign.
  public func decimal(_ value: Int) -> String {
    let hundredths = (Int(value.magnitude) + 50) / 100
    let sign = hundredths == 0 ? "" : value < 0 ? "−" : "+"
    let fraction = hundredths % 100
    return "\(sign)\(hundredths / 100)\(language == .en ? "." : ",")\(fraction < 10 ? "0" : "")"
      + "\(fraction)"
  }

  // MARK: Words

  static let texts: [Key: [ReportLanguage: String]] = [
    .read: all("Read", "Læst", "Lest", "Lesne"),
    .scored: all("scored", "vurderet", "vurdert", "vurderte"),
    .setAside: all("set aside", "lagt til side", "lagt til side", "lagde til side"),
    .rejected: all("rejected", "afvist", "avvist", "avviste"),
    .duplicates: all("duplicates", "dubletter", "duplikater", "duplikat"),
    .empty: all("empty", "tomme", "tomme", "tomme"),
    .otherLanguage: all("other", "andre", "andre", "andre"),
    .languages: all("Languages", "Sprog", "Språk", "Språk"),
    .language: all("language", "sprog", "språk", "språk"),
    .netSentiment: all("Net sentiment", "Nettostemning", "Nettostemning", "Nettostemning"),
    .net: all("Net", "Netto", "Netto", "Netto"),
    .interval: all(
      "95% interval", "95\u{A0}% interval", "95\u{A0}% intervall", "95\u{A0}% intervall"),
    .intervalColumn: all("95%", "95\u{A0}%", "95\u{A0}%", "95\u{A0}%"),
    .driver: all("Driver", "Driver", "Driver", "Drivar"),
    .count: all("Comments", "Antal", "Antall", "Tal"),
    .share: all("Share", "Andel", "Andel", "Andel"),
    .positive: all("Positive", "Positive", "Positive", "Positive"),
    .negative: all("Negative", "Negative", "Negative", "Negative"),
    .neutral: all("Neutral", "Neutrale", "Nøytrale", "Nøytrale"),
    .mixed: all("Mixed", "Blandede", "Blandede", "Blanda"),
    .mean: all("mean", "gennemsnit", "gjennomsnitt", "gjennomsnitt"),
    .aspects: all("Aspects", "Aspekter", "Aspekter", "Aspekt"),
    .words: all("Words", "Ord", "Ord", "Ord"),
    .examples: all("Examples", "Eksempler", "Eksempler", "Døme"),
    .split: all("By {}", "Fordelt på {}", "Fordelt på {}", "Fordelt på {}"),
    .period: all("period", "periode", "periode", "periode"),
    .unknownPeriod: all("unknown", "ukendt", "ukjent", "ukjend"),
    .blank: all("(blank)", "(tom)", "(tom)", "(tom)"),
    .more: all("and {} more", "og {} til", "og {} til", "og {} til"),
    .hiddenValues: all("{} hidden", "{} skjult", "{} skjult", "{} skjulte"),
    .tooFew: all(
      "too few to rank", "for få til at rangere", "for få til å rangere",
      "for få til å rangere"),
    .tooFewLegend: all(
      "( ) fewer than {} comments: too few to rank",
      "( ) færre end {} kommentarer: for få til at rangere",
      "( ) færre enn {} kommentarer: for få til å rangere",
      "( ) færre enn {} kommentarar: for få til å rangere"),
    .hidden: all("hidden", "skjult", "skjult", "skjult"),
    .hiddenLegend: all(
      "· hidden: fewer than {} comments, or to be found by subtraction",
      "· skjult: færre end {} kommentarer, eller til at regne ud",
      "· skjult: færre enn {} kommentarer, eller til å regne ut",
      "· skjult: færre enn {} kommentarar, eller til å rekne ut"),
    .leftOut: all(
      "Columns are left out: the terminal is too narrow for them.",
      "Kolonner er udeladt: terminalen er for smal til dem.",
      "Kolonner er utelatt: terminalen er for smal til dem.",
      "Kolonnar er utelatne: terminalen er for smal til dei."),
    .negated: all("not {}", "ikke {}", "ikke {}", "ikkje {}"),
    .nothingScored: all(
      "No comments were scored.", "Ingen kommentarer blev vurderet.",
      "Ingen kommentarer ble vurdert.", "Ingen kommentarar vart vurderte."),
  ]

  private static func all(
    _ en: String, _ da: String, _ nb: String, _ nn: String
  ) -> [ReportLanguage: String] {
    [.en: en, .da: da, .nb: nb, .nn: nn]
  }
}

extension String {
  fileprivate func firstRange(of part: String) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(part) { return at..<index(at, offsetBy: part.count) }
      at = index(after: at)
    }
    return nil
  }

  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}
