import Directory
import Kernel
import Storage

/// The systems of an installation, put together and checked: nothing is registered twice.
public struct InstalledSystems: Sendable {
  /// Every system, the founding ones first.
  public let all: [System]

  /// The founding systems and these.
  /// - Throws: `TwinError` where two systems register the same thing.
  public init(_ systems: [System]) throws(TwinError) {
    all = System.founding + systems
    try InstalledSystems.requireOne(.system, all.map { ($0.name, $0.name) })
    try InstalledSystems.requireOne(.migration, each(\.migrations) { String($0.number) })
    try InstalledSystems.requireOne(.permission, each(\.permissions) { $0.name })
    try InstalledSystems.requireOne(.importKind, each(\.imports) { $0.name })
    try InstalledSystems.requireOne(.importKind, each(\.imports) { $0.address })
  }

  /// Every step of the schema, in the order of their numbers.
  public var migrations: [Migration] { all.flatMap(\.migrations).sorted { $0.name < $1.name } }

  /// Every permission a role can hold.
  public var permissions: [Permission] { all.flatMap(\.permissions) }

  /// Every kind of file that can be brought in.
  public var imports: [ImportKind] { all.flatMap(\.imports) }

  /// What the rooms of all systems ask the wording for.
  public var words: [AskedWords] { all.flatMap(\.words) }

  /// The work of all systems, the import of files among it.
  /// - Throws: `TwinError` where two systems have work of one name.
  public func jobs(_ setting: JobSetting) throws(TwinError) -> [JobHandler] {
    let own = all.map { ($0.name, $0.jobs(setting)) }
    let imports = JobHandler(FileImportJob(setting.files, imports, setting.roles, into: setting.database))
    try InstalledSystems.requireOne(
      .job, own.flatMap { name, handlers in handlers.map { ($0.name, name) } } + [(imports.name, "imports")])
    return own.flatMap(\.1) + [imports]
  }

  private func each<Part>(_ parts: KeyPath<System, [Part]>, _ name: (Part) -> String) -> [(name: String, owner: String)] {
    all.flatMap { system in system[keyPath: parts].map { (name($0), system.name) } }
  }

  /// Refuses a second thing of one name.
  /// - Parameter parts: the name of each thing, and the system it belongs to.
  /// - Throws: `TwinError` with the names of both systems.
  public static func requireOne(_ kind: TwinError.Kind, _ parts: [(name: String, owner: String)]) throws(TwinError) {
    var owners: [String: String] = [:]
    for part in parts {
      if let first = owners.updateValue(part.owner, forKey: part.name) {
        throw TwinError(twin: kind, name: part.name, first: first, second: part.owner)
      }
    }
  }
}

/// Two systems register the same thing: the program does not start.
public struct TwinError: UserFacing, Hashable {
  /// What is registered twice.
  public enum Kind: String, Sendable, CaseIterable {
    case system, migration, permission, job, route
    case importKind = "import"
  }

  /// What is registered twice.
  public let twin: Kind
  /// Its name, as both have it.
  public let name: String
  /// The system that had it first.
  public let first: String
  /// The system that has it too.
  public let second: String

  /// The stable code.
  public var code: String { "systems.twin_\(twin.rawValue)" }
  /// Only a programmer can go on from here.
  public var kind: ErrorKind { .fault }
  /// What both register, and who they are.
  public var message: Message {
    Message("error.systems.twin_\(twin.rawValue)", ["name": name, "first": first, "second": second])
  }
}
