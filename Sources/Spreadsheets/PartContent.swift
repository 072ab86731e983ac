/// What is read from one XML part of a workbook. It sees the elements of the root's own namespace, whichever that is
/// (transitional, strict) and whatever its prefix; elements of other namespaces are passed over.
protocol PartContent {
  /// The name of the root element.
  static var root: StaticString { get }
  /// What to throw when the root has another name.
  static var otherRoot: WorkbookError { get }

  /// An element begins. Throws `EnoughRead` to read no further.
  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws
  /// An element ends. Throws `EnoughRead` to read no further.
  mutating func close(_ name: XMLName) throws
  /// A piece of text between elements.
  mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

extension PartContent {
  static var otherRoot: WorkbookError { .damaged }
  mutating func close(_ name: XMLName) throws {}
  mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
}

/// Ends the reading of a part without fault.
struct EnoughRead: Error {}
