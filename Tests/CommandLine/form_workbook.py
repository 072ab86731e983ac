"""A form as a workbook from the shell: taken, filled in with openpyxl as an officer would with Excel, brought back, approved."""

import hashlib
import zipfile

import openpyxl
from openpyxl.styles import Protection

from databases import fingerprint

EVERY_ENGINE = True

# Phường Cái Khế, quận Ninh Kiều, Cần Thơ.
SHEET = ["--form", "01-LD", "--unit", "31117", "--period", "2024-12"]
HEAD, MARK = 6, "FFFFC7CE"
COLUMNS = {"code": 1, "value": 3, "numerator": 4, "denominator": 5, "missing": 6, "cause": 7, "note": 8}


class Workbook:
    """A downloaded form, opened as a spreadsheet program does."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book["Biểu"]
        self.rows = {self.sheet.cell(row, 1).value: row for row in range(HEAD + 1, self.sheet.max_row + 1)}

    def cell(self, column, code):
        return self.sheet.cell(self.rows[code], COLUMNS[column])

    def type(self, column, code, value, number_format=None):
        self.cell(column, code).value = value
        if number_format:
            self.cell(column, code).number_format = number_format

    def fill(self, number=10):
        for code in self.rows:
            if self.cell("numerator", code).protection.locked:
                self.type("value", code, number)
            else:
                self.type("numerator", code, number)
                self.type("denominator", code, number * 4)

    def place(self, column, code):
        return f"Biểu!{self.cell(column, code).coordinate}"

    def marks(self):
        """The cells with a note of ours or our fill."""
        cells = [cell for row in self.sheet.iter_rows() for cell in row]
        noted = {cell.coordinate: cell.comment.text for cell in cells if cell.comment}
        filled = {cell.coordinate for cell in cells if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == MARK}
        return noted, filled

    def reseal(self, **changes):
        """Changes fields of the hidden sheet and writes its checksum anew, as only the program should."""
        hidden = self.book["_ansinh"]
        rows = [[cell.value for cell in row if cell.value is not None] for row in hidden.iter_rows()]
        for row, cells in zip(hidden.iter_rows(), rows):
            if cells[0] in changes:
                row[1].value = cells[1] = changes[cells[0]]
        text = "\n".join("\t".join(row) for row in rows[:-1])
        hidden.cell(len(rows), 2).value = hashlib.sha256(text.encode()).hexdigest()

    def save(self, path):
        self.book.save(path)
        return path


def download(journey, database, *flags, name="01-LD.xlsx", sheet=SHEET):
    path = journey.folder / name
    answer = journey.run(database, "form", "download", *sheet, "--out", path, *flags)
    journey.ends(f"form download {' '.join(sheet[1::2])}", answer, 0)
    return Workbook(path)


def upload(journey, database, path, *flags):
    return journey.run(database, "form", "upload", path, *flags)


def account(journey, database, username, role, unit):
    typed = "một mật khẩu đủ dài 2026\n"
    answer = journey.run(
        database, "user", "add", "--username", username, "--name", username, "--role", role, "--unit", unit,
        "--password-from-input", typed=typed)
    journey.ends(f"an account of a {role} at {unit}", answer, 0)


def what_it_looks_like(journey):
    database = journey.ready()
    workbook = download(journey, database)
    sheet, hidden = workbook.sheet, workbook.book["_ansinh"]
    journey.check("the sheet is protected, without a password", sheet.protection.sheet and not sheet.protection.password)
    journey.equal("the second sheet is hidden", hidden.sheet_state, "hidden")
    journey.check("titles stay in view", sheet.freeze_panes == "C7", sheet.freeze_panes)
    journey.equal("codes are text", {sheet.cell(row, 1).number_format for row in workbook.rows.values()}, {"@"})
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    journey.check("reasons are offered", lists and "Không phát sinh" in lists[0].formula1, lists)
    told = [rule.prompt for rule in sheet.data_validations.dataValidation if rule.type == "whole"]
    journey.check("input messages are Vietnamese", "Nhập số người trong kỳ, số nguyên ≥ 0." in told, told)
    unlocked = {sheet.cell(HEAD, column).value for column in range(1, 14) if not sheet.cell(7, column).protection.locked}
    journey.equal(
        "open cells of a count", unlocked, {"Kỳ này", "Lý do chưa có số", "Vì sao khác thường", "Ghi chú"})
    january = download(journey, database, name="january.xlsx", sheet=[*SHEET[:4], "--period", "2024-01"])
    journey.equal("January asks for the end of December", january.sheet.cell(HEAD, 6).value, "Trong đó 15–31/12")
    text = " ".join(str(january.sheet.cell(row, 1).value) for row in range(1, 6))
    journey.check("the cut-off is printed", "15/12/2023 đến 14/01/2024" in text and "quận Ninh Kiều" in text, text)
    older = journey.run(
        database, "form", "download", "--form", "01-LD", "--unit", "A.31117", "--period", "2025-07", "--out", "x.xlsx")
    journey.check("a unit that is closed by then has no form", older.status == 1 and "A.31117" in older.errors, older)


def three_errors(journey):
    """A commune's December with three planted errors, corrected, sent and approved on two levels."""
    database = journey.ready()
    for username, role, unit in [
        ("xa.cai.khe", "commune_officer", "A.31117"), ("xa.an.hoa", "commune_officer", "A.31120"),
        ("huyen", "district_officer", "A.916"), ("phong", "division_head", "A.92"),
    ]:
        account(journey, database, username, role, unit)
    workbook = download(journey, database, "--as", "xa.cai.khe")
    workbook.fill()
    workbook.type("value", "ABROAD", "có")
    workbook.type("numerator", "UNEMP", 50)
    workbook.type("value", "VOC", -5)
    faulty, back = workbook.save(journey.folder / "faulty.xlsx"), journey.folder / "back.xlsx"
    before = fingerprint(database)
    answer = upload(journey, database, faulty, "--commit", "--returned", back, "--as", "xa.cai.khe")
    journey.ends("a workbook with three errors", answer, 1)
    journey.equal("nothing is written", fingerprint(database), before)
    expected = [
        (workbook.place("value", "ABROAD"), "planning.workbook_not_a_number"),
        (workbook.place("value", "VOC"), "planning.negative"),
        (workbook.place("numerator", "UNEMP"), "planning.numerator_above_denominator"),
    ]
    starts = [f"{faulty}:{place}: {code}: " for place, code in expected]
    journey.check(
        "each error has its cell and code",
        len(answer.error_lines) == 3 and all(line.startswith(start) for line, start in zip(answer.error_lines, starts)), answer)
    returned = Workbook(back)
    noted, filled = returned.marks()
    places = {place.removeprefix("Biểu!") for place, _ in expected}
    journey.equal("exactly these cells have a note", set(noted), places)
    journey.equal("exactly these cells are coloured", filled, places)
    journey.check("a note says what to do", "Ghi chú" in noted[places and expected[0][0].removeprefix("Biểu!")], noted)
    # Corrected in the very file that came back.
    returned.type("value", "ABROAD", 0)
    returned.type("numerator", "UNEMP", 5)
    returned.type("value", "VOC", 15)
    good = returned.save(journey.folder / "good.xlsx")
    dry = upload(journey, database, good, "--as", "xa.cai.khe")
    journey.ends("the corrected file, dry", dry, 0)
    journey.equal("a dry run writes nothing", fingerprint(database), before)
    journey.ends("another commune's officer", upload(journey, database, good, "--commit", "--as", "xa.an.hoa"), 1)
    journey.equal("a stranger writes nothing", fingerprint(database), before)
    journey.ends("the corrected file", upload(journey, database, good, "--commit", "--as", "xa.cai.khe"), 0)
    rows = database.rows("SELECT count(*) FROM planning_result WHERE place = 'A.31117'")
    journey.equal("its lines are there", rows, [("12",)])
    after = fingerprint(database)
    again = upload(journey, database, good, "--commit", "--as", "xa.cai.khe")
    journey.check("the same file again changes nothing", again.status == 0 and fingerprint(database) == after, again)
    approve(journey, database)


