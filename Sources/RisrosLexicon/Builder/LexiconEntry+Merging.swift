internal import RisrosModel

extension LexiconEntry {
  /// What a form means by this row and a later one.
  ///
  /// - Parameter firstFileOfLayer: the number of the first file of the folder that the later row
  ///   stands in; a row of a lower file gives way to it.
  func merged(with later: LexiconEntry, firstFileOfLayer: Int) -> LexiconEntry {
    var entry = self
    let layered = source.file < firstFileOfLayer
    if later.source != .none {
      let colours = later.roles.isEmpty && later.factor == 0
      // That a connective has no colour tells less of it than that it is a connective.
      let hidesRole = later.valence == 0 && !layered && (!roles.isEmpty || factor != 0)
      if !colours || layered || valence == 0 {
        if colours { entry.valence = later.valence }
        if entry.source == .none || colours && !hidesRole { entry.source = later.source }
      }
      if later.factor != 0 { entry.factor = later.factor }
    }
    if !later.aspect.isNone || later.aspect == .excluded {
      if aspect == .none || driverSource.file < firstFileOfLayer {
        entry.aspect = later.aspect
        entry.secondAspect = later.secondAspect
        entry.driverSource = later.driverSource
        if later.more != 0 { entry.more = later.more }
      } else if secondAspect.isNone, later.aspect.driver != aspect.driver {
        entry.secondAspect = later.aspect
      }
    }
    if entry.more == 0 { entry.more = later.more }
    entry.roles.formUnion(later.roles)
    entry.traits.formUnion(later.traits)
    return entry
  }
}
