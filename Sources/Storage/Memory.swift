import Kernel
import Synchronization

/// What a gateway remembers of reference data: the map, the catalogue, what else is read with every page and changes a few times a
/// year. An answer belongs to a revision of its subject and is dropped with the next act that touches it, whichever process did it.
final class Memory: Sendable {
  /// The answers of one revision.
  private struct Answers {
    var revision: Int
    var byKey: [String: any Sendable] = [:]
  }

  /// So many answers a subject; then all of them are forgotten and the memory fills anew.
  private static let limit = 4096

  private let subjects = Mutex<[Subject: Answers]>([:])

  /// The answer of a revision; `nil` where it is not known.
  func answer<Value: Sendable>(_ key: String, of subject: Subject, _ revision: Int, as type: Value.Type) -> Value? {
    subjects.withLock { subjects in
      // What is not there must not be cast: an absent answer would pass for a remembered «there is none».
      guard let answers = subjects[subject], answers.revision == revision, let answer = answers.byKey[key] else { return nil }
      return answer as? Value
    }
  }

  /// Remembers an answer. One of a state of the data that has passed is not worth it.
  func keep(_ answer: some Sendable, _ key: String, of subject: Subject, _ revision: Int) {
    subjects.withLock { subjects in
      var answers = subjects.removeValue(forKey: subject) ?? Answers(revision: revision)
      if answers.revision < revision { answers = Answers(revision: revision) }
      if answers.byKey.count >= Memory.limit { answers.byKey = [:] }
      if answers.revision == revision { answers.byKey[key] = answer }
      subjects[subject] = answers
    }
  }
}

extension ReadTransaction {
  /// What is read of reference data, out of memory while no act has touched their subject since; at the price of one question about
  /// the subject a transaction. Inside an act it is read each time: the act may have changed it.
  /// - Parameters:
  ///   - key: what is read, with everything its answer hangs on besides the data; unique among the readers of the subject.
  ///   - read: reads it.
  public func remembered<Value: Sendable>(_ key: String, of subject: Subject, _ read: () throws -> Value) throws -> Value {
    guard let memory else { return try read() }
    let revision = try revision(of: subject)
    if let known = memory.answer(key, of: subject, revision, as: Value.self) { return known }
    let answer = try read()
    memory.keep(answer, key, of: subject, revision)
    return answer
  }
}