def approve(journey, database):
    """From the commune to the lock, each by the one whose turn it is."""
    steps = [
        ("submit", "xa.an.hoa", 1, "planning.not_your_unit"), ("submit", "xa.cai.khe", 0, "Đã gửi"),
        ("approve", "xa.cai.khe", 1, "planning.not_your_unit"), ("approve", "phong", 1, "planning.not_your_turn"),
        ("return", "huyen", 1, "planning.reason_missing"), ("approve", "huyen", 0, "thành phố Cần Thơ"),
        ("approve", "phong", 0, "Đã duyệt"), ("approve", "phong", 1, "planning.wrong_sheet_state"),
        ("unapprove", "phong", 1, "planning.reason_missing"), ("lock", "huyen", 1, "planning.not_your_unit"),
    ]
    for act, username, status, words in steps:
        answer = journey.run(database, "form", act, *SHEET, "--as", username)
        journey.ends(f"form {act} by {username}", answer, status)
        journey.check(f"form {act} by {username} says «{words}»", words in answer.output + answer.errors, answer)
    locked = journey.run(database, "form", "lock-year", "--place", "92", "--year", "2024", "--reason", "BC 01", "--as", "phong")
    journey.check("the year is locked", locked.status == 0 and "12" in locked.output, locked)
    opened = journey.run(database, "form", "correct", *SHEET, "--reason", "đếm sót", "--as", "xa.cai.khe")
    journey.check("a locked sheet is opened for a correction", opened.status == 0 and "Nháp" in opened.output, opened)
    shown = journey.run(database, "form", "show", *SHEET)
    journey.check(
        "form show prints lines and history", shown.status == 0 and "JOB" in shown.output and "đếm sót" in shown.output, shown)
    journey.check("it names who did what", "account:" in shown.output, shown)
    chain = journey.run(database, "audit", "verify")
    journey.ends("the audit chain is whole", chain, 0)


