import Foundation
import Kernel
import Testing

@testable import Directory

@Suite("Passwords and usernames") struct PasswordTests {
  /// What `Nguyễn Văn An`, `an.nguyen`, types; what is wrong with it.
  @Test(
    "a typed password is long, is no guesser's first try, and has no name in it",
    arguments: [
      ("", .weakPassword(minimum: 12)), ("elevenchars", .weakPassword(minimum: 12)), ("ốốốốốốốốốốố", .weakPassword(minimum: 12)),
      ("mười hai chữ", nil), ("nhà rông suối cạn", nil), ("Rổ tre, bếp than, gió bấc", nil), ("kh7qm2wzx9ft", nil),
      ("correct horse battery staple", nil), ("bamo-rite-kasa-lino-pege", nil), ("mật khẩu rất dài 2026", nil),
      // The names of the person, however they are written.
      ("an.nguyen", .weakPassword(minimum: 12)), ("AN-NGUYỄN-rổ-tre", .passwordHoldsName),
      ("x an nguyen bếp than", .passwordHoldsName), ("nguyenvanan-bep-than", .passwordHoldsName),
      ("Nguyễn Văn An 1978", .passwordHoldsName), ("văn an bếp than gió", nil),
      // One letter, one part, one after the other.
      ("aaaaaaaaaaaa", .commonPassword), ("abababababab", .commonPassword), ("passwordpassword", .commonPassword),
      ("k7mq2k7mq2k7mq2", .commonPassword), ("123456789012", .commonPassword), ("abcdefghijkl", .commonPassword),
      ("lkjihgfedcba", .commonPassword), ("qwertyuiop12", .commonPassword), ("1qaz2wsx3edc", .commonPassword),
      ("zxcvbnm,asdfghjkl", .commonPassword), ("987654321098", .commonPassword), ("!@#$%^&*()!@#", .commonPassword),
      // Numbers of people: identity card, telephone, birthday.
      ("062078001234", .commonPassword), ("0905 123 457 8", .commonPassword), ("15/08/1978 15/08/1978", .commonPassword),
      // Common words with a year, signs, other letters.
      ("matkhau12345", .commonPassword), ("Mật khẩu 12345", .commonPassword), ("m@tkh4u123456", .commonPassword),
      ("P@ssw0rd2024!", .commonPassword), ("Quantri@123456", .commonPassword), ("administrator1", .commonPassword),
      ("CanTho@2025!!", .commonPassword), ("Kon Tum 2022 2022", .commonPassword), ("Đắk Lắk 1234567", .commonPassword),
      ("Quảng Ngãi 2025", .commonPassword), ("anhyeuem1314520", .commonPassword), ("matkhau 15081978", .commonPassword),
      ("iloveyou1234", .commonPassword),
      ("Vietnam@123456789", .commonPassword), ("ubnd.ubnd.2025", .commonPassword),
    ] as [(String, DirectoryError?)])
  func rule(typed: String, error: DirectoryError?) throws {
    let common = try DirectoryFixture.common.get()
    let result = Result { () throws(DirectoryError) in
      try Password.check(typed, username: "an.nguyen", displayName: "Nguyễn Văn An", common)
    }
    switch result {
    case .success: #expect(error == nil)
    case .failure(let thrown): #expect(thrown == error, "weight \(PasswordWeight.of(typed, common))")
    }
  }

  @Test("a short name forbids nothing") func shortName() throws {
    let common = try DirectoryFixture.common.get()
    try Password.check("lan can gỗ lim", username: "lan", displayName: "Lan", common)
  }

  @Test("the shipped list says where it comes from, and is bounded") func shippedList() throws {
    let text = try String(contentsOf: KnownPasswords.file(in: DirectoryFixture.content), encoding: .utf8)
    #expect(text.utf8.count <= 100_000 && text.hasPrefix("#") && text.contains("MIT licence"))
    let words = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(words.count > 5000 && Set(words).count == words.count)
    #expect(
      words.allSatisfy { KnownPasswords.lengths.contains($0.utf8.count) && $0.utf8.allSatisfy { (33...126).contains($0) } })
  }

  @Test("a generated password reads as syllables and passes the rule") func generated() throws {
    let effects = Effects.fixed(on: CivilDate(daysSinceEpoch: 19_005))
    let passwords = (0..<200).map { _ in Password.generate(effects) }
    #expect(Set(passwords).count == 200)
    let common = try DirectoryFixture.common.get()
    for password in passwords {
      #expect(password.wholeMatch(of: /([bcdghklmnprstvxz][aeio]){2}(-([bcdghklmnprstvxz][aeio]){2}){4}/) != nil)
      try Password.check(password, username: "an.nguyen", displayName: "Nguyễn An", common)
    }
    // All 64 syllables occur: the randomness is used whole.
    let syllables = passwords.flatMap { password in
      let letters = Array(password.filter { $0 != "-" })
      return stride(from: 0, to: letters.count, by: 2).map { String(letters[$0...($0 + 1)]) }
    }
    #expect(Set(syllables).count == 64)
  }

  @Test("the same password typed with composed and decomposed letters fits") func normalised() async throws {
    let hash = try await PasswordWork.hash("mật khẩu của tôi", place: "test")
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
