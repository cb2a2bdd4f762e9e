import RisrosModel
import RisrosPipeline
import Testing

@testable import RisrosIngest

@Suite struct JSONDocumentReaderTests {
  private func read(
    _ text: String, name: String = "svar.json", _ options: InputOptions = InputOptions(),
    piece: Int = .max
  ) throws(Diagnostic) -> ReadInput {
    try ReadInput(text, name: name, options, pieceBytes: piece)
  }

  private func message(
    _ text: String, _ options: InputOptions = InputOptions(format: .json)
  ) -> String? {
    do throws(Diagnostic) {
      let input = try read(text, options)
      return input.messages.first
    } catch {
      return error.description.split(separator: "\n")[0] + ""
    }
  }

  @Test(arguments: [
    (#"[{"text":"god"},{"text":"dyr"}]"#, "a JSON array"),
    ("\n [ {\"text\" : \"god\" } ,\r\n\t{\"text\":\"dyr\"} ] \n", "a JSON array"),
    (
      #"{"side":1,"svar":[{"text":"god"},{"text":"dyr"}],"i alt":2}"#,
      "the array 'svar' of a JSON document"
    ),
    (
      """
      {
        "meta": {"felter": ["a", "b"], "kilder": [{"x": 1}], "tom": {}},
        "data": {"antal": 2, "svar": [
          {"text": "god", "svar": [{"text": "nej"}]},
          {"text": "dyr", "data": {"svar": []}}
        ], "side": null},
        "svar": "nej"
      }
      """, "the array 'data.svar' of a JSON document"
    ),
    ("{\n\"text\": \"god\"\n}\n{\n\"text\": \"dyr\"\n}", "JSON objects"),
  ]) func `records are found wherever they are`(json: String, title: String) throws {
    for piece in [1, 2, 3, 17, .max] {
      // What comes in small pieces is peeked at all the same: memory never stalls.
      let input = try read(json, piece: piece)
      #expect(input.texts == ["god", "dyr"])
      #expect(input.reports[0].layout == title)
      #expect(input.reports[0].format == "json")
    }
  }

  @Test func `a document is told from JSON Lines by its content`() throws {
    let lines = #"{"text":"god","mærker":[{"a":1}]}"# + "\n"
    #expect(try read(lines).reports[0].format == "jsonl")
    #expect(try read(lines + lines).reports[0].format == "jsonl")
    let listing = #"{"svar":[{"text":"god"}]}"# + "\n"
    #expect(try read(listing).reports[0].format == "json")
    #expect(try read(listing + listing).reports[0].format == "jsonl")
    let broken = "{\"svar\":[{\"text\":\"god\"},\n{\"text\":\"dyr\"}]}"
    #expect(try read(broken).texts == ["god", "dyr"])
    #expect(try read("{\"text\":\"god\"\n{\"text\":\"dyr\"}\n").reports[0].format == "jsonl")
    #expect(try read("{\"text\":\"god\n{\"text\":\"dyr\"}\n").reports[0].format == "jsonl")
    #expect(try read(listing, name: "svar.jsonl").reports[0].format == "jsonl")
    #expect(try read(listing, InputOptions(format: .jsonl)).reports[0].format == "jsonl")
    #expect(try read("[venter] god\n[ok] dyr\n", name: "stdin").reports[0].format == "lines")
  }

  @Test func `values count as in JSON Lines`() throws {
    let input = try read(
      #"[{"id":1,"text":"r\u00f8d \"x\"","dato":"2026-01-02"},{"text":null},{"text":[1,{"a":"}"}]}]"#
    )
    #expect(input.texts == ["rød \"x\"", "", #"[1,{"a":"}"}]"#])
    #expect(input.statuses == [.comment, .empty, .comment])
    #expect(
      input.reports[0].rendered
        == "svar.json: a JSON array, UTF-8; text = text (2), id = id (1), date = dato (3)")
  }

  @Test func `an array of strings is a list of comments`() throws {
    let input = try read(#"["god", "for dyr", null, 17]"#)
    #expect(input.texts == ["god", "for dyr", "", "17"])
  }

  @Test func `a broken record is rejected, and the others are kept`() throws {
    let text = """
      [
        {"text":"god"},
        {"text":"æ" "x"},
        17,
        {"text":'nej'},
        {"text":"dyr"}
      ]
      """
    for piece in [1, 5, .max] {
      let input = try read(text, piece: piece)
      #expect(input.texts == ["god", "", "", "", "dyr"])
      #expect(
        input.messages == [
          "svar.json:3:15: error: the record is not a JSON object: a comma or the end of the object"
            + " was expected",
          "svar.json:4:3: error: the record is not a JSON object: an object was expected",
          "svar.json:5:11: error: the record is not a JSON object: a value was expected",
        ])
    }
  }

