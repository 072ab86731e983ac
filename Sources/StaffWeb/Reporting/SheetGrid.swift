import Directory
import Figures
import HTML
import Kernel
import Planning
import Reporting
import Territory
import WebShared
import Wording

/// The page of a sheet: its grid, to type into or to look at.
struct SheetPage: StaffFormPage {
  let setting: PageSetting
  let sheet: OpenSheet
  let typed: TypedSheet
  let errors: [FieldError]
  /// The lines that wait for a choice between two numbers.
  var undecided: Set<String> = []
  /// Remarks that could not be kept.
  var remarks: [String: String] = [:]
  /// The lines that were emptied by what was saved beside the errors.
  var emptiedLines: [Int] = []
  /// The reason typed for a correction.
  var reason = ""
  /// Whether what was typed is shown in inputs even where nothing can be typed any more.
  var keepsInputs = false

  private var figures: SheetWords { SheetWords(words: words) }
  private var hasInputs: Bool { sheet.isEditable || keepsInputs }

  var page: Page {
    Page(sheet.title(words), crumbs: sheet.crumbs(request, words), errors: errors, flash: savedFlash) {
      SheetBar(setting: setting, key: sheet.key, choices: sheet.choices).node
      SheetStanding(setting: setting, sheet: sheet).nodes
      if hasInputs {
        SheetPage.restoreOffer(words)
        site.form(
          request, to: sheet.key.address("", request), class: "sheet", isGuarded: true, copiedAs: sheet.key.path()
        ) {
          // The first button is the one that Enter presses.
          tools
          table
          buttonRow {
            submitButton(words.text("entry.next"), name: "viec", value: "tiep")
            submitButton(words.text("entry.check"), rank: .secondary, name: "viec", value: "kiem-tra")
            submitButton(words.text("entry.save"), rank: .secondary, name: "viec", value: "luu")
          }
        }
        el("p", .class("muted no-print")) { words.text("entry.keys") }
      } else {
        site.form(request, to: sheet.key.address("y-kien", request), class: "sheet", isGuarded: true) { table }
      }
      correction
      SheetHistory(setting: setting, sheet: sheet).node
    }
  }

  private var tools: Node {
    buttonRow {
      submitButton(words.text("entry.save"), rank: .secondary, name: "viec", value: "luu")
      buttonLink(words.text("entry.paste"), to: sheet.key.address("dan", request))
      buttonLink(words.text("entry.download"), to: sheet.key.address("tai", request))
      buttonLink(words.text("entry.upload"), to: sheet.key.address("tep", request))
    }
  }

  private var table: Node {
    dataTable(
      DataTable(
        id: "bieu", title: words.text("entry.table", ["form": figures.form(sheet.context.form)]),
        columns: [
          .init(words.text("entry.column.indicator")), .init(words.format.period(sheet.key.period), isNumber: !hasInputs),
          .init(words.text("entry.column.last"), isNumber: true), .init(words.text("entry.column.year_before"), isNumber: true),
          .init(words.text("entry.column.cumulative"), isNumber: true), .init(words.text("entry.column.plan"), isNumber: true),
          .init(words.text("entry.column.standing")),
        ],
        rows: sheet.view.rows.enumerated().map { index, row in
          SheetLine(
            setting: setting, sheet: sheet, row: row, number: index + 1,
            typed: typed[row.indicator.code] ?? TypedLine(row.figure, words.format), errors: errors,
            isUndecided: undecided.contains(row.indicator.code), isEditable: hasInputs && sheet.isOpen(row),
            remark: remarks[row.indicator.code] ?? ""
          ).cells
        }, kind: .list, notes: [words.text("entry.legend")]), in: words)
  }

  /// What a browser without its script never shows: numbers typed before the network or the session was lost.
  private static func restoreOffer(_ words: LocalWording) -> Node {
    el("div", .class("flash flash-information no-print"), .attribute("data-restore", ""), .flag("hidden", true)) {
      el("p") { words.text("entry.restore_found") }
      el("button", .type("button"), .class("button button-secondary"), .attribute("data-restore-yes", "")) {
        words.text("entry.restore") + " "
        el("time")
      }
      " "
      el("button", .type("button"), .class("button button-secondary")) {
        words.text("entry.restore_drop")
      }
    }
  }

  private var savedFlash: Node {
    SavedFlash(sheet: sheet, request: request, words: words, emptiedLines: emptiedLines).node
  }

  /// A fixed sheet opens for a correction, with its reason.
  @HTMLBuilder private var correction: [Node] {
    if sheet.view.sheet.state == .locked, sheet.mayEnter {
      el("h2") { words.text("entry.correct_title") }
      site.form(request, to: sheet.key.address("dinh-chinh", request)) {
        hiddenField(name: "phien-ban", value: String(sheet.view.sheet.version))
        textField(
          Field(name: "ly-do", label: words.text("entry.reason"), error: error("ly-do")), value: reason, width: .full, in: words)
        buttonRow { submitButton(words.text("entry.correct"), rank: .secondary) }
      }
    }
  }
}

/// «Đã lưu 7 dòng lúc 14:32», on the page after saving; it also tells the script that its own copy is out of date.
struct SavedFlash {
  let sheet: OpenSheet
  let request: StaffRequest
  let words: LocalWording
  /// The lines that were emptied; those the address names come besides.
  var emptiedLines: [Int] = []

  var node: Node { .fragment([saved, emptied]) }

  /// «2 số liệu bị xóa trắng: dòng 3, 5.»
  private var emptied: Node {
    let named = request.query["xoa-trang"].split(separator: ".").compactMap { Int($0) }
    let lines = (emptiedLines + named).filter { $0 >= 1 && $0 <= sheet.view.rows.count }
    guard !lines.isEmpty else { return .empty }
    let values = ["count": words.format.number(lines.count), "lines": lines.map(String.init).joined(separator: ", ")]
    return flash(.warning, words.text("entry.emptied", values), in: words)
  }

  private var saved: Node {
    guard let count = Int(request.query["da-luu"]), (0...1000).contains(count) else { return .empty }
    return el("div", .attribute("data-saved", sheet.key.path())) {
      if count > 0, let at = sheet.savedAt.flatMap({ Moment(iso: $0) }) {
        flash(
          .success, words.text("entry.saved", ["count": words.format.number(count), "time": at.vietnameseTime]), in: words)
      } else {
        flash(.information, words.text("entry.nothing_changed"), in: words)
      }
    }
  }
}

extension OpenSheet {
  /// «01-LD: xã Diên Bình, Tháng 12/2021».
  func title(_ words: LocalWording) -> String {
    words.text(
      "entry.title",
      [
        "form": context.form.code, "unit": context.path.unit.fullName, "period": words.format.period(key.period),
      ])
  }

  /// The way from the desk to the sheet's form list.
  func crumbs(_ request: StaffRequest, _ words: LocalWording) -> [Crumb] {
    [
      Crumb(
        words.text("web.nav.entry"),
        request.address("/nhap", [("noi", key.place.rawValue), ("ky", key.period.description)]))
    ]
  }
}
