import Directory
import Foundation
import Interchange
import Kernel
import Planning
import Reporting
import Storage
import WebShared
import Wording

/// Taking a form away as a workbook and bringing it back.
extension StaffPages {
  var workbookRoutes: [Route] {
    [
      .page(SheetKey.route + "/tai", .holding(.viewPlan)) { try await downloadWorkbook($0) },
      .page(SheetKey.route + "/tep", .holding(.enterResults)) { try await bringWorkbook($0) },
      .act(SheetKey.route + "/tep", .holding(.enterResults), bodyLimit: WorkbookPage.bodyLimit, carries: true) {
        try await bringWorkbook($0)
      },
    ]
  }

  private func downloadWorkbook(_ request: StaffRequest) async throws -> WebResponse {
    let key = try SheetKey(request)
    let context = try await site.database.read { try SheetContext.visible(key, to: request.viewer, $0) }
    let file = try await FormDownload.workbook(
      of: context.key, by: .person(request.viewer), rulebook: rulebook, words: site.words(request),
      database: site.database)
    return .workbook(file.bytes, named: file.name)
  }

  /// Checks the workbook that was sent or is named; on the button, writes it or gives it back with its faults marked.
  private func bringWorkbook(_ request: StaffRequest) async throws -> WebResponse {
    var page = try await WorkbookPage(setting(request))
    let (words, viewer, key, act) = (site.words(request), request.viewer, page.context.key, request.form["viec"])
    do {
      guard let sent = try await sentFile(request, for: WorkbookPage.purpose, taking: FileType.tables) else {
        return request.method == "POST" ? page.refusing(words.text("workbook.page.no_file")) : page.response
      }
      let keepsGood = act == "ghi-dong-dung"
      func run(commit: Bool) async throws -> UploadOutcome {
        try await FormUpload.run(
          sent.bytes, for: key, commit: commit, keepGood: keepsGood, by: .person(viewer), actor: viewer.account.actor,
          rulebook: rulebook, database: site.database)
      }
      let outcome =
        act == "ghi" || keepsGood
        ? try await confirming(sent.file) {
          try await run(commit: true)
        } wrote: {
          $0.wasWritten
        } : try await run(commit: false)
      if act == "tra-ve" {
        if let marked = try? outcome.returnedWorkbook(sent.bytes, words) {
          return .workbook(marked, named: FormWorkbook.fileName(key))
        }
        page.cannotBeMarked = true
      }
      page.done = (sent, outcome)
      return page.response
    } catch let refused as FileError {
      return page.refusing(words.text(refused.message), status: refused.kind == .conflict ? 409 : 422)
    } catch let error as any UserFacing where !(error is StorageError) {
      return page.refusing(words.text(error.message))
    }
  }
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
