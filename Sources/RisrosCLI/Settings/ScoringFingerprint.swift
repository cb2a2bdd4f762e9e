internal import RisrosLexicon

extension ParsedArguments {
  /// A fingerprint of the flags that decide what is read and how it is scored, whether they come from
  /// the command line, the environment or a file; for reports.
  ///
  /// Results that agree in it and in the fingerprint of the words were made alike. The other way round
  /// does not hold: a flag that says what would be found out anyway counts as set.
  func scoringFingerprint(_ command: Command) -> String {
    var fingerprint = Fingerprint()
    for flag in Flag.of(command) where flag.decidesScores {
      for value in all(flag.name) { fingerprint.add(name: flag.name, bytes: Array(value.utf8)) }
    }
    return fingerprint.hexadecimal
  }
}
