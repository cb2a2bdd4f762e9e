internal import Foundation
internal import RisrosText

/// A file that is measured, and what is in it.
struct BenchInput {
  let name: String
  let path: String
  let records: Int
  let bytes: Int
  /// What `--input-format` is told, where it is not found out.
  var format: String?
}

/// Makes inputs out of the comments of `Corpora`, the same bytes each time, outside the tree.
struct BenchInputs {
  private let comments: [[UInt8]]
  private let folder: URL

  init() throws {
    let corpora = URL(fileURLWithPath: "Corpora")
    var comments: [[UInt8]] = []
    for language in ["da", "nb", "nn"] {
      let file = corpora.appendingPathComponent("gold/\(language).jsonl")
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        throw BenchError("there is no \(file.path); run it from the package's folder")
      }
      for line in text.split(separator: "\n") {
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        if let comment = object?["text"] as? String { comments.append(Array(comment.utf8)) }
      }
    }
    let demo = try String(
      contentsOf: corpora.appendingPathComponent("demo/nordlys.csv"), encoding: .utf8)
    for line in demo.split(separator: "\r\n").dropFirst() {
      let fields = line.split(separator: ";", maxSplits: 4, omittingEmptySubsequences: false)
      guard fields.count == 5, !fields[4].isEmpty, !fields[4].hasPrefix("\"") else { continue }
      comments.append(Array(fields[4].utf8))
    }
    self.comments = comments
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("risros-bench-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func removeAll() { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  // MARK: Kinds

  /// An export: date, store, channel, rating and comment, quoted where it must be.
  func export(megabytes: Int, name: String = "export") throws -> BenchInput {
    try write(name + ".csv", header: "id;dato;butik;nps;kommentar\r\n", megabytes) { rows, random in
      rows.appendFields(random)
      rows.appendCell(comments[random.below(comments.count)], quoted: false)
      rows.end()
    }
  }

  func quotedExport(megabytes: Int) throws -> BenchInput {
    try write("quoted.csv", header: "id;dato;butik;nps;kommentar\r\n", megabytes) { rows, random in
      rows.appendFields(random)
      rows.appendCell(comments[random.below(comments.count)], quoted: true)
      rows.end()
    }
  }

  /// Comments of at most 20 bytes.
  func shortComments(megabytes: Int) throws -> BenchInput {
    let short = comments.filter { $0.count <= 20 }
    return try write("short.csv", header: "id;kommentar\r\n", megabytes) { rows, random in
      rows.appendNumber()
      rows.appendCell(short[random.below(short.count)], quoted: false)
      rows.end()
    }
  }

  /// Comments of some 4,000 bytes.
  func longComments(megabytes: Int) throws -> BenchInput {
    try write("long.csv", header: "id;kommentar\r\n", megabytes) { rows, random in
      rows.appendNumber()
      var text: [UInt8] = []
      while text.count < 4000 {
        text += comments[random.below(comments.count)] + [0x20]
      }
      rows.appendCell(text, quoted: false)
      rows.end()
    }
  }

  func jsonLines(megabytes: Int) throws -> BenchInput {
    try write("comments.jsonl", header: "", megabytes) { rows, random in
      let text = String(decoding: comments[random.below(comments.count)], as: UTF8.self)
      var object = ByteWriter()
      object.append("{\"id\":\"\(rows.count)\",\"text\":")
      object.append(jsonString: text)
      object.append("}\n")
      rows.append(object.finish())
      rows.endRecord()
    }
  }

  /// An emoji behind every third word.
  func emojiHeavy(megabytes: Int) throws -> BenchInput {
    let emoji = ["👍", "😡", "❤️", "🙏🏽", "😂"].map { Array($0.utf8) }
    return try write("emoji.csv", header: "id;kommentar\r\n", megabytes) { rows, random in
      rows.appendNumber()
      var text: [UInt8] = []
      for (place, word) in comments[random.below(comments.count)].split(separator: 0x20)
        .enumerated()
      {
        text += word + [0x20]
        if place % 3 == 2 { text += emoji[random.below(emoji.count)] + [0x20] }
      }
      rows.appendCell(text, quoted: false)
      rows.end()
    }
  }

  /// A shape made to be slow, of about so many bytes.
  func hostile(_ shape: HostileShape, kilobytes: Int, _ name: String) throws -> BenchInput {
    let bytes = shape.bytes(kilobytes * 1000)
    let path = path(name)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return BenchInput(
      name: shape.rawValue, path: path, records: 0, bytes: bytes.count, format: "lines")
  }

  // MARK: Writing

  private func write(
    _ name: String, header: String, _ megabytes: Int, _ add: (inout Rows, inout Numbers) -> Void
  ) throws -> BenchInput {
    let path = path(name)
    try Data().write(to: path)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    var rows = Rows()
    var random = Numbers(seed: 20_260_101)
    rows.append(header)
    var written = 0
    while written + rows.bytes.count < megabytes * 1_000_000 {
      add(&rows, &random)
      if rows.bytes.count > 1 << 20 {
        try file.write(contentsOf: rows.bytes)
        written += rows.bytes.count
        rows.bytes.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: rows.bytes)
    written += rows.bytes.count
    try file.close()
    return BenchInput(name: name, path: path, records: rows.count, bytes: written)
  }
}

/// Rows of delimited text on their way to a file.
private struct Rows {
  var bytes: [UInt8] = []
  private(set) var count = 0

  mutating func append(_ text: String) { bytes += Array(text.utf8) }
  mutating func append(_ text: [UInt8]) { bytes += text }

  mutating func appendNumber() { append("\(count);") }

  mutating func appendFields(_ random: Numbers) {
    let day = 1 + count % 28
    let month = 1 + count / 28 % 12
    append("\(count);\(day)-\(month)-2026;Butik \(count % 40);\(count % 11);")
  }

  mutating func appendCell(_ text: [UInt8], quoted: Bool) {
    let quote = UInt8(ascii: "\"")
    let special = text.contains {
      $0 == quote || $0 == UInt8(ascii: ";") || $0 == 0x0A || $0 == 0x0D
    }
    guard quoted || special else {
      bytes += text
      return
    }
    bytes.append(quote)
    for byte in text {
      bytes.append(byte)
      if byte == quote { bytes.append(quote) }
    }
    bytes.append(quote)
  }

  mutating func end() {
    append("\r\n")
    endRecord()
  }

  mutating func endRecord() { count += 1 }
}

/// Pseudo-random numbers, the same on every machine (Steele, Lea and Flood, "SplitMix", 2014).
struct Numbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ z >> 31) % UInt64(limit))
  }
}

/// Text that makes careless loops slow.
enum HostileShape: String, CaseIterable {
  case oneLine = "one long line"
  case emoji = "emoji flood"
  case quotes = "quotes"
  case negators = "nested negators"
  case letters = "repeated letters"
  case marks = "combining marks"
  case compounds = "very long compounds"
  case phrases = "near-miss phrases"

  func bytes(_ count: Int) -> [UInt8] {
    func repeated(_ text: String) -> [UInt8] {
      let unit = Array(text.utf8)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(count + unit.count)
      while bytes.count < count { bytes += unit }
      return bytes + [0x0A]
    }
    return switch self {
    case .oneLine: repeated("Prisen er fin, men appen er elendig. ")
    case .emoji: repeated("👍🏽😡❤️👨‍👩‍👧")
    case .quotes: repeated("\"")
    case .negators: repeated("ikke ingen aldrig uden ")
    case .letters: repeated("å")
    case .marks: repeated("e\u{301}\u{302}\u{303}")
    case .compounds: repeated("kundeservicemedarbejderoplevelses")
    case .phrases: repeated("ikke en finger at på sætte ")
    }
  }
}
