/// An organisation that owns records: the tenant. Declared here because every owned row and every audit chain is keyed by it.
public enum Department {
  /// The key of acts that belong to no department: the territory, the rules, the first accounts.
  public static let installation = ID<Department>("-")
}