def formula_error(workbook):
    workbook.type("value", "JOB", "#DIV/0!")


def merged(workbook):
    row = workbook.rows["JOB"]
    workbook.sheet.merge_cells(start_row=row, end_row=row, start_column=3, end_column=5)


# What is put into a cell; the cell and the code, or nothing where it is read.
BAD_CELLS = [
    ("words", lambda book: book.type("value", "JOB", "xem ghi chú"), ("value", "JOB", "planning.workbook_not_a_number")),
    ("a formula's error", formula_error, ("value", "JOB", "planning.workbook_formula_error")),
    ("true", lambda book: book.type("value", "JOB", True), ("value", "JOB", "planning.workbook_boolean")),
    (
        "a date", lambda book: book.type("value", "JOB", 45641, "dd/mm/yyyy"), ("value", "JOB", "planning.workbook_date"),
    ),
    ("1E+30", lambda book: book.type("value", "JOB", 1e30), ("value", "JOB", "planning.number_too_large")),
    ("half a person", lambda book: book.type("value", "JOB", 1.5), ("value", "JOB", "planning.too_many_decimals")),
    ("per cent of people", lambda book: book.type("value", "JOB", 0.5, "0%"), ("value", "JOB", "planning.workbook_percent")),
    ("1.550 of a rate", lambda book: book.type("value", "SI", "1.550"), ("value", "SI", "planning.ambiguous_number")),
    ("above a hundred", lambda book: book.type("value", "SI", 101), ("value", "SI", "planning.rate_above_hundred")),
    ("child above parent", lambda book: (book.type("value", "JOB", 1), book.type("value", "JOB_LOAN", 2)),
     ("value", "JOB_LOAN", "planning.child_above_parent")),
    ("a reason of his own", lambda book: book.type("missing", "JOB", "vì mưa"), ("missing", "JOB", "planning.unknown_word")),
    (
        "a number and a reason", lambda book: (book.type("value", "JOB", 3), book.type("missing", "JOB", "Không phát sinh")),
        ("missing", "JOB", "planning.missing_with_number"),
    ),
    ("half a fraction", lambda book: book.type("numerator", "SI", 3), ("denominator", "SI", "planning.cell_empty")),
    ("denominator 0", lambda book: (book.type("numerator", "SI", 0), book.type("denominator", "SI", 0)),
     ("denominator", "SI", "planning.denominator_zero")),
    ("merged cells", merged, ("value", "JOB", "planning.workbook_merged")),
    ("an unknown code", lambda book: book.type("code", "JOB", "KHONGCO"), ("code", "JOB", "planning.workbook_unknown_code")),
    ("minus zero", lambda book: book.type("value", "JOB", -0.0), None),
    ("a formula without a result", lambda book: book.type("value", "JOB", "=1+1"),
     ("value", "JOB", "interchange.cell_formula_without_result")),
    ("a note without a result", lambda book: book.type("note", "JOB", "=A1"),
     ("note", "JOB", "interchange.cell_formula_without_result")),
    ("1,234 as English text", lambda book: book.type("value", "JOB", "1,234"), ("value", "JOB", "planning.ambiguous_number")),
    ("1.234 as Vietnamese text", lambda book: book.type("value", "JOB", "1.234"), None),
    ("5 shown as 50", lambda book: book.type("value", "JOB", 5, '0"0"'), ("value", "JOB", "interchange.cell_is_masked")),
    ("5 with its unit", lambda book: book.type("value", "JOB", 5, '#,##0 "người"'), None),
    ("69.6 as per cent", lambda book: book.type("value", "SI", 0.696, "0.0%"), None),
    ("a formula as a note", lambda book: book.type("note", "JOB", "'=HYPERLINK(\"x\")"), None),
]


