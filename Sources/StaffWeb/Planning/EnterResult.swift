import Directory
import HTML
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// Entering the year's result of one indicator, and approving what another person entered.
extension StaffPages {
  var resultRoutes: [Route] {
    [
      .get("/kh/:nam/:ma/ket-qua", .holding(.enterResults)) { try await resultPage($0) },
      .post("/kh/:nam/:ma/ket-qua", .holding(.enterResults), carries: true) { try await saveResult($0) },
      .post("/kh/:nam/:ma/duyet", .holding(.approveResults)) { try await approveResult($0) },
    ]
  }

  private func resultView(_ request: WebRequest) async throws -> ResultView {
    try await site.database.read { transaction in
      let context = try PlanContext(request, needing: .enterResults, transaction)
      return try ResultView(request.parameter("ma"), context, transaction)
    }
  }

  private func resultPage(_ request: WebRequest) async throws -> WebResponse {
    let view = try await resultView(request)
    return site.respond(
      ResultPage(setting: PageSetting(site, request), view: view, typed: ResultForm(view.result), errors: []).page, .staff,
      request)
  }

  private func saveResult(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let view = try await resultView(request)
    let typed = ResultForm(request.form)
    let (result, errors) = typed.result(view, site.words(request))
    guard let result, errors.isEmpty else { return again(request, view, typed, errors) }
    let bands = try VerdictBands(rulebook, on: Period.year(view.context.year).lastDay)
    let act = Act(by: viewer.account.actor, in: view.context.department, reason: typed.reason)
    do {
      try await site.database.write(act) {
        try ResultActs.enter(result, seen: typed.seen, in: view.context.department, bands: bands, $0)
      }
    } catch let refused as FigureRefused {
      return again(request, view, typed, site.words(request).fieldErrors(refused.faults, names: ResultForm.fields))
    } catch PlanningError.staleVersion {
      return conflict(request, try await resultView(request), typed)
    }
    return .seeOther(view.context.address(view.indicator.code, "", request, adding: [("xong", "result_saved")]))
  }

  private func again(_ request: WebRequest, _ view: ResultView, _ typed: ResultForm, _ errors: [FieldError]) -> WebResponse {
    site.respond(
      ResultPage(setting: PageSetting(site, request), view: view, typed: typed, errors: errors).page, .staff, request, status: 422
    )
  }

  private func conflict(_ request: WebRequest, _ view: ResultView, _ typed: ResultForm) -> WebResponse {
    var newer = typed
    newer.seen = view.result?.version ?? 0
    let words = site.words(request)
    let message = words.text(
      "conflict.both", ["theirs": ResultForm(view.result).summary(words), "yours": typed.summary(words)])
    let page = ResultPage(
      setting: PageSetting(site, request), view: view, typed: newer, errors: [FieldError(field: nil, message: message)]
    ).page
    return site.respond(page, .staff, request, status: 409)
  }

  private func approveResult(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let context = try await site.database.read { try PlanContext(request, needing: .approveResults, $0) }
    let (code, version) = (request.parameter("ma"), Int(request.form["phien-ban"]))
    try await site.database.write(Act(by: viewer.account.actor, in: context.department, reason: "")) { transaction in
      guard
        let result = try ResultStore.result(
          code, place: context.place, period: .year(context.year), in: context.department, transaction),
        result.version == version
      else { throw PlanningError.staleVersion }
      try ResultActs.approve(result, in: context.department, transaction)
    }
    return .seeOther(context.address(code, "", request, adding: [("xong", "result_approved")]))
  }
}

/// What the form needs to know of a result.
struct ResultView: Sendable {
  let context: PlanContext
  let indicator: Indicator
  let result: IndicatorResult?
  let target: Target?

