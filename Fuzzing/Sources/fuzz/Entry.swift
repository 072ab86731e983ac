import Foundation

// What libFuzzer calls. Its own `main` runs the program: it hands over the arguments, then one input after the other.

/// Before the first input: notes the reader, and in a seeded run does all the work and ends the program.
@_cdecl("LLVMFuzzerInitialize")
public func begin(
  _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  if let run = SeededRun(ProcessInfo.processInfo.environment) {
    run.go()
    exit(0)
  }
  guard Reader.chosen != nil else {
    Report.line("FUZZ_READER names one of: \(Reader.allCases.map(\.rawValue).joined(separator: " "))")
    exit(2)
  }
  return 0
}

/// One input for the chosen reader.
@_cdecl("LLVMFuzzerTestOneInput")
public func take(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  Reader.chosen?.takeWithinBounds(Array(UnsafeBufferPointer(start: data, count: size)))
  return 0
}

/// A change of an input: half of them libFuzzer's own, which know what reached new code, half of ours, which know the structure.
@_cdecl("LLVMFuzzerCustomMutator")
public func change(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int, _ seed: CUnsignedInt) -> Int {
  var random = SeededRandom(UInt64(seed))
  guard let reader = Reader.chosen, random.below(2) == 0 else { return libFuzzerMutate(data, size, limit) }
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let changed = Mutator(reader, among: []).changed(bytes, &random).prefix(limit)
  for (place, byte) in changed.enumerated() { data[place] = byte }
  return changed.count
}

@_silgen_name("LLVMFuzzerMutate")
private func libFuzzerMutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ limit: Int) -> Int
