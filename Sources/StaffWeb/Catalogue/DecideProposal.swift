import Directory
import Figures
import HTML
import Interchange
import Kernel
import Planning
import Storage
import Systems
import WebShared
import Wording

/// The proposals about the shared catalogue: a department sees its own and how they stand, the installation's administrator sees
/// all and decides.
extension StaffPages {
  /// The path of the list; one proposal stands below it.
  static let proposalsPath = "/de-nghi-chi-tieu"

  func proposals(_ request: StaffRequest) async throws -> WebResponse {
    let views = try await site.database.read { transaction in
      try ProposalView.read(ProposalStore.proposals(for: request.viewer, transaction), transaction)
    }
    let words = site.words(request)
    let crumbs = [Crumb(words.text("catalogue.title"), request.address("/chi-tieu"))]
    let page = Page(words.text("proposal.title"), crumbs: crumbs) {
      el("p") { words.text("proposal.intro") }
      dataTable(
        DataTable(
          id: "de-nghi", title: words.text("proposal.title"),
          columns: [
            .init(words.text("board.indicator")), .init(words.text("proposal.department")), .init(words.text("proposal.by")),
            .init(words.text("proposal.reason")), .init(words.text("proposal.state")),
          ],
          rows: views.map { view in
            [
              el("a", .href(request.address("\(StaffPages.proposalsPath)/\(view.proposal.id)"))) { view.title(words) },
              .text(view.departmentName(words)), .text(view.proposed(words)), .text(view.proposal.reason),
              .text(view.standing(words)),
            ]
          }, kind: .list), in: words)
    }
    return site.respond(page, request)
  }
}

/// What is done with a proposal, by the button's value.
enum ProposalDecision: String {
  case adopt = "chap-nhan"
  case decline = "tu-choi"
  case withdraw = "rut"
}

/// A proposal with everything its pages show.
struct ProposalView: Sendable {
  let proposal: IndicatorProposal
  /// The indicator as it stands now; `nil` where there is none.
  let now: Indicator?
  /// What its department was ever called; nothing for the installation itself.
  private let names: [OrganisationName]
  private let people: [String: String]

  /// The views of proposals, in their order and in as many statements for many as for one.
  static func read(_ proposals: [IndicatorProposal], _ transaction: ReadTransaction) throws -> [ProposalView] {
    let shared = try IndicatorStore.all(visibleTo: Department.installation, transaction)
    let byCode = Dictionary(uniqueKeysWithValues: shared.map { ($0.code, $0) })
    let names = try DirectoryStore.names(of: proposals.map { ID<Organisation>($0.department.rawValue) }, transaction)
    let people = try ActorNames.read(
      proposals.flatMap { [$0.proposedBy, $0.decidedBy] }.compactMap { $0?.id }, transaction)
    return proposals.map { proposal in
      ProposalView(
        proposal: proposal, now: byCode[proposal.indicator],
        names: names[ID(proposal.department.rawValue), default: []], people: people)
    }
  }

  private var form: IndicatorForm { IndicatorForm(cells: proposal.cells) }

  /// «Sửa: …» or «Thêm: …», with the code.
  func title(_ words: LocalWording) -> String {
    let name = proposal.isNew ? form["name_vi"] : now?.nameVi ?? form["name_vi"]
    return words.text(
      proposal.isNew ? "proposal.new" : "proposal.change", ["name": name, "code": proposal.indicator])
  }

  /// Who proposes, by the department's last name.
  func departmentName(_ words: LocalWording) -> String {
    guard let name = names.last else { return words.text("grants.everywhere") }
    return words.language == .vi ? name.vietnamese : name.english
  }

  /// Who proposed and when.
  func proposed(_ words: LocalWording) -> String { line(proposal.proposedBy, proposal.proposedAt, words) }

  /// Where it stands, with who decided, when and why.
  func standing(_ words: LocalWording) -> String {
    let state = words.text("proposal.state.\(proposal.state.rawValue)")
    guard let by = proposal.decidedBy, let at = proposal.decidedAt else { return state }
    return state + " – " + line(by, at, words) + (proposal.answer.isEmpty ? "" : " – «\(proposal.answer)»")
  }

  /// Whether it waits no more: what stood then is not what stands now.
  var isSettled: Bool { proposal.state != .waiting }

