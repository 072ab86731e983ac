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
  /// The body has more fields than any form of ours.
  case tooManyFields(limit: Int)
  /// The body ended before it was whole, or came in pieces that are none.
  case brokenBody
  /// The session ended while a form was open that is not taken along through signing in: an act, or nothing a page of ours sent.
  case signedOutLost
  /// The session ended while a form was open that is too long to be taken along through signing in.
  case tooLongToCarry

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
    case .tooManyFields: "web.too_many_fields"
    case .brokenBody: "web.broken_body"
    case .signedOutLost: "web.signed_out_lost"
    case .tooLongToCarry: "web.too_long_to_carry"
    }
  }

  /// The HTTP status.
  public var status: Int {
    switch self {
    case .notFound: 404
    case .methodNotAllowed: 405
    case .forbidden, .formExpired: 403
    case .signedOut, .signedOutLost, .tooLongToCarry: 401
    case .tooLarge, .tooManyFields: 413
    case .unreadableForm, .brokenBody: 400
    }
  }

  /// The sentence.
  public var message: Message {
    switch self {
    case .tooLarge(let limit): Message("error.\(code)", ["limit": String(limit / 1024)])
    case .tooManyFields(let limit): Message("error.\(code)", ["limit": String(limit)])
    default: Message("error.\(code)")
    }
  }
}
