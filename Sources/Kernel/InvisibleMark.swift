/// Characters that people paste without seeing them, as one list for numbers, codes, names and searching.
///
/// The list is Unicode's own (`Default_Ignorable_Code_Point`: zero-width and joining signs, the marks and embeddings of
/// right-to-left scripts, the soft hyphen, variation selectors, tags, fillers), with the signs of annotations and the control
/// characters that no keyboard types. An emoji made of several with joiners falls into its parts; nothing else is lost.
enum InvisibleMark {
  /// Whether a character takes no room and says nothing.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0B, 0x0C, 0x0D: false
    case 0x00...0x1F, 0x7F, 0xFFF9...0xFFFB: true
    // Letters of Vietnamese and English, their marks and punctuation: no question to Unicode's tables.
    case 0x20...0xAC, 0xAE...0x34E, 0x1E00...0x200A, 0x2010...0x2027: false
    default: scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
