import Directory
import HTML
import Kernel
import Wording

/// Which face of the site a page belongs to.
public enum Face: Sendable {
  /// The working side, after signing in.
  case staff
  /// The portal.
  case portal
}

/// A page before it stands in its frame.
public struct Page: Sendable {
  /// The title: what the page shows, without personal data.
  public var title: String
  /// The way to it, the page itself left out.
  public var crumbs: [Crumb]
  /// What is wrong with a form on it.
  public var errors: [FieldError]
  /// What stands above the heading after an act; a key of the wording under `flash.`.
  public var flash: Node
  /// Its content below the heading.
  public var content: [Node]

  /// A page.
  public init(
    _ title: String, crumbs: [Crumb] = [], errors: [FieldError] = [], flash: Node = .empty,
    @HTMLBuilder content: () -> [Node]
  ) {
    self.title = title
    self.crumbs = crumbs
    self.errors = errors
    self.flash = flash
    self.content = content()
  }
}

extension Site {
  /// The page in its frame: bar, navigation, way, errors, heading, content, foot.
  public func respond(_ page: Page, _ face: Face, _ request: WebRequest, status: Int = 200) -> WebResponse {
    let words = words(request)
    let page = request.carried.map { page.holding($0, in: words) } ?? page
    let title = (page.errors.isEmpty ? "" : words.text("web.title_error") + " ") + page.title
    let document = HTMLDocument(
      language: request.language.tag, title: "\(title) – \(words.text("web.product"))", classes: Display(request).classes
    ) {
      el("link", .attribute("rel", "stylesheet"), .href(assets.address("ansinh.css")))
      el("link", .attribute("rel", "icon"), .href(assets.address("ansinh.svg")))
      el("script", .src(assets.address("ansinh.js")), .flag("defer", true))
    } body: {
      el("a", .class("skip-link"), .href("#noi-dung")) { words.text("web.skip") }
      topBar(face, request, words)
      navigation(face, request, words)
      if !page.crumbs.isEmpty { breadcrumb(page.crumbs, in: words) }
      el("main", .id("noi-dung"), .attribute("tabindex", -1)) {
        page.flash
        flashOfQuery(request, words)
        errorSummary(page.errors, in: words)
        el("h1") { page.title }
        page.content
      }
      foot(request, words)
    }
    return .page(document, status: status)
  }

  /// A plain page that says what went wrong, and where to go on.
  public func errorPage(_ sentence: String, status: Int, _ request: WebRequest) -> WebResponse {
    let words = words(request)
    let title = words.text("web.error_title.\(status == 404 ? "404" : status >= 500 ? "500" : "other")")
    let page = Page(title) {
      el("p") { sentence }
      el("p") {
        el("a", .href(request.address(request.viewer == nil ? "/" : "/lam-viec"))) { words.text("web.back_home") }
      }
    }
    return respond(page, request.viewer == nil ? .portal : .staff, request, status: status)
  }

  /// A form of ours: it carries the browser's secret.
  /// - Parameters:
  ///   - isGuarded: whether the browser asks before typed input is lost.
  ///   - path: the name under which the browser keeps a copy of what is typed until it is stored; `nil` keeps none.
  ///   - answersWithFile: whether an act of the form gives a file and leaves the page standing.
  public func form(
    _ request: WebRequest, to address: String, class name: String? = nil, hasFiles: Bool = false, isGuarded: Bool = false,
    copiedAs path: String? = nil, answersWithFile: Bool = false, @HTMLBuilder content: () -> [Node]
  ) -> Node {
    el(
      "form", .method("post"), .action(address), .class(name), .flag("novalidate", true),
      .attribute("enctype", hasFiles ? "multipart/form-data" : nil), .flag("data-guard", isGuarded),
      .attribute("data-copy", path), .attribute("data-draft", path.flatMap { _ in request.session?.draftTag }),
      .flag("data-download", answersWithFile)
    ) {
      hiddenField(name: Site.formField, value: request.formToken)
      content()
    }
  }

  private func topBar(_ face: Face, _ request: WebRequest, _ words: LocalWording) -> Node {
    el("header", .class("top-bar")) {
      el("a", .class("product"), .href(request.address(face == .staff ? "/lam-viec" : "/"))) { words.text("web.product") }
      el("span", .class("product-note")) { words.text(face == .staff ? "web.staff_note" : "web.portal_note") }
      el("span", .class("top-bar-end")) {
        languageSwitch(in: words) { request.selfAddress(in: $0) }
        if let viewer = request.viewer {
          el("span", .class("signed-in")) { viewer.account.displayName }
          form(request, to: request.address("/dang-xuat"), class: "inline") {
            submitButton(words.text("web.sign_out"), rank: .secondary)
          }
        } else {
          el("a", .href(request.address("/dang-nhap"))) { words.text("web.sign_in") }
        }
      }
    }
  }

  private func navigation(_ face: Face, _ request: WebRequest, _ words: LocalWording) -> Node {
    let items = face == .staff ? menus.staff.filter { $0.isOffered(to: request.viewer) } : menus.portal
    return el("nav", .class("main-nav"), .attribute("aria-label", words.text("web.navigation"))) {
      el("ul") {
        for item in items {
          el("li") {
            el(
              "a", .href(request.address(item.path)),
              .attribute("aria-current", item.leads(to: request.path) ? (item.path == request.path ? "page" : "true") : nil)
            ) { words.text("web.nav.\(item.key)") }
          }
        }
      }
    }
  }

  private func flashOfQuery(_ request: WebRequest, _ words: LocalWording) -> Node {
    let key = "flash.\(request.query["xong"])"
    guard !request.query["xong"].isEmpty, words.has(key) else { return .empty }
    return flash(.success, words.text(key), in: words)
  }

  private func foot(_ request: WebRequest, _ words: LocalWording) -> Node {
    let isLarge = Display(request).hasLargeText
    return el("footer", .class("foot")) {
      el("p") {
        words.text("web.foot")
        " · "
        el("a", .href(request.address("/tro-nang"))) { words.text("web.accessibility") }
        " · "
        el(
          "a",
          .href(
            request.address(
              "/hien-thi", [("chu", isLarge ? "thuong" : "lon"), ("tiep", request.selfAddress(in: request.language))]))
        ) { words.text(isLarge ? "web.normal_text" : "web.large_text") }
      }
    }
  }
}
