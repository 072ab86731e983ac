import Directory
import FigureWords
import Figures
import Kernel
import Planning
import Storage
import Territory
import WebShared

extension StaffSystem {
  /// Plans, their figures, and the catalogue of indicators.
  public static let planning = StaffSystem(
    "planning",
    menu: [
      MenuItem(40, key: "plan", path: "/kh", needs: [.viewPlan]), MenuItem(50, key: "indicators", path: "/chi-tieu"),
    ],
    desk: [DeskPlans.block], search: [.indicators, .plans], help: ["board", "why", "adjust", "import", "approve"]
  ) { pages in
    pages.boardRoutes + pages.indicatorRoutes + pages.targetRoutes + pages.resultRoutes + pages.assignmentRoutes
      + pages.planStateRoutes + pages.adoptionRoutes + pages.catalogueRoutes
  }
}

extension SearchSource {
  /// Indicators by their code and any of their names; each leads to its row of the catalogue.
  fileprivate static let indicators = SearchSource(rank: 10, key: "indicators") { text, setting, transaction in
    let found = try IndicatorStore.all(visibleTo: setting.request.viewer.account.department, transaction).filter {
      $0.isCalled(text)
    }
    return found.prefix(SearchSource.most).map { indicator in
      SearchFinding(
        title: setting.show.title(indicator), address: setting.request.address("/chi-tieu", [("tim", indicator.code)]))
    }
  }

  /// Units whose plans the person sees, by name or code; each leads to its newest plan.
  fileprivate static let plans = SearchSource(rank: 20, key: "plans") { text, setting, transaction in
    let viewer = setting.request.viewer
    let found = try TerritoryStore.search(text, on: viewer.day, limit: 5 * SearchSource.most, transaction)
    return found.filter { viewer.may(.viewPlan, at: $0.units.map(\.id)) }.prefix(SearchSource.most).map { path in
      SearchFinding(title: path.fullName, address: setting.request.address("/kh", [("noi", path.unit.id.rawValue)]))
    }
  }
}

extension Indicator {
  /// Whether the code or one of the names holds a text, whatever its marks and capitals.
  func isCalled(_ text: String) -> Bool {
    let key = VietnameseText.searchKey(text)
    return ([code, nameVi, nameEn] + aliases).contains { VietnameseText.searchKey($0).contains(key) }
  }
}
