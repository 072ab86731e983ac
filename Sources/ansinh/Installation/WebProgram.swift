import Directory
import Foundation
import Hummingbird
import Kernel
import Logging
import NIOCore
import PublicWeb
import ServiceLifecycle
import StaffWeb
import Storage
import Systems
import WebShared

/// The web server and the job runner, wired to an installation.
struct WebProgram {
  let installation: Installation
  let host: String
  let port: Int
  let onReady: @Sendable (Int) -> Void

  /// Serves until the process is told to stop; requests under way are answered first.
  func run() async throws {
    var logger = Logger(label: "ansinh")
    logger.logLevel = ProcessInfo.processInfo.environment["LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0) } ?? .notice
    let site = Site(
      database: installation.database, wording: installation.wording, logger: logger,
      assets: try Assets(directory: installation.content.appending(path: "assets")),
      menus: Menus(
        staff: StaffPages.menu(imports: installation.systems.imports, systems: ProgramSystems.staff), portal: PublicPages.menu),
      roles: installation.roles,
      accounts: try installation.accounts,
      cookiesNeedTLS: CookieSafety.needTLS(
        setting: ProcessInfo.processInfo.environment["ANSINH_TLS"], host: host),
      filesFolder: try installation.filesFolder)
    let siteServer = SiteServer(site: site, routes: try WebProgram.routes(site, installation))
    var server = Application(
      router: siteServer.router(),
      server: siteServer.connections(ConnectionLimits(connections: OpenFiles.connections(wanted: WebProgram.connections))),
      configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
      onServerRunning: { [onReady] channel in
        onReady(channel.localAddress?.port ?? 0)
        // Whoever started the program through a pipe waits for this line.
        fflush(nil)
      }, logger: logger)
    server.addServices(JobService(runner: try jobs(site, try installation.working(), logger)))
    do { try await server.runService() } catch {
      throw InstallationError(listening: error, on: host, port) ?? error
    }
  }

  /// How many connections the operator wants at most.
  private static var connections: Int {
    ProcessInfo.processInfo.environment["ANSINH_CONNECTIONS"].flatMap { Int($0) } ?? 4096
  }

  /// Every route of the site.
  /// - Throws: `TwinError`.
  static func routes(_ site: Site, _ installation: Installation) throws -> [Route] {
    let staff = StaffPages(
      site: site, rulebook: installation.rulebook, imports: installation.systems.imports, systems: ProgramSystems.staff)
    return try Route.gathered(
      [
        ("shared", SharedPages(site: site).routes),
        ("portal", PublicPages(site: site, rulebook: installation.rulebook).routes),
      ] + staff.routes)
  }

  /// The work of the founding systems, and of all others.
  /// - Parameter working: the data for long work.
  private func jobs(_ site: Site, _ working: Database, _ logger: Logger) throws -> JobRunner {
    let database = installation.database
    let own = [
      JobHandler(SignInPurge(site.signIn)), JobHandler(FilePurge(site.files)), JobHandler(StoragePurge(database: database)),
    ]
    let setting = JobSetting(database: working, files: site.files, roles: site.roles, rulebook: installation.rulebook)
    return JobRunner(
      database: database, handlers: own + (try installation.systems.jobs(setting)),
      pause: { try await Task.sleep(for: .seconds(2)) }, beat: { try await Task.sleep(for: .seconds(1)) },
      report: { kind, failure in logger.error("job failed", metadata: ["kind": "\(kind)", "code": "\(failure)"]) })
  }
}

/// The job runner as a service that stops with the server.
struct JobService: Service {
  let runner: JobRunner

  func run() async throws { await cancelWhenGracefulShutdown { await runner.run() } }
}

extension InstallationError {
  /// Why the operating system does not let the server listen; `nil` for what has nothing to do with host and port.
  fileprivate init?(listening error: any Error, on host: String, _ port: Int) {
    if error is SocketAddressError || error is SocketAddressError.UnknownHost {
      self = .noSuchHost(host: host)
      return
    }
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: self = .portBusy(host: host, port: port)
    case EADDRNOTAVAIL: self = .noSuchHost(host: host)
    case EACCES, EPERM: self = .portForbidden(port: port)
    default: return nil
    }
  }
}