  init(_ code: String, _ context: PlanContext, _ transaction: ReadTransaction) throws {
    guard let indicator = try IndicatorStore.indicator(code, visibleTo: context.department, transaction) else {
      throw PlanningError.unknownIndicator(code: code)
    }
    self.context = context
    self.indicator = indicator
    result = try ResultStore.result(
      code, place: context.place, period: .year(context.year), in: context.department, transaction)
    target = try TargetStore.target(code, place: context.place, year: context.year, in: context.department, transaction)
  }

  /// Whether the public sees the figure already, so that a change needs its reason.
  var isPublished: Bool { result.map { DataStatus.public.contains($0.status) } ?? false }
}

/// A result as it was typed, good or bad.
struct ResultForm: Sendable {
  var seen: Int
  private var texts: [String: String] = [:]

  /// The fields of the form, and the column of the rules each belongs to.
  static let fields = [
    "value": "gia-tri", "numerator": "tu-so", "denominator": "mau-so", "change": "thay-doi", "verdict": "nhan-dinh",
    "missing": "chua-co", "cause": "nguyen-nhan", "limitation": "han-che", "remedy": "giai-phap", "note": "ghi-chu",
    "reason": "ly-do", "period": "gia-tri",
  ]
  private static let names = [
    "gia-tri", "tu-so", "mau-so", "thay-doi", "nhan-dinh", "chua-co", "nguon", "han-che", "nguyen-nhan", "giai-phap", "ghi-chu",
    "ly-do",
  ]

  init(_ form: FormValues) {
    seen = Int(form["phien-ban"]) ?? 0
    for name in ResultForm.names { texts[name] = form[name] }
  }

  init(_ result: IndicatorResult?) {
    func typed(_ quantity: Quantity?) -> String { quantity.map { NumberInput.text(of: $0) } ?? "" }
    seen = result?.version ?? 0
    texts = [
      "gia-tri": typed(result?.value), "tu-so": typed(result?.numerator), "mau-so": typed(result?.denominator),
      "thay-doi": typed(result?.change), "nhan-dinh": result?.verdict?.rawValue ?? "",
      "chua-co": result?.missing?.rawValue ?? "", "nguon": (result?.origin ?? .stated).rawValue,
      "han-che": result?.limitation ?? "", "nguyen-nhan": result?.cause ?? "", "giai-phap": result?.remedy ?? "",
      "ghi-chu": result?.note ?? "",
    ]
  }

  subscript(name: String) -> String { texts[name] ?? "" }

  var reason: String { self["ly-do"] }

  /// What was typed, in a line, for a conflict.
  func summary(_ words: LocalWording) -> String {
    let figures = ["gia-tri", "tu-so", "mau-so", "thay-doi"].map { self[$0] }
    let verdict = Verdict(rawValue: self["nhan-dinh"]).map { words.text("verdict.\($0.rawValue)") } ?? ""
    let missing = MissingReason(rawValue: self["chua-co"]).map { words.text("missing.\($0.rawValue)") } ?? ""
    return (figures + [verdict, missing]).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The result the form claims, or what is wrong with its fields.
  func result(_ view: ResultView, _ words: LocalWording) -> (IndicatorResult?, [FieldError]) {
    var reader = FormReader(words)
    let result = IndicatorResult(
      indicator: view.indicator.code, place: view.context.place, period: .year(view.context.year),
      value: reader.number(self["gia-tri"], field: "gia-tri", as: .value(of: view.indicator)),
      numerator: reader.number(self["tu-so"], field: "tu-so", as: .part),
      denominator: reader.number(self["mau-so"], field: "mau-so", as: .part),
      change: reader.number(self["thay-doi"], field: "thay-doi", as: .change(of: view.indicator)),
      verdict: Verdict(rawValue: self["nhan-dinh"]), missing: MissingReason(rawValue: self["chua-co"]),
      origin: FigureOrigin.statable.first { $0.rawValue == self["nguon"] } ?? .stated, limitation: self["han-che"],
      cause: self["nguyen-nhan"],
      remedy: self["giai-phap"], note: self["ghi-chu"])
    return (reader.errors.isEmpty ? result : nil, reader.errors)
  }
}
