import Kernel
import Testing

@testable import Directory

@Suite("Passwords and usernames") struct PasswordTests {
  /// What is typed; the username; whether it will do.
  @Test(
    "a typed password has twelve characters and is not the username",
    arguments: [
      ("", "an.nguyen", false), ("mười hai chữ", "an.nguyen", true), ("elevenchars", "an.nguyen", false),
      ("twelve chars", "an.nguyen", true), ("ốốốốốốốốốốố", "an.nguyen", false),
      ("kontum.specialist", "kontum.specialist", false), ("KonTum.Specialist", "kontum.specialist", false),
      ("kontum.specialist1", "kontum.specialist", true),
    ])
  func rule(typed: String, username: String, isGood: Bool) {
    if isGood {
      #expect(throws: Never.self) { try Password.check(typed, username: username) }
    } else {
      #expect(throws: DirectoryError.weakPassword(minimum: 12)) { try Password.check(typed, username: username) }
    }
  }

  @Test("a generated password reads as syllables and passes the rule") func generated() throws {
    let effects = Effects.fixed(on: CivilDate(daysSinceEpoch: 19_005))
    let passwords = (0..<200).map { _ in Password.generate(effects) }
    #expect(Set(passwords).count == 200)
    for password in passwords {
      #expect(password.wholeMatch(of: /([bcdghklmnprstvxz][aeio]){2}(-([bcdghklmnprstvxz][aeio]){2}){4}/) != nil)
      try Password.check(password, username: "an.nguyen")
    }
    // All 64 syllables occur: the randomness is used whole.
    let syllables = passwords.flatMap { password in
      let letters = Array(password.filter { $0 != "-" })
      return stride(from: 0, to: letters.count, by: 2).map { String(letters[$0...($0 + 1)]) }
    }
    #expect(Set(syllables).count == 64)
  }

  @Test("the same password typed with composed and decomposed letters fits") func normalised() async throws {
    let hash = try await PasswordWork.hash("mật khẩu của tôi")
    #expect(hash.hasPrefix("$argon2id$"))
    #expect(await PasswordWork.matches("m\u{61}\u{323}\u{302}t khẩu của tôi", hash))
    #expect(await !PasswordWork.matches("mat khau cua toi", hash))
  }

  @Test("without a hash nothing fits, not even what nobody's hash is made of") func nobody() async {
    #expect(await !PasswordWork.matches("nobody signs in with this", nil))
    #expect(await !PasswordWork.matches("", nil))
  }

  /// What is typed; its key, or `nil` when it is refused.
  @Test(
    "usernames are unique by their folded key",
    arguments: [
      ("an.nguyen", "an.nguyen"), ("  An.Nguyen ", "an.nguyen"), ("Nguyễn.An", "nguyen.an"), ("ĐÔNG_92-a", "dong_92-a"),
      ("ab", nil), ("", nil), ("an nguyen", nil), ("an@so.vn", nil), ("\u{430}n.nguyen", nil),
      (String(repeating: "a", count: 64), String(repeating: "a", count: 64)), (String(repeating: "a", count: 65), nil),
    ] as [(String, String?)])
  func usernames(typed: String, key: String?) throws {
    if let key {
      #expect(Username.key(try Username.checked(typed)) == key)
    } else {
      #expect(throws: DirectoryError.badUsername(VietnameseText.cleaned(typed))) { try Username.checked(typed) }
    }
  }
}
