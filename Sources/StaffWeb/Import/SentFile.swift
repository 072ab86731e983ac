import Directory
import Kernel
import Storage
import WebShared

/// A file of a page: sent just now and staged, or named by its id in the address or form.
struct SentFile: Sendable {
  let file: StagedFile
  let bytes: [UInt8]

  /// The input in which a file is chosen.
  static let chosen = "tep"
  /// The field, and the name in an address, that hold the id of a staged file.
  static let staged = "ma-tep"

  /// The query that names the file: what is previewed is what is confirmed.
  var query: [(String, String)] { [(SentFile.staged, file.id.rawValue)] }
}

extension StaffPages {
  /// The file of a request; `nil` where none was chosen and none is named.
  /// - Parameter purpose: what the page takes files for.
  /// - Throws: `FileError`.
  func sentFile(_ request: StaffRequest, for purpose: String, taking types: Set<FileType>) async throws -> SentFile? {
    let owner = request.viewer.account.actor
    if let upload = request.uploads[SentFile.chosen], !upload.bytes.isEmpty {
      let file = try await site.files.stage(upload.bytes, named: upload.filename, by: owner, for: purpose, taking: types)
      return SentFile(file: file, bytes: upload.bytes)
    }
    let id = request.asked(SentFile.staged)
    guard !id.isEmpty else { return nil }
    let (file, bytes) = try await site.files.waiting(ID(id), of: owner, for: purpose)
    return SentFile(file: file, bytes: bytes)
  }

  /// Does what a file is confirmed for, once; it waits again where nothing was written.
  func confirming<Outcome>(
    _ file: StagedFile, _ body: () async throws -> Outcome, wrote: (Outcome) -> Bool
  ) async throws -> Outcome {
    try await site.files.confirm(file.id, of: file.owner, for: file.purpose)
    do {
      let outcome = try await body()
      if !wrote(outcome) { try await site.files.release(file.id) }
      return outcome
    } catch {
      try await site.files.release(file.id)
      throw error
    }
  }
}
