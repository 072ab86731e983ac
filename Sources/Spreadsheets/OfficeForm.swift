/// The two forms of Office Open XML, which differ in the names of their namespaces only (ECMA-376 parts 1 and 4).
enum OfficeForm {
  /// What Excel writes, unless asked for «Strict Open XML».
  case transitional
  /// The form without what is left of older versions.
  case strict

  /// The form of a part by the namespace of its root; `nil` for any other.
  init?(namespace: String) {
    switch namespace {
    case OfficeForm.transitional.main: self = .transitional
    case OfficeForm.strict.main: self = .strict
    default: return nil
    }
  }

  /// The namespace of workbooks.
  var main: String {
    switch self {
    case .transitional: "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    case .strict: "http://purl.oclc.org/ooxml/spreadsheetml/main"
    }
  }

  /// The namespace of ids of relationships, with which the types of relationships begin.
  var relationships: String {
    switch self {
    case .transitional: "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    case .strict: "http://purl.oclc.org/ooxml/officeDocument/relationships"
    }
  }

  /// Whether a namespace is that of ids of relationships.
  static func isRelationships(_ uri: UnsafePointer<UInt8>?) -> Bool {
    guard let uri else { return false }
    let name = XMLName(uri)
    return name == "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      || name == "http://purl.oclc.org/ooxml/officeDocument/relationships"
  }
}
