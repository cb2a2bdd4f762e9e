import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct XMLReaderTests {
  /// What a document says: `<name a="v">`, `</name>`, text.
  private func walk(
    _ bytes: [UInt8], piece: Int = .max
  ) throws(Diagnostic) -> String {
    var xml = try XMLReader(
      file: "bog.xlsx", part: "a.xml", producer: MemoryBytes(bytes, pieceBytes: piece),
      readBytes: 16)
    var result = ""
    var open: [String] = []
    while true {
      switch try xml.next() {
      case .start:
        open.append(String(decoding: xml.window.bytes[xml.tag.nameRange], as: UTF8.self))
        result += "<\(open.last!)"
        if let value = xml.string(XMLName("a")) { result += " a=\(value)" }
        result += ">"
      case .end: result += "</\(open.removeLast())>"
      case .text:
        var text: [UInt8] = []
        try xml.appendText(to: &text)
        result += String(decoding: text, as: UTF8.self)
      case .finished: return result
      }
    }
  }

  @Test(arguments: [
    ("<a/>", "<a></a>"), ("<?xml version='1.0'?>\n<a >x</a >\n", "<a>x</a>"),
    ("<a><b a='1' c=\"2>\"/>æ&#xE6;&#230;<b/></a>", "<a><b a=1></b>æææ<b></b></a>"),
    (
      "<a>&lt;&gt;&amp;&quot;&apos;&#10;&#0;&#xD800;&#99999999;</a>",
      "<a><>&\"'\n\u{FFFD}\u{FFFD}\u{FFFD}</a>"
    ),
    ("<a>1<!-- <b> -- > -->2<?pi <c>?>3</a>", "<a>123</a>"),
    ("<a><![CDATA[<b>&amp;]] >]]></a>", "<a><b>&amp;]] ></a>"),
    ("<a>l1\r\nl2\rl3&#13;</a>", "<a>l1\nl2\nl3\r</a>"),
    ("\u{FEFF}<x:a x:a = '&#38;'\n>😀</x:a>", "<x:a a=&>😀</x:a>"),
  ]) func `documents are walked over, wherever they are cut`(xml: String, said: String) throws {
    for piece in [1, 2, 3, 5, .max] {
      #expect(try walk(Array(xml.utf8), piece: piece) == said)
    }
  }

  @Test func `text is handed out in pieces that are whole`() throws {
    let text = (0..<40_000).map { ["æ", "&amp;", "😀", "\r\n", "x"][$0 % 5] }.joined()
    let said = text.replacing("&amp;", with: "&").replacing("\r\n", with: "\n")
    for piece in [1, 4096, 4099, .max] {
      #expect(try walk(Array("<a>\(text)</a>".utf8), piece: piece) == "<a>\(said)</a>")
    }
  }

  @Test func `other encodings are read`() throws {
    let utf16 = "\u{FEFF}<a>små</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try walk(utf16) == "<a>små</a>")
    let latin = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>sm".utf8) + [0xE5]
    #expect(try walk(latin + Array("</a>".utf8)) == "<a>små</a>")
  }

  @Test(arguments: [
    ("<!DOCTYPE a><a/>", "byte 0: it declares a document type (DTD), and those are refused"),
    (
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
      "byte 0: it declares a document type (DTD), and those are refused"
    ),
    ("<a>&x;</a>", "byte 6: it uses an entity of its own, and those are refused"),
    ("<a>&#x;</a>", "byte 7: a reference has no number"),
    ("<a>& b</a>", "byte 6: '&' begins no reference"),
    ("<a><b></a></b>", "byte 10: a closing tag closes nothing"),
    ("<a><b>", "byte 6: the document ends too early"), ("", "byte 0: the document ends too early"),
    ("<a b=c/>", "byte 0: an attribute has no quotes"),
    ("<a/><b/>", "byte 8: a second document follows"),
    ("<a/>x", "byte 5: text stands outside the document's element"),
    ("< a/>", "byte 0: a name was expected behind '<'"),
    ("<a b='<'/>", "byte 0: '<' stands inside an attribute"),
    ("<a", "byte 0: the document ends too early"),
    ("<a>\u{0}</a><", "byte 8: the document ends too early"),
  ]) func `what is broken or refused is told`(xml: String, message: String) {
    let error = #expect(throws: Diagnostic.self) { try walk(Array(xml.utf8)) }
    #expect(error?.message == "the workbook is damaged: a.xml, " + message)
  }

  @Test func `elements nested too deep are refused`() {
    let error = #expect(throws: Diagnostic.self) {
      try walk(Array(String(repeating: "<a>", count: 100_000).utf8))
    }
    #expect(error?.message.hasSuffix("elements are nested too deep") == true)
  }

  @Test func `bytes that are no text are told`() {
    let error = #expect(throws: Diagnostic.self) {
      try walk(Array("<a>".utf8) + [0xFF, 0xFE] + Array("</a>".utf8))
    }
    #expect(error?.message.hasSuffix("it holds bytes that are no text") == true)
  }
}
