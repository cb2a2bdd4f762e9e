internal import RisrosModel

/// A comment with what people say about it, as in `Corpora/gold` and in evaluation sets.
public struct LabelledComment: Sendable, Equatable {
  public var id: String
  public var text: String
  /// Codes of all languages that the text counts as; `und` where it does not tell; empty where
  /// nobody says.
  public var lang: [String]
  public var domain: String?
  /// The part of its set that it belongs to, as "tuned" and "measured" of `Corpora/gold`.
  public var part: String?
  /// Label of a polarity, or nil where nobody says.
  public var sentiment: String?
  /// Drivers touched, with their polarity; nil where nobody says.
  public var drivers: [String: String]?
  /// Drivers whose presence and absence are both known; nil for all.
  public var scored: [String]?

  public init(
    id: String, text: String, lang: [String] = [], domain: String? = nil, part: String? = nil,
    sentiment: String? = nil, drivers: [String: String]? = nil, scored: [String]? = nil
  ) {
    self.id = id
    self.text = text
    self.lang = lang
    self.domain = domain
    self.part = part
    self.sentiment = sentiment
    self.drivers = drivers
    self.scored = scored
  }

  /// The number at the end of the id, 17 in `da-017`; 0 where there is none.
  public var number: Int {
    let digits = id.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }
    return Int(String(decoding: digits.reversed(), as: UTF8.self)) ?? 0
  }

  /// What is wrong with the labels, or nil.
  ///
  /// - Parameter known: identifiers of the drivers there are.
  func complaint(drivers known: [String]) -> (message: String, remedy: String)? {
    let labels = Polarity.allCases.map(\.label)
    let polarities = "the polarities are " + labels.joined(separator: ", ")
    if let sentiment, !labels.contains(sentiment) {
      return ("'\(sentiment)' is no sentiment", polarities)
    }
    if let code = lang.first(where: { Language(code: $0) == nil }) {
      let codes = Language.allCases.map(\.code).joined(separator: ", ")
      return ("'\(code)' is no language", "the codes are \(codes)")
    }
    for (driver, polarity) in (drivers ?? [:]).sorted(by: { $0.key < $1.key }) {
      if !known.contains(driver) {
        return (
          "there is no driver '\(driver)'", "the drivers are " + known.joined(separator: ", ")
        )
      }
      if !labels.contains(polarity) {
        return ("'\(polarity)' is no polarity of \(driver)", polarities)
      }
    }
    if let driver = scored?.first(where: { !known.contains($0) }) {
      return ("there is no driver '\(driver)'", "the drivers are " + known.joined(separator: ", "))
    }
    return nil
  }
}

extension LabelledComment: Decodable {
  private enum Key: String, CodingKey {
    case id, text, lang, domain, part, sentiment, drivers, scored
  }

  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: Key.self)
    id = try fields.decodeIfPresent(String.self, forKey: .id) ?? ""
    text = try fields.decode(String.self, forKey: .text)
    domain = try fields.decodeIfPresent(String.self, forKey: .domain)
    part = try fields.decodeIfPresent(String.self, forKey: .part)
    sentiment = try fields.decodeIfPresent(String.self, forKey: .sentiment)
    drivers = try fields.decodeIfPresent([String: String].self, forKey: .drivers)
    scored = try fields.decodeIfPresent([String].self, forKey: .scored)
    // One code may stand without its list.
    if let one = try? fields.decode(String.self, forKey: .lang) {
      lang = [one]
    } else {
      lang = try fields.decodeIfPresent([String].self, forKey: .lang) ?? []
    }
  }
}