def bad_cells(journey):
    database = journey.ready()
    path = download(journey, database).path
    before = fingerprint(database)
    for number, (claim, change, fault) in enumerate(BAD_CELLS):
        workbook = Workbook(path)
        places = {column: workbook.place(column, code) for column, code in [fault[:2]]} if fault else {}
        change(workbook)
        file = workbook.save(journey.folder / f"bad-{number}.xlsx")
        answer = upload(journey, database, file)
        if not fault:
            journey.ends(f"a cell with {claim} is read", answer, 0)
            continue
        start = f"{file}:{places[fault[0]]}: {fault[2]}: "
        lines = answer.error_lines
        journey.check(
            f"a cell with {claim} → {fault[2]}",
            answer.status == 1 and len(lines) == 1 and lines[0].startswith(start) and "⟦" not in answer.errors, answer)
    journey.equal("dry runs write nothing", fingerprint(database), before)


# What is wrong, and what its sentence says to do.
ADVICE = [
    ("a formula without a result", lambda book: book.type("value", "JOB", "=1+1"), lambda book: book.type("value", "JOB", 2)),
    ("a formula's error", formula_error, lambda book: book.type("value", "JOB", 2)),
    ("true", lambda book: book.type("value", "JOB", True), lambda book: book.type("value", "JOB", 2)),
    (
        "a date", lambda book: book.type("value", "JOB", 45641, "dd/mm/yyyy"),
        lambda book: book.type("value", "JOB", 52, "#,##0"),
    ),
    (
        "per cent of people", lambda book: book.type("value", "JOB", 0.5, "0%"),
        lambda book: book.type("value", "JOB", 50, "#,##0"),
    ),
    ("merged cells", merged, lambda book: book.sheet.unmerge_cells(f"C{book.rows['JOB']}:E{book.rows['JOB']}")),
    (
        "an unknown code", lambda book: book.type("code", "JOB", "KHONGCO"),
        lambda book: book.type("code", "JOB", "JOB"),
    ),
    (
        "a reason of his own", lambda book: book.type("missing", "JOB", "vì mưa"),
        lambda book: book.type("missing", "JOB", "Không phát sinh"),
    ),
]


def advice(journey):
    """Who does what a sentence says gets through."""
    database = journey.ready()
    path = download(journey, database).path
    for number, (claim, spoil, follow) in enumerate(ADVICE):
        workbook = Workbook(path)
        spoil(workbook)
        answer = upload(journey, database, workbook.save(journey.folder / f"spoilt-{number}.xlsx"))
        journey.ends(f"{claim} is refused", answer, 1)
        follow(workbook)
        answer = upload(journey, database, workbook.save(journey.folder / f"mended-{number}.xlsx"))
        journey.ends(f"{claim}: its advice helps", answer, 0)


