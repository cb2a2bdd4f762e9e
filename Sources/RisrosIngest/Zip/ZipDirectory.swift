internal import RisrosModel

/// The list of contents at the end of a ZIP archive.
///
///     entry, entry, …, list: a header an entry, [ZIP64 end,] end record, [comment]
struct ZipDirectory {
  private(set) var entries: [ZipArchive.Entry] = []
  private let file: String
  /// Bytes before the archive, in files that something was put in front of.
  private var shift = 0

  private static let mostEntries = 1000
  private static let mostListBytes = 4 << 20
  private static let mostEntryBytes = 4 << 30
  /// A number that is too large for its place and stands in the ZIP64 part instead.
  private static let elsewhere = 0xFFFF_FFFF

  init(_ bytes: ArchiveBytes, file: String) throws(Diagnostic) {
    self.file = file
    let (place, size, count) = try findList(bytes)
    if count > ZipDirectory.mostEntries {
      throw ZipArchive.refusal(
        "holds \(count) entries, more than \(ZipDirectory.mostEntries)", file)
    }
    if size > ZipDirectory.mostListBytes {
      throw ZipArchive.refusal("has a list of contents of \(size) bytes", file)
    }
    let list = try bytes.read(from: place, size)
    if list.count < size { throw ZipArchive.damage("its list of contents is cut off", file) }
    var at = 0
    for _ in 0..<count { entries.append(try entry(list, &at)) }
    try checkPlaces(listStart: place)
  }

  /// Finds the list through the record at the very end.
  private mutating func findList(
    _ bytes: ArchiveBytes
  ) throws(Diagnostic) -> (place: Int, size: Int, count: Int) {
    let tailStart = max(0, bytes.count - (22 + 0xFFFF + 20))
    let tail = try bytes.read(from: tailStart, bytes.count - tailStart)
    var at = tail.count - 22
    while at >= 0 {
      let isEnd = tail[at] == 0x50 && tail[at...].starts(with: [0x50, 0x4B, 0x05, 0x06])
      if isEnd, at + 22 + tail.uint16(at: at + 20) <= tail.count { break }
      at -= 1
    }
    if at < 0 {
      throw ZipArchive.damage("its end is missing, where the list of contents is", file)
    }
    var count = tail.uint16(at: at + 10)
    var size = tail.uint32(at: at + 12)
    var place = tail.uint32(at: at + 16)
    var listEnd = tailStart + at
    if place == ZipDirectory.elsewhere || size == ZipDirectory.elsewhere || count == 0xFFFF,
      at >= 20, tail[(at - 20)...].starts(with: [0x50, 0x4B, 0x06, 0x07])
    {
      guard let far = tail.uint64(at: at - 20 + 8), far <= bytes.count - 56 else {
        throw ZipArchive.damage("its ZIP64 record is not where the end says", file)
      }
      let record = try bytes.read(from: far, 56)
      guard record.count == 56, record.starts(with: [0x50, 0x4B, 0x06, 0x06]),
        let farCount = record.uint64(at: 32), let farSize = record.uint64(at: 40),
        let farPlace = record.uint64(at: 48)
      else { throw ZipArchive.damage("its ZIP64 record is not where the end says", file) }
      (count, size, place, listEnd) = (farCount, farSize, farPlace, far)
    }
    guard size <= listEnd, place <= listEnd - size else {
      throw ZipArchive.damage("its list of contents is not where the end says", file)
    }
    shift = listEnd - size - place
    return (place + shift, size, count)
  }

  private func entry(
    _ list: [UInt8], _ at: inout Int
  ) throws(Diagnostic) -> ZipArchive.Entry {
    guard at + 46 <= list.count, list[at...].starts(with: [0x50, 0x4B, 0x01, 0x02]) else {
      throw ZipArchive.damage("its list of contents is broken", file)
    }
    let flags = list.uint16(at: at + 8)
    let nameEnd = at + 46 + list.uint16(at: at + 28)
    let extraEnd = nameEnd + list.uint16(at: at + 30)
    let end = extraEnd + list.uint16(at: at + 32)
    guard end <= list.count else {
      throw ZipArchive.damage("its list of contents is broken", file)
    }
    // Some writers put backslashes where slashes belong.
    let name = String(decoding: list[at + 46..<nameEnd], as: UTF8.self)
      .split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "/")
    try check(name, attributes: list.uint32(at: at + 38), system: Int(list[at + 5]))
    var size = list.uint32(at: at + 24)
    var compressedSize = list.uint32(at: at + 20)
    var start = list.uint32(at: at + 42)
    var extra = nameEnd
    while extra + 4 <= extraEnd {
      let fieldEnd = extra + 4 + list.uint16(at: extra + 2)
      if list.uint16(at: extra) == 1 && fieldEnd <= extraEnd {
        var value = extra + 4
        func take(_ number: inout Int) {
          if number != ZipDirectory.elsewhere || value + 8 > fieldEnd { return }
          number = list.uint64(at: value) ?? .max
          value += 8
        }
        take(&size)
        take(&compressedSize)
        take(&start)
      }
      extra = fieldEnd
    }
    if size > ZipDirectory.mostEntryBytes {
      throw ZipArchive.refusal("holds an entry of more than 4 GiB", file)
    }
    guard compressedSize <= 1 << 40, start <= 1 << 40 else {
      throw ZipArchive.damage("its list of contents is broken", file)
    }
    let entry = ZipArchive.Entry(
      name: name, method: list.uint16(at: at + 10), isEncrypted: flags & 0x41 != 0,
      checkSum: UInt32(list.uint32(at: at + 16)), compressedSize: compressedSize, size: size,
      start: start + shift, headerSize: 30 + list.uint16(at: at + 28))
    at = end
    return entry
  }

  private func check(_ name: String, attributes: Int, system: Int) throws(Diagnostic) {
    if name.utf8.contains(0) || name.split(separator: "/").contains("..") {
      throw ZipArchive.refusal("holds an entry whose name leads out of the folder", file)
    }
    let isUnix = system == 3
    if isUnix && attributes >> 16 & 0o170000 == 0o120000 {
      throw ZipArchive.refusal("holds a symbolic link", file)
    }
  }

  /// Entries follow one another: those that share bytes grow far beyond what the file holds.
  private func checkPlaces(listStart: Int) throws(Diagnostic) {
    var previousEnd = 0
    for entry in entries.sorted(by: { $0.start < $1.start }) {
      if entry.start < previousEnd {
        throw ZipArchive.refusal("holds entries that lie over one another", file)
      }
      previousEnd = entry.start + entry.headerSize + entry.compressedSize
      if previousEnd > listStart {
        throw ZipArchive.damage("\(entry.name) reaches beyond its place", file)
      }
    }
  }
}
