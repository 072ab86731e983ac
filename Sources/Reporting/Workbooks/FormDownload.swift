import Directory
import Kernel
import Planning
import Rulebook
import Storage
import Wording

/// Takes a form away as a workbook.
public enum FormDownload {
  /// The name and the bytes of the workbook of a sheet, its titles in the language of the words.
  /// - Throws: `PlanningError` for a sheet that there is not, or that the person may not see; `WorkbookWriteError`.
  public static func workbook(
    of key: SheetKey, by authority: Authority, rulebook: Rulebook, words: LocalWording, database: Database
  ) async throws -> (name: String, bytes: [UInt8]) {
    let form = try await database.read { try FormWorkbook(key, by: authority, rulebook: rulebook, $0) }
    return (form.fileName, try form.bytes(words, at: database.effects.now()))
  }
}
