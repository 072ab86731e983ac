import Kernel

extension AskedWords {
  /// What `Spreadsheets` asks the wording for; written by `UPDATE_GOLDEN=1 swift test --filter AskedKeysTests`.
  public static let spreadsheets = AskedWords(
    "Spreadsheets",
    """
    error.interchange.cell_formula_without_result error.interchange.cell_text_missing error.interchange.workbook_cell
    error.interchange.workbook_damaged error.interchange.workbook_no_sheet error.interchange.workbook_not_one
    error.interchange.workbook_not_written error.interchange.workbook_old_excel error.interchange.workbook_part_twice
    error.interchange.workbook_password error.interchange.workbook_sheet_name error.interchange.workbook_too_large
    """)
}
