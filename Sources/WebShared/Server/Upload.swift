/// A file sent with a form.
public struct Upload: Sendable {
  /// The name it had on the sender's machine.
  public let filename: String
  /// Its bytes.
  public let bytes: [UInt8]

  /// A file.
  public init(filename: String, bytes: [UInt8]) {
    self.filename = filename
    self.bytes = bytes
  }
}
