internal import RisrosModel

/// Finds the keys that come up behind the begin of a JSON file, by a pass over all of it, so that
/// everything can be carried along.
///
/// What is broken, too long or cannot be read any further is passed over here: the reading tells.
struct JSONKeyPass {
  private var head: JSONHead
  private var fields: JSONFields
  private let limits: InputLimits
  /// Objects that had other keys of which none could be taken.
  private var futile = 0

  private static let mostFutile = 100

  /// - Parameter keys: those the begin shows.
  init(_ keys: [String], limits: InputLimits) {
    head = JSONHead(keys: keys, mostKeys: limits.columns)
    fields = JSONFields(keys: keys, watchesOthers: true)
    self.limits = limits
  }

  /// Goes over a file from its begin.
  /// - Parameter shape: of a document; nil for JSON Lines.
  /// - Returns: the keys it was given and those it found, in the order of their appearance.
  mutating func keys(in window: TextWindow, _ shape: JSONShape?) -> [String] {
    var window = window
    try? shape.map { try walk(&window, $0) } ?? walkLines(&window)
    return head.keys
  }

  private mutating func walkLines(_ window: inout TextWindow) throws {
    var line = LineInHand()
    while futile < JSONKeyPass.mostFutile {
      switch window.nextLine(scanned: &line.scanned) {
      case .line(let range, let next):
        if !line.isSkipped && range.count <= limits.recordBytes { look(at: window.bytes, range) }
        line.isSkipped = false
        window.position = next
      case .needsMore:
        if window.end - window.position > limits.recordBytes + 1 || line.isSkipped {
          line = LineInHand(isSkipped: true)
          window.position = window.end
        }
        try window.fill()
      case .end: return
      }
    }
  }

  private mutating func walk(_ window: inout TextWindow, _ shape: JSONShape) throws {
    var walker = JSONDocumentWalker(shape, recordLimit: limits.recordBytes)
    while futile < JSONKeyPass.mostFutile {
      switch try walker.next(&window) {
      case .record(let range): look(at: window.bytes, range)
      case .longRecord: continue
      case .needsMore: try window.fill()
      case .end: return
      }
    }
  }

  private mutating func look(at bytes: [UInt8], _ range: Range<Int>) {
    do { try fields.read(bytes, range) } catch { return }
    guard fields.hasOther else { return }
    let known = head.keys.count
    head.add(bytes, range)
    if head.keys.count == known {
      futile += 1
    } else {
      fields = JSONFields(keys: head.keys, watchesOthers: true)
    }
  }
}
