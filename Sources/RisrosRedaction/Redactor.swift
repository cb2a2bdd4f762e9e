/// Takes personal data out of comments: Danish and Norwegian identity numbers, accounts, cards,
/// telephone numbers, e-mail addresses, links, handles and licence plates.
///
/// What is found is replaced by its kind in brackets, so that neither its letters nor its length
/// stay: "Ring 20 12 34 56" becomes "Ring [TELEFON]". A number that could be two kinds is taken for
/// the more private one; a number that is neither dated, checked nor marked by a word beside it
/// (an order number, a price) stays. Names are not looked for.
public struct Redactor: Sendable {
  /// What was taken out, by the label that stands in its place.
  public enum Kind: String, CaseIterable, Sendable {
    case cpr = "CPR"
    case birthNumber = "FØDSELSNUMMER"
    case card = "KORT"
    case iban = "IBAN"
    case account = "KONTO"
    case phone = "TELEFON"
    case mail = "E-MAIL"
    case link = "LINK"
    case handle = "BRUKER"
    case plate = "NUMMERPLADE"
  }

  /// A stretch of text that tells who somebody is.
  public struct Finding: Equatable, Sendable {
    public var kind: Kind
    /// Bytes of the original text, half open.
    public var range: Range<Int>
  }

  public init() {}

  /// The text without personal data, and how often each kind was found.
  public func redact(_ text: [UInt8]) -> (text: [UInt8], counts: [Kind: Int]) {
    var result: [UInt8] = []
    var counts: [Kind: Int] = [:]
    var at = 0
    for finding in findings(in: text) {
      result += text[at..<finding.range.lowerBound]
      result += Array("[\(finding.kind.rawValue)]".utf8)
      at = finding.range.upperBound
      counts[finding.kind, default: 0] += 1
    }
    return (result + text[at...], counts)
  }

  /// The text without personal data: "Ring 22 33 44 55" gives "Ring [TELEFON]".
  public func redact(_ text: String) -> String {
    String(decoding: redact(Array(text.utf8)).text, as: UTF8.self)
  }

  /// What is to be taken out, in the order of the text; findings do not overlap.
  ///
  /// Takes time proportional to the text, whatever is in it.
  public func findings(in text: [UInt8]) -> [Finding] {
    var found: [Finding] = []
    var scan = RedactionScan(text)
    while let finding = scan.next() { found.append(finding) }
    return found
  }
}
