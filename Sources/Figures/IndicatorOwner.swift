import Kernel

extension Indicator {
  /// Whether a department sees and uses it: the shared ones and its own.
  public func isVisible(to department: ID<Department>) -> Bool { owner == nil || owner == department }

  /// Whether an audience of a department's board sees it: what is a department's own is internal and never published.
  func isVisible(to audience: Audience, in department: ID<Department>) -> Bool {
    isVisible(to: audience == .everybody ? Department.installation : department)
  }

  /// What the codes of a department's own indicators begin with: `A62.` for `SO.A.62`. Neither the shared catalogue nor any other
  /// department has such codes, so none ever collides with another.
  public static func mark(of department: ID<Department>) -> String {
    department.rawValue.split(separator: ".").dropFirst().joined() + "."
  }

  /// The code of a department's own indicator as it was typed, with or without its mark.
  public static func ownCode(_ typed: String, of department: ID<Department>) -> String {
    let mark = mark(of: department)
    return typed.hasPrefix(mark) ? typed : mark + typed
  }

  /// Whether a code begins as those of some department's own indicators do.
  package static func isMarked(_ code: String) -> Bool {
    guard let dot = code.firstIndex(of: ".") else { return false }
    let (letter, digits) = (code.utf8.first, code[..<dot].utf8.dropFirst())
    let isLetter = letter.map { (65...90).contains($0 & 0xDF) } ?? false
    return isLetter && !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
  }

  /// The keys of everything it is called: its code, its names, its aliases.
  package var nameKeys: [String] { ([code, nameVi, nameEn] + aliases).map(VietnameseText.searchKey) }
}
