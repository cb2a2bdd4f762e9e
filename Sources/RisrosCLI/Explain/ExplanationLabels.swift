internal import Risros
internal import RisrosModel
internal import RisrosReport

/// What an explanation is written with, in the language of its reader.
struct ExplanationLabels: Sendable {
  let language: ReportLanguage

  init(_ language: ReportLanguage) { self.language = language }

  /// The text of the reader's language.
  private func pick(_ en: String, _ da: String, _ nb: String, _ nn: String) -> String {
    switch language {
    case .en: en
    case .da: da
    case .nb: nb
    case .nn: nn
    }
  }

  // MARK: Headings

  var languageHeading: String { pick("Language", "Sprog", "Språk", "Språk") }
  var verdictHeading: String { pick("Verdict", "Dom", "Dom", "Dom") }
  var tokensHeading: String { pick("Tokens", "Ord og tegn", "Ord og tegn", "Ord og teikn") }
  var clausesHeading: String { pick("Clauses", "Sætninger", "Setninger", "Setningar") }
  var wordsHeading: String { pick("Words", "Ord", "Ord", "Ord") }
  var scopesHeading: String { pick("Scopes", "Rækkevidde", "Rekkevidde", "Rekkjevidd") }
  var driversHeading: String { pick("Drivers", "Drivere", "Drivere", "Drivarar") }
  var none: String { pick("none", "ingen", "ingen", "ingen") }

  // MARK: Language

  func name(_ code: Language) -> String {
    switch code {
    case .da: pick("Danish", "dansk", "dansk", "dansk")
    case .nb: pick("Bokmål", "bokmål", "bokmål", "bokmål")
    case .nn: pick("Nynorsk", "nynorsk", "nynorsk", "nynorsk")
    case .sv: pick("Swedish", "svensk", "svensk", "svensk")
    case .en: pick("English", "engelsk", "engelsk", "engelsk")
    case .de: pick("German", "tysk", "tysk", "tysk")
    case .other: pick("another language", "et andet sprog", "et annet språk", "eit anna språk")
    case .und:
      pick(
        "the text does not tell", "teksten siger det ikke", "teksten sier det ikke",
        "teksten seier det ikkje")
    }
  }

  func sure(_ percent: String) -> String {
    pick("\(percent) sure", "\(percent) sikker", "\(percent) sikker", "\(percent) sikker")
  }
  func plausible(_ codes: String) -> String {
    pick("plausible: \(codes)", "muligt: \(codes)", "mulig: \(codes)", "mogleg: \(codes)")
  }
  func scoredAs(_ name: String) -> String {
    pick(
      "scored with the words of \(name)", "bedømt med ordene fra \(name)",
      "bedømt med ordene fra \(name)", "vurdert med orda frå \(name)")
  }
  var setAside: String {
    pick(
      "set aside: no lexicon of that language", "lagt til side: intet leksikon for det sprog",
      "lagt til side: ingen ordliste for det språket",
      "lagd til side: inga ordliste for det språket")
  }
  func known(_ percent: String) -> String {
    pick(
      "\(percent) of the words are known", "\(percent) af ordene er kendt",
      "\(percent) av ordene er kjent", "\(percent) av orda er kjende")
  }

  // MARK: Verdict

  func name(_ polarity: Polarity) -> String {
    switch polarity {
    case .positive: pick("positive", "positiv", "positiv", "positiv")
    case .negative: pick("negative", "negativ", "negativ", "negativ")
    case .neutral: pick("neutral", "neutral", "nøytral", "nøytral")
    case .mixed: pick("mixed", "blandet", "blandet", "blanda")
    }
  }

  func reason(_ explanation: Explanation, _ praise: String, _ blame: String) -> String {
    let sums = pick(
      "praise \(praise), blame \(blame)", "ros \(praise), ris \(blame)",
      "ros \(praise), ris \(blame)", "ros \(praise), ris \(blame)")
    let why =
      switch explanation.reason {
      case .nothingJudged:
        pick(
          "too little colour to judge by", "for lidt farve at dømme efter",
          "for lite farge å dømme etter", "for lite farge å døme etter")
      case .spoken:
        pick(
          "the writer's own verdict decides", "skribentens egen dom afgør",
          "skribentens egen dom avgjør", "skribenten si eiga dom avgjer")
      case .bothSides:
        pick(
          "both sides are strong", "begge sider er stærke", "begge sider er sterke",
          "begge sider er sterke")
      case .praisePrevails:
        pick("praise prevails", "rosen vejer tungest", "rosen veier tyngst", "rosen veg tyngst")
      case .blamePrevails:
        pick("blame prevails", "risen vejer tungest", "risen veier tyngst", "risen veg tyngst")
      }
    return "\(why) (\(sums))"
  }

