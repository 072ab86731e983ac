import Kernel

extension AskedWords {
  /// What `Directory` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let directory = AskedWords(
    "Directory",
    """
    directory.kind.attached_unit directory.kind.department directory.kind.district_division directory.kind.division
    directory.kind.peoples_committee directory.permission.adjust_targets directory.permission.approve_plan
    directory.permission.approve_results directory.permission.confirm_grants directory.permission.edit_targets
    directory.permission.enter_results directory.permission.import_files directory.permission.manage_accounts
    directory.permission.manage_indicators directory.permission.review_results directory.permission.view_audit
    directory.permission.view_plan directory.permission.view_rules directory.role.administrator
    directory.role.commune_officer directory.role.director directory.role.district_officer directory.role.division_head
    directory.role.specialist directory.staff.civil_servant directory.staff.contract_worker directory.staff.elected_official
    directory.staff.public_employee
    error.directory.bad_period error.directory.bad_username error.directory.common_password error.directory.hashing_failed
    error.directory.name_missing error.directory.nobody_runs_the_system error.directory.not_for_installation
    error.directory.own_grant error.directory.own_request error.directory.password_holds_name
    error.directory.password_unchanged error.directory.reason_missing error.directory.role_not_listed
    error.directory.role_without_permissions error.directory.roles_list_missing error.directory.sign_in_busy
    error.directory.too_many_attempts error.directory.too_many_attempts_minutes error.directory.unknown_account
    error.directory.unknown_grant error.directory.unknown_organisation error.directory.unknown_permission
    error.directory.unknown_post error.directory.unknown_request error.directory.unknown_unit error.directory.username_taken
    error.directory.weak_password error.directory.wrong_credentials
    """)
}
