import Kernel

extension Role {
  /// What the role is called on pages.
  public var label: Message { Message("directory.role.\(rawValue)") }
}

extension Permission {
  /// What the permission is called on pages.
  public var label: Message { Message("directory.permission.\(name)") }
}

extension OrganisationKind {
  /// What the kind is called on pages.
  public var label: Message { Message("directory.kind.\(rawValue)") }
}

extension StaffCategory {
  /// What the category is called on pages.
  public var label: Message { Message("directory.staff.\(rawValue)") }
}
