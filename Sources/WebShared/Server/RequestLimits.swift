/// How much of a request is read before, and after, it is known who asks.
public enum RequestLimits {
  /// The most bytes of a body of somebody without a live session, whatever the page takes otherwise.
  public static let strangerBody = 16 * 1024
  /// Within how many first bytes of a body its form token stands, so that a forged form is refused before the rest is read.
  static let admission = 4 * 1024
  /// The most fields of a stranger's form.
  static let strangerFields = 200
  /// The most fields of a form; the longest grid has about a thousand.
  static let fields = 5000
  /// The most bytes of a field's name.
  static let fieldName = 200
  /// The most bytes of the headers of one part of a form with files.
  static let partHeader = 2048
  /// The most bytes of an address, path and query together; longer ones are refused with 414.
  static let address = 8 * 1024
  /// The most bytes of one header, and of all cookies together; more is refused with 431.
  static let header = 16 * 1024
  /// The most headers of a request.
  static let headers = 100
  /// The most bytes of all headers and the address.
  static let allHeaders = 32 * 1024
}
