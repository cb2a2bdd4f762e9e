import RisrosText
import Testing

@Suite struct AlignedTextTests {
  private var table: AlignedText {
    var table = AlignedText(["word", " count", "note"])
    table.add(["dyr", "9", "👍|👎"])
    table.add(["kjempebra", "12", ""])
    return table
  }

  @Test func `columns are as wide as their widest field, and no line ends in blanks`() {
    #expect(
      table.rendered(indent: 2) == """
          word       count  note
          dyr            9  👍|👎
          kjempebra     12

        """)
  }

  @Test func `Markdown has a line of dashes and escapes its bars`() {
    #expect(
      table.rendered(asMarkdown: true) == """
        | word | count | note |
        | --- | --: | --- |
        | dyr | 9 | 👍\\|👎 |
        | kjempebra | 12 |  |

        """)
  }

  @Test func `empty titles take no line`() {
    var table = AlignedText(["", " "])
    table.add(["a", "1"])
    #expect(table.rendered() == "a  1\n")
  }
}
