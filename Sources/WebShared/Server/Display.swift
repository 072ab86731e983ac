import Wording

/// How the reader wants pages shown, kept in a cookie that a plain link sets.
struct Display {
  static let cookie = "ansinh_chu"
  let hasLargeText: Bool

  init(_ request: WebRequest) { self.init(cookies: request.headers["cookie"]) }

  /// What a header of cookies says.
  init(cookies: String?) { hasLargeText = cookies.flatMap { WebRequest.cookie(Display.cookie, in: $0) } == "lon" }

  var classes: String? { hasLargeText ? "large-text" : nil }
}
