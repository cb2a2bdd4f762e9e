/// Which fields of a record travel with its comment, and what they are for.
///
/// A record reader makes it once, before the first batch; `CommentBatch.fieldEnd` then holds
/// `columns.count` entries a record, in this order.
public struct RecordSchema: Sendable, Equatable {
  public struct Column: Sendable, Equatable {
    /// The name in the header, or "column 3" where there is none.
    public var name: String
    public init(name: String) { self.name = name }
  }

  public var columns: [Column]
  /// Indices into `columns`; nil where the input has none.
  public var id: Int?
  public var date: Int?
  public var rating: Int?
  public var segments: [Int]
  /// How the dates are written.
  public var dateForm = DateForm()
  /// How the ratings are written, and their scale; nil where that is not known.
  public var ratingForm: RatingForm?
  /// All columns are input columns to be carried along, in their order.
  public var keepsAll: Bool

  public init(
    columns: [Column] = [], id: Int? = nil, date: Int? = nil, rating: Int? = nil,
    segments: [Int] = [], keepsAll: Bool = false
  ) {
    self.columns = columns
    self.id = id
    self.date = date
    self.rating = rating
    self.segments = segments
    self.keepsAll = keepsAll
  }
}
