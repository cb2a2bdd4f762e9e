/// What a number in a cell stands for, by its number format (ECMA-376 part 1, 18.8.30).
///
/// Only what changes the meaning is told apart; decimals, thousands, currencies and colours are not.
enum NumberFormat: Sendable, Equatable {
  case general
  /// A count of days since the epoch of the workbook.
  case dateTime(hasDate: Bool, hasTime: Bool)
  /// A count of days shown as hours: `[h]:mm:ss`.
  case elapsed
  case percent
  /// A whole number of at least so many digits: `00000`.
  case padded(Int)

  /// A format that every spreadsheet program knows by number.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17: self = .dateTime(hasDate: true, hasTime: false)
    case 18...21, 45, 47: self = .dateTime(hasDate: false, hasTime: true)
    case 22: self = .dateTime(hasDate: true, hasTime: true)
    case 46: self = .elapsed
    default: self = .general
    }
  }

  /// A format by its code: `yyyy-mm-dd`, `[h]:mm`, `0 %`. The part for positive numbers counts.
  init(code: String) {
    var letters: Set<Character> = []
    var plain = ""
    var isElapsed = false
    var rest = Substring(code)
    scan: while let character = rest.popFirst() {
      switch character {
      case "\"":
        rest = rest.drop { $0 != "\"" }.dropFirst()
        plain += "\""
      // The next one is a letter, the width of a blank, or what fills the cell.
      case "\\", "_", "*": _ = rest.popFirst()
      case "[":
        let word = rest.prefix { $0 != "]" }.lowercased()
        rest = rest.drop { $0 != "]" }.dropFirst()
        if let first = word.first, "hms".contains(first), word.allSatisfy({ $0 == first }) {
          isElapsed = true
        }
      case ";": break scan
      default:
        letters.insert(Character(character.lowercased()))
        plain.append(character)
      }
    }
    if isElapsed {
      self = .elapsed
    } else if plain.lowercased() == "general" {
      self = .general
    } else if !letters.isDisjoint(with: ["y", "m", "d", "h", "s"]) {
      let hasTime = !letters.isDisjoint(with: ["h", "s"])
      let hasDate = !letters.isDisjoint(with: ["y", "d"]) || !hasTime
      self = .dateTime(hasDate: hasDate, hasTime: hasTime)
    } else if letters.contains("%") {
      self = .percent
    } else if (2...30).contains(plain.count), plain.allSatisfy({ $0 == "0" }) {
      self = .padded(plain.count)
    } else {
      self = .general
    }
  }
}
