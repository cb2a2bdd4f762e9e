import RisrosModel
import RisrosText
import Testing

@testable import RisrosIngest

@Suite struct JSONLinesReaderTests {
  private func read(
    _ text: String, _ options: InputOptions = InputOptions(), piece: Int = .max
  ) throws -> ReadInput {
    try ReadInput(text, name: "svar.jsonl", options, pieceBytes: piece)
  }

  /// The text of a string as it is written in JSON.
  @Test(arguments: [
    (#""god""#, "god"), (#""r\u00f8d""#, "rød"), (#""\ud83d\ude00!""#, "😀!"),
    (#""a\n\t\"b\"\\\/""#, "a\n\t\"b\"\\/"), (#""\ud83d alene""#, "\u{FFFD} alene"),
    (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""""#, ""),
    ("17", "17"), ("-1.5e3", "-1.5e3"), ("true", "true"), ("null", ""),
    (#"["a",{"b":1}]"#, #"["a",{"b":1}]"#),
    (
      #""smørrebrød – en lang tekst uden noget at undvige, men med æøå""#,
      "smørrebrød – en lang tekst uden noget at undvige, men med æøå"
    ),
  ])
  func `values become text`(json: String, text: String) throws {
    for piece in [1, 2, 3, 7, 64, .max] {
      let input = try read(
        #"{"x":[1,{"text":"nej"}],"text":"# + json + "}\n", InputOptions(text: "text"), piece: piece
      )
      #expect(input.texts == [text])
      #expect(input.statuses == [text.isEmpty ? .empty : .comment])
    }
  }

  @Test func `fields are found by key and by path`() throws {
    let options = InputOptions(
      text: "review.text", id: "meta.id.value", rating: "stars", segments: ["store.city"])
    let input = try read(
      """
      {"meta":{"id":{"value":7}},"review":{"text":"god","by":{"text":"x"}},"stars":4,"store":{"city":"Oslo"}}
      {"review":{"text":"dyr"},"store.city":"Bergen"}
      {"store":{"city":"Aarhus","x":[1]},"stars":null,"review":{"title":"t","text":"fin"}}
      """, options)
    #expect(input.texts == ["god", "dyr", "fin"])
    #expect(
      input.records.map(\.fields) == [
        ["7", "4", "Oslo"], ["", "", "Bergen"], ["", "", "Aarhus"],
      ])
  }

  @Test func `columns are guessed as in tables`() throws {
    let input = try read(
      #"{"id":1,"createdAt":"2024-01-01","rating":5,"kommentar":"Rigtig god"}"# + "\n")
    #expect(
      input.reports[0].rendered
        == "svar.jsonl: JSON Lines, UTF-8; text = kommentar (4), id = id (1), date = createdAt (2),"
        + " rating = rating (3, scale 1–5)")
  }

  @Test func `the last of several equal keys counts`() throws {
    #expect(try read(#"{"text":"a","text":"b"}"#).texts == ["b"])
  }

  @Test func `blank lines are no records, and the last line needs no end`() throws {
    let input = try read("\n{\"text\":\"a\"}\r\n   \n{\"text\":\"b\"}")
    #expect(input.texts == ["a", "b"])
  }

  @Test(arguments: [
    (#"{"text":"a""#, "2:12", "the text ends too early"),
    (#"{"text":"æø" "b"}"#, "2:14", "a comma or the end of the object was expected"),
    (#"{"text":01}"#, "2:11", "a number must not begin with 0"),
    (#"{"text":"a\q"}"#, "2:12", "there is no such escape"),
    ("{\"text\":\"a\tb\"}", "2:11", "a control character in a string must be escaped"),
    (#"{text:"a"}"#, "2:2", "a key in quotes was expected"),
    (#"["a"]"#, "2:1", "an object was expected"),
    (#"{"text":"a"} x"#, "2:14", "text follows the value"),
    (#"{"text":"a",}"#, "2:13", "a key in quotes was expected"),
    (#"{"text":nul}"#, "2:9", "a value was expected"),
  ])
  func `a broken line is rejected with line and column`(
    line: String, place: String, reason: String
  ) throws {
    let input = try read("{\"text\":\"god\"}\n\(line)\n{\"text\":\"dyr\"}\n")
    #expect(input.statuses == [.comment, .rejected, .comment])
    #expect(
      input.messages == ["svar.jsonl:\(place): error: the line is not a JSON object: \(reason)"])
  }

  @Test func `deep nesting is an error, not a crash`() throws {
    let deep = String(repeating: "[", count: 100_000)
    let input = try read("{\"text\":\"a\"}\n{\"x\":\(deep)\n{\"text\":\"b\"}\n")
    #expect(input.statuses == [.comment, .rejected, .comment])
    let level = 500
    let nested = String(repeating: "[", count: level) + String(repeating: "]", count: level)
    #expect(try read("{\"x\":\(nested),\"text\":\"b\"}\n").texts == ["b"])
  }

  @Test func `bytes that are not UTF-8 cost one line`() throws {
    let bytes =
      Array("{\"text\":\"blåbær\"}\n{\"text\":\"".utf8) + [0xE6]
      + Array("\"}\n{\"text\":\"ø\"}\n".utf8)
    let input = try ReadInput(bytes, name: "svar.jsonl")
    #expect(input.statuses == [.comment, .rejected, .comment])
  }

  @Test(arguments: [1, 64, .max])
  func `a line over the limit is rejected`(piece: Int) throws {
    var options = InputOptions()
    options.limits.recordBytes = 300
    options.limits.readBytes = 64
    let long = String(repeating: "x", count: 1000)
    let input = try read(
      "{\"text\":\"a\"}\n{\"text\":\"\(long)\"}\n{\"text\":\"b\"}\n", options, piece: piece)
    #expect(input.statuses == [.comment, .rejected, .comment])
    #expect(input.messages == ["svar.jsonl:2: error: the line is longer than 300 bytes"])
  }

  @Test(arguments: [("svar.jsonl", ""), ("svar.json", ","), ("svar.json", "")])
  func `keys that come up behind the head are told where all are to be kept`(
    name: String, comma: String
  ) throws {
    var options = InputOptions(keepAll: true)
    options.limits.headBytes = 60
    let lines = [
      #"{"text":"a","b":{"c":true},"d":null}"#, #"{"text":"b","d":{},"e":null,"f":[]}"#,
      #"{"text":"c","b":{"c":{"x":1}}}"#, #"{"text":"d","b":{"c":1,"ny":2}}"#,
      #"{"text":"e","ny":"f","id":{"nr":2}}"#, #"{"text":"f"}"#,
    ]
    let body = lines.joined(separator: comma + "\n")
    let text = comma.isEmpty ? body + "\n" : "[\(body)]"
    let input = try ReadInput(text, name: name, options)
    #expect(input.texts == ["a", "b", "c", "d", "e", "f"])
    #expect(
      input.notes.map(\.description) == [
        "\(name):4: warning: 2 records have keys that the begin of the file does not show, 'b.ny'"
          + " first here; what they hold is left out\n"
          + "  help: put an object that has all keys at the begin of the file"
      ])
    options.keepAll = false
    #expect(try ReadInput(text, name: name, options).notes == [])
  }

  @Test(arguments: [("svar.jsonl", ""), ("svar.json", ","), ("svar.json", "")])
  func `files are looked through for keys where all are to be kept`(
    name: String, comma: String
  ) throws {
    let folder = try TemporaryFolder()
    var options = InputOptions(keepAll: true)
    options.limits.headBytes = 40
    options.limits.readBytes = 16
    options.limits.recordBytes = 100
    let long = String(repeating: "x", count: 200)
    let lines = [
      #"{"text":"a","id":1}"#, #"{"text":"b","x":2}"#, #"{"text":"\#(long)"}"#,
      #"{"text":"c","ny":{"nr":3,"y":null},"a.b":4}"#, #"{"text":"d","x":5}"#,
    ]
    let body = lines.joined(separator: comma + "\n")
    options.paths = [try folder.write(name, comma.isEmpty ? body + "\n" : "[\(body)]")]
    let input = try ReadInput(opened: openInput(options))
    #expect(input.schema.columns.map(\.name) == ["text", "id", "x", "ny.nr", "ny.y", "a.b"])
    #expect(input.statuses == [.comment, .comment, .rejected, .comment, .comment])
    #expect(input.records[3].fields == ["c", "", "", "3", "", "4"])
    #expect(input.notes == [])
    options.limits.columns = 3
    let narrow = try ReadInput(opened: openInput(options))
    #expect(narrow.schema.columns.map(\.name) == ["text", "id", "x"])
    #expect(narrow.notes.count == 1)
  }

  @Test func `an object over a limit is rejected`() throws {
    var options = InputOptions()
    options.limits.columns = 3
    options.limits.fieldBytes = 10
    let input = try read(
      #"{"text":"a","b":1,"c":2}"# + "\n" + #"{"text":"b","b":1,"c":2,"d":3}"# + "\n"
        + #"{"b":"01234567890123","text":"c"}"# + "\n" + #"{"b":1,"text":"01234567890123"}"#,
      options)
    #expect(input.statuses == [.comment, .rejected, .comment, .rejected])
    #expect(
      input.messages == [
        "svar.jsonl:2:1: error: the object has 4 keys, more than 3",
        "svar.jsonl:4:16: error: the value of 'text' is longer than 10 bytes",
      ])
  }

  @Test func `all keys of the head are kept on request`() throws {
    let input = try read(
      #"{"id":1,"text":"a","b":{"c":true}}"# + "\n" + #"{"text":"b","d":[1]}"#,
      InputOptions(keepAll: true))
    #expect(input.schema.columns.map(\.name) == ["id", "text", "b.c", "d"])
    #expect(input.records.map(\.fields) == [["1", "a", "true", ""], ["", "b", "", "[1]"]])
  }
}
