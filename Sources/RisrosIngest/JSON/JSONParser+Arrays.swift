extension JSONParser {
  /// Enters an array.
  mutating func beginArray() throws(JSONError) {
    skipBlanks()
    if !take(0x5B) { throw failure("an array was expected") }
  }

  /// Steps to the next element; false behind the last one.
  mutating func nextElement(isFirst: Bool) throws(JSONError) -> Bool {
    skipBlanks()
    if isFirst && take(0x5D) { return false }
    if !isFirst {
      if take(0x5D) { return false }
      if !take(0x2C) { throw failure("a comma or the end of the array was expected") }
      skipBlanks()
    }
    return true
  }
}
