import Directory
import Figures
import Foundation
import Hummingbird
import Kernel
import Logging
import NIOCore
import NIOEmbedded
import Planning
import PlanningDemo
import PublicWeb
import Reporting
import Rulebook
import StaffWeb
import Storage
import Systems
import Territory
import TestSupport
import WebShared
import Wording

/// The whole site over a database of its own, asked in this process: no socket, no thread, no wall clock.
struct TestSite: Sendable {
  let site: Site
  /// Every route but the one of the files, which the server adds itself.
  let routes: [Route]
  let server: SiteServer
  private let systems: InstalledSystems
  private let responder: RouterResponder<SiteContext>

  var database: Database { site.database }

  /// - Parameter more: routes only a test has.
  /// - Parameter logger: where events go; nowhere unless a test reads them.
  /// - Parameter guest: a system only a test has, with its pages and the rules under which it works.
  init(
    _ database: Database, adding more: [Route] = [], guest: Guest? = nil,
    logger: Logger? = nil
  ) throws {
    let rulebook = try guest?.rulebook ?? WebFixture.rulebook.get()
    let systems = try InstalledSystems(WebFixture.systems + (guest.map { [$0.system] } ?? []))
    let staff: [StaffSystem] = [.directory, .planning, .reporting] + (guest.map { [$0.staff] } ?? [])
    self.systems = systems
    let roles = try Roles(rulebook, permissions: systems.permissions)
    var silent = Logger(label: "test")
    silent.logLevel = .critical
    let logger = logger ?? silent
    site = Site(
      database: database, wording: try WebFixture.wording.get(), logger: logger,
      assets: try Assets(directory: WebFixture.content.appending(path: "assets")),
      menus: Menus(staff: StaffPages.menu(imports: systems.imports, systems: staff), portal: PublicPages.menu),
      roles: roles, accounts: try WebFixture.accounts(database, roles), cookiesNeedTLS: false)
    let pages = StaffPages(site: site, rulebook: rulebook, imports: systems.imports, systems: staff)
    routes = try Route.gathered(
      [
        ("shared", SharedPages(site: site).routes), ("portal", PublicPages(site: site, rulebook: rulebook).routes),
        ("test", more),
      ] + pages.routes)
    server = SiteServer(site: site, routes: routes)
    responder = server.router().buildResponder()
  }

  /// The answer to one request, without following anything.
  func ask(_ method: String, _ address: String, headers: [(String, String)] = [], body: [UInt8] = []) async throws -> TestPage {
    try await ask(method, address, headers: headers, body: RequestBody(buffer: ByteBuffer(bytes: body)))
  }

  /// The answer to a request whose body comes as it is asked for.
  /// - Parameter hasLeft: whether the browser has closed the connection by then.
  func ask(
    _ method: String, _ address: String, headers: [(String, String)] = [], body: RequestBody, hasLeft: Bool = false
  ) async throws -> TestPage {
    let channel = NIOAsyncTestingChannel()
    try await channel.connect(to: SocketAddress(unixDomainSocketPath: "test")).get()
    if hasLeft { try await channel.close() }
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPFields.Element.Name(name) { fields.append(HTTPFields.Element(name: name, value: value)) }
    }
    let head = HTTPRequest(
      method: HTTPRequest.Method(rawValue: method) ?? .get, scheme: "http", authority: "localhost", path: address,
      headerFields: fields)
    let request = Request(head: head, body: body)
    let context = SiteContext(source: ApplicationRequestContextSource(channel: channel, logger: site.logger))
    let response = try await responder.respond(to: request, context: context)
    let collector = BodyCollector()
    try await response.body.write(collector)
    return TestPage(
      address: address, status: response.status.code, headers: response.headers.map { ($0.name.canonicalName, $0.value) },
      text: String(decoding: collector.bytes, as: UTF8.self))
  }

  /// A browser nobody is signed in at.
  func visitor() -> TestBrowser { TestBrowser(self) }

  /// A browser at which a person of the fixture has signed in.
  func browser(of person: TestPerson) async throws -> TestBrowser {
    let browser = TestBrowser(self)
    try await browser.signIn(person.username, person.password)
    return browser
  }

  /// Ends every session of a person, as an administrator does.
  func endSessions(of person: TestPerson) async throws {
    guard let account = try await database.read({ try AccountStore.account(username: person.username, $0) }) else { return }
    try await site.signIn.signOutEverywhere(account, by: WebFixture.actor)
  }

  /// Does the work that waits, as the program's runner does; how many jobs.
  @discardableResult
  func doJobs() async throws -> Int {
    let setting = JobSetting(database: database, files: site.files, roles: site.roles, rulebook: try WebFixture.rulebook.get())
    let handlers = try systems.jobs(setting)
    return try await JobRunner(database: database, handlers: handlers, pause: { throw CancellationError() }).runDue()
  }

  /// How many acts were written so far.
  func acts() async throws -> Int { try await database.read { try AuditChain.length($0) } }

  /// The words of a language.
  func words(_ language: Language = .vi) -> LocalWording { site.wording[language] }
}

/// A system only a test has.
struct Guest {
  let system: Systems.System
  let staff: StaffSystem
  /// The rules under which it works; the shipped ones where it needs no others.
  var rulebook: Rulebook?
}

/// Gathers what a response writes.
private final class BodyCollector: ResponseBodyWriter, @unchecked Sendable {
  // Written by one response at a time, read when it is done.
  private(set) var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) async throws { bytes += Array(buffer.readableBytesView) }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

