// What libFuzzer calls, and what writes an input down that has trapped. Invariants: the bytes given
// are read during the call only; `lastInput` is written by the one thread that fuzzes, and read by the
// handler after that thread has stopped.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The input at hand, for the handler.
nonisolated(unsafe) private var lastInput: [UInt8] = []

/// A trap of Swift is an illegal instruction. libFuzzer's own handler hangs over it, so this one
/// writes the input to `crash-input` and ends the process.
private let installHandlers: Void = {
  for signal in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] {
    _ = unsafe Glibc.signal(signal) { code in
      let file = unsafe open("crash-input", O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      unsafe lastInput.withUnsafeBytes { bytes in
        _ = unsafe write(file, bytes.baseAddress, bytes.count)
      }
      _exit(128 + code)
    }
  }
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  _ = installHandlers
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  unsafe lastInput = bytes
  FuzzTarget.current.run(bytes)
  return 0
}
