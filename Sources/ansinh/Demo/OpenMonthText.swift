import Kernel
import PlanningDemo
import Storage
import Territory
import Wording

/// How to report a made-up province's open month: who must, who approves, and the commands and pages to do it with.
struct OpenMonthText {
  private let cast: SyntheticProvince.Cast
  private let year: Int
  private let address: String
  private let port: Int
  /// The lines of `usernames` with their passwords.
  private let accounts: String
  private let words: LocalWording

  init(
    _ cast: SyntheticProvince.Cast, year: Int, address: String, port: Int, _ accounts: String, _ words: LocalWording
  ) {
    self.cast = cast
    self.year = year
    self.address = address
    self.port = port
    self.accounts = accounts
    self.words = words
  }

  private typealias Post = SyntheticPeople.Post

  /// Prints it.
  func print() {
    Swift.print("\n" + words.text("console.synthetic_open", ["month": "12", "year": String(year)]))
    for path in cast.open {
      Swift.print(
        "  "
          + words.text(
            "console.synthetic_open_commune",
            ["code": path.unit.code, "name": path.fullName, "accounts": Self.chain(path).joined(separator: " → ")]))
    }
    Swift.print("\n" + words.text("console.demo_accounts"))
    Swift.print(accounts)
    Swift.print("\n" + words.text("console.synthetic_commands"))
    Swift.print(commands.map { "  " + $0 }.joined(separator: "\n"))
    Swift.print("\n" + words.text("console.synthetic_other_forms", ["forms": cast.monthlyForms.joined(separator: ", ")]))
    guard let form = cast.monthlyForms.first, let commune = cast.open.first?.unit else { return }
    let site = "http://127.0.0.1:\(port)"
    Swift.print(
      words.text(
        "console.synthetic_browser",
        ["entry": "\(site)/nhap/\(form)/\(commune.id)/\(period)", "queue": "\(site)/duyet", "missing": "\(site)/nhac"]))
  }

  private var period: String { "\(year)-12" }

  /// The accounts through which a commune's sheets go, the commune's first.
  private static func chain(_ path: AdministrativePath) -> [String] {
    [Post.commune.username(path.unit)] + (path.district.map { [Post.district.username($0)] } ?? [])
      + [Post.head.username(path.province)]
  }

  /// Everybody the two communes need, each once, and the specialist who looks on.
  static func usernames(_ cast: SyntheticProvince.Cast) -> [String] {
    var names: [String] = []
    for name in cast.open.flatMap(chain) where !names.contains(name) { names.append(name) }
    return names + [Post.specialist.username(cast.province), Post.director.username(cast.province)]
  }

  /// One form of the first commune from the empty workbook to the last approval.
  private var commands: [String] {
    guard let path = cast.open.first, let form = cast.monthlyForms.first, let officer = Self.chain(path).first else { return [] }
    let sheet = "--form \(form) --unit \(path.unit.code) --period \(period)"
    let file = "\(form)-\(path.unit.code)-\(period).xlsx"
    let database = address.hasPrefix("sqlite:") ? ["export ANSINH_DATABASE=\(address)"] : []
    return database + [
      "ansinh form download \(sheet) --out \(file)", "ansinh form upload \(file) --as \(officer)",
      "ansinh form upload \(file) --commit --as \(officer)", "ansinh form submit \(sheet) --as \(officer)",
    ] + Self.chain(path).dropFirst().map { "ansinh form approve \(sheet) --as \($0)" }
  }
}
