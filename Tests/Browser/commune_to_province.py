"""The December of a commune: its workbook with three errors, the way up over district and department, and back again."""

import io
import re

import faces
import grid
from form_workbook import Workbook
from words import VI, filled

SITE = "province"

YEAR = "2024"
REASON = "Số giải quyết việc làm tính cả người tạm trú"


def december(tour):
    commune = tour.site.communes[0]
    officer, citizen, board = tour.officer(commune.officer), tour.visitor(), tour.officer(commune.head)
    before = figures(tour, board, citizen)
    desk_to_form(tour, officer, commune)
    job = by_workbook(tour, officer, commune)
    tour.equal("a draft changes no board", figures(tour, board, citizen), before)
    send(tour, officer, commune)
    district(tour, tour.officer(commune.district), commune)
    tour.equal("nor does what the district has passed on", figures(tour, board, citizen), before)
    approve(tour, tour.officer(commune.head), commune)
    after = {name: value + job for name, value in before.items()}
    board.reload()
    tour.equal("the open board, loaded again, has the commune's figure", on_board(board), after["board"])
    tour.equal("board, file and public page are higher by exactly this", figures(tour, board, citizen), after)
    board.look("board of the province with the commune")
    take_back(tour, tour.officer(commune.head), commune)
    tour.equal("without the approval they are what they were", figures(tour, board, citizen), before)
    told(tour, officer, commune)


def on_board(person):
    """The province's jobs as the board on the screen has them."""
    line = next(line for line in person.table("bang-ke-hoach") if line["Chỉ tiêu"].startswith("Giải quyết việc làm (người)"))
    return grid.number(line["Kết quả"])


def figures(tour, head, citizen):
    """The same figure on the staff's board, in its file, and on the public page."""
    head.open(f"/kh/{YEAR}?noi=A.92")
    row = next(row for row in faces.board_csv(head, "A.92", YEAR) if row["indicator"] == "JOB")
    citizen.open("/so-lieu/JOB")
    line = next((line for line in citizen.table("chuoi-A.92") or [] if line["Năm"] == YEAR), {})
    if not line:
        tour.check("the public page has the province", False, f"{citizen.status} {citizen.text[:600]}")
    return {"board": on_board(head), "file": int(row["result"]), "public": grid.number(line.get("Kết quả", "0"))}


def desk_to_form(tour, officer, commune):
    officer.open("/lam-viec")
    officer.look("desk of the commune")
    officer.follow(VI["desk.open_entry"])
    tour.equal("the desk leads to the forms of the commune", (officer.status, officer.heading), (200, VI["entry.list_title"]))
    # November, as the address of the page says it; the officer goes on to December in its bar.
    officer.open(f"/nhap?noi=A.{commune.code}&ky=2024-11")
    officer.look("forms of the commune")
    officer.choose(ky=grid.MONTH).press("entry.bar.open")
    found = {line["Biểu"][:5]: (line["Trạng thái"], line["Dòng đã nhập"]) for line in officer.table("bieu-bao-cao") or []}
    tour.equal("December is open, nothing is entered", found.get(grid.LABOUR), ("Nháp", "0/12"))
    officer.click(officer.page.locator("main table").get_by_role("link", name=re.compile(f"^{grid.LABOUR}")))
    tour.equal("its link opens the grid", officer.path, grid.address(commune))


