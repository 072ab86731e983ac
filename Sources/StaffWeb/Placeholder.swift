import Rulebook
import WebShared
public struct StaffPages: Sendable {
  public init(site: Site, rulebook: Rulebook) {}
  public var routes: [Route] { [] }
}
