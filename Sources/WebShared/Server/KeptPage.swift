import HTTPTypes
import Hummingbird
import NIOCore
import Secrets

/// A page ready to be sent: its headers and bytes in the library's own form, and the tag by which a reader knows it again.
struct KeptPage: Sendable {
  /// The revision of its subjects.
  let revision: Int
  /// Whether it says that there is no such page.
  let isAbsent: Bool
  private let headers: HTTPFields
  private let body: ByteBuffer
  private let tag: String

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
  var size: Int { body.readableBytes + 1024 }

  /// The answer to whoever asks for it.
  /// - Parameter isStale: whether the database could not be asked if it is still right; a proxy and a careful reader see it by the
  ///   warning (RFC 7234, 5.5.1).
  func response(to request: Request, isStale: Bool = false) -> Response {
    var headers = headers
    if isStale { headers[.warning] = "110 - \"Response is Stale\"" }
    if !isAbsent, let known = request.headers[.ifNoneMatch], isNamed(in: known) {
      headers[.contentType] = nil
      // The length is that of the page the reader has.
      headers[.contentLength] = String(body.readableBytes)
      return Response(status: .notModified, headers: headers)
    }
    let response = Response(status: isAbsent ? .notFound : .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    return request.method == .head ? response.createHeadResponse() : response
  }

  /// Whether one of the tags the reader names is the page's; a server in front that packs pages marks tags as weak.
  private func isNamed(in known: String) -> Bool {
    known.split(separator: ",").contains { part in
      let named = part.drop { $0 == " " }
      return named == tag || named == "W/\(tag)"
    }
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
