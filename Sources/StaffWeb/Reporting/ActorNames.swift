import Directory
import Kernel
import Storage
import Wording

/// What the people of a history are called, by the ids of their acts.
enum ActorNames {
  /// The display names of accounts; other actors are left out.
  static func read(_ actors: some Sequence<String>, _ transaction: ReadTransaction) throws -> [String: String] {
    let mark = "account:"
    let ids = actors.filter { $0.hasPrefix(mark) }.map { ID<Account>(String($0.dropFirst(mark.count))) }
    let accounts = try AccountStore.accounts(ids, transaction).values
    return Dictionary(uniqueKeysWithValues: accounts.map { ($0.actor.id, $0.displayName) })
  }
}
