import Directory
import Foundation
import Interchange
import Kernel
import Planning
import Storage
import WebShared
import Wording

/// Taking a form away as a workbook and bringing it back.
extension StaffPages {
  var workbookRoutes: [Route] {
    [
      .get(SheetKey.route + "/tai", .holding(.viewPlan)) { try await downloadWorkbook($0) },
      .get(SheetKey.route + "/tep", .holding(.enterResults)) { try await workbookPage($0) },
      .post(SheetKey.route + "/tep", .holding(.enterResults), bodyLimit: SentWorkbook.bodyLimit) {
        try await bringWorkbook($0)
      },
    ]
  }

  private func downloadWorkbook(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    let key = try SheetKey(request)
    let context = try await site.database.read { try SheetContext.visible(key, to: viewer, $0) }
    let file = try await FormDownload.workbook(
      of: context.key, by: .person(viewer), rulebook: rulebook, words: site.words(request),
      database: site.database)
    return .workbook(file.bytes, named: file.name)
  }

  private func workbookPage(_ request: WebRequest) async throws -> WebResponse {
    let page = try await WorkbookPage(PageSetting(site, request))
    return page.response
  }

  private func bringWorkbook(_ request: WebRequest) async throws -> WebResponse {
    guard let viewer = request.viewer else { throw WebError.signedOut }
    var page = try await WorkbookPage(PageSetting(site, request))
    guard let file = SentWorkbook(request) else {
      return page.refusing(site.words(request).text("workbook.page.no_file"))
    }
    let act = request.form["viec"]
    let outcome: UploadOutcome
    do {
      outcome = try await FormUpload.run(
        file.bytes, for: page.context.key, commit: act == "ghi" || act == "ghi-dong-dung", keepGood: act == "ghi-dong-dung",
        by: .person(viewer), actor: viewer.account.actor, rulebook: rulebook, database: site.database)
    } catch let error as any UserFacing where !(error is StorageError) {
      return page.refusing(site.words(request).text(error.message))
    }
    if act == "tra-ve" {
      if let marked = try? outcome.returnedWorkbook(file.bytes, site.words(request)) {
        return .workbook(marked, named: FormWorkbook.fileName(page.context.key))
      }
      page.cannotBeMarked = true
    }
    page.done = (file, outcome)
    return page.response
  }
}

/// A workbook sent to a page: chosen on the machine, or carried in the form after its check.
struct SentWorkbook: Sendable {
  /// The most bytes of a request: a workbook as text, and the fields beside it.
  static let bodyLimit = 8 * 1024 * 1024

  let name: String
  let bytes: [UInt8]

  /// The workbook of a request; `nil` where none was chosen.
  init?(_ request: WebRequest) {
    if let upload = request.uploads["tep"], !upload.bytes.isEmpty {
      name = upload.filename
      bytes = upload.bytes
    } else if let carried = Data(base64Encoded: request.form["noi-dung"]), !carried.isEmpty {
      name = request.form["ten-tep"]
      bytes = Array(carried)
    } else {
      return nil
    }
  }

  /// The workbook as it travels in a form: what is written is what was checked.
  var carried: String { Data(bytes).base64EncodedString() }
}

extension WebResponse {
  /// An Excel workbook, to be saved.
  static func workbook(_ bytes: [UInt8], named name: String) -> WebResponse {
    WebResponse(
      headers: [
        ("content-type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("content-disposition", "attachment; filename=\"\(name)\""),
      ], body: bytes)
  }
}