def rearranged(journey):
    """Columns moved and hidden, rows sorted: the form is known by its titles and codes."""
    database = journey.ready()
    workbook = download(journey, database)
    workbook.fill()
    sheet = workbook.sheet
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD)]
    head, lines = values[0], sorted(values[1:], key=lambda row: row[0], reverse=True)
    for number, row in enumerate([head, *lines]):
        for column, value in enumerate(reversed(row)):
            cell = sheet.cell(HEAD + number + 4, column + 2)
            cell.value, cell.protection = value, Protection(locked=False)
    for row in sheet.iter_rows(min_row=HEAD, max_row=HEAD + 3):
        for cell in row:
            cell.value = None
    for row in range(HEAD, HEAD + 20):
        sheet.cell(row, 1).value = None
    for letter in "CDH":
        sheet.column_dimensions[letter].hidden = True
    sheet.title = "Bản nộp"
    answer = upload(journey, database, workbook.save(journey.folder / "rearranged.xlsx"), "--commit")
    journey.ends("columns moved and hidden, rows sorted, sheet renamed", answer, 0)
    rows = database.rows("SELECT indicator, value, numerator, denominator FROM planning_result WHERE indicator IN ('JOB', 'SI')")
    journey.equal("every number is in its place", sorted(rows), [("JOB", "100000", "", ""), ("SI", "", "100000", "400000")])


