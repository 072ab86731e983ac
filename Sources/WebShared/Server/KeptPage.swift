import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Secrets

/// A page ready to be sent: its headers and bytes in the library's own form, and the tag by which a reader knows it again.
struct KeptPage: Sendable {
  /// The revision of its subjects.
  let revision: Int
  /// Whether it says that there is no such page.
  let isAbsent: Bool
  private let headers: HTTPFields
  private let tag: String
  private var body: ByteBuffer
  private var written: Written?

  /// The page as it goes over the wire, known to be right at one moment.
  private struct Written {
    let check: KeptPages.Check
    /// Head and body, and how long the head is.
    let whole: ByteBuffer
    let head: Int
    /// The answer to whoever has it.
    let unchanged: ByteBuffer
  }

  /// A page that was just made.
  init(_ response: WebResponse, revision: Int) {
    self.revision = revision
    isAbsent = response.status == 404
    tag = "\"\(Digest.sha256(response.body).prefix(20))\""
    var complete = response
    if !isAbsent { complete.headers += [("etag", tag), ("cache-control", "public, max-age=0, must-revalidate")] }
    headers = HTTPFields(complete)
    body = ByteBuffer(bytes: response.body)
  }

  /// About how many bytes it takes.
  var size: Int { body.readableBytes + 3072 }

  /// The answer to whoever asks for it.
  /// - Parameter isStale: whether the database could not be asked if it is still right; a proxy and a careful reader see it by the
  ///   warning (RFC 7234, 5.5.1).
  func response(to request: Request, isStale: Bool = false) -> Response {
    var answer = response(knownTags: request.headers[.ifNoneMatch])
    if isStale { answer.headers[.warning] = "110 - \"Response is Stale\"" }
    return request.method == .head && answer.status != .notModified ? answer.createHeadResponse() : answer
  }

  private func response(knownTags: String?) -> Response {
    guard let knownTags, isNamed(in: knownTags) else {
      return Response(status: isAbsent ? .notFound : .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
    var headers = headers
    headers[.contentType] = nil
    // The length is that of the page the reader has.
    headers[.contentLength] = String(body.readableBytes)
    return Response(status: .notModified, headers: headers)
  }

  /// Whether one of the tags the reader names is the page's; a server in front that packs pages marks tags as weak.
  private func isNamed(in known: String) -> Bool {
    !isAbsent
      && known.split(separator: ",").contains { part in
        let named = part.drop { $0 == " " }
        return named == tag || named == "W/\(tag)"
      }
  }
}

extension KeptPage {
  /// The page written out for a moment at which it is known to be right.
  func written(_ check: KeptPages.Check) -> KeptPage {
    if written?.check == check { return self }
    let page = response(knownTags: nil)
    var whole = KeptPage.head(of: page, at: check.moment)
    let head = whole.readableBytes
    whole.writeImmutableBuffer(body)
    var kept = self
    kept.written = Written(
      check: check, whole: whole, head: head, unchanged: KeptPage.head(of: response(knownTags: tag), at: check.moment))
    // One copy of the bytes is enough.
    kept.body = whole.getSlice(at: head, length: body.readableBytes) ?? body
    return kept
  }

  /// The bytes that answer a plain request at a moment; `nil` where the page is not known to be right.
  func bytes(for head: PlainHead, _ check: KeptPages.Check) -> ByteBuffer? {
    guard let written, written.check == check else { return nil }
    if let known = head.knownTags, isNamed(in: known) { return written.unchanged }
    return head.isHead ? written.whole.getSlice(at: 0, length: written.head) : written.whole
  }

  /// The status line and the headers, with the day and time that every answer bears (RFC 9110 6.6.1).
  private static func head(of response: Response, at moment: Moment) -> ByteBuffer {
    var text = "HTTP/1.1 \(response.status.code) \(response.status.reasonPhrase)\r\ndate: \(moment.httpDate)\r\n"
    for field in response.headers { text += "\(field.name.rawName): \(field.value)\r\n" }
    return ByteBuffer(string: text + "\r\n")
  }
}

extension HTTPFields {
  /// The headers of a response of ours.
  init(_ response: WebResponse) {
    self.init()
    for (name, value) in response.headers {
      if let name = Element.Name(name) { append(Element(name: name, value: value)) }
    }
  }
}

extension HTTPField.Name {
  /// Says that an answer may be out of date.
  fileprivate static var warning: HTTPField.Name { HTTPField.Name("warning") ?? .age }
}
