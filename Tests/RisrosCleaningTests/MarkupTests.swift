import RisrosCleaning
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@Suite struct MarkupTests {
  private let stage: CleanCommentsStage

  init() throws { stage = try CleanCommentsStage.make() }

  private func cleaned(_ text: String) throws -> String {
    try CommentBatch(text, through: [stage]).string(of: 0)
  }

  @Test(arguments: [
    ("<p>Dyr levering</p><p>Sein pakke</p>", "Dyr levering\nSein pakke"),
    ("Dyr<br>Sein<br/>Dårlig<BR />", "Dyr\nSein\nDårlig"),
    ("Appen er <b>meget</b> <a href=\"https://x.dk\">langsom</a>", "Appen er meget langsom"),
    ("<td>Pris</td><td>Høj</td>", "Pris Høj"),
    ("<style>p { color: red }</style>God mad", "God mad"),
    ("<!-- skjult -->God mad<!DOCTYPE html>", "God mad"),
    ("<o:p>&nbsp;</o:p>God", " God"),
    ("<div class=x>God</div>", "God"),
  ])
  func `tags are taken out and leave what they mean`(text: String, wanted: String) throws {
    #expect(try cleaned(text) == wanted)
  }

  @Test(arguments: [
    "Jeg <3 butikken", "Pris < 100 og > 50", "Mit navn er <navn>", "a <b og c> d",
    "<https://butik.dk>", "R&D og H&M", "Tom & Jerry; hej", "&; &x; &#; &#x; &#xZ; &#0; &#1114112;",
    "<", "&", "<b", "</", "<!--", "<p", "&aelig", "<<>>", ":> <:",
  ])
  func `what only looks like markup stays`(text: String) throws {
    #expect(try cleaned(text) == text)
  }

  @Test(arguments: [
    ("S&oslash;d &amp; r&aring;d", "Sød & råd"),
    ("S&#248;d r&#xE5;d r&#XE5;d", "Sød råd råd"),
    ("K&amp;oslash;b &amp;amp; &amp;#39;s&amp;#39;", "Køb & 's'"),
    ("Fint&nbsp;nok", "Fint nok"),
    ("Kunde&shy;service", "Kundeservice"),
    ("Det er &#146;fint&#146; &#128;", "Det er ’fint’ €"),
    ("&#128077;&#x1F600;", "👍😀"),
    ("1 &lt; 2 &gt; 0 &quot;ja&quot; &apos;nej&apos;", "1 < 2 > 0 \"ja\" 'nej'"),
    ("&hellip;&ndash;&mdash;&euro;&laquo;&raquo;", "…–—€«»"),
  ])
  func `character references are decoded`(text: String, wanted: String) throws {
    #expect(try cleaned(text) == wanted)
  }

  @Test(arguments: [
    ("Nej.<blockquote>Virker den?</blockquote>Tak", "Nej.\nTak"),
    ("Nej.<blockquote>Virker<blockquote>den</blockquote>?</blockquote>", "Nej."),
    ("<p>Nej.</p><div class=\"gmail_quote\"><p>Virker den?</p></div>", "Nej."),
    ("<blockquote>Virker den?</blockquote><p>Nej.</p>", "Nej."),
    ("<blockquote>Alt er godt</blockquote>", "Alt er godt"),
  ])
  func `what HTML marks as quoted is cut where other words are left`(
    text: String, wanted: String
  ) throws {
    #expect(try cleaned(text) == wanted)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "<a ", "<!--", "<blockquote>", "<style>", "&amp;", "<", "&#", "> \n", "x:\n", "<p>",
    ])
  func `hostile repetition costs linear time`(part: String) throws {
    _ = try cleaned(String(repeating: part, count: 200_000 / part.utf8.count))
  }
}