def by_workbook(tour, officer, commune):
    """Download, three errors, the marked workbook back, the corrected one. Returns the jobs entered."""
    link = officer.page.get_by_role("link", name=VI["entry.download"], exact=True).get_attribute("href")
    book = Workbook(io.BytesIO(officer.context.request.get(link).body()))
    job = fill_in(book)
    book.type("value", "ABROAD", "có")
    book.type("value", "VOC", -5)
    book.type("numerator", "UNEMP", book.cell("denominator", "UNEMP").value + 1)
    planted = {book.cell(column, code).coordinate for column, code in (("value", "ABROAD"), ("value", "VOC"), ("numerator", "UNEMP"))}

    officer.follow(VI["entry.upload"])
    officer.look("page for workbooks")
    bring(officer, book, "của tôi.xlsx")
    listed = {line["Ô"]: line["Lỗi và cách sửa"] for line in officer.table("loi") or []}
    tour.equal("three errors are listed, each at its cell", set(listed), {f"Biểu!{cell}" for cell in planted})
    tour.check("each says what to do", all(len(sentence) > 10 for sentence in listed.values()), listed)
    tour.check("a workbook with errors is answered with 422 and «chưa ghi gì»", officer.status == 422 and "chưa ghi gì" in officer.text, f"{officer.status} {officer.text[:400]}")
    officer.look("workbook with three errors")

    back = marked(officer)
    noted, coloured = back.marks()
    tour.equal("his workbook comes back with exactly these cells coloured", coloured, planted)
    tour.equal("and exactly these with a comment", set(noted), planted)
    tour.equal("everything else stands as he typed it", values(back), values(book))
    still_alive(tour, officer)

    back.type("value", "ABROAD", 1)
    back.type("value", "VOC", back.cell("value", "VOC_RURAL").value + 10)
    back.type("numerator", "UNEMP", 2_000)
    bring(officer, back, "đã sửa.xlsx")
    tour.check("the corrected workbook has no error left", officer.status == 200 and officer.table("loi") is None, f"{officer.status} {officer.text[:600]}")
    odd = officer.table("khac-thuong") or []
    tour.check("the odd figure is named before it is sent", len(odd) == 1 and "Vì sao" in odd[0]["Điều khác thường"], odd)
    officer.look("workbook without errors")
    officer.press("workbook.page.write", saved=12)
    tour.check("its lines are written by the button that says so", "Đã ghi 12 dòng" in officer.text, officer.text[:400])
    bring(officer, back, "đã sửa.xlsx")
    tour.check("the same workbook again changes nothing", "Không có gì thay đổi" in officer.text, officer.text[:400])
    return job


def fill_in(book):
    """As the month before, but many more jobs than usual. Returns these."""
    last = {book.sheet.cell(6, column).value: column for column in range(1, 20)}["Kỳ trước"]
    for code, row in book.rows.items():
        before = book.sheet.cell(row, last).value
        if not book.cell("numerator", code).protection.locked:
            book.type("numerator", code, 2_000)
            book.type("denominator", code, round(200_000 / before))
        elif isinstance(before, (int, float)):
            book.type("value", code, before)
        else:
            book.type("missing", code, VI["entry.empty.nil"])
    job = book.cell("value", "JOB").value * 3 + 30
    book.type("value", "JOB", job)
    book.type("note", "JOB", "có 12 người làm việc ở khu công nghiệp")
    return job


def values(book):
    """What every cell of the form holds."""
    return {cell.coordinate: cell.value for row in book.sheet.iter_rows() for cell in row if cell.value is not None}


def bring(officer, book, name):
    content = io.BytesIO()
    book.book.save(content)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    officer.page.set_input_files("#field-tep", {"name": name, "mimeType": kind, "buffer": content.getvalue()})
    officer.press("workbook.page.check")


def marked(officer):
    """The workbook that the button gives back."""
    with officer.page.expect_download() as download:
        officer.page.get_by_role("button", name=VI["workbook.page.return"], exact=True).click()
    return Workbook(io.BytesIO(download.value.path().read_bytes()))


def still_alive(tour, officer):
    """A download leaves the page where it is: its buttons must go on working."""
    button = officer.page.get_by_role("button", name=VI["workbook.page.check"], exact=True)
    tour.equal("after the download the page can be used", (button.count(), button.get_attribute("aria-disabled")), (1, None))
    again = officer.page.get_by_role("button", name=VI["workbook.page.return"], exact=True)
    try:
        again.and_(officer.page.locator(":not([aria-disabled])")).wait_for(timeout=5_000)
        tour.check("and the workbook can be taken once more within 5 seconds", True)
    except Exception as error:
        tour.check("and the workbook can be taken once more within 5 seconds", False, error)


def send(tour, officer, commune):
    officer.follow(VI["workbook.page.open_grid"])
    tour.equal("the figures stand in the grid", grid.typed(officer, "so_ABROAD"), "1")
    grid.press(officer, "entry.next")
    tour.check("the odd figure is asked about at its line", "Vì sao" in grid.error_at(officer, "vi_sao_JOB"), f"{officer.path} {officer.text[:800]}")
    tour.equal("and nothing else", len(grid.summary(officer)), 1)
    officer.look("grid with an odd figure")
    grid.type_in(officer, vi_sao_JOB="Phiên giao dịch việc làm cuối năm")
    grid.press(officer, "entry.next")
    tour.check("with the cause the sheet can be looked over", officer.path.startswith(grid.address(commune, act="gui")), officer.path)
    first = (officer.table("xem-lai") or [{}])[0]
    tour.check("the odd line stands first, with its cause", "Phiên giao dịch" in first.get("Bất thường, lý do", ""), first)
    officer.look("sheet to look over")
    officer.press("entry.send_to", unit=district_name(commune))
    tour.check("it is sent", officer.status == 200 and "Đã gửi" in officer.text, f"{officer.status} {officer.text[:400]}")
    tour.equal("and cannot be typed into any more", grid.has_boxes(officer), False)
    officer.look("grid of a sheet that was sent")


