import Dispatch
import Kernel
import Storage
import TestSupport
import Testing

@testable import Directory

/// Signing in waits for no act: it writes a log of its own, outside the chain of the department.
@Suite struct SignInLogTests {
  @Test(.enabled(if: Engine.tested.contains(.postgres))) func nobodyWaitsForAnAct() async throws {
    try await withDirectory(.postgres) { database in
      let account = try await DirectoryFixture.specialist(in: database)
      _ = try await DirectoryFixture.specialist("binh.y", in: database)
      let service = SignIn(database: database, roles: try DirectoryFixture.roles)
      let (begun, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
      async let act: Void = database.write(DirectoryFixture.act()) { transaction in
        try AccountStore.rename(account.id, displayName: "Nguyễn Văn An", transaction)
        // As a long import does that has settled already.
        try transaction.each("SELECT number FROM audit_head WHERE department = \(account.department)\(SQL.forUpdate)") { _ in }
        begun.signal()
        mayEnd.wait()
      }
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          begun.wait()
          continuation.resume()
        }
      }
      _ = try await service.signIn(username: "binh.y", password: DirectoryFixture.password, address: "10.1.2.3")
      await #expect(throws: DirectoryError.wrongCredentials) {
        _ = try await service.signIn(username: "khong.co", password: "sai mật khẩu rồi", address: "10.1.2.3")
      }
      mayEnd.signal()
      try await act
      let acts = try await DirectoryFixture.history(of: account, database).count
      _ = try await service.signIn(username: "an.nguyen", password: DirectoryFixture.password, address: "10.1.2.3")
      #expect(try await DirectoryFixture.comings(of: account, database) == [.signedIn])
      #expect(try await DirectoryFixture.history(of: account, database).count == acts)
    }
  }
}
