import Directory
import Foundation
import Kernel
import Secrets

/// A form that was sent after its session had ended: where it was going and what was typed, to be carried through signing in.
///
/// Only what a page of ours sent is carried (`docs/decisions/0031-waiting-instead-of-locking.md`), only forms that hold typing
/// (`Route.carries`), and nothing is done with it: the values stand in their fields again, on their page, for their owner to
/// look at and to send.
struct CarriedForm: Sendable {
  static let addressField = "gui-den"
  static let valuesField = "du-lieu"
  /// The most bytes that are carried: a third longer in base64, and with the sign-in's own fields, they are what a stranger may
  /// send.
  static let limit = RequestLimits.strangerBody * 11 / 16

  /// The address the form was sent to, with its query.
  let address: String
  /// What was typed, as it was sent.
  let values: FormValues

  /// The form of a request that was not admitted.
  /// - Parameters:
  ///   - route: where it was going.
  ///   - cookie: the name of the session's cookie.
  /// - Throws: `WebError.signedOutLost` for what is not to be carried, `.tooLongToCarry`.
  init(of request: WebRequest, to route: Route, sessionCookie cookie: String) throws(WebError) {
    // The secret of the ended session: its cookie is still in the browser that typed, and in no other.
    guard route.carries, request.isFromOwnPage, let ended = request.cookie(cookie), SessionToken(cookie: ended) != nil,
      Digest.areEqual(request.form[Site.formField], Site.formToken(ofCookie: ended))
    else { throw .signedOutLost }
    let values = request.form.without([Site.formField])
    guard !values.pairs.isEmpty else { throw .signedOutLost }
    self.init(address: request.selfAddress(in: request.language), values: values)
    if isTooLong { throw .tooLongToCarry }
  }

  /// The form a sign-in form carried; `nil` where it carried none, or one that goes elsewhere.
  init?(carriedBy request: WebRequest) {
    let base64 = request.form[CarriedForm.valuesField].replacing("-", with: "+").replacing("_", with: "/")
    guard let bytes = Data(base64Encoded: base64) else { return nil }
    self.init(
      address: request.form[CarriedForm.addressField], values: FormValues(encoded: String(decoding: bytes, as: UTF8.self)))
    if !WebAddress.isLocal(address) || values.pairs.isEmpty || isTooLong { return nil }
  }

  /// What was typed for an address.
  init(address: String, values: FormValues) { (self.address, self.values) = (address, values) }

  private var isTooLong: Bool { address.utf8.count + values.encoded.utf8.count > CarriedForm.limit }

  /// The values as a field of the sign-in form, in base64 of signs that no form encodes again (RFC 4648 5).
  var encodedValues: String {
    Data(values.encoded.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
  }
}

extension WebRequest {
  /// Whether a page of this site sent it, as the browser says (Fetch Metadata, RFC 6454 7); one that says nothing is not believed.
  var isFromOwnPage: Bool {
    if let site = headers["sec-fetch-site"] { return site == "same-origin" }
    guard let origin = headers["origin"], let host = headers["host"], !host.isEmpty else { return false }
    return origin == "https://\(host)" || origin == "http://\(host)"
  }
}
