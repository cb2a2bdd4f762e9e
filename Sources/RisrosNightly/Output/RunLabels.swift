internal import RisrosReport
internal import RisrosScores
internal import RisrosText

/// The words of what a run prints, and of trends, in one language; those that reports have too are
/// theirs.
struct RunLabels {
  /// What a label is for. A label with `{}` has a number put there.
  enum Key: CaseIterable {
    case run, heldBack, heldBackLines, alert, before, change, allComments, tooFew, noChange
    case nothingBefore, beforeOne, beforeMany, chance, nothingToDoOne, nothingToDoMany
    case trendChance, earlierPeriods, noComments
  }

  let report: ReportLabels

  init(_ language: ReportLanguage) { report = ReportLabels(language) }

  subscript(key: Key) -> String { RunLabels.pick(RunLabels.texts(key), report.language) }

  func text(_ key: Key, _ count: Int) -> String {
    self[key].replacing("{}", with: report.integer(count))
  }

  /// Whole points with their sign.
  func points(_ value: Double) -> String { report.points(Rounding.scale(value, decimals: 0)) }

  /// Whole points from the least to the greatest: `−17 … +4`.
  func range(_ interval: Statistics.Interval) -> String {
    "\(points(interval.low)) … \(points(interval.high))"
  }

  func nothingToDo(files: Int) -> String {
    text(files == 1 ? .nothingToDoOne : .nothingToDoMany, files) + "\n"
  }

  /// What became of a file; the store and JSON have the English word.
  func state(_ name: String) -> String {
    RunLabels.states[name].map { RunLabels.pick($0, report.language) } ?? name
  }

  typealias Words = (en: String, da: String, nb: String, nn: String)

  private static func pick(_ words: Words, _ language: ReportLanguage) -> String {
    switch language {
    case .en: words.en
    case .da: words.da
    case .nb: words.nb
    case .nn: words.nn
    }
  }

  static let states: [String: Words] = [
    "new": ("new", "ny", "ny", "ny"),
    "grown": ("grown", "vokset", "vokst", "vaksen"),
    "rewritten": ("rewritten", "skrevet om", "skrevet om", "skriven om"),
    "truncated": ("truncated", "afkortet", "avkortet", "avkorta"),
    "moved": ("moved", "flyttet", "flyttet", "flytta"),
    "settled": ("settled", "afsluttet", "avsluttet", "avslutta"),
    "failed": ("failed", "kunne ikke læses", "kunne ikke leses", "kunne ikkje lesast"),
  ]

  private static func texts(_ key: Key) -> Words {
    switch key {
    case .run: ("Run", "Kørsel", "Kjøring", "Køyring")
    case .heldBack: ("held back", "holdt tilbage", "holdt tilbake", "haldne tilbake")
    case .heldBackLines:
      (
        "Held back {}: the last line of a file that is still written to",
        "Holdt tilbage {}: den sidste linje i en fil der stadig skrives til",
        "Holdt tilbake {}: siste linje i en fil som det fortsatt skrives til",
        "Haldne tilbake {}: siste linja i ei fil som det framleis blir skrive til"
      )
    case .alert: ("ALERT", "ADVARSEL", "VARSEL", "VARSEL")
    case .before: ("Before", "Før", "Før", "Før")
    case .change: ("Change", "Ændring", "Endring", "Endring")
    case .allComments:
      ("All comments", "Alle kommentarer", "Alle kommentarer", "Alle kommentarar")
    case .tooFew:
      ("too few to tell", "for få til at sige", "for få til å si", "for få til å seie")
    case .noChange:
      (
        "no reliable change", "ingen sikker ændring", "ingen sikker endring",
        "inga sikker endring"
      )
    case .nothingBefore:
      (
        "Nothing to compare with yet.", "Endnu intet at sammenligne med.",
        "Ennå ingenting å sammenligne med.", "Enno ingenting å samanlikne med."
      )
    case .beforeOne:
      (
        "Before: the run before this one.", "Før: kørslen før denne.",
        "Før: kjøringen før denne.", "Før: køyringa før denne."
      )
    case .beforeMany:
      (
        "Before: the {} runs before this one.", "Før: de {} kørsler før denne.",
        "Før: de {} kjøringene før denne.", "Før: dei {} køyringane før denne."
      )
    case .chance:
      (
        "▲ ▼ more than chance (Holm over drivers, 5%).",
        "▲ ▼ mere end tilfældigt (Holm over drivere, 5\u{A0}%).",
        "▲ ▼ mer enn tilfeldig (Holm over drivere, 5\u{A0}%).",
        "▲ ▼ meir enn tilfeldig (Holm over drivarar, 5\u{A0}%)."
      )
    case .trendChance:
      (
        "▲ ▼ a change from the period before that is more than chance (Holm over drivers, 5%)",
        "▲ ▼ en ændring fra perioden før som er mere end tilfældig (Holm over drivere, 5\u{A0}%)",
        "▲ ▼ en endring fra perioden før som er mer enn tilfeldig (Holm over drivere, 5\u{A0}%)",
        "▲ ▼ ei endring frå perioden før som er meir enn tilfeldig (Holm over drivarar, 5\u{A0}%)"
      )
    case .earlierPeriods:
      (
        "Earlier periods not shown: {}", "Tidligere perioder, ikke vist: {}",
        "Tidligere perioder, ikke vist: {}", "Tidlegare periodar, ikkje viste: {}"
      )
    case .noComments:
      (
        "No comments yet.", "Endnu ingen kommentarer.", "Ingen kommentarer ennå.",
        "Ingen kommentarar enno."
      )
    case .nothingToDoOne:
      (
        "Nothing to do: 1 file is as before.", "Intet at gøre: 1 fil er som før.",
        "Ingenting å gjøre: 1 fil er som før.", "Ingenting å gjere: 1 fil er som før."
      )
    case .nothingToDoMany:
      (
        "Nothing to do: {} files are as before.", "Intet at gøre: {} filer er som før.",
        "Ingenting å gjøre: {} filer er som før.", "Ingenting å gjere: {} filer er som før."
      )
    }
  }
}
