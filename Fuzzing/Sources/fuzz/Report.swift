import Foundation

/// What is said on the error stream, unbuffered, because the program may die at any moment.
enum Report {
  /// Says a line.
  static func line(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Ends the program, so that libFuzzer or the seeded run keeps the input, unless what must always hold does.
  static func hold(_ isTrue: Bool, _ what: @autoclosure () -> String) {
    guard !isTrue else { return }
    line("Broken: \(what())")
    abort()
  }
}

/// How much one input may cost.
struct Bounds {
  /// Seconds of processor time; a sanitizer makes everything about ten times slower, and a busy machine three times more.
  static let seconds = Double(ProcessInfo.processInfo.environment["FUZZ_SECONDS_PER_INPUT"] ?? "") ?? 6
  /// What the whole process may have held at once, freed blocks that AddressSanitizer keeps back included.
  static let mostMegabytes = 1500

  /// Runs the work and ends the program when it cost too much; how many seconds of processor time it took.
  @discardableResult
  static func within(_ what: String, _ work: () -> Void) -> Double {
    let started = processorTime
    work()
    let taken = processorTime - started
    // Memory first: what fills it takes long as well, and the reason is what is wanted.
    Report.hold(residentMegabytes < mostMegabytes, "\(what) made the process hold \(residentMegabytes) MB")
    Report.hold(taken < seconds, "\(what) took \(taken) s of processor time; allowed are \(seconds)")
    return taken
  }

  /// The most memory the process has held so far; Linux counts it in kilobytes.
  static var residentMegabytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Int(usage.ru_maxrss) / 1000
  }

  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
