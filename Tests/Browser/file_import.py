"""A file with planted errors: the preview names each at its line and column, and writes nothing; then the good rows go in."""

import faces
from demo_site import COLLEAGUE

HEADER = "indicator,place,period,value,verdict,origin\n"
GOOD = "VOC,62,2021,77,,stated\nUI,62,2021,1.250,,stated\n"

# Line and column of each planted error, and words of its sentence.
PLANTED = [
    ("NOSUCH,62,2021,5,,stated", "indicator", "Không có chỉ tiêu «NOSUCH»"),
    ("JOB,62,2021,mười,,stated", "value", "«mười» không phải là số"),
    ("SI,62,2021,1.550,,stated", "value", "1,55 hay 1550"),
    ("JOB,62,20x1,5,,stated", "period", "«20x1» không phải là kỳ"),
    ("JOB_LOAN,62,2021,9999,,stated", "value", "vượt"),
    ("JOB,92,2017,5,,stated", "place", "ngoài phạm vi"),
    ("VOC,62,2021,78,,stated", "indicator", "trùng với dòng 2"),
]
FAULTY = HEADER + GOOD + "".join(row + "\n" for row, _, _ in PLANTED)


def send(officer, content, name="ket-qua.csv"):
    officer.open("/nhap-tep")
    officer.page.set_input_files("#field-tep", {"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    officer.press("import.check")


def faulty_file(tour):
    officer = tour.officer("chuyenvien.kontum")
    before = faces.board_csv(officer, "A.62", 2021)
    officer.open("/nhap-tep")
    officer.look("import page")
    send(officer, FAULTY)
    tour.equal("a file with errors is answered with them", officer.status, 422)
    listed = {(line["Dòng"], line["Cột"]): line["Lỗi và cách sửa"] for line in officer.table("loi") or []}
    for line, (row, column, sentence) in enumerate(PLANTED, start=4):
        found = listed.get((str(line), column), "")
        tour.check(f"line {line}, column {column}: {sentence}", sentence in found, listed)
    tour.equal("and nothing else is found wrong", len(listed), len(PLANTED))
    tour.check("the preview counts: two new rows, seven errors", "Chưa ghi gì. Sẽ thêm 2, sửa 0" in officer.text and "7 lỗi" in officer.text, officer.text[:400])
    officer.look("import preview with errors")
    tour.equal("nothing is written", faces.board_csv(officer, "A.62", 2021), before)

    officer.click(officer.page.get_by_role("button", name="Ghi các dòng tốt"))
    tour.check("the good rows are written on demand", "Đã ghi: thêm 2" in officer.text, officer.text[:400])
    officer.look("import with good rows written")
    after = {row["indicator"]: row for row in faces.board_csv(officer, "A.62", 2021)}
    tour.equal("as drafts", [(after[code]["result"], after[code]["status"]) for code in ("UI", "VOC")], [("1250", "draft"), ("77", "draft")])
    tour.equal("and no other line has changed", [row for code, row in after.items() if code not in ("UI", "VOC")], before)
    send(officer, FAULTY)
    tour.check("the faulty file again: nothing changes, and the page says so", "Không có gì thay đổi" in officer.text, officer.text[:400])
    tour.equal("there is nothing to write then", officer.page.get_by_role("button", name="Ghi").count(), 0)


def good_file(tour):
    officer = tour.officer("chuyenvien.kontum")
    content = HEADER + "VOC,62,2021,88,,stated\n"
    send(officer, content, "tốt.csv")
    tour.check("a good file is shown before it is written", officer.status == 200 and "Chưa ghi gì" in officer.text, officer.text[:400])
    officer.click(officer.page.get_by_role("button", name="Ghi:"))
    tour.check("and written by the button that says so", "Đã ghi" in officer.text, officer.text[:400])
    send(officer, content, "tốt.csv")
    tour.check("the same file again: «Không có gì thay đổi»", officer.status == 200 and "Không có gì thay đổi" in officer.text, officer.text[:400])
    officer.look("import of the same file")


def bad_files(tour):
    officer = tour.officer("chuyenvien.kontum")
    send(officer, "indicator,place,period,gia_tri\nVOC,62,2021,5\n")
    listed = officer.table("loi") or []
    tour.check("an unknown column is named with the known ones", listed and listed[0]["Dòng"] == "1" and "Không có cột «gia_tri»" in listed[0]["Lỗi và cách sửa"], listed)
    officer.open("/nhap-tep").press("import.check")
    tour.check("no file: the error stands at the field", officer.status == 422 and "Chọn một tệp" in officer.error_at("tep"), f"{officer.status} {officer.text[:400]}")
    officer.look("import page without a file")
    send(officer, "")
    tour.check("an empty file is refused", officer.status == 422, f"{officer.status} {officer.text[:400]}")


def targets_in_vietnamese_form(tour):
    """Semicolons, a BOM, CRLF and Vietnamese numbers, as a spreadsheet here saves them."""
    officer = tour.officer("chuyenvien.cantho")
    officer.open("/nhap-tep")
    officer.page.locator('input[name="loai"][value="ke-hoach"]').check()
    content = "\ufeffindicator;place;year;level;comparator\r\nMERIT_HOUSE;92;2019;1.200;>=\r\nUNEMP;92;2019;3,55;<=\r\n"
    officer.page.set_input_files("#field-tep", {"name": "kế hoạch.csv", "mimeType": "text/csv", "buffer": content.encode()})
    officer.press("import.check")
    officer.click(officer.page.get_by_role("button", name="Ghi:"))
    rows = {row["indicator"]: row["target"] for row in faces.board_csv(officer, "A.92", 2019)}
    tour.equal("targets in Vietnamese form are read", (rows.get("MERIT_HOUSE"), rows.get("UNEMP")), ("1200", "3.55"))


def checked_file(officer):
    """The address at which the checked file waits, as its button has it."""
    return officer.page.locator('form[action*="ma-tep="]').first.get_attribute("action")


def waits_for_its_owner(tour):
    """The file waits under its own address: for nobody else, and for one button in however many windows."""
    officer, other = tour.officer("chuyenvien.kontum"), tour.officer(COLLEAGUE)
    send(officer, HEADER + "UI,62,2021,1.251,,stated\n", "tệp chờ.csv")
    address = checked_file(officer)
    tour.check("nothing of the file travels in the page", "UI,62" not in officer.page.content(), address)
    other.open(address)
    tour.check("another officer with the same rights does not get it", "không phải tệp bạn gửi" in other.error_at("tep"), other.text[:400])
    second = officer.context.new_page()
    second.goto(tour.site.address + address)
    tour.equal("a second window of the owner shows the same preview", second.get_by_role("button", name="Ghi:").count(), 1)
    second.get_by_role("button", name="Ghi:").click()
    tour.check("and writes it", "Đã ghi" in second.locator("main").inner_text(), second.locator("main").inner_text()[:400])
    second.close()
    officer.click(officer.page.get_by_role("button", name="Ghi:"))
    tour.check("the first window is told so kindly", officer.status == 409 and "đã được ghi rồi" in officer.error_at("tep"), officer.text[:400])
    officer.look("import of a file that was written already")


def long_file(tour):
    """A file of many rows is checked and written behind the page, which asks for itself until that is over, without a script too."""
    officer = tour.officer("chuyenvien.kontum")
    remark = "ghi " * 200
    months = [f"{year}-{month:02}" for year in range(2008, 2018) for month in range(1, 13)]
    rows = [f"{code},62,{month},{int(month[-2:])},{remark}\n" for code in ("JOB", "VOC", "ABROAD") for month in months]
    send(officer, "indicator,place,period,value,note\n" + "".join(rows), "mười năm.csv")
    address = officer.page.url
    tour.check("the work has a page of its own", "/nhap-tep/" in address, address)
    officer.page.get_by_text("Chưa ghi gì. Sẽ thêm 360").wait_for(timeout=30_000)
    tour.equal("and is its preview in the end, at the same address", officer.page.url, address)
    officer.click(officer.page.get_by_role("button", name="Ghi:"))
    officer.page.get_by_text("Đã ghi: thêm 360").wait_for(timeout=30_000)
    officer.look("import of a long file")
    officer.open("/nhap-tep")
    tour.equal("whoever left the pages finds them again", officer.page.get_by_role("link", name="mười năm.csv").count(), 2)


def another_type(tour):
    """A PDF called .csv is a PDF."""
    officer = tour.officer("chuyenvien.kontum")
    send(officer, "%PDF-1.7\n", "ket-qua.csv")
    tour.check("a file is what its bytes say", officer.status == 422 and "PDF" in officer.error_at("tep"), officer.text[:400])


journeys = [faulty_file, good_file, bad_files, targets_in_vietnamese_form, waits_for_its_owner, long_file, another_type]
