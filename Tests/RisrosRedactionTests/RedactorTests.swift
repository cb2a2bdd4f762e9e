import Testing

@testable import RisrosRedaction

/// All numbers are made up; birth numbers are synthetic or carry no valid check.
@Suite struct RedactorTests {
  @Test(arguments: [
    ("Mit cpr er 010190-1234, ring", "Mit cpr er [CPR], ring"),
    ("310299-4321 er ingen dato", "310299-4321 er ingen dato"),
    ("cpr 0101901234", "cpr [CPR]"),
    ("01 01 90 1234", "[CPR]"),
    ("fødselsnummer 01019012345", "fødselsnummer [FØDSELSNUMMER]"),
    ("fnr 41018012345", "fnr [FØDSELSNUMMER]"),
    ("Ring 20 12 34 56 i morgen", "Ring [TELEFON] i morgen"),
    ("+45 20123456", "[TELEFON]"), ("+4720123456", "[TELEFON]"), ("0047 412 34 567", "[TELEFON]"),
    ("tlf. 20123456", "tlf. [TELEFON]"), ("Tlf: 412 34 567.", "Tlf: [TELEFON]."),
    ("skriv til per.hansen@eksempel.dk!", "skriv til [E-MAIL]!"),
    ("ÅSE@EKSEMPEL.NO", "[E-MAIL]"), ("se @kundeservice_dk", "se [BRUKER]"),
    ("se https://eksempel.dk/ordre?id=12&x=y.", "se [LINK]."),
    ("www.eksempel.no/min-side", "[LINK]"),
    ("kort 4111 1111 1111 1111 trukket", "kort [KORT] trukket"),
    ("4111111111111111", "[KORT]"), ("4111111111111112", "4111111111111112"),
    ("DK50 0040 0440 1162 43", "[IBAN]"), ("NO93 8601 1117 947", "[IBAN]"),
    ("konto 8601.11.17947", "konto [KONTO]"), ("8601.11.17947", "[KONTO]"),
    ("reg. 1234 konto 1234567890", "reg. 1234 konto [KONTO]"),
    ("bilen AB 12 345 holdt", "bilen [NUMMERPLADE] holdt"), ("EL12345", "[NUMMERPLADE]"),
    ("010190-1234 og 020290-2345", "[CPR] og [CPR]"),
  ])
  func `personal data are taken out`(_ text: String, _ redacted: String) {
    #expect(Redactor().redact(text) == redacted)
  }

  @Test(arguments: [
    "Ordre 12345678 kom ikke", "ordrenummer 20123456", "faktura 0101901234",
    "Det kostede 1.299,00 kr", "12 500 000 kr", "20 12 34 56 kr", "købt 02-01-2026 kl. 14.30",
    "fra 2019 til 2026", "varenr. 4711-0815", "model X100 2000", "iPhone 15 Pro 256",
    "5 ud af 10", "100 %", "5700 Svendborg", "AB 12", "a@b", "@", "h", "www.", "+", "+4", "1-2-3",
    "Jeg gav 10 000 for den i 2024", "sag SAG20123456", "1234567890123456789012345678901234567890",
    "Prisen er fin, men appen er elendig 😡", "",
  ])
  func `what is nobody's stays`(_ text: String) {
    #expect(Redactor().redact(text) == text)
  }

  @Test func `counts are told by kind, and the rest of the text is as it was`() {
    let (text, counts) = Redactor().redact(Array("æ 010190-1234 ø a@b.dk å".utf8))
    #expect(String(decoding: text, as: UTF8.self) == "æ [CPR] ø [E-MAIL] å")
    #expect(counts == [.cpr: 1, .mail: 1])
  }

  /// Numbers with check digits, made by the rules and put into sentences of all sorts.
  @Test func `of generated numbers nearly all are found, beside order numbers and prices`() {
    var state: UInt64 = 42
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: width - digits.count) + digits
    }
    func date() -> String {
      padded(1 + random(28), 2) + padded(1 + random(12), 2) + padded(random(100), 2)
    }
    func digit(_ digits: String, _ weights: [Int]) -> Int? {
      let sum = zip(digits, weights).reduce(0) { $0 + $1.0.wholeNumberValue! * $1.1 }
      let rest = (11 - sum % 11) % 11
      return rest == 10 ? nil : rest
    }
    func birthNumber() -> String {
      while true {
        let head = date() + padded(random(1000), 3)
        guard let first = digit(head, [3, 7, 6, 1, 8, 9, 4, 5, 2]),
          let second = digit(head + "\(first)", [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])
        else { continue }
        return head + "\(first)\(second)"
      }
    }
    var (found, made) = (0, 0)
    var (kept, others) = (0, 0)
    let frames = ["Hej, {} er mit", "{}", "Se ({}) her.", "jeg hedder Per, {}, og venter"]
    for round in 0..<2000 {
      let frame = frames[random(frames.count)]
      let personal = [
        "\(date())-\(padded(random(10_000), 4))", birthNumber(),
        "+45 \(20 + random(79)) \(padded(random(100), 2)) \(padded(random(100), 2)) \(padded(random(100), 2))",
        "kunde\(round)@eksempel.no",
      ][round % 4]
      made += 1
      let text = Redactor().redact(frame.replacing("{}", with: personal))
      if !text.contains(personal), text.contains("[") { found += 1 }
      let other = [
        "ordre \(10_000_000 + random(80_000_000))",
        "\(random(9000) + 100),\(padded(random(100), 2)) kr",
        "\(padded(1 + random(28), 2)).\(padded(1 + random(12), 2)).2025",
        "\(1 + random(9999)) stk.",
      ][round % 4]
      others += 1
      if Redactor().redact(frame.replacing("{}", with: other)).contains(other) { kept += 1 }
    }
    #expect(found * 100 >= made * 99, "\(found) of \(made)")
    #expect(kept * 100 >= others * 98, "\(kept) of \(others)")
  }

  @Test func `hostile text takes time in proportion`() {
    for piece in ["1 ", "@", "a@", "1-", "www.", "DK50 ", "+", "AB 1", "é", "0101901234 "] {
      let text = Array(String(repeating: piece, count: 100_000 / piece.utf8.count).utf8)
      let clock = ContinuousClock()
      let time = clock.measure { _ = Redactor().redact(text) }
      #expect(time < .seconds(30), "\(piece): \(time)")
    }
  }
}
