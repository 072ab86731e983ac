import Kernel

/// Why a request gets a plain page with an error instead of what it asked for.
public enum WebError: UserFacing, Hashable {
  /// No such page.
  case notFound
  /// Another method than the page has.
  case methodNotAllowed
  /// The viewer may not do this, or not at this unit.
  case forbidden
  /// The form does not carry the secret of this browser: it was forged, or is older than the session.
  case formExpired
  /// The session ended while a form was open.
  case signedOut
  /// The body is longer than the route takes.
  case tooLarge(limit: Int)
  /// The body cannot be read as a form.
  case unreadableForm

  /// The stable code.
  public var code: String {
    switch self {
    case .notFound: "web.not_found"
    case .methodNotAllowed: "web.method_not_allowed"
    case .forbidden: "web.forbidden"
    case .formExpired: "web.form_expired"
    case .signedOut: "web.signed_out"
    case .tooLarge: "web.too_large"
    case .unreadableForm: "web.unreadable_form"
    }
  }

  /// The HTTP status.
  public var status: Int {
    switch self {
    case .notFound: 404
    case .methodNotAllowed: 405
    case .forbidden, .formExpired: 403
    case .signedOut: 401
    case .tooLarge: 413
    case .unreadableForm: 400
    }
  }

  /// The sentence.
  public var message: Message {
    if case .tooLarge(let limit) = self { return Message("error.\(code)", ["limit": String(limit / 1024)]) }
    return Message("error.\(code)")
  }
}
