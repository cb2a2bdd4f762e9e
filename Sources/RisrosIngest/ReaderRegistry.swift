public import RisrosPipeline

/// The record readers that can be named in `--input-format`, in the order they are listed.
public enum ReaderRegistry {
  public static let readers: [any RecordReader.Type] = [
    DelimitedReader.self, JSONLinesReader.self, JSONDocumentReader.self, WorkbookReader.self,
    LinesReader.self,
  ]
}