  // MARK: Words

  var derived: String { pick("by its parts", "ud fra sine dele", "ut fra delene", "ut frå delane") }
  var phrase: String { pick("phrase", "vending", "uttrykk", "uttrykk") }

  func origin(_ mention: Explanation.Mention) -> String {
    let cue = mention.cue.map { "»\($0)«" } ?? ""
    return switch mention.origin {
    case .own:
      pick("judges by itself", "dømmer selv", "dømmer selv", "dømer sjølv")
    case .clause:
      pick("judged by \(cue)", "bedømt af \(cue)", "bedømt av \(cue)", "vurdert av \(cue)")
    case .neighbour:
      pick(
        "judged by \(cue) beside it", "bedømt af \(cue) ved siden af",
        "bedømt av \(cue) ved siden av", "vurdert av \(cue) ved sida av")
    case .verdict:
      pick("follows the verdict", "følger dommen", "følger dommen", "følgjer dommen")
    case .bare:
      pick("only mentioned", "kun nævnt", "bare nevnt", "berre nemnt")
    }
  }

  /// What a rule is called.
  func name(_ rule: Rule) -> String {
    switch rule {
    case .negation: pick("negation", "nægtelse", "nekting", "nekting")
    case .negationBehindVerb:
      pick(
        "negation behind the verb", "nægtelse efter verbet", "nekting etter verbet",
        "nekting etter verbet")
    case .doubleNegation:
      pick("double negation", "dobbelt nægtelse", "dobbel nekting", "dobbel nekting")
    case .litotes: pick("litotes", "litote", "litotes", "litotes")
    case .bareNegation:
      pick("something did not happen", "noget skete ikke", "noe skjedde ikke", "noko hende ikkje")
    case .intensifiers: pick("strengthened", "forstærket", "forsterket", "forsterka")
    case .diminishers: pick("weakened", "afsvækket", "svekket", "svekt")
    case .excess: pick("too much", "for meget", "for mye", "for mykje")
    case .scales: pick("degree of", "grad af", "grad av", "grad av")
    case .emphasis: pick("emphasis", "fremhævet", "framhevet", "framheva")
    case .exclamation: pick("exclamation", "udråb", "utrop", "utrop")
    case .comparison: pick("praise of others", "ros af andre", "ros av andre", "ros av andre")
    case .wishes, .bareWishes: pick("wish", "ønske", "ønske", "ønske")
    case .conditionals: pick("only supposed", "kun tænkt", "bare tenkt", "berre tenkt")
    case .questions: pick("asked", "spurgt", "spurt", "spurt")
    case .reservation: pick("reservation", "forbehold", "forbehold", "atterhald")
    case .silentReport:
      pick(
        "report without praise", "beretning uden ros", "beretning uten ros", "utgreiing utan ros")
    case .whyQuestion: pick("asks why", "spørger hvorfor", "spør hvorfor", "spør kvifor")
    case .quotation: pick("another's words", "en andens ord", "en annens ord", "ein annans ord")
    case .contrast: pick("contrast", "modsætning", "motsetning", "motsetning")
    case .concession: pick("conceded", "indrømmet", "innrømmet", "vedgått")
    case .finalVerdict: pick("spoken verdict", "udtalt dom", "uttalt dom", "uttalt dom")
    case .lastWord: pick("last word", "sidste ord", "siste ord", "siste ord")
    case .sharedColour: pick("shared colour", "delt farve", "delt farge", "delt farge")
    case .listedDrivers: pick("list", "opremsning", "oppramsing", "oppramsing")
    case .earlierColour: pick("said before", "sagt før", "sagt før", "sagt før")
    case .inheritedVerdict:
      pick("follows the verdict", "følger dommen", "følger dommen", "følgjer dommen")
    case .setting: pick("mere setting", "kun omgivelser", "bare omgivelser", "berre omgjevnader")
    case .ownPeople:
      pick("the writer's own people", "ens egne", "ens egne", "eins eigne")
    }
  }
}
