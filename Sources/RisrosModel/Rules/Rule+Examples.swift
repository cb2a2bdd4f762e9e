/// A text that shows what a rule does; documentation that is run as a test.
public struct RuleExample: Sendable {
  /// What is different with the rule.
  public enum Effect: String, Sendable {
    /// The comment's sentiment is lower, or higher, than without the rule.
    case lowers, raises
    /// Some driver is judged that would not be, or is judged by more.
    case judges
    /// Fewer drivers are named.
    case unnames
  }

  public var language: Language
  public var text: String
  public var effect: Effect
}

extension Rule {
  /// An example in each language.
  public var examples: [RuleExample] {
    func examples(_ effect: RuleExample.Effect, _ da: String, _ nb: String, _ nn: String)
      -> [RuleExample]
    {
      [(Language.da, da), (.nb, nb), (.nn, nn)].map {
        RuleExample(language: $0, text: $1, effect: effect)
      }
    }
    return switch self {
    case .negation:
      examples(
        .lowers, "Maden var aldrig varm og lækker", "Maten var aldri varm og deilig",
        "Maten var aldri varm og deileg")
    case .negationBehindVerb:
      examples(
        .lowers, "Betjeningen imponerer ikke", "Massasjen lindrer ikke",
        "Massasjen gleda ikkje")
    case .doubleNegation:
      examples(
        .raises, "Der var aldrig ikke hyggeligt", "Stemningen var aldri ikke fredelig",
        "Det var aldri ikkje koseleg")
    case .litotes:
      examples(
        .lowers, "Personalet var ikke uhøfligt", "Betjeningen var ikke uhøflig",
        "Betjeninga var ikkje uhøfleg")
    case .bareNegation:
      examples(
        .lowers, "Vi nåede ikke at se fjorden", "Vi rakk ikke å se fjorden",
        "Vi fekk ikkje sjå fjorden")
    case .intensifiers:
      examples(
        .raises, "Vi er utrolig glade", "Vi er utrolig glade", "Vi er utruleg glade")
    case .diminishers:
      examples(
        .raises, "Kaffen er lidt kedelig", "Kaffen er litt svak", "Kaffien er litt keisam")
    case .excess:
      examples(
        .lowers, "Kaffen er alt for stærk", "Kaffen er altfor god", "Kaffien er altfor god")
    case .scales:
      examples(.lowers, "Prisen er høj", "Prisen er høy", "Prisen er høg")
    case .emphasis:
      examples(.lowers, "Det er ELENDIGT", "Det er ELENDIG", "Det er ELENDIG")
    case .exclamation:
      examples(.raises, "Dejlig mad!", "Deilig mat!", "Deileg mat!")
    case .comparison:
      examples(
        .lowers, "Maden er bedre andre steder", "Maten er bedre andre steder",
        "Maten er betre andre stader")
    case .wishes:
      examples(
        .lowers, "Jeg kunne ønske mig en hyggelig stemning", "Jeg skulle ønske det var hyggelig",
        "Eg skulle ønskje det var triveleg")
    case .bareWishes:
      examples(
        .lowers, "Jeg kunne ønske mig en terrasse", "Jeg skulle ønske de hadde en terrasse",
        "Eg skulle ønskje dei hadde ein terrasse")
    case .conditionals:
      examples(
        .raises, "Hvis kaffen er elendig", "Hvis kaffen er elendig", "Viss kaffien er elendig")
    case .questions:
      examples(
        .lowers, "Er kaffen dejlig?", "Er kaffen deilig?", "Er kaffien deileg?")
    case .reservation:
      examples(
        .lowers, "Maden er lækker, men vi sad ved siden af en stol",
        "Maten er deilig, men vi satt ved siden av en stol",
        "Maten er deileg, men vi sat ved sida av ein stol")
    case .silentReport:
      examples(
        .lowers, "Jeg bestilte en app i maj. Nu er det september, og jeg sidder på en kasse.",
        "Jeg bestilte en app i mai. Nå er det september, og jeg sitter på en kasse.",
        "Eg tinga ein app i mai. September kom, og eg sit på ei kasse.")
    case .whyQuestion:
      examples(
        .lowers, "Hvorfor får jeg tre breve om det samme?",
        "Hvorfor får jeg tre brev om det samme?",
        "Kvifor får eg tre brev om det same?")
    case .quotation:
      examples(
        .lowers, "Vi fik et \"charmerende\" kosteskab", "Vi fikk et «sjarmerende» kott",
        "Vi fekk eit «sjarmerande» kott")
    case .contrast:
      examples(
        .lowers, "Maden er lækker, men stemningen er elendig",
        "Maten er deilig, men stemningen er elendig", "Maten er deileg, men stemninga er elendig")
    case .concession:
      examples(
        .raises, "Maden er lækker, selv om stolene er elendige",
        "Maten er deilig, selv om stolene er elendige",
        "Maten er deileg, sjølv om stolane er elendige")
    case .finalVerdict:
      examples(
        .raises, "Stolene er elendige. Alt i alt er vi glade",
        "Stolene er elendige. Alt i alt er vi glade", "Stolane er elendige. Alt i alt er vi glade")
    case .lastWord:
      examples(
        .raises, "Stolene er elendige. Vi kom fra Fyn. Maden er lækker.",
        "Stolene er elendige. Vi kom fra Bodø. Maten er deilig.",
        "Stolane er elendige. Vi kom frå Bodø. Maten er deileg.")
    case .sharedColour:
      examples(
        .judges, "Prisen på hjemmesiden er elendig", "Prisen på nettsiden er elendig",
        "Prisen på nettsida er elendig")
    case .listedDrivers:
      examples(
        .judges, "Pris, app og hjemmeside er fine", "Pris, app og nettside er fine",
        "Pris, app og nettside er fine")
    case .earlierColour:
      examples(
        .judges, "Elendigt er det, og så er det i appen. Ellers dejligt.",
        "Elendig er det, og så er det i appen. Ellers deilig.",
        "Elendig er det, og så er det i appen. Elles deileg.")
    case .inheritedVerdict:
      examples(
        .judges, "Jeg brugte appen. Elendigt.", "Jeg brukte appen. Elendig.",
        "Eg brukte appen. Elendig.")
    case .setting:
      examples(
        .unnames, "Vi kom i bil. Betjeningen var elendig.",
        "Vi kom i bil. Betjeningen var elendig.", "Vi kom i bil. Betjeninga var elendig.")
    case .ownPeople:
      examples(
        .unnames, "En gave til min søn. Han er glad.", "En gave til sønnen min. Han er glad.",
        "Ei gåve til kona. Eg gav henne ei bok.")
    }
  }
}
