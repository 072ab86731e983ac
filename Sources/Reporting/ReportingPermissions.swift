import Directory

/// What this system lets roles do, besides typing and approving results (`Permission.ofPlanning`).
extension Permission {
  /// Check results that units below submitted, and pass them on or return them.
  public static let reviewResults = Permission("review_results", isGivenByTwo: true)

  /// What this system declares.
  public static let ofReporting: [Permission] = [.reviewResults]
}
