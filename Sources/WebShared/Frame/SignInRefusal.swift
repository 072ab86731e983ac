import Directory
import Kernel

/// What a browser and the servers between are told of a refused password.
public enum SignInRefusal {
  /// Seconds after which a busy server may be asked again.
  private static let busySeconds = 10

  /// The page with the status of the refusal: 429 or 503 with `Retry-After` where waiting helps (RFC 6585 4, RFC 9110 15.6.4).
  public static func marked(_ page: WebResponse, _ error: DirectoryError) -> WebResponse {
    var page = page
    switch error.kind {
    case .tooMany: page.status = 429
    case .busy: page.status = 503
    default: return page
    }
    var seconds = busySeconds
    if case .tooManyAttempts(let wait) = error { seconds = wait }
    page.headers.append(("retry-after", String(seconds)))
    return page
  }
}
