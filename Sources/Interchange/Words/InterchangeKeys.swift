import Kernel

extension AskedWords {
  /// What `Interchange` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let interchange = AskedWords(
    "Interchange",
    """
    error.interchange.cell_is_boolean error.interchange.cell_is_date error.interchange.cell_is_error
    error.interchange.cell_is_masked error.interchange.cell_outside_table error.interchange.column_missing
    error.interchange.column_twice error.interchange.column_unknown error.interchange.empty_file
    error.interchange.markup_file error.interchange.not_text error.interchange.not_utf8 error.interchange.open_quote
    error.interchange.packed_file error.interchange.too_many_cells
    """)
}
