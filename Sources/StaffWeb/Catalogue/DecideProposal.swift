import Directory
import HTML
import Interchange
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// The proposals about the shared catalogue: a department sees its own and how they stand, the installation's administrator sees
/// all and decides.
extension StaffPages {
  /// The path of the list; one proposal stands below it.
  static let proposalsPath = "/de-nghi-chi-tieu"

  func proposals(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let views = try await site.database.read { transaction in
      try ProposalView.read(ProposalStore.proposals(for: viewer, transaction), transaction)
    }
    let words = site.words(request)
    let crumbs = [
      Crumb(words.text("web.nav.work"), request.address("/lam-viec")),
      Crumb(words.text("catalogue.title"), request.address("/chi-tieu")),
    ]
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
    return site.respond(page, .staff, request)
  }

  func openProposal(_ request: WebRequest) async throws -> ProposalView {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let id = ID<IndicatorProposal>(request.parameter("id"))
    let views = try await site.database.read { transaction in
      try ProposalView.read([ProposalStore.proposal(id, for: viewer, transaction)], transaction)
    }
    guard let view = views.first else { throw PlanningError.unknownProposal }
    return view
  }

  func proposalPage(
    _ request: WebRequest, _ view: ProposalView, _ errors: [FieldError] = [], status: Int = 422
  ) async throws -> WebResponse {
    let page = ProposalPage(setting: PageSetting(site, request), view: view, errors: errors)
    return site.respond(page.page, .staff, request, status: errors.isEmpty ? 200 : status)
  }

  func decideProposal(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let view = try await openProposal(request)
    let (id, words) = (view.proposal.id, site.words(request))
    guard let decision = ProposalDecision(rawValue: request.form["viec"]) else { throw WebError.unreadableForm }
    if decision != .withdraw, !viewer.mayForInstallation(.manageIndicators) { throw WebError.forbidden }
    let department = decision == .withdraw ? viewer.account.department : Department.installation
    do {
      let act = Act(by: viewer.account.actor, in: department, reason: request.form["ly-do"])
      let errors = try await site.database.write(act) { transaction -> [CellError] in
        switch decision {
        case .adopt: return try CatalogueActs.adopt(id, by: viewer, transaction).errors
        case .decline: try CatalogueActs.decline(id, by: viewer, transaction)
        case .withdraw: try CatalogueActs.withdraw(id, by: viewer, transaction)
        }
        return []
      }
      guard errors.isEmpty else {
        return try await proposalPage(request, view, errors.map { FieldError(field: nil, message: words.text($0.message)) })
      }
    } catch PlanningError.reasonMissing {
      return try await proposalPage(
        request, view, [FieldError(field: "ly-do", message: words.text("proposal.reason_missing"))])
    } catch PlanningError.staleVersion {
      return try await proposalPage(
        request, view, [FieldError(field: nil, message: words.text("proposal.moved_on"))], status: 409)
    } catch let refused as PlanningError where [.ownProposal, .proposalSettled].contains(refused) {
      return try await proposalPage(
        request, try await openProposal(request), [FieldError(field: nil, message: words.text(refused.message))])
    }
    return .seeOther(request.address("\(StaffPages.proposalsPath)/\(id)", [("xong", "proposal_settled")]))
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

/// The page of one proposal.
struct ProposalPage: StaffFormPage {
  let setting: PageSetting
  let view: ProposalView
  let errors: [FieldError]

  private var proposal: IndicatorProposal { view.proposal }
  private var mayDecide: Bool {
    request.viewer.map { $0.mayForInstallation(.manageIndicators) && $0.account.actor != proposal.proposedBy } ?? false
  }
  private var mayWithdraw: Bool { request.viewer?.account.department == proposal.department }

  var page: Page {
    let crumbs = [
      Crumb(words.text("web.nav.work"), request.address("/lam-viec")),
      Crumb(words.text("proposal.title"), request.address(StaffPages.proposalsPath)),
    ]
    return Page(view.title(words), crumbs: crumbs, errors: errors) {
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
      if !view.isSettled { decision }
    }
  }

  @HTMLBuilder private var decision: [Node] {
    if mayDecide {
      el("p") { words.text("proposal.effect") }
    } else {
      el("p") { words.text("proposal.waits") }
    }
    if mayDecide || mayWithdraw {
      site.form(request, to: request.address("\(StaffPages.proposalsPath)/\(proposal.id)")) {
        textField(
          Field(name: "ly-do", label: words.text("proposal.answer"), error: error("ly-do")),
          value: request.form["ly-do"], width: .full, in: words)
        buttonRow {
          if mayDecide {
            submitButton(words.text("proposal.adopt"), name: "viec", value: ProposalDecision.adopt.rawValue)
            submitButton(
              words.text("proposal.decline"), rank: .secondary, name: "viec", value: ProposalDecision.decline.rawValue)
          }
          if mayWithdraw {
            submitButton(
              words.text("proposal.withdraw"), rank: .secondary, name: "viec", value: ProposalDecision.withdraw.rawValue)
          }
        }
      }
    }
  }
}
