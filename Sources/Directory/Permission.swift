/// What a role lets a person do at a unit.
public enum Permission: String, Sendable, Hashable, CaseIterable {
  /// See plans, targets, results and verdicts, drafts among them.
  case viewPlan = "view_plan"
  /// Draft a plan and its targets.
  case editTargets = "edit_targets"
  /// Approve a plan that another person drafted.
  case approvePlan = "approve_plan"
  /// Propose a change to an approved target; the original is kept.
  case adjustTargets = "adjust_targets"
  /// Type and submit results.
  case enterResults = "enter_results"
  /// Check results that units below submitted, and pass them on or return them.
  case reviewResults = "review_results"
  /// Approve, return and lock results that another person submitted.
  case approveResults = "approve_results"
  /// Define and close indicators.
  case manageIndicators = "manage_indicators"
  /// Bring figures in from files.
  case importFiles = "import_files"
  /// Open and close accounts, grant and end roles.
  case manageAccounts = "manage_accounts"
  /// Confirm, as the second person, a role that another person granted.
  case confirmGrants = "confirm_grants"
  /// Read the dated rules with their documents.
  case viewRules = "view_rules"
  /// Read the audit chain.
  case viewAudit = "view_audit"
}

extension Role {
  /// What the role may do. Who drafts and types does not approve; who runs the system sees no figures.
  public var permissions: Set<Permission> {
    switch self {
    case .specialist:
      [.viewPlan, .editTargets, .adjustTargets, .enterResults, .importFiles, .manageIndicators, .viewRules]
    case .divisionHead: [.viewPlan, .approvePlan, .approveResults, .viewRules]
    case .director: [.viewPlan, .approvePlan, .approveResults, .confirmGrants, .viewRules, .viewAudit]
    case .districtOfficer: [.viewPlan, .enterResults, .reviewResults]
    case .communeOfficer: [.viewPlan, .enterResults]
    case .administrator: [.manageAccounts, .confirmGrants, .manageIndicators, .viewRules, .viewAudit]
    }
  }

  /// Whether two persons give the role: it lets figures of others pass, or gives roles itself, so that nobody makes himself a
  /// second person.
  public var needsSecondPerson: Bool {
    !permissions.isDisjoint(with: [.approvePlan, .approveResults, .reviewResults, .manageAccounts])
  }
}
