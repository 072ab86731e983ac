/// What people type, choose and send as the reason for a missing figure, with the one answer every way in must give.
public struct ChoiceTable: Sendable {
  /// What is typed.
  public let text: String
  /// The code of the reason, «nothing», or the code with which it is refused.
  public let answer: String

  private init(_ text: String, _ answer: String) { (self.text, self.answer) = (text, answer) }

  private static let unknown = "planning.unknown_word"

  /// By the codes of the file contract.
  public static let rows: [ChoiceTable] = [
    .init("not_reported", "not_reported"), .init("NOT_REPORTED", "not_reported"), .init(" nil ", "nil"),
    .init("Nil", "nil"), .init("not_applicable", "not_applicable"), .init("not\u{200B}_applicable", "not_applicable"),
    .init("", "nothing"), .init("  ", "nothing"), .init("none", unknown), .init("not reported", unknown),
    .init("vì mưa", unknown), .init("-", unknown), .init("0", unknown), .init("Gi¶i quyÕt viÖc lµm", "planning.legacy_tcvn3"),
  ]

  /// By the names people choose from, where the way in shows them.
  public static let names: [ChoiceTable] = [
    .init("Chưa báo cáo", "not_reported"), .init("chua bao cao", "not_reported"), .init("KHÔNG PHÁT SINH", "nil"),
    .init("không  phát sinh", "nil"), .init("Không áp dụng", "not_applicable"),
  ]
}
