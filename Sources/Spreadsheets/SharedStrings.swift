/// Reads the texts that cells share (`sharedStrings.xml`); a cell names one by its position.
struct SharedStrings: PartContent {
  static let root: StaticString = "sst"

  /// The texts.
  private(set) var strings: [String] = []
  private let limits: WorkbookLimits
  private var text: GatheredText
  private var isPhonetic = false
  private var memory = 0

  /// No texts yet.
  init(_ limits: WorkbookLimits) {
    self.limits = limits
    text = GatheredText(limits)
  }

  mutating func open(_ name: XMLName, _ attributes: XMLAttributes) throws {
    if name == "si" {
      text.clear()
    } else if name == "t" {
      text.isOpen = !isPhonetic
    } else if name == "rPh" {
      // How a text is read aloud, in Japanese; not part of the text.
      isPhonetic = true
    }
  }

  mutating func close(_ name: XMLName) throws {
    if name == "t" {
      text.isOpen = false
    } else if name == "rPh" {
      isPhonetic = false
    } else if name == "si" {
      // In memory an empty text takes more than the five bytes of `<si/>`: sixteen, and what is longer than fifteen bytes
      // its own allocation.
      memory += text.count > 15 ? 48 + text.count : 16
      guard memory <= limits.unpackedBytes else { throw limits.exceeded }
      strings.append(text.withBytes(EscapedText.decoded))
    }
  }

  mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>) throws { try text.append(bytes) }
}
