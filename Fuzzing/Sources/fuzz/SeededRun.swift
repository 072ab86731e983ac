import Foundation

/// The run that is the same each time: the corpus as it is, then changes of it that follow from a seed, until the time is up.
///
/// The input being read stands in a file all the while, so that it is there whatever ends the program.
struct SeededRun {
  private let seed: UInt64
  private let seconds: Double
  /// The file of the input being read; beside it, with `.txt`, stands which one it is.
  private let kept: String
  private let corpus: String
  /// Iterations are dealt among several processes: this one takes every `step`th from `first`.
  private let first: Int
  private let step: Int

  /// A run as the environment describes it; `nil` where it describes none.
  init?(_ environment: [String: String]) {
    guard let seed = environment["FUZZ_SEED"].flatMap({ UInt64($0) }), let corpus = environment["FUZZ_CORPUS"],
      let kept = environment["FUZZ_KEPT"]
    else { return nil }
    self.seed = seed
    self.corpus = corpus
    self.kept = kept
    seconds = Double(environment["FUZZ_TIME"] ?? "") ?? 10
    step = max(1, Int(environment["FUZZ_STEP"] ?? "") ?? 1)
    first = Int(environment["FUZZ_FIRST"] ?? "") ?? 0
  }

  /// Reads until the time is up, and says how much was read.
  func go() {
    var inputs: [Reader: [[UInt8]]] = [:]
    for reader in Reader.real { inputs[reader] = files(of: reader) }
    var (count, slowest) = (0, (seconds: 0.0, what: ""))
    func read(_ reader: Reader, _ bytes: [UInt8], _ what: String) {
      keep(bytes, "\(reader) \(what)")
      // A reading that never ends is ended by the system.
      alarm(60)
      let taken = reader.takeWithinBounds(bytes)
      count += 1
      if taken > slowest.seconds { slowest = (taken, "\(reader) \(what)") }
    }
    for reader in Reader.real {
      for (number, bytes) in (inputs[reader] ?? []).enumerated() where number % step == first % step {
        read(reader, bytes, "file \(number) of the corpus")
      }
    }
    let corpusCount = count
    let end = Date().addingTimeInterval(seconds)
    var iteration = first
    while Date() < end {
      let reader = Reader.real[iteration / step % Reader.real.count]
      read(reader, input(reader, inputs[reader] ?? [], iteration), "seed \(seed) iteration \(iteration)")
      iteration += step
    }
    alarm(0)
    Report.line(
      "\(count) inputs (\(corpusCount) of the corpus), seed \(seed), iterations \(first) to \(iteration) by \(step); slowest "
        + "\((slowest.seconds * 1000).rounded()) ms: \(slowest.what); \(Bounds.residentMegabytes) MB")
    Report.hold(corpusCount > 0 || step > 1, "there is no corpus in \(corpus)")
  }

  /// The input of an iteration: it follows from the seed, the number and the corpus, and from nothing else.
  private func input(_ reader: Reader, _ inputs: [[UInt8]], _ iteration: Int) -> [UInt8] {
    var random = SeededRandom(seed &* 0x1_0000_0001 &+ UInt64(iteration))
    let mutator = Mutator(reader, among: inputs)
    return Array(mutator.changed(random.one(of: inputs) ?? [], &random).prefix(reader.longestInput))
  }

  private func files(of reader: Reader) -> [[UInt8]] {
    let folder = "\(corpus)/\(reader.rawValue)"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { FileManager.default.contents(atPath: "\(folder)/\($0)").map(Array.init) }
  }

  private func keep(_ bytes: [UInt8], _ what: String) {
    for (path, content) in [(kept, bytes), (kept + ".txt", Array((what + "\n").utf8))] {
      guard let file = fopen(path, "wb") else { return Report.hold(false, "\(path) cannot be written") }
      fwrite(content, 1, content.count, file)
      fclose(file)
    }
  }
}
