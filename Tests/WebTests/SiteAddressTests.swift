import Directory
import Kernel
import Planning
import Storage
import Territory
import TestSupport
import Testing
import WebShared
import Wording

/// Addresses stay on this site, and errors say their kind.
@Suite struct SiteAddressTests {
  @Test(arguments: [
    ("/", "/"), ("", "/"), ("/so-lieu", "/so-lieu"), ("//evil.example/", "/evil.example/"), ("///a//b", "/a/b"),
    ("/\\evil.example", "/%5Cevil.example"), ("\\evil.example", "/%5Cevil.example"), ("/a b\t\nc", "/a%20b%09%0Ac"),
    ("/%2F%2Fevil", "/%2F%2Fevil"), ("/a?b#c", "/a%3Fb%23c"), ("/\"><script>", "/%22%3E%3Cscript%3E"), ("/á", "/%C3%A1"),
    ("https://evil.example", "/https:/evil.example"),
  ])
  func pathsStayHere(text: String, path: String) {
    #expect(WebAddress.path(text) == path)
    #expect(WebAddress.path(path) == path)
    for language in Language.allCases { #expect(WebAddress.isLocal(WebAddress.make(text, in: language))) }
  }

  /// Pages of addresses with doubled slashes and backslashes, found or not: every link leads to this site.
  @Test(arguments: [
    "/en//evil.example/", "/en/\\evil.example", "//evil.example/", "///evil.example", "/en///evil.example/so-lieu",
    "/\\evil.example",
    "/en/%5Cevil.example", "/en/%2F%2Fevil.example", "//so-lieu", "/en//so-lieu//JOB", "/en//dang-nhap", "/en//kh//2021?noi=A.62",
    "/khong-co?x=//evil.example",
  ])
  func linksStayHere(address: String) async throws {
    try await withSite { site in
      for browser in [site.visitor(), try await site.browser(of: .specialist)] {
        let page = try await browser.send("GET", address)
        let links = page.tree.all("a").compactMap { $0.attributes["href"] } + page.forms.map(\.action)
        #expect(!links.isEmpty || page.status == 303)
        for link in links + [page.header("location")].compactMap({ $0 }) {
          #expect(link.hasPrefix("#") || WebAddress.isLocal(link), "\(address) → \(link)")
        }
        #expect(!page.text.contains("href=\"//") && !page.text.contains("href=\"/\\"))
      }
    }
  }

  /// What a page answers for an error is said by its kind.
  @Test func errorsSayTheirKind() {
    let day = CivilDate.testDay
    let kinds: [(any UserFacing, ErrorKind)] = [
      (PlanningError.unknownPlace(code: "1", day: day), .notFound), (PlanningError.unknownIndicator(code: "1"), .notFound),
      (PlanningError.unknownForm(code: "1"), .notFound), (PlanningError.unknownSheet, .notFound),
      (PlanningError.unknownProposal, .notFound),
      (PlanningError.unknownProposal, .notFound), (DirectoryError.unknownRequest, .notFound),
      (PlanningError.staleVersion, .conflict),
      (PlanningError.ownFigure, .refused),
      (PlanningError.planClosed, .refused), (PlanningError.notYourUnit, .refused),
      (DirectoryError.unknownAccount("1"), .notFound),
      (DirectoryError.unknownGrant, .notFound), (DirectoryError.unknownOrganisation("1"), .notFound),
      (DirectoryError.unknownPost("1"), .notFound), (DirectoryError.unknownUnit("1"), .notFound),
      (DirectoryError.tooManyAttempts(seconds: 900), .tooMany), (DirectoryError.wrongCredentials, .refused),
      (TerritoryError.unknownCode("1", day: day), .notFound), (TerritoryError.unknownName("1", day: day), .notFound),
      (TerritoryError.notOnDay(ID("A.1"), day: day), .notFound),
      (TerritoryError.ambiguousName("1", day: day, candidates: []), .refused), (StorageError.busy(""), .busy),
      (StorageError.unavailable(""), .busy), (StorageError.failed(""), .fault),
    ]
    for (error, kind) in kinds { #expect(error.kind == kind, "\(error.code)") }
  }
}
