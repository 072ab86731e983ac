import Foundation
import Testing
import WebShared

/// What the manual tells the operator agrees with what pages take.
@Suite struct ProxyDocumentTests {
  @Test func theProxyTakesWhatPagesTake() async throws {
    let text = try String(contentsOf: WebFixture.root.appending(path: "docs/operations.md"), encoding: .utf8)
    let setting = try #require(text.firstMatch(of: /client_max_body_size (\d+)m;/))
    let megabytes = try #require(Int(setting.1))
    try await withSite { site in
      let largest = site.routes.map(\.bodyLimit).max() ?? 0
      #expect(megabytes * 1024 * 1024 == largest)
    }
  }

  @Test func theProxyForcesTLSEverywhere() throws {
    let text = try String(contentsOf: WebFixture.root.appending(path: "docs/operations.md"), encoding: .utf8)
    #expect(text.contains("Strict-Transport-Security \"max-age=31536000; includeSubDomains\" always"))
  }
}
