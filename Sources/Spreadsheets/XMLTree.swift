import CXML2

/// A small XML part held as a tree, so that it can be changed. What is not touched stays as it was read.
final class XMLTree {
  /// Whether anything was changed since it was read.
  fileprivate(set) var isChanged = false
  private let document: xmlDocPtr
  private let node: xmlNodePtr
  private let hasDeclaration: Bool

  /// Reads a part written in UTF-8 or UTF-16; `nil` when it is not well-formed, goes beyond `MarkupBounds` or declares entities,
  /// which no Excel writes.
  init?(_ part: [UInt8]) {
    guard let bytes = try? PartText.utf8(part) else { return nil }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    let document = bytes.withUnsafeBytes { bytes in
      xmlReadMemory(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil, "UTF-8", Int32(options))
    }
    guard let document else { return nil }
    guard let node = xmlDocGetRootElement(document), xmlGetIntSubset(document) == nil else {
      xmlFreeDoc(document)
      return nil
    }
    self.document = document
    self.node = node
    hasDeclaration = bytes.starts(with: Array("<?xml".utf8))
  }

  deinit { xmlFreeDoc(document) }

  /// The outermost element.
  var root: XMLElement { XMLElement(tree: self, node: node) }

  /// The part as bytes; `nil` when there is no memory for them.
  var bytes: [UInt8]? {
    guard let buffer = xmlBufferCreate() else { return nil }
    defer { xmlBufferFree(buffer) }
    let options = hasDeclaration ? 0 : Int32(XML_SAVE_NO_DECL.rawValue)
    guard let saving = xmlSaveToBuffer(buffer, "UTF-8", options) else { return nil }
    let written = xmlSaveDoc(saving, document)
    guard xmlSaveClose(saving) >= 0, written >= 0, let content = xmlBufferContent(buffer) else { return nil }
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }
}

/// An element of a tree. It keeps its tree alive, and is not used after it was removed.
struct XMLElement {
  fileprivate let tree: XMLTree
  fileprivate let node: xmlNodePtr

  /// Whether its local name is this one, whatever the prefix.
  func isNamed(_ name: StaticString) -> Bool { node.pointee.name.map { XMLName($0) == name } ?? false }

  /// Its local name.
  var name: String { node.pointee.name.map { String(cString: $0) } ?? "" }

  /// What stands before the names of its namespace: `x:`, or nothing.
  var prefix: String {
    guard let prefix = node.pointee.ns?.pointee.prefix else { return "" }
    return String(cString: prefix) + ":"
  }

  /// The name of its namespace.
  var namespace: String { node.pointee.ns?.pointee.href.map { String(cString: $0) } ?? "" }

  /// Whether a prefix stands for this namespace here.
  func knows(_ prefix: String, as namespace: String) -> Bool {
    guard let found = xmlSearchNs(node.pointee.doc, node, prefix), let uri = found.pointee.href else { return false }
    return String(cString: uri) == namespace
  }

  /// The first element inside it.
  var firstChild: XMLElement? { element(from: node.pointee.children) }

  /// The next element beside it.
  var next: XMLElement? { element(from: node.pointee.next) }

  /// The elements directly inside it.
  var children: [XMLElement] { Array(sequence(first: firstChild) { $0?.next }.prefix { $0 != nil }.compactMap { $0 }) }

  /// The elements of that name directly inside it.
  func children(_ name: StaticString) -> [XMLElement] { children.filter { $0.isNamed(name) } }

  /// The first element of that name directly inside it.
  func child(_ name: StaticString) -> XMLElement? {
    var child = firstChild
    while let candidate = child {
      if candidate.isNamed(name) { return candidate }
      child = candidate.next
    }
    return nil
  }

  /// The text inside it, that of its elements included.
  var text: String {
    var text = ""
    var child = node.pointee.children
    while let part = child {
      switch part.pointee.type {
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: if let content = part.pointee.content { text += String(cString: content) }
      case XML_ELEMENT_NODE: text += XMLElement(tree: tree, node: part).text
      default: break
      }
      child = part.pointee.next
    }
    return text
  }

  /// The value of an attribute without a prefix.
  subscript(_ name: StaticString) -> String? { attribute(name) { $0 == nil } }

  /// The id of a relationship, `r:id` whatever the prefix.
  var relationship: String? { attribute("id", OfficeForm.isRelationships) }

  private func attribute(_ name: StaticString, _ isMeant: (UnsafePointer<UInt8>?) -> Bool) -> String? {
    var attribute = node.pointee.properties
    while let candidate = attribute {
      if let found = candidate.pointee.name, XMLName(found) == name, isMeant(candidate.pointee.ns?.pointee.href) {
        return candidate.pointee.children?.pointee.content.map { String(cString: $0) } ?? ""
      }
      attribute = candidate.pointee.next
    }
    return nil
  }

  private func element(from first: xmlNodePtr?) -> XMLElement? {
    var candidate = first
    while let found = candidate {
      if found.pointee.type == XML_ELEMENT_NODE { return XMLElement(tree: tree, node: found) }
      candidate = found.pointee.next
    }
    return nil
  }
}

// MARK: Changing

extension XMLElement {
  /// Sets an attribute without a prefix, or takes it away.
  func set(_ name: String, _ value: String?) {
    tree.isChanged = true
    if let value { xmlSetProp(node, name, value) } else { xmlUnsetProp(node, name) }
  }

  /// Puts this text in the place of what is inside it.
  func setText(_ text: String) {
    tree.isChanged = true
    xmlNodeSetContent(node, text.markupEscaped)
  }

  /// Puts the element at the end of another, of the same tree and with the same namespaces.
  func move(into other: XMLElement) {
    tree.isChanged = true
    xmlUnlinkNode(node)
    xmlAddChild(other.node, node)
  }

  /// Takes the element and all inside it away.
  func remove() {
    tree.isChanged = true
    xmlUnlinkNode(node)
    xmlFreeNode(node)
  }

  /// Puts well-formed markup, whose prefixes are known here, at the end of the element, or before one of its elements.
  /// The new element, or `nil` when the markup does not fit.
  @discardableResult
  func add(_ markup: String, before other: XMLElement? = nil) -> XMLElement? {
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
    var list: xmlNodePtr?
    let result = markup.withCString { xmlParseInNodeContext(node, $0, Int32(markup.utf8.count), Int32(options), &list) }
    guard result == XML_ERR_OK, let made = list, made.pointee.next == nil else {
      xmlFreeNodeList(list)
      return nil
    }
    tree.isChanged = true
    if let other { xmlAddPrevSibling(other.node, made) } else { xmlAddChild(node, made) }
    return XMLElement(tree: tree, node: made)
  }

  /// The element as markup, as it may stand beside itself.
  var markup: String {
    guard let buffer = xmlBufferCreate() else { return "" }
    defer { xmlBufferFree(buffer) }
    xmlNodeDump(buffer, node.pointee.doc, node, 0, 0)
    return xmlBufferContent(buffer).map { String(cString: $0) } ?? ""
  }
}

extension String {
  /// The text as it stands in markup, between quotation marks as well.
  var markupEscaped: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
