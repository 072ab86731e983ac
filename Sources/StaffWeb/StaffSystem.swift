import WebShared

/// The pages of a system on the working side: what it puts into the frame, on the desk and behind the search, and its routes.
public struct StaffSystem: Sendable {
  /// The system's name.
  public let name: String
  /// Its entries of the navigation bar.
  public let menu: [MenuItem]
  /// Its pages and acts.
  let routes: @Sendable (StaffPages) -> [Route]
  /// What it says on everybody's desk.
  let desk: [DeskBlock]
  /// Where the search looks.
  let search: [SearchSource]
  /// What the help page explains: the middles of wording keys, `help.TOPIC.title` and `help.TOPIC.text`.
  let help: [String]

  /// The pages of a system.
  init(
    _ name: String, menu: [MenuItem] = [], desk: [DeskBlock] = [], search: [SearchSource] = [], help: [String] = [],
    routes: @escaping @Sendable (StaffPages) -> [Route]
  ) {
    (self.name, self.menu, self.desk, self.search, self.help, self.routes) = (name, menu, desk, search, help, routes)
  }
}
