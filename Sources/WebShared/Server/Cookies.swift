import Directory

/// Whether a server's cookies are for TLS only.
public enum CookieSafety {
  /// They are, unless the server listens to its own machine alone. `ANSINH_TLS=1` says that a server in front ends TLS,
  /// `ANSINH_TLS=0` that there is none, on a network that is trusted.
  public static func needTLS(setting: String?, host: String) -> Bool {
    switch setting {
    case "1": true
    case "0": false
    default: !(host == "localhost" || host == "::1" || isLoopback(host))
    }
  }

  /// 127.0.0.0/8, written as four numbers.
  private static func isLoopback(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

extension Site {
  /// The cookie that carries a session, or nothing before one is opened.
  public static let sessionCookie = "ansinh_session"
  /// The cookie by which the form of a visitor without a session is known again.
  public static let visitCookie = "ansinh_visit"

  /// The session's cookie as this site calls it. A browser takes a `__Host-` cookie from the very host over TLS only, so no
  /// neighbour under the same domain can plant one (RFC 6265bis 4.1.3.2).
  public var sessionCookie: String { hostOnly(Site.sessionCookie) }

  /// The visitor's cookie as this site calls it.
  public var visitCookie: String { hostOnly(Site.visitCookie) }

  /// A cookie no script and no other site can use.
  public func cookie(_ name: String, _ value: String, maxAge: Int? = nil) -> (String, String) {
    let age = maxAge.map { "; Max-Age=\($0)" } ?? ""
    return ("set-cookie", "\(name)=\(value); Path=/; HttpOnly; SameSite=Lax\(age)\(cookiesNeedTLS ? "; Secure" : "")")
  }

  /// The way out of a session: the cookie goes, and what the browser keeps of typed figures with it.
  public func signedOut(to address: String) -> WebResponse {
    var response = WebResponse.seeOther(address)
    response.headers.append(cookie(sessionCookie, "", maxAge: 0))
    response.headers.append(Site.forgetStored)
    return response
  }

  /// Tells the browser to drop what it keeps of typed figures (W3C Clear Site Data); it heeds it over TLS, and on its own
  /// machine. Elsewhere the script does it, which offers nobody another session's figures in any case.
  static var forgetStored: (String, String) { ("clear-site-data", "\"storage\"") }

  private func hostOnly(_ name: String) -> String { cookiesNeedTLS ? "__Host-\(name)" : name }
}