/// Who works in the fixture's two provinces.
enum TestPerson: String, CaseIterable, Sendable {
  case specialist, colleague, head, director, district, commune, administrator, canThoSpecialist, canThoDirector
  /// Run the whole installation: neither has a unit.
  case installation, secondInstallation
  /// Holds every role in Kon Tum, so that nothing but the thing tested can refuse.
  case everything
  /// Was given a password and has not changed it yet.
  case newcomer

  var username: String { rawValue.lowercased() }
  /// Its own for each, without the name in it.
  var password: String {
    let number = TestPerson.allCases.firstIndex(of: self) ?? 0
    return "rổ tre, bếp than, gió bấc \(number)"
  }

  var unit: ID<AdministrativeUnit> {
    switch self {
    case .canThoSpecialist, .canThoDirector: WebFixture.canTho
    case .district: WebFixture.dakTo
    case .commune: WebFixture.commune
    case .installation, .secondInstallation: RoleGrant.installation
    default: WebFixture.konTum
    }
  }

  var department: ID<Department> {
    switch self {
    case .canThoSpecialist, .canThoDirector: ID("SO.A.92")
    case .installation, .secondInstallation: Department.installation
    default: ID("SO.A.62")
    }
  }

  var roles: [Role] {
    switch self {
    case .specialist, .colleague, .canThoSpecialist, .newcomer: [.specialist]
    case .head: [.divisionHead]
    case .director, .canThoDirector: [.director]
    case .district: [.districtOfficer]
    case .commune: [.communeOfficer]
    case .administrator, .installation, .secondInstallation: [.administrator]
    case .everything: [.specialist, .director, .administrator]
    }
  }
}

/// Content, places, people and the figures of the two articles.
enum WebFixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let content = root.appending(path: "Content")
  static let rulebook = Result { try Rulebook(directory: content.appending(path: "rules")) }
  static let wording = Result { try Wording(directory: content.appending(path: "wording")) }

  static let konTum = ID<AdministrativeUnit>("A.62")
  static let canTho = ID<AdministrativeUnit>("A.92")
  /// Huyện Đắk Tô, and a district beside it.
  static let dakTo = ID<AdministrativeUnit>("A.612")
  static let ngocHoi = ID<AdministrativeUnit>("A.611")
  /// A commune of Đắk Tô.
  static let commune = ID<AdministrativeUnit>("A.23431")
  static let actor = Actor(id: "os:tester")

  /// The systems of the program.
  static let systems: [Systems.System] = [.planning, .reporting]
  static let shipped = Result {
    try Roles(rulebook.get(), permissions: InstalledSystems(systems).permissions)
  }
  /// The shipped roles.
  static var roles: Roles { get throws { try shipped.get() } }

  static let common = Result { try KnownPasswords(file: KnownPasswords.file(in: content)) }

  /// The acts on accounts.
  static func accounts(_ database: Database, _ roles: Roles? = nil) throws -> AccountService {
    AccountService(database: database, common: try common.get(), roles: try roles ?? self.roles)
  }

  /// What `ansinh demo` puts into an empty database, with the people of `TestPerson`.
  static func prepare(_ database: Database) async throws {
    try await TerritoryLoad.load(from: content.appending(path: "territory"), into: database)
    try await DirectoryLoad.departments(named: DepartmentName.all(in: rulebook.get()), into: database)
    try await CatalogueLoad.run(from: content.appending(path: "planning"), into: database)
    try await importTargets(try Data(contentsOf: content.appending(path: "demo/targets.csv")), into: database)
    try await importResults(try Data(contentsOf: content.appending(path: "demo/results.csv")), into: database)
    let service = try accounts(database)
    for person in TestPerson.allCases {
      _ = try await service.create(
        username: person.username, displayName: "Cán bộ \(person.rawValue)", password: person.password,
        mustChangePassword: person == .newcomer,
        grants: person.roles.map { RoleGrant(role: $0, unit: person.unit, from: .testDay) },
        Act(by: actor, in: person.department, reason: "test"))
    }
  }

  /// Imports a file of targets as the command line does.
  static func importTargets(_ file: Data, into database: Database) async throws {
    let outcome = try await TargetImport.run(
      Array(file), mode: .allOrNothing, by: .installation, as: actor, reason: "test", into: database)
    guard outcome.wasWritten else { throw FixtureFault(described: "targets: \(outcome.errors)") }
  }

  /// Imports a file of results as the command line does.
  static func importResults(_ file: Data, status: DataStatus = .approved, into database: Database) async throws {
    let outcome = try await ResultImport.run(
      Array(file), mode: .allOrNothing, status: status, by: .installation, as: actor, reason: "test", into: database)
    guard outcome.wasWritten else { throw FixtureFault(described: "results: \(outcome.errors)") }
  }
}

/// The fixture could not be made.
struct FixtureFault: Error, CustomStringConvertible {
  let described: String
  var description: String { described }
}

/// Lends the site over a fresh database with the fixture.
func withSite(
  _ engine: Engine = .sqlite, clock: TestClock = TestClock(), adding more: [Route] = [], counting count: StatementCount? = nil,
  _ body: (TestSite) async throws -> Void
) async throws {
  try await withDatabase(
    engine, migrations: try InstalledSystems(WebFixture.systems).migrations, preparedAs: "web", effects: clock.effects,
    counting: count,
    prepare: { try await WebFixture.prepare($0) },
    { database in try await body(try TestSite(database, adding: more)) })
}
