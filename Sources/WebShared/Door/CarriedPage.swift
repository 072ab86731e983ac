import Directory
import HTML
import Kernel
import Wording

extension SiteServer {
  /// The page a carried form was typed on, as its owner sees it who has just signed in, with what was typed in its fields.
  /// - Parameter signedIn: the answer to signing in: its cookies are kept, and it is the answer where there is no such page.
  func page(of carried: CarriedForm, after signedIn: WebResponse, token: SessionToken, _ request: WebRequest) async -> WebResponse
  {
    let target = CarriedTarget(carried.address)
    guard routes.contains(where: { $0.method == "POST" && $0.carries && target.parameters(in: $0) != nil }),
      let route = routes.first(where: { $0.method == "GET" && target.parameters(in: $0) != nil }),
      let parameters = target.parameters(in: route)
    else { return signedIn }
    var headers = request.headers
    headers["cookie"] = "\(site.sessionCookie)=\(token.text); \(headers["cookie"] ?? "")"
    var inner = WebRequest(
      method: "GET", path: target.path, language: target.language, parameters: parameters, query: target.query,
      headers: headers, remoteAddress: request.remoteAddress)
    inner.carried = carried
    var page = await Gatekeeper(site: site).answer(route, inner)
    page.headers += signedIn.headers.filter { $0.0 == "set-cookie" }
    return page
  }
}

/// An address of ours, taken apart.
struct CarriedTarget {
  /// The path without the language.
  let path: String
  /// The language it stands for.
  let language: Language
  /// Its query.
  let query: FormValues

  /// Takes an address apart.
  init(_ address: String) {
    let halves = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = String(halves[0])
    let english = WebAddress.make("/", in: .en)
    language = whole == english || whole.hasPrefix(english + "/") ? .en : .vi
    let rest = language == .en ? String(whole.dropFirst(english.utf8.count)) : whole
    path = rest.isEmpty ? "/" : rest
    query = FormValues(encoded: halves.count > 1 ? halves[1] : "")
  }

  /// The parts that a route's path names; `nil` where the address is not the route's.
  func parameters(in route: Route) -> [String: String]? {
    let (parts, pattern) = (path.split(separator: "/"), route.path.split(separator: "/"))
    guard parts.count == pattern.count else { return nil }
    var parameters: [String: String] = [:]
    for (part, name) in zip(parts, pattern) {
      if name.hasPrefix(":") {
        parameters[String(name.dropFirst())] = PercentCoding.text(ArraySlice(part.utf8), plusIsBlank: false)
      } else if name != part {
        return nil
      }
    }
    return parameters
  }
}

extension Page {
  /// The page with a carried form's values in its fields, and a word about it above. What has found no field is shown there, so
  /// nothing typed is lost where the page has changed meanwhile.
  func holding(_ carried: CarriedForm, in words: LocalWording) -> Page {
    var refill = FormRefill(carried)
    let filled = refill.refilled(content)
    let rest = refill.rest
    var page = self
    page.content = filled
    let carriedFlash = el("div", .flag("data-unsaved", true)) {
      WebShared.flash(.warning, words.text(rest.isEmpty ? "web.carried" : "web.carried_in_part"), in: words)
      if !rest.isEmpty {
        el("ul") {
          for (name, value) in rest { el("li") { "\(name): \(value)" } }
        }
      }
    }
    // What the page itself says, such as what a checked file would do, stays.
    page.flash = .fragment([carriedFlash, self.flash])
    return page
  }
}
