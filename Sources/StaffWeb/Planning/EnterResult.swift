import Directory
import FigureWords
import Figures
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

extension StaffPages {
  var resultRoutes: [Route] {
    form("/kh/:nam/:ma/ket-qua", .holding(.enterResults), carries: true, EnterResult.self)
      + [.act("/kh/:nam/:ma/duyet", .holding(.approveResults)) { try await approveResult($0) }]
  }

  /// Approving what another person entered.
  private func approveResult(_ request: StaffRequest) async throws -> WebResponse {
    let context = try await site.database.read { try PlanContext(request, needing: .approveResults, $0) }
    let (code, version) = (request.parameter("ma"), Int(request.form["phien-ban"]) ?? 0)
    try await site.database.write(Act(by: request.viewer.account.actor, in: context.department, reason: "")) { transaction in
      guard
        let result = try ResultCase(
          code, place: context.place, period: .year(context.year), in: context.department, transaction)
      else { throw PlanningError.staleVersion }
      try result.perform(.approve, by: .person(request.viewer), seen: version, transaction)
    }
    return .seeOther(context.address(code, "", request, adding: [("xong", "result_approved")]))
  }
}

/// Entering the year's result of one indicator.
struct EnterResult: IndicatorAct {
  static let act = "ket-qua"
  let setting: PageSetting
  let context: PlanContext
  let indicator: Indicator
  private let result: IndicatorResult?

  init(_ setting: PageSetting, _ transaction: ReadTransaction) throws {
    self.setting = setting
    context = try PlanContext(setting.request, needing: .enterResults, transaction)
    indicator = try context.indicator(setting.request, transaction)
    result = try ResultStore.result(
      indicator.code, place: context.place, period: .year(context.year), in: context.department, transaction)
  }

  /// Whether the public sees the figure already, so that a change needs its reason.
  private var isPublished: Bool { result.map { DataStatus.public.contains($0.status) } ?? false }
  var title: String {
    words.text("result.title", ["indicator": show.title(indicator), "year": String(context.year)])
  }
  var above: [Node] { if isPublished { el("p") { words.text("result.published_note") } } }
  var buttons: [Node] { submitButton(words.text("result.save")) }

  // MARK: Inputs

  var inputs: [any FormInput] {
    [version, value] + (indicator.kind == .rate ? [numerator, denominator] : [])
      + (indicator.kind == .reduction ? [] : [change]) + [missing, verdict, origin, limitation, cause, remedy, note]
      + (isPublished || !request.form["ly-do"].isEmpty ? [reason] : [])
  }
  private var version: Input<Int> { .version(result?.version) }
  private var value: Input<Quantity?> {
    let unit = show.unit(indicator)
    return .number(
      "gia-tri", words.text("result.value", ["unit": unit]), as: .value(of: indicator), stored: result?.value, unit: unit,
      hint: words.text("target.level_hint"), rules: ["value", "period"])
  }
  private var numerator: Input<Quantity?> {
    .number("tu-so", words.text("result.numerator"), as: .part, stored: result?.numerator, rules: ["numerator"])
  }
  private var denominator: Input<Quantity?> {
    .number("mau-so", words.text("result.denominator"), as: .part, stored: result?.denominator, rules: ["denominator"])
  }
  private var change: Input<Quantity?> {
    .number(
      "thay-doi", words.text("target.change", ["unit": changeUnit]), as: .change(of: indicator), stored: result?.change,
      unit: changeUnit, hint: words.text("target.change_hint"), rules: ["change"])
  }
  private var missing: Input<MissingReason?> {
    .choice("chua-co", words.text("result.missing"), stored: result?.missing, rules: ["missing"]) {
      words.text("missing.\($0.rawValue)")
    }
  }
  private var verdict: Input<Verdict?> {
    .choice(
      "nhan-dinh", words.text("result.stated"), among: Verdict.statable, stored: result?.verdict,
      hint: words.text("result.stated_hint"), rules: ["verdict"]
    ) { words.text("verdict.\($0.rawValue)") }
  }
  private var origin: Input<FigureOrigin> {
    .one("nguon", words.text("target.origin"), among: FigureOrigin.statable, stored: result?.origin ?? .stated) {
      words.text("origin.\($0.rawValue)")
    }
  }
  private var limitation: Input<String> { text("han-che", "indicator.limitation", result?.limitation, "limitation") }
  private var cause: Input<String> { text("nguyen-nhan", "indicator.cause", result?.cause, "cause") }
  private var remedy: Input<String> { text("giai-phap", "indicator.remedy", result?.remedy, "remedy") }
  private var note: Input<String> { text("ghi-chu", "indicator.note", result?.note, "note") }
  private var reason: Input<String> { .text("ly-do", words.text("result.reason"), isOptional: !isPublished, rules: ["reason"]) }

  private func text(_ name: String, _ label: String, _ stored: String?, _ rule: String) -> Input<String> {
    .text(name, words.text(label), stored: stored ?? "", isOptional: true, rules: [rule])
  }

  // MARK: The act

  func save(_ typed: TypedForm, _ transaction: WriteTransaction) throws -> String {
    let isRate = indicator.kind == .rate
    let entered = IndicatorResult(
      indicator: indicator.code, place: context.place, period: .year(context.year), value: try typed[value],
      numerator: isRate ? try typed[numerator] : nil, denominator: isRate ? try typed[denominator] : nil,
      change: indicator.kind == .reduction ? nil : try typed[change], verdict: try typed[verdict],
      missing: try typed[missing], origin: try typed[origin], limitation: try typed[limitation], cause: try typed[cause],
      remedy: try typed[remedy], note: try typed[note])
    let bands = try VerdictBands(rulebook, on: Period.year(context.year).lastDay)
    try ResultActs.enter(
      entered, seen: try typed[version], in: department, bands: bands, by: .person(request.viewer), transaction)
    return context.address(indicator.code, "", request, adding: [("xong", "result_saved")])
  }
}