def whole_files(journey):
    database = journey.ready()
    workbook = download(journey, database)
    workbook.fill()
    good = workbook.save(journey.folder / "good.xlsx")
    content = good.read_bytes()

    def variant(name, change):
        book = Workbook(good)
        change(book)
        return book.save(journey.folder / f"{name}.xlsx")

    def written(name, content):
        path = journey.folder / name
        path.write_bytes(content)
        return path

    def bomb():
        path = journey.folder / "bomb.xlsx"
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
            new.writestr("xl/media/zeros", b"\0" * 130_000_000)
        return path

    def empty_rows(count):
        path = journey.folder / f"rows-{count}.xlsx"
        with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                part = old.read(name)
                if name == "xl/worksheets/sheet1.xml":
                    rows = b"".join(b'<row r="%d" s="5" customFormat="1" ht="15"/>' % (row + 100) for row in range(count))
                    part = part.replace(b"</sheetData>", rows + b"</sheetData>")
                new.writestr(name, part)
        return path

    files = [
        ("an .xls", written("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "interchange.workbook_old_excel"),
        ("a text", written("text.xlsx", b"indicator,value\n"), "interchange.workbook_not_one"),
        ("half a file", written("half.xlsx", content[: len(content) // 2]), "interchange.workbook_damaged"),
        ("an empty file", written("empty.xlsx", b""), "interchange.workbook_not_one"),
        ("6 MB", written("big.xlsx", content + bytes(6_000_000)), "planning.workbook_file_too_large"),
        ("a zip bomb", bomb(), "planning.workbook_content_too_large"),
        ("no hidden sheet", variant("bare", lambda book: book.book.remove(book.book["_ansinh"])), "planning.workbook_not_a_form"),
        (
            "an edited hidden sheet", variant("edited", lambda book: setattr(book.book["_ansinh"]["B5"], "value", "2024-11")),
            "planning.workbook_identity_changed",
        ),
        ("a closed unit", variant("closed", lambda book: book.reseal(period="2025-07")), "planning.workbook_unit_closed"),
        ("an unknown form", variant("form", lambda book: book.reseal(form="99-X")), "planning.unknown_form"),
        ("a version never made", variant("version", lambda book: book.reseal(version="7")), "planning.workbook_unknown_version"),
        ("a quarter", variant("quarter", lambda book: book.reseal(period="2024-Q4")), "planning.form_not_for_period"),
        (
            "another title", variant("title", lambda book: setattr(book.sheet.cell(HEAD, 4), "value", "Tử")),
            "planning.workbook_column_missing",
        ),
    ]
    before = fingerprint(database)
    for claim, path, code in files:
        answer = upload(journey, database, path, "--commit")
        lines = answer.error_lines
        journey.check(
            f"{claim} → {code}", answer.status == 1 and len(lines) == 1 and lines[0].startswith(f"{path}: {code}: "), answer)
    journey.equal("refused files write nothing", fingerprint(database), before)
    journey.ends("a million empty rows", upload(journey, database, empty_rows(1_000_000)), 0)
    sealed = variant("sealed", lambda book: book.reseal())
    journey.ends("the checksum is SHA-256 over the rows of the hidden sheet", upload(journey, database, sealed), 0)


def older_version(journey):
    database = journey.ready()
    workbook = download(journey, database)
    workbook.type("value", "JOB", 10)
    workbook.type("value", "ACC", 1)
    path = workbook.save(journey.folder / "older.xlsx")
    form = "form,name_vi,period,level,indicators\n01-LD,Lao động (tháng),month,commune,JOB;ABROAD;POV\n"
    _, answer = journey.bring(database, "forms", form)
    journey.ends("import forms: a form without a line, with another", answer, 0)
    _, answer = journey.bring(database, "forms", form)
    journey.check("the same forms again change nothing", answer.status == 0 and "Không có gì thay đổi" in answer.output, answer)
    answer = upload(journey, database, path, "--commit")
    journey.check(
        "a line the form lost is an error at its cell",
        answer.status == 1 and answer.error_lines[0].startswith(f"{path}:Biểu!C18: planning.workbook_line_gone: "), answer)
    journey.check("a new line is named as absent", "Tỷ lệ hộ nghèo" in answer.output, answer)
    answer = upload(journey, database, path, "--commit", "--keep-good")
    journey.check("--keep-good writes the others, with status 1", answer.status == 1 and "Đã ghi 1" in answer.output, answer)


def for_whom(journey):
    """The outcome names the sheet first; a title that somebody wrote over it is told, and decides nothing."""
    database = journey.ready()
    workbook = download(journey, database)
    workbook.type("value", "JOB", 10)
    right = workbook.save(journey.folder / "right.xlsx")
    workbook.sheet["A2"].value = "Đơn vị báo cáo: phường Tân Phú"
    workbook.sheet["A3"].value = "Kỳ: Tháng 01/2025"
    other = workbook.save(journey.folder / "other-title.xlsx")
    for flags in [(), ("--commit",)]:
        answer = upload(journey, database, right, *flags)
        first = answer.output.splitlines()[0]
        sheet = "Biểu 01-LD, phường Cái Khế, quận Ninh Kiều, thành phố Cần Thơ, Tháng 12/2024."
        journey.equal(f"form upload {' '.join(flags)} says for whom", first, sheet)
        journey.check("… and finds the title right", "Tiêu đề ghi" not in answer.output and answer.status == 0, answer)
    english = journey.run(database, "form", "upload", right, env={"ANSINH_LANGUAGE": "en"})
    journey.check("in English too", english.output.startswith("Form 01-LD, phường Cái Khế") and "⟦" not in english.output, english)
    answer = upload(journey, database, other)
    lines = [line for line in answer.output.splitlines() if "Tiêu đề ghi" in line]
    journey.check(
        "a title of another unit and period is told at its cells",
        answer.status == 0 and len(lines) == 2 and lines[0].startswith(f"{other}:Biểu!A2: ")
        and lines[1].startswith(f"{other}:Biểu!A3: ") and "phường Tân Phú" in lines[0] and "Tháng 01/2025" in lines[1], answer)


def usage(journey):
    database = journey.ready()
    for claim, call in [
        ("a period in words", ["form", "show", "--form", "01-LD", "--unit", "31117", "--period", "tháng 12"]),
        ("a unit without a period", ["form", "list", "--unit", "31117"]), ("no form", ["form", "submit", "--unit", "31117"]),
    ]:
        journey.ends(f"wrong usage: {claim}", journey.run(database, *call), 2)
    for claim, call, code in [
        ("an unknown account", ["form", "show", *SHEET, "--as", "khong.co"], "directory.unknown_account"),
        ("no such file", ["form", "upload", "absent.xlsx"], "console.file_unreadable"),
        ("no such unit", ["form", "show", "--form", "01-LD", "--unit", "99999", "--period", "2024-12"], "territory."),
        ("a district's form", ["form", "list", "--unit", "916", "--period", "2024-12"], "console.form_none"),
        ("nowhere to write", ["form", "download", *SHEET, "--out", "absent/x.xlsx"], "console.file_unwritable"),
    ]:
        answer = journey.run(database, *call)
        journey.check(f"{claim} → {code}", answer.status == 1 and code in answer.errors and "⟦" not in answer.errors, answer)
    listed = journey.run(database, "form", "list")
    journey.check("form list names every form", listed.status == 0 and listed.output.count("\n") == 9, listed)
    of_unit = journey.run(database, "form", "list", "--unit", "A.31117", "--period", "2024-12")
    journey.check("form list of a unit says where each stands", of_unit.status == 0 and of_unit.output.count("Nháp") == 3, of_unit)


journeys = [what_it_looks_like, three_errors, bad_cells, advice, rearranged, whole_files, older_version, for_whom, usage]
