import Directory
import FigureWords
import Figures
import HTML
import Interchange
import Kernel
import Planning
import Storage
import Systems
import WebShared
import Wording

/// Whose a new indicator is to be.
enum IndicatorScope: String, CaseIterable, Sendable {
  case own = "rieng"
  case shared = "chung"
}

/// Editing an indicator: one's own at once, a shared one by a proposal that the installation's administrator decides. The form goes
/// through the same rules as a file with one row; its inputs bear the columns' names of the file contract.
struct EditIndicator: ActForm {
  /// Stands in the address where an indicator is to be added.
  static let new = "moi"

  let setting: PageSetting
  /// The indicator as it stands; `nil` for a new one.
  private let existing: Indicator?
  /// What a reduction may cut.
  private let rates: [Indicator]
  /// The codes that are taken.
  private let codes: Set<String>

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    let code = setting.request.parameter("ma")
    let all = try IndicatorStore.all(visibleTo: setting.request.viewer.account.department, transaction)
    existing = all.first { $0.code == code }
    guard code == EditIndicator.new || existing != nil else { throw PlanningError.unknownIndicator(code: code) }
    rates = all.filter { $0.kind == .rate }
    codes = Set(all.map(\.code))
  }

  var department: ID<Department> { request.viewer.account.department }
  /// Whether the person may have indicators of his own: whoever belongs to a department.
  private var hasOwn: Bool { !request.viewer.isOfInstallation }
  /// Whether sending the form proposes, whatever is chosen on it.
  private var onlyProposes: Bool { existing.map { $0.owner == nil } ?? !hasOwn }
  var address: String { request.address("/chi-tieu/\(existing?.code ?? EditIndicator.new)") }
  var crumbs: [Crumb] { [Crumb(words.text("catalogue.title"), request.address("/chi-tieu"))] }
  var title: String {
    guard let existing else { return words.text("catalogue.add") }
    return words.text(onlyProposes ? "catalogue.propose_edit" : "catalogue.edit", ["name": existing.nameVi])
  }
  var above: [Node] { if onlyProposes { el("p") { words.text("catalogue.propose_note") } } }
  var buttons: [Node] {
    submitButton(
      words.text(onlyProposes ? "catalogue.propose" : existing == nil ? "catalogue.save_or_propose" : "catalogue.save"))
  }

  // MARK: Inputs

  var inputs: [any FormInput] {
    (existing == nil && hasOwn ? [scope] : []) + [version, code] + cells + [reason]
  }
  private var scope: Input<IndicatorScope> {
    let mark = Indicator.mark(of: department)
    var input = Input<IndicatorScope>.one("pham-vi", words.text("catalogue.scope"), stored: .own, inSight: true) { _ in "" }
    input.look = .answers([
      Choice(
        IndicatorScope.own.rawValue, words.text("catalogue.scope_own"),
        hint: words.text("catalogue.scope_own_hint", ["mark": mark])),
      Choice(
        IndicatorScope.shared.rawValue, words.text("catalogue.scope_shared"), hint: words.text("catalogue.propose_note")),
    ])
    return input
  }
  private var version: Input<Int> { .version(existing?.version, name: "version") }
  private var code: Input<String> {
    existing.map { .hidden("code", $0.code) } ?? .text("code", words.text("catalogue.field.code"), width: .medium)
  }
  /// The cells of the row but for its code.
  private var cells: [any FormInput] {
    let stored = existing.map { IndicatorForm($0) } ?? IndicatorForm()
    func text(_ column: String, _ width: FieldWidth, isOptional: Bool = false) -> Input<String> {
      .text(column, words.text("catalogue.field.\(column)"), stored: stored[column], width: width, isOptional: isOptional)
    }
    func list(_ column: String, _ choices: [Choice], hint: String? = nil, none: String = "") -> Input<String> {
      .list(column, words.text("catalogue.field.\(column)"), choices, stored: stored[column], hint: hint, none: none)
    }
    let kinds = IndicatorKind.allCases.map { Choice($0.rawValue, words.text("kind.\($0.rawValue)")) }
    let directions = Direction.allCases.map { Choice($0.rawValue, words.text("direction.\($0.rawValue)")) }
    let bases = rates.map { Choice($0.code, "\(show.name($0)) (\($0.code))") }
    return [
      text("name_vi", .full), text("name_en", .full, isOptional: true), text("aliases", .full, isOptional: true),
      text("unit", .medium), text("sector", .medium, isOptional: true), list("kind", kinds), list("direction", directions),
      text("decimals", .tiny, isOptional: true), text("attainment_decimals", .tiny, isOptional: true),
      Input.tick("headline", words.text("catalogue.field.headline"), stored: stored["headline"] == "1"),
      text("parent", .medium, isOptional: true),
      list("base", bases, hint: words.text("catalogue.base_hint"), none: words.text("catalogue.no_base")),
    ]
  }
  private var reason: Input<String> { .text("reason", words.text("catalogue.field.reason"), isOptional: !onlyProposes) }

  func reason(_ typed: TypedForm) -> String { typed.text(of: reason) }

  // MARK: The act

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    let isOwn = try existing.map { $0.owner != nil } ?? (hasOwn && typed[scope] == .own)
    var code = try typed[code]
    if existing == nil, isOwn, !code.isEmpty { code = Indicator.ownCode(code, of: department) }
    if existing == nil, codes.contains(code) {
      throw FormRefused(errors: [error(Message("catalogue.code_taken", ["code": code]), at: "code")])
    }
    let texts = cells.map { ($0.field.name, typed.text(of: $0)) }
    let row = IndicatorForm(cells: Dictionary(uniqueKeysWithValues: texts)).file(code: existing?.code ?? code)
    let seen = try typed[version]
    let authority = Authority.person(request.viewer)
    let outcome =
      try isOwn
      ? CatalogueActs.saveOwn(row, seen: seen, by: authority, transaction)
      : CatalogueActs.propose(row, seen: seen, by: authority, transaction)
    guard outcome.errors.isEmpty else {
      throw FormRefused(errors: outcome.errors.map { error($0.message, at: $0.column) })
    }
    return isOwn
      ? request.address("/chi-tieu", [("tim", code), ("xong", "indicator_saved")])
      : request.address(StaffPages.proposalsPath, [("xong", "proposal_sent")])
  }

  func fault(of refused: any UserFacing) -> FieldError? {
    switch refused as? PlanningError {
    case .reasonMissing: error(Message("catalogue.reason_missing"), at: "reason")
    case .nothingProposed: error(refused.message)
    default: nil
    }
  }
}
