import Kernel
import Planning
import Territory
import WebShared

/// Addresses of sheets: `/nhap/01-LD/A.31117/2024-12`, and what is done there after one more `/`.
extension SheetKey {
  /// The path of every sheet, for routes.
  static let route = "/nhap/:bieu/:noi/:ky"

  /// The sheet a request's path names.
  /// - Throws: `WebError.notFound` where the period is none.
  init(_ request: WebRequest) throws {
    guard let period = Period(request.parameter("ky")) else { throw WebError.notFound }
    self.init(form: request.parameter("bieu"), place: ID(request.parameter("noi")), period: period)
  }

  /// The path of the sheet, or of an act on it: `gui`, `dan`, `tai`, `tep`.
  func path(_ act: String = "") -> String {
    "/nhap/\(WebAddress.encoded(form))/\(WebAddress.encoded(place.rawValue))/\(period)" + (act.isEmpty ? "" : "/" + act)
  }

  /// The address of the sheet, or of an act on it, in a request's language.
  func address(_ act: String = "", _ request: WebRequest, _ query: [(String, String)] = []) -> String {
    request.address(path(act), query)
  }
}

extension Period {
  /// The period of another kind that this one belongs to, or that holds its end.
  func changed(to other: Period.Kind) -> Period {
    let periods = Period.periods(of: other, in: year)
    return periods.first { $0.lastDay >= lastDay } ?? periods.last ?? .year(year)
  }
}
