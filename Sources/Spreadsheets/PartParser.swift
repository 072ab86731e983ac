import CXML2

extension PartContent {
  /// Reads a part of an archive to its end, or until `EnoughRead`.
  mutating func parse(_ name: String, of archive: WorkbookArchive) throws {
    try withUnsafeMutablePointer(to: &self) { content in
      var parser = PartParser(content)
      try parser.parse(name, of: archive)
    }
  }
}

/// Between libxml2 and a content. libxml2 hands back one untyped pointer to what it calls, and calls about seven million times
/// for a sheet of 100,000 rows: so both are values behind pointers, which nothing counts or guards.
private struct PartParser {
  private let content: UnsafeMutableRawPointer
  private let type: any PartContent.Type
  private var context: xmlParserCtxtPtr?
  private var namespace: UnsafePointer<UInt8>?
  private var hasRoot = false
  private var failure: (any Error)?

  init<Content: PartContent>(_ content: UnsafeMutablePointer<Content>) {
    self.content = UnsafeMutableRawPointer(content)
    type = Content.self
  }

  mutating func parse(_ name: String, of archive: WorkbookArchive) throws {
    _ = PartParser.isInitialised
    // Through the pointer only from here on, as libxml2 does.
    try withUnsafeMutablePointer(to: &self) { parser in
      var handler = PartParser.handler()
      guard let context = xmlCreatePushParserCtxt(&handler, parser, nil, 0, nil) else { throw WorkbookError.damaged }
      defer { xmlFreeParserCtxt(context) }
      parser.pointee.context = context
      var text = PartText()
      var hasOptions = false
      let take = { (piece: UnsafeRawBufferPointer, text: PartText) -> Bool in
        if !hasOptions { xmlCtxtUseOptions(context, PartParser.options(text)) }
        hasOptions = true
        xmlParseChunk(context, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count), 0)
        return try parser.pointee.goesOn()
      }
      try archive.unpack(name) { chunk in try text.pass(chunk, take) }
      if parser.pointee.failure == nil, try text.end(take) {
        xmlParseChunk(context, nil, 0, 1)
        _ = try parser.pointee.goesOn()
      }
    }
  }

  /// No network, no entities (`XML_PARSE_NOENT` is absent), and libxml2 keeps its own bounds (`XML_PARSE_HUGE` is absent).
  private static func options(_ text: PartText) -> Int32 {
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    return Int32(text.isAsDeclared ? options : options | XML_PARSE_IGNORE_ENC.rawValue)
  }

  /// Whether to read on; throws what a content threw, once libxml2 has returned.
  private func goesOn() throws -> Bool {
    switch failure {
    case nil:
      guard context?.pointee.wellFormed == 1 else { throw WorkbookError.damaged }
      return true
    case is EnoughRead: return false
    case let failure?: throw failure
    }
  }

  private mutating func fail(_ error: any Error) {
    if failure == nil { failure = error }
    xmlStopParser(context)
  }

  @inline(__always)
  fileprivate mutating func open(_ name: XMLName, _ uri: UnsafePointer<UInt8>?, _ attributes: XMLAttributes) {
    do {
      if !hasRoot {
        guard name == type.root else { throw type.otherRoot }
        hasRoot = true
        namespace = uri
      }
      // libxml2 keeps each namespace's name once, so equal names have equal addresses.
      if uri == namespace { try type.open(content, name, attributes) }
    } catch {
      fail(error)
    }
  }

  @inline(__always)
  fileprivate mutating func close(_ name: XMLName, _ uri: UnsafePointer<UInt8>?) {
    guard uri == namespace else { return }
    do { try type.close(content, name) } catch { fail(error) }
  }

  @inline(__always)
  fileprivate mutating func gather(_ bytes: UnsafeBufferPointer<UInt8>) {
    do { try type.gather(content, bytes) } catch { fail(error) }
  }

  fileprivate mutating func refuse() { fail(WorkbookError.damaged) }
}

extension PartContent {
  fileprivate static func open(_ content: UnsafeMutableRawPointer, _ name: XMLName, _ attributes: XMLAttributes) throws {
    try content.assumingMemoryBound(to: Self.self).pointee.open(name, attributes)
  }

  fileprivate static func close(_ content: UnsafeMutableRawPointer, _ name: XMLName) throws {
    try content.assumingMemoryBound(to: Self.self).pointee.close(name)
  }

  fileprivate static func gather(_ content: UnsafeMutableRawPointer, _ bytes: UnsafeBufferPointer<UInt8>) throws {
    try content.assumingMemoryBound(to: Self.self).pointee.gather(bytes)
  }
}

// MARK: What libxml2 calls

extension PartParser {
  /// libxml2 asks to be initialised once, before threads share it.
  private static let isInitialised: Bool = {
    xmlInitParser()
    return true
  }()

  private static func handler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = XML_SAX2_MAGIC
    handler.startElementNs = opened
    handler.endElementNs = closed
    handler.characters = gathered
    handler.cdataBlock = gathered
    // The same function as for other text, so that libxml2 does not ask itself which blanks matter.
    handler.ignorableWhitespace = gathered
    handler.internalSubset = declared
    return handler
  }
}

private func parser(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<PartParser>? {
  pointer?.assumingMemoryBound(to: PartParser.self)
}

private let opened: startElementNsSAX2Func = { pointer, name, _, uri, _, _, count, _, attributes in
  guard let name else { return }
  parser(pointer)?.pointee.open(XMLName(name), uri, XMLAttributes(base: attributes, count: Int(count)))
}

private let closed: endElementNsSAX2Func = { pointer, name, _, uri in
  guard let name else { return }
  parser(pointer)?.pointee.close(XMLName(name), uri)
}

private let gathered: charactersSAXFunc = { pointer, bytes, count in
  parser(pointer)?.pointee.gather(UnsafeBufferPointer(start: bytes, count: Int(count)))
}

/// A document type: no workbook needs one, and its entities may unfold without end.
private let declared: internalSubsetSAXFunc = { pointer, _, _, _ in
  parser(pointer)?.pointee.refuse()
}