  /// What would change, beside what stands now; once settled, the whole row.
  func differences(_ words: LocalWording) -> [(label: String, before: String, after: String)] {
    form.differences(from: proposal.isNew || isSettled ? nil : now.map { IndicatorForm($0) }, words)
  }

  private func line(_ actor: Actor, _ moment: Moment, _ words: LocalWording) -> String {
    "\(GrantWords(words, people: people).person(actor)), \(words.format.moment(moment))"
  }
}

/// Deciding one proposal, or taking one's own back.
struct DecideProposal: ActForm {
  let setting: PageSetting
  private let view: ProposalView
  private var proposal: IndicatorProposal { view.proposal }

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    let request = setting.request
    let asked = try ProposalStore.proposal(ID(request.parameter("id")), for: request.viewer, transaction)
    guard let view = try ProposalView.read([asked], transaction).first else { throw PlanningError.unknownProposal }
    self.view = view
  }

  private var viewer: Viewer { request.viewer }
  private var mayDecide: Bool {
    viewer.mayForInstallation(.manageIndicators) && viewer.account.actor != proposal.proposedBy
  }
  private var mayWithdraw: Bool { viewer.account.department == proposal.department }
  /// What is done, by the button that was pressed.
  private var decision: ProposalDecision? { ProposalDecision(rawValue: request.form["viec"]) }

  /// Whoever decides does it for the installation; whoever takes back for his department.
  var department: ID<Department> { decision == .withdraw ? viewer.account.department : Department.installation }
  var address: String { request.address("\(StaffPages.proposalsPath)/\(proposal.id)") }
  var title: String { view.title(words) }
  var crumbs: [Crumb] { [Crumb(words.text("proposal.title"), request.address(StaffPages.proposalsPath))] }
  var above: [Node] {
    summaryList([
      SummaryLine(words.text("proposal.department"), .text(view.departmentName(words))),
      SummaryLine(words.text("proposal.by"), .text(view.proposed(words))),
      SummaryLine(words.text("proposal.reason"), .text(proposal.reason)),
      SummaryLine(words.text("proposal.state"), .text(view.standing(words))),
    ])
    dataTable(
      DataTable(
        id: "thay-doi", title: words.text("proposal.changes"),
        columns: [.init(words.text("proposal.field"))]
          + (view.isSettled ? [] : [.init(words.text("proposal.now"))]) + [.init(words.text("proposal.then"))],
        rows: view.differences(words).map { line in
          [.text(line.label)] + (view.isSettled ? [] : [.text(line.before)]) + [.text(line.after)]
        }, kind: .list), in: words)
    if !view.isSettled { el("p") { words.text(mayDecide ? "proposal.effect" : "proposal.waits") } }
  }
  var isOpen: Bool { !view.isSettled && (mayDecide || mayWithdraw) }
  var inputs: [any FormInput] { [Input.text("ly-do", words.text("proposal.answer"))] }
  var buttons: [Node] {
    if mayDecide {
      submitButton(words.text("proposal.adopt"), name: "viec", value: ProposalDecision.adopt.rawValue)
      submitButton(words.text("proposal.decline"), rank: .secondary, name: "viec", value: ProposalDecision.decline.rawValue)
    }
    if mayWithdraw {
      submitButton(words.text("proposal.withdraw"), rank: .secondary, name: "viec", value: ProposalDecision.withdraw.rawValue)
    }
  }

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    guard let decision else { throw WebError.unreadableForm }
    if decision != .withdraw, !viewer.mayForInstallation(.manageIndicators) { throw WebError.forbidden }
    switch decision {
    case .adopt:
      let errors = try CatalogueActs.adopt(proposal.id, by: viewer, transaction).errors
      guard errors.isEmpty else { throw FormRefused(errors: errors.map { error($0.message) }) }
    case .decline: try CatalogueActs.decline(proposal.id, by: viewer, transaction)
    case .withdraw: try CatalogueActs.withdraw(proposal.id, by: viewer, transaction)
    }
    return request.address("\(StaffPages.proposalsPath)/\(proposal.id)", [("xong", "proposal_settled")])
  }

  func fault(of refused: any UserFacing) -> FieldError? {
    switch refused as? PlanningError {
    case .reasonMissing: error(Message("proposal.reason_missing"), at: "ly-do")
    case .staleVersion: error(Message("proposal.moved_on"))
    case .ownProposal, .proposalSettled: error(refused.message)
    default: nil
    }
  }
}
