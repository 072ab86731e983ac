import Storage

extension Subject.Kind {
  /// What everybody may read of a department's plans and figures.
  public static let published: Subject.Kind = "planning-published"
  /// Indicators with their definitions, and forms.
  public static let catalogue: Subject.Kind = "planning-catalogue"
}
