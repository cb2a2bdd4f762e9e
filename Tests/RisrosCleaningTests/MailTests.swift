import RisrosCleaning
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@Suite struct MailTests {
  private let stage: CleanCommentsStage

  init() throws { stage = try CleanCommentsStage.make() }

  private func cleaned(_ text: String) throws -> String {
    try CommentBatch(text, through: [stage]).string(of: 0)
  }

  /// ⏎ stands for a line break.
  private func check(_ text: String, _ wanted: String) throws {
    let result = try cleaned(text.replacing("⏎", with: "\n"))
    #expect(result.replacing("\n", with: "⏎") == wanted)
    let windows = try cleaned(text.replacing("⏎", with: "\r\n"))
    #expect(windows.replacing("\r\n", with: "⏎") == wanted)
  }

  @Test(arguments: [
    ("Nej.⏎> Virker den?⏎> Hilsen Per", "Nej."),
    ("> Virker den?⏎> Hilsen Per⏎Nej.", "Nej."),
    ("Nej.⏎⏎> Hvor er pakken?⏎⏎Den kom aldri.", "Nej.⏎⏎⏎Den kom aldri."),
    ("Nej.⏎>> Virker den?⏎>⏎>> Hej⏎Tak", "Nej.⏎Tak"),
    ("Nej.⏎Den 3. mai 2026 skrev Kari Nordmann:⏎> Virker den?", "Nej."),
    ("Nej.⏎Den 3. mai 2026 skrev Kundeservice:⏎Virker den?", "Nej."),
    (
      "Nei.⏎⏎tir. 3. mar. 2026 kl. 10:12 skrev Kundesenter <hjelp@firma.no>:⏎⏎Hei!⏎Virker den?",
      "Nei."
    ),
    ("No.⏎On Tue, Mar 3, 2026 at 10:12 AM Anna⏎<anna@x.dk> wrote:⏎> Hej", "No."),
    ("Hentet 3. mai⏎Den 3. mai 2026 kl. 10:12 skrev Butik:⏎> Hei⏎Ja", "Hentet 3. mai⏎Ja"),
    ("On 3 March 2026, Anna wrote:⏎> Virker den?⏎Nej.", "Nej."),
    ("Nei.⏎Fra: Kundesenter⏎Sendt: 3. mars 2026⏎Til: Kari⏎Emne: Saken⏎⏎Hei", "Nei."),
    ("Nej.⏎*Fra:* Per⏎*Dato:* i dag⏎*Emne:* Hej⏎Hej", "Nej."),
    ("Nej.⏎________________________________⏎Fra: Per⏎Sendt: i går⏎Til: Ida⏎Hej", "Nej."),
    (
      "Fra: Per⏎Sendt: i går⏎Til: Ida⏎Emne: Klage⏎⏎Varen er gået i stykker.",
      "⏎Varen er gået i stykker."
    ),
    ("Nej.⏎-----Oprindelig meddelelse-----⏎Hej Ida", "Nej."),
    ("---------- Forwarded message ---------⏎Varen er dyr.", "Varen er dyr."),
  ])
  func `quoted mail is cut`(text: String, wanted: String) throws { try check(text, wanted) }

  @Test(arguments: [
    "> 30 min ventetid⏎Alt for lenge", ">:( så sur⏎Aldri mer", "God mad⏎>:(",
    "Jeg er skuffet.⏎Den 3. mai 2026 skrev jeg til dere:⏎Hvor er pakken?⏎Ingen svarte.",
    "Den 3. mai 2026 skrev Kari:⏎Hvor er pakken?", "Sagen er lukket, skrev de:⏎Det passer ikke.",
    "Jeg handler på nett.⏎Fra: Oslo⏎Veldig fornøyd", "Fra: 5 stjerner⏎Til: 1 stjerne",
    "Positivt:⏎Personalet⏎Negativt:⏎Prisen", "De skrev 3 gange:⏎Ingen svar.",
    "-⏎--⏎---", "Fordele:⏎- billig⏎- hurtig⏎Ulemper:⏎- langsom app",
  ])
  func `the writer's own lines stay`(text: String) throws { try check(text, text) }

  @Test(arguments: [
    ("Tak for hjælpen⏎⏎Med venlig hilsen⏎Anne Hansen", "Tak for hjælpen"),
    (
      "Takk for hjelpen⏎Med vennlig hilsen,⏎⏎Kari Nordmann⏎Daglig leder⏎Tlf. 22 33 44 55⏎www.firma.no",
      "Takk for hjelpen"
    ),
    ("Takk⏎Venleg helsing⏎Olav", "Takk"),
    ("Takk⏎Mvh Kari og Ola", "Takk"),
    ("Takk⏎mvh.⏎Kari", "Takk"),
    ("Dyrt.⏎Hilsen Anne⏎PS: appen er også langsom.", "Dyrt.⏎PS: appen er også langsom."),
    ("Dyrt.⏎-- ⏎Anne⏎Sælger i en butik der sælger alt muligt til alle.", "Dyrt."),
    ("Dyrt.⏎--⏎Anne Hansen⏎anne@x.dk", "Dyrt."),
    ("Dyrt.⏎⏎Sendt fra min iPhone", "Dyrt."),
    ("Dyrt.⏎Sendt fra Outlook for iOS⏎", "Dyrt."),
    ("Dyrt.⏎Hent Outlook til Android", "Dyrt."),
    ("Dyrt.⏎Sendt frå min Samsung Galaxy-telefon", "Dyrt."),
    ("Dyrt.⏎Mvh⏎Per⏎⏎Sendt fra min iPad⏎⏎Den 3. maj 2026 skrev Butik:⏎> Hej", "Dyrt."),
  ])
  func `signatures are cut`(text: String, wanted: String) throws { try check(text, wanted) }

  @Test(arguments: [
    "Dyrt.⏎Hilsen en skuffet kunde", "Dyrt.⏎Mvh utilfreds", "Hilsen fra en glad kunde⏎Alt var godt",
    "Mvh Kari⏎Alt var fint", "Dyrt.⏎Hilsen Anne ❤️", "Fint sted⏎--⏎Men dyrt og lang ventetid",
    "Dyrt.⏎Sendt fra min lokale butikk, kom ødelagt", "Hilsenen var hyggelig⏎Mvhx",
    "God service⏎Hilsen fra personalet var kold og kort",
  ])
  func `what only resembles a signature stays`(text: String) throws { try check(text, text) }

  @Test(arguments: [
    ("(Translated by Google) Good food⏎⏎(Original)⏎God mad", "God mad"),
    ("God mad⏎⏎(Translated by Google)⏎Good food", "God mad"),
    ("God mat⏎(Oversatt av Google) Good food", "God mat"),
    ("(Translated by Google) Good food⏎Bye", "(Translated by Google) Good food⏎Bye"),
  ])
  func `a machine's translation is cut where the original is there`(
    text: String, wanted: String
  ) throws { try check(text, wanted) }

  @Test func `a closing keeps the lines behind it that are sentences`() throws {
    try check("Dyrt.⏎Mvh⏎Kari⏎Og så er appen langsom.", "Dyrt.⏎Og så er appen langsom.")
    try check("Dyrt.⏎Mvh⏎en skuffet kunde", "Dyrt.⏎en skuffet kunde")
  }
}
