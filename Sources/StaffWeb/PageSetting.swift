import Planning
import WebShared
import Wording

/// What every page of this side is made with: the site, the request, and the words of its language.
struct PageSetting {
  let site: Site
  let request: WebRequest
  let words: LocalWording
  let show: BoardWords

  init(_ site: Site, _ request: WebRequest) {
    self.site = site
    self.request = request
    words = site.words(request)
    show = BoardWords(words)
  }
}

/// A page that is built from a setting and what it shows.
protocol StaffPage {
  var setting: PageSetting { get }
}

extension StaffPage {
  var site: Site { setting.site }
  var request: WebRequest { setting.request }
  var words: LocalWording { setting.words }
  var show: BoardWords { setting.show }
}

/// A page with a form that may have come back with errors.
protocol StaffFormPage: StaffPage {
  var errors: [FieldError] { get }
}

extension StaffFormPage {
  /// What is wrong with a field.
  func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
}
