import Kernel

/// A form that was sent after its session had ended: where it was going and what was typed, to be carried through signing in.
struct CarriedForm {
  static let addressField = "gui-den"
  static let valuesField = "du-lieu"

  let address: String
  let values: FormValues

  /// The form of a request that was not admitted; `nil` where there is nothing to keep. Files are not carried.
  init?(of request: WebRequest) {
    values = request.form.without([Site.formField])
    address = request.selfAddress(in: request.language)
    if values.pairs.isEmpty { return nil }
  }

  /// The form a sign-in form carried; `nil` where it carried none, or one that goes elsewhere.
  init?(carriedBy request: WebRequest) {
    address = request.form[CarriedForm.addressField]
    values = FormValues(encoded: request.form[CarriedForm.valuesField])
    if address.isEmpty || !WebAddress.isLocal(address) || values.pairs.isEmpty { return nil }
  }
}
