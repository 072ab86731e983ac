import FigureWords
import Planning
import Rulebook
import WebShared
import Wording

/// What every page of this side is made with: the site and its rules, the request, and the words of its language.
struct PageSetting: Sendable {
  let site: Site
  let rulebook: Rulebook
  let request: StaffRequest
  let words: LocalWording
  let show: BoardWords
  /// Whether an act is about to be done and no page to be shown: what only the page shows need not be read.
  private(set) var isActing = false

  /// The setting of an act.
  var acting: PageSetting {
    var setting = self
    setting.isActing = true
    return setting
  }
}

extension StaffPages {
  /// The setting of a request's page.
  func setting(_ request: StaffRequest) -> PageSetting {
    let words = site.words(request)
    return PageSetting(site: site, rulebook: rulebook, request: request, words: words, show: BoardWords(words))
  }
}

/// A page that is built from a setting and what it shows.
protocol StaffPage {
  var setting: PageSetting { get }
}

extension StaffPage {
  var site: Site { setting.site }
  var rulebook: Rulebook { setting.rulebook }
  var request: StaffRequest { setting.request }
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
