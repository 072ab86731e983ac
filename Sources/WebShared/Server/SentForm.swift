/// The form in a request's body, read in two steps: its token from the first few kB, and the rest for whoever carries the right one.
struct SentForm {
  private var body: SentBody
  private let multipart: Multipart?
  private let isEncoded: Bool

  /// The form a body is, by the content type of its request.
  /// - Throws: `WebError.unreadableForm` for a boundary that is none.
  init(_ body: SentBody, contentType: String) throws {
    self.body = body
    multipart = try Multipart(contentType: contentType)
    isEncoded = contentType.isEmpty || contentType.lowercased().hasPrefix("application/x-www-form-urlencoded")
  }

  /// The token of the form, looked for in the first few kB, where forms of ours have it; `nil` where it does not stand there whole.
  /// - Throws: `WebError.brokenBody`.
  mutating func earlyToken() async throws -> String? {
    while true {
      if let token = tokenSoFar { return token }
      guard body.bytes.count < RequestLimits.admission, try await body.readMore() else { return tokenSoFar }
    }
  }

  /// Whether a form without its token in the first few kB is still read on: one without files is short, and a program that is no
  /// browser may name its fields in another order.
  var mayNameTokenLate: Bool { multipart == nil }

  /// Reads the fields and files into a request.
  /// - Throws: `WebError.tooLarge`, `.tooManyFields`, `.unreadableForm`, `.brokenBody`.
  mutating func read(into request: inout WebRequest, upTo limit: Int, fields: Int) async throws {
    try await body.readAll(upTo: limit)
    if let multipart {
      let content = try multipart.content(of: body.bytes, fields: fields)
      request.form = content.form
      request.uploads = content.uploads
    } else if isEncoded || body.bytes.isEmpty {
      request.form = try FormValues(body: body.bytes, fields: fields)
    } else {
      throw WebError.unreadableForm
    }
  }

  private var tokenSoFar: String? {
    let beginning = Array(body.bytes.prefix(RequestLimits.admission))
    if let multipart { return multipart.field(Site.formField, inBeginning: beginning) }
    guard isEncoded, let end = beginning.lastIndex(of: UInt8(ascii: "&")) else { return nil }
    for (name, value) in PercentCoding.pairs(of: beginning[..<end]) where PercentCoding.text(name) == Site.formField {
      return PercentCoding.text(value)
    }
    return nil
  }
}
