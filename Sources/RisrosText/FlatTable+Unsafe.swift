// Tables that are read where they lie, in a mapped file or in memory of their own: copying 14 MB of
// words took most of a start. Invariant: memory is never written after it was made and lives as long
// as any table that points into it; a table's elements lie within its memory, aligned, and are plain
// bits (`BitwiseCopyable`), of which any pattern is a value.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Bytes that never change, 8-aligned: a file's, mapped, or a copy.
///
/// `@unchecked`, since the compiler cannot know that nothing writes through the pointer.
@safe public final class FixedMemory: @unchecked Sendable {
  let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool

  public var count: Int { unsafe bytes.count }

  /// Maps a regular file; nil where there is none, or it cannot be mapped.
  ///
  /// Pages are read as they are touched. A file that is cut short meanwhile stops the program, so
  /// it is to be replaced by renaming, as installers do.
  public init?(mapping path: String) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size > 0
    else { return nil }
    let size = Int(status.st_size)
    let start = unsafe mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else { return nil }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: size)
    isMapped = true
  }

  /// Copies elements.
  public init<Element: BitwiseCopyable>(_ elements: [Element]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(
      byteCount: elements.count * MemoryLayout<Element>.stride, alignment: 16)
    unsafe elements.withUnsafeBytes { unsafe copy.copyMemory(from: $0) }
    unsafe bytes = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  deinit {
    if isMapped {
      unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      unsafe bytes.deallocate()
    }
  }
}

/// An array that cannot be changed and may lie in a mapped file.
///
/// `@unchecked` for the pointer, which `memory` keeps valid.
@safe
public struct FlatTable<Element: BitwiseCopyable & Sendable>: RandomAccessCollection,
  @unchecked Sendable
{
  private let memory: FixedMemory
  @usableFromInline let start: UnsafePointer<Element>
  public let count: Int

  /// A table with the elements of an array.
  public init(_ elements: [Element] = []) {
    self.init(FixedMemory(elements), at: 0, count: elements.count)!
  }

  /// The table of `count` elements that begins at a byte of some memory; nil where they do not fit,
  /// or do not lie as they must.
  public init?(_ memory: FixedMemory, at firstByte: Int, count: Int) {
    guard firstByte >= 0, count >= 0, firstByte <= memory.count,
      count <= (memory.count - firstByte) / MemoryLayout<Element>.stride,
      firstByte % MemoryLayout<Element>.alignment == 0
    else { return nil }
    self.memory = memory
    // Neither a mapping nor an allocation lacks an address, however few its bytes.
    unsafe start = (memory.bytes.baseAddress! + firstByte).assumingMemoryBound(to: Element.self)
    self.count = count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }

  @inlinable public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "a table is read within its bounds")
    return unsafe start[index]
  }

  @inlinable public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    try unsafe body(UnsafeBufferPointer(start: start, count: count))
  }
}
