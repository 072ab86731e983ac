import Kernel

extension LegacyText {
  /// The code of the sentence that names the encoding and the way out.
  public var code: String {
    switch self {
    case .tcvn3: "planning.legacy_tcvn3"
    case .vni: "planning.legacy_vni"
    case .twiceDecoded: "planning.legacy_utf8"
    }
  }

  /// The fault of a field whose text is of an old encoding.
  package static func fault(_ field: String, _ text: String) -> FieldFault? {
    found(in: text).map { FieldFault(field, $0.code, ["read": shortened(text)]) }
  }

  /// As much of a text as a sentence quotes.
  package static func shortened(_ text: String) -> String { text.count <= 60 ? text : text.prefix(60) + "…" }
}
