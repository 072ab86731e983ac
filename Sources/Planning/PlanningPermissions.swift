import Directory

/// What this system lets roles do.
extension Permission {
  /// See plans, targets, results and verdicts, drafts among them.
  public static let viewPlan = Permission("view_plan")
  /// Draft a plan and its targets.
  public static let editTargets = Permission("edit_targets")
  /// Approve a plan that another person drafted.
  public static let approvePlan = Permission("approve_plan", isGivenByTwo: true)
  /// Propose a change to an approved target; the original is kept.
  public static let adjustTargets = Permission("adjust_targets")
  /// Type and submit results.
  public static let enterResults = Permission("enter_results")
  /// Approve, return and lock results that another person submitted.
  public static let approveResults = Permission("approve_results", isGivenByTwo: true)
  /// Define and close indicators.
  public static let manageIndicators = Permission("manage_indicators")
  /// Bring figures in from files.
  public static let importFiles = Permission("import_files")

  /// What this system declares.
  public static let ofPlanning: [Permission] = [
    .viewPlan, .editTargets, .approvePlan, .adjustTargets, .enterResults, .approveResults, .manageIndicators, .importFiles,
  ]
}