  @Test func `bytes that are no text are rejected with their record`() throws {
    let bytes =
      Array(#"[{"text":"rød grød"},{"text":""#.utf8) + [0xE6]
      + Array(#""},{"text":"på ø"}]"#.utf8)
    let input = try ReadInput(bytes, name: "svar.json")
    #expect(input.statuses == [.comment, .rejected, .comment])
  }

  @Test(arguments: [
    ("[{\"a\":1}", "1:9", "the text ends too early"),
    ("[{\"a\":1},", "1:10", "the text ends too early"),
    ("[{\"a\":1}]x", "1:10", "text follows the document"),
    ("[{\"a\":1},]", "1:10", "a value was expected"),
    ("[{\"a\":1}{\"a\":2}]", "1:9", "',' was expected"),
    ("[{\"a\":\"b}]", "1:11", "the text ends too early"),
    ("{\"a\":[{\"b\":1}]", "1:15", "the text ends too early"),
    ("{\"a\":[{\"b\":1}],}", "1:16", "a key in quotes was expected"),
    ("{\"a\":[{\"b\":1}],\"x", "1:18", "the text ends too early"),
    ("{\"a\":[{\"b\":1}],\"x\\", "1:19", "the text ends too early"),
    ("{\"a\":[{\"b\":1}],\"x\"", "1:19", "the text ends too early"),
    ("{\"a\":[{\"b\":1}],\"x\":01}", "1:22", "a number must not begin with 0"),
  ]) func `a document that is broken around its records is told`(
    json: String, place: String, message: String
  ) {
    #expect(
      self.message(json) == "svar.json:\(place): error: the JSON document is broken: \(message)")
  }

  @Test func `records before the break are read`() throws {
    let input = try openInput(
      [("svar.json", MemoryBytes(Array(#"[{"text":"god"},{"text":"dyr"},"#.utf8)))],
      options: InputOptions())
    var reader = input.reader
    var batch = CommentBatch()
    #expect(try reader.read(into: &batch, targetBytes: 1 << 18))
    #expect(batch.count == 2)
    batch.reset(ordinal: 1, firstRecord: 3)
    #expect(throws: Diagnostic.self) { try reader.read(into: &batch, targetBytes: 1 << 18) }
  }

  @Test func `memory is flat, whatever the records and what is around them`() throws {
    let limits = InputLimits(recordBytes: 1000, readBytes: 100)
    let long = String(repeating: "lang ", count: 400)
    let text = """
      {"før":{"x":["\(long)",[\(long.replacing("lang ", with: "1,"))2]]},"svar":[{"text":"god"},
      {"text":"\(long)"},{"text":"dyr"}],"efter":"\(long)"}
      """
    for piece in [1, 7, .max] {
      let input = try read(text, InputOptions(limits: limits), piece: piece)
      #expect(input.texts == ["god", "", "dyr"])
      #expect(input.messages == ["svar.json:2: error: the record is longer than 1000 bytes"])
    }
  }

  @Test func `a string that the end of UTF-16 cuts in the middle of a letter is told`() throws {
    var text: [UInt8] = []
    for byte in #"[{"a":"god"},{"a":"d"#.utf8 { text += [byte, 0] }
    text.append(0x79)
    let options = InputOptions(format: .json, encoding: .utf16LittleEndian)
    #expect(
      said(text, options, piece: .max, targetBytes: 1 << 18).last?.hasPrefix(
        "svar.json:1:22: error: the JSON document is broken: the text ends too early") == true)
  }

  @Test(arguments: [
    // A key without its end, in UTF-8 and in an encoding that is guessed.
    [0x22, 0x78] as [UInt8],
    [0x22, 0x86, 0x96, 0x9B, 0x9A, 0xDD, 0xC5, 0x91, 0x82, 0x6C, 0x6C, 0x7D],
  ]) func `a broken document says the same however it is cut`(end: [UInt8]) {
    let bytes =
      Array(#"{"meta":{"n":[1]},"data":{"svar":[{"text":"god"},{"text":"dyr"}]},"#.utf8) + end
    let limits = InputLimits(
      fieldBytes: 200, recordBytes: 1000, columns: 50, headBytes: 300, readBytes: 64)
    for format in [.auto, .json] as [InputFormat] {
      let options = InputOptions(format: format, keepAll: true, limits: limits)
      let whole = said(bytes, options, piece: .max, targetBytes: 1 << 16)
      for piece in [1, 2, 7, 50] {
        #expect(said(bytes, options, piece: piece, targetBytes: 50) == whole)
      }
    }
  }

  /// All that is said of an input, with the error that ends it.
  private func said(
    _ bytes: [UInt8], _ options: InputOptions, piece: Int, targetBytes: Int
  ) -> [String] {
    var said: [String] = []
    do throws(Diagnostic) {
      let opened = try openInput(
        [("svar.json", MemoryBytes(bytes, pieceBytes: piece))], options: options)
      said += opened.reports.flatMap(\.lines)
      var reader = opened.reader
      var batch = CommentBatch()
      while try reader.read(into: &batch, targetBytes: targetBytes) {
        for record in 0..<batch.count {
          said.append("\(batch.status[record]) \(batch.string(of: record))")
        }
        said += batch.rejections.map(\.diagnostic.description)
        batch.reset(ordinal: 0, firstRecord: 1)
      }
    } catch {
      said.append(error.description)
    }
    return said
  }

  @Test func `what follows a record over the limit is the same wherever the input is cut`() {
    var options = InputOptions()
    options.limits.recordBytes = 100
    options.limits.headBytes = 20
    let text = "[{\"text\":\"" + String(repeating: "x", count: 200) + "\"}y z,{\"text\":\"b\"}]"
    for piece in [1, 7, 64, 150, .max] {
      let error = #expect(throws: Diagnostic.self) {
        try ReadInput(text, name: "svar.json", options, pieceBytes: piece)
      }
      #expect(error?.location?.column == 213, "\(piece)")
      #expect(error?.message == "the JSON document is broken: ',' was expected")
    }
  }
}