def district_name(commune):
    """«quận Cái Răng» of «phường Ba Láng, quận Cái Răng»."""
    return commune.name.split(", ")[1]


def queue(person):
    """The sheets that wait, as the page lists them."""
    person.open("/lam-viec")
    person.click(person.page.get_by_role("link", name=re.compile("^" + VI["desk.review"].partition(":")[0])))
    return person.table("cho-duyet") or []


def district(tour, reviewer, commune):
    waiting = queue(reviewer)
    odd = [int(line["Số bất thường"]) for line in waiting]
    tour.equal("the district's queue begins with the odd ones", odd, sorted(odd, reverse=True))
    found = next((line for line in waiting if line["Đơn vị"].startswith(commune.name)), {})
    tour.equal("the commune's sheet is in it, with one odd figure", (found.get("Số bất thường"), found.get("Kỳ")), ("1", "Tháng 12/2024"))
    reviewer.look("queue of the district")
    reviewer.click(reviewer.page.locator("main table").get_by_role("link", name=commune.name, exact=True))
    first = (reviewer.table("so-lieu") or [{}])[0]
    tour.check("the odd line stands first, with what the commune says", "Phiên giao dịch" in first.get("Ghi chú", ""), first)
    tour.check("the page says what approving does", filled(VI["review.then_next"], next=VI["review.department"]) in reviewer.text, reviewer.text[:1500])
    reviewer.look("sheet before the district")
    reviewer.press("review.approve")
    tour.check("the district passes it on", reviewer.status == 200 and "chuyển lên Sở" in reviewer.text, f"{reviewer.status} {reviewer.text[:400]}")
    left = [line["Đơn vị"] for line in reviewer.table("cho-duyet") or []]
    tour.check("and has it no more", commune.name not in left, left)


def approve(tour, head, commune):
    waiting = queue(head)
    tour.check("it waits for the department", any(line["Đơn vị"].startswith(commune.name) for line in waiting), waiting)
    said = re.search(r"\d+", VI["desk.review"].replace("{count}", "") + head.open("/lam-viec").text.partition("Chờ duyệt")[2])
    tour.equal("the desk counts what the queue counts", said and int(said.group()), len(waiting))
    head.open("/duyet").look("queue of the department")
    head.click(head.page.locator("#cho-duyet").locator("xpath=ancestor::table").get_by_role("link", name=commune.name, exact=True))
    tour.check("the page says that the figures will count", VI["review.then_counts"] in head.text, head.text[:1500])
    head.look("sheet before the department")
    head.press("review.approve")
    tour.check("the department approves it", head.status == 200 and "đã vào bảng của tỉnh" in head.text, f"{head.status} {head.text[:400]}")


def take_back(tour, head, commune):
    head.open(grid.review_address(commune))
    head.look("approved sheet before the department")
    head.press("review.unapprove")
    tour.check("an approval is not taken back without a reason", head.status == 422 and "lý do" in head.error_at("ly-do-bo-duyet"), f"{head.status} {head.text[:600]}")
    head.look("taking back without a reason")
    head.fill(ly_do_bo_duyet=REASON).press("review.unapprove")
    tour.check("with it, it is", head.status == 200 and "Đã bỏ duyệt" in head.text, f"{head.status} {head.text[:400]}")


def told(tour, officer, commune):
    officer.open("/lam-viec")
    tour.check("the commune's desk says so, with the reason", VI["desk.notice.unapproved"] in officer.text and REASON in officer.text, officer.text[:800])
    officer.look("desk of the commune with a notice")
    officer.click(officer.page.locator("main li").get_by_role("link", name=re.compile(f"^{grid.LABOUR}")).first)
    tour.equal("its link opens the sheet", (officer.status, officer.path), (200, grid.address(commune)))


journeys = [december]
