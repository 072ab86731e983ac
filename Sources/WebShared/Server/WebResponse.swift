import Directory
import HTML

/// What goes back to the browser.
public struct WebResponse: Sendable {
  /// The HTTP status.
  public var status: Int
  /// Headers, in order.
  public var headers: [(String, String)]
  /// The body.
  public var body: [UInt8]
  /// The code of why it refuses, for the log; the browser does not get it.
  public var refusal: String?
  /// A form that was carried through signing in, to be shown to the session just opened instead of this answer.
  var carried: (form: CarriedForm, token: SessionToken)?

  /// A response.
  public init(status: Int = 200, headers: [(String, String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// A page.
  public static func page(_ document: HTMLDocument, status: Int = 200) -> WebResponse {
    WebResponse(status: status, headers: [("content-type", "text/html; charset=utf-8")], body: document.bytes)
  }

  /// A file shown or saved under a name.
  public static func file(_ text: String, type: String, named name: String) -> WebResponse {
    WebResponse(
      headers: [("content-type", "\(type); charset=utf-8"), ("content-disposition", "inline; filename=\"\(name)\"")],
      body: Array(text.utf8))
  }

  /// Go there and look (after a form was sent).
  public static func seeOther(_ address: String) -> WebResponse {
    WebResponse(status: 303, headers: [("location", address)])
  }

  /// The first value of a header.
  public func header(_ name: String) -> String? { headers.first { $0.0 == name }?.1 }
}
