import Directory
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// An act that is done by a form, as one declaration (`docs/forms.md`): what it is about, its inputs, what it saves. Its page, the
/// reading of its inputs, the page with errors, the page over a newer version and its routes follow from that.
protocol ActForm: StaffPage, Sendable {
  /// Reads what the form is about, as the person finds it now; where `setting.isActing`, no more than `save` needs.
  /// - Throws: what keeps him from the act: `WebError.forbidden`, an error of the system.
  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws
  /// The department in whose name it is done.
  var department: ID<Department> { get }
  /// Where the form is sent.
  var address: String { get }
  var title: String { get }
  /// The way to the page, from the desk on.
  var crumbs: [Crumb] { get }
  /// What stands above the heading after another act.
  var flash: Node { get }
  /// What stands above the form.
  @HTMLBuilder var above: [Node] { get }
  /// The inputs in their order.
  var inputs: [any FormInput] { get }
  @HTMLBuilder var buttons: [Node] { get }
  /// What stands below the form.
  @HTMLBuilder var below: [Node] { get }
  /// Whether there is something to send; the page is shown without the form where not.
  var isOpen: Bool { get }
  /// The class of the form's element.
  var formClass: String? { get }
  /// The reason of the act, as it was typed.
  func reason(_ typed: TypedForm) -> String
  /// Does the act; where to go then.
  /// - Throws: `FormRefused`, `FigureRefused`; errors that `fault(of:)` knows; a conflict, which is shown over what was typed.
  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String
  /// What an error says at this form; `nil` where it is none of the form's.
  func fault(of error: any UserFacing) -> FieldError?
  /// The page with the form as it stands.
  func page(_ typed: TypedForm) -> Page
  /// Does the act in a transaction of its own. Only what needs more than one, or none, says it itself.
  func perform(_ typed: TypedForm) async throws -> WebResponse
}

/// A form that was refused, with what is wrong at which input; nothing was written.
struct FormRefused: Error {
  let errors: [FieldError]
}

extension ActForm {
  var crumbs: [Crumb] { [] }
  var flash: Node { .empty }
  var above: [Node] { return [] }
  var below: [Node] { return [] }
  var isOpen: Bool { true }
  var formClass: String? { nil }

  func reason(_ typed: TypedForm) -> String { typed.values?["ly-do"] ?? "" }

  func fault(of error: any UserFacing) -> FieldError? { nil }

  func page(_ typed: TypedForm) -> Page {
    Page(title, crumbs: crumbs, flash: flash) {
      above
      if isOpen { form(typed) }
      below
    }
  }

  /// The form itself, with what stands in it above the inputs.
  func form(_ typed: TypedForm, @HTMLBuilder heading: () -> [Node] = { [] }) -> Node {
    site.form(request, to: address, class: formClass) {
      heading()
      for input in inputs { typed.node(input) }
      buttonRow { buttons }
    }
  }

  func perform(_ typed: TypedForm) async throws -> WebResponse {
    let act = Act(by: request.viewer.account.actor, in: department, reason: reason(typed))
    return .seeOther(try await site.database.write(act) { try save(typed, $0) })
  }

  /// An error at an input, by a sentence of the wording.
  func error(_ message: Message, at name: String? = nil) -> FieldError { FieldError(field: name, message: words.text(message)) }
}

extension StaffPages {
  /// The routes of a form: its page, and its act at the same address.
  func form<Form: ActForm>(_ path: String, _ access: Access, carries: Bool = false, _ type: Form.Type) -> [Route] {
    [.page(path, access) { try await opened(type, $0) }, act(path, access, carries: carries, type)]
  }

  /// The route of an act whose form stands on another page.
  func act<Form: ActForm>(_ path: String, _ access: Access, carries: Bool = false, _ type: Form.Type) -> Route {
    .act(path, access, carries: carries) { try await sent(type, $0) }
  }

  private func read<Form: ActForm>(_ type: Form.Type, _ setting: PageSetting) async throws -> Form {
    try await site.database.read { try Form(setting, $0) }
  }

  private func opened<Form: ActForm>(_ type: Form.Type, _ request: StaffRequest) async throws -> WebResponse {
    let form = try await read(type, setting(request))
    return form.response(TypedForm(words: form.words))
  }

  /// Does the act, or shows the form again with what was typed and what is wrong.
  private func sent<Form: ActForm>(_ type: Form.Type, _ request: StaffRequest) async throws -> WebResponse {
    let setting = setting(request)
    let form = try await read(type, setting.acting)
    var typed = TypedForm(words: setting.words, values: request.form)
    do {
      let faults = typed.faults(of: form.inputs)
      guard faults.isEmpty else { throw FormRefused(errors: faults) }
      return try await form.perform(typed)
    } catch let refused as FormRefused {
      return try await read(type, setting).response(typed.with(refused.errors), status: 422)
    } catch let refused as FigureRefused {
      return try await read(type, setting).response(typed.with(typed.errors(refused.faults, at: form.inputs)), status: 422)
    } catch let error as any UserFacing where form.fault(of: error) != nil || error.kind == .conflict {
      // What stands now is shown under what was typed, and the person chooses.
      let newer = try await read(type, setting)
      typed.isOverNewer = error.kind == .conflict
      let status = error.kind == .conflict ? 409 : 422
      if let fault = newer.fault(of: error) { return newer.response(typed.with([fault]), status: status) }
      let (theirs, yours) = typed.differences(from: newer.inputs)
      let both = newer.error(Message("conflict.both", ["theirs": theirs, "yours": yours]))
      return newer.response(typed.with([both]), status: status)
    }
  }
}

extension ActForm {
  /// The form's page as an answer.
  func response(_ typed: TypedForm, status: Int = 200) -> WebResponse {
    var page = page(typed)
    page.errors = typed.errors
    return site.respond(page, request, status: status)
  }
}
