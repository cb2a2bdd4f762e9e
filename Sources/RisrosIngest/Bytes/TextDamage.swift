/// Letters that were lost before the file came here, which no reading brings back for certain.
enum TextDamage {
  /// What is worth telling of the begin of a text; nil where its letters are as they should be.
  static func note(_ head: [UInt8]) -> String? {
    var (twice, lost, whole) = (0, 0, 0)
    for index in head.indices.dropLast(3) {
      switch (head[index], head[index + 1], head[index + 2], head[index + 3]) {
      // "Ã¦", "Ã¸" and "Ã¥"
      case (0xC3, 0x83, 0xC2, 0xA6), (0xC3, 0x83, 0xC2, 0xB8), (0xC3, 0x83, 0xC2, 0xA5):
        twice += 1
      case (0xEF, 0xBF, 0xBD, _): lost += 1
      case (0xC3, 0xA6, _, _), (0xC3, 0xB8, _, _), (0xC3, 0xA5, _, _): whole += 1
      default: break
      }
    }
    if twice >= 3 && twice > whole {
      return "'Ã¸' stands for 'ø' and the like: UTF-8 was read as Windows-1252 before the file was"
        + " written, and its words will not be known; export it again"
    }
    if lost >= 3 && lost > whole {
      return "letters such as æ, ø and å were lost before the file was written (U+FFFD), and words"
        + " that had them will not be known; export it again"
    }
    return nil
  }
}
