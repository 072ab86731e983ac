"""A result entered by a specialist stays a draft until another person approves it; the public sees approved figures only."""

import faces

PAGE = "/kh/2021/JOB?noi=A.62"


def published(citizen):
    """What the public sees of the figure: on its page, and in its file."""
    citizen.open("/so-lieu/JOB")
    line = next((line for line in citizen.table("chuoi-A.62") or [] if line["Năm"] == "2021"), {})
    row = next(row for row in faces.lines(citizen.file("/so-lieu/JOB.csv")) if (row["place"], row["year"]) == ("A.62", "2021"))
    return line.get("Kết quả"), line.get("% kế hoạch"), row["result"], row["attainment"]


def draft_and_approval(tour):
    citizen, officer = tour.visitor(), tour.officer("chuyenvien.kontum")
    old = ("6.518", "114,35%", "6518", "114.35")
    tour.equal("the public sees the approved figure", published(citizen), old)
    enter(tour, officer)
    tour.equal("the public still sees the old one", published(citizen), old)
    cannot_approve(tour, officer)
    tour.equal("the public still sees the old one after that", published(citizen), old)

    head = tour.officer("truongphong.kontum")
    tour.check("on the desk of the division head it waits", "Chờ duyệt: 1" in head.text, head.text)
    head.look("desk of the division head")
    head.click(head.page.locator("main").get_by_role("link", name="JOB 2021"))
    head.look("figure that waits for approval")
    head.press("indicator.approve")
    tour.check("he approves it", head.status == 200 and "Đã duyệt số liệu" in head.text, f"{head.status} {head.text[:400]}")
    tour.equal("now the public sees the new one", published(citizen), ("6.600", "115,79%", "6600", "115.79"))
    head.open(PAGE)
    tour.equal("and there is nothing left to approve", head.page.get_by_role("button", name="Duyệt số liệu này").count(), 0)


def enter(tour, officer):
    officer.open("/kh/2021/JOB/ket-qua?noi=A.62")
    tour.check("the form says that the figure is public", "đã duyệt và công khai" in officer.text, officer.text[:400])
    officer.look("result form")
    officer.fill(gia_tri="6.600").press("result.save")
    tour.check("a public figure changes only with a reason", officer.status == 422 and "lý do" in officer.error_at("ly-do"), f"{officer.status} {officer.text[:600]}")
    tour.equal("what was typed is kept", officer.value("gia-tri"), "6.600")
    officer.look("result form without a reason")
    officer.fill(ly_do="bổ sung 82 người").press("result.save")
    tour.check("with it the draft is saved", officer.status == 200 and "chờ người khác duyệt" in officer.text, f"{officer.status} {officer.text[:400]}")
    row = next(row for row in faces.board_csv(officer, "A.62", 2021) if row["indicator"] == "JOB")
    tour.equal("the staff's board shows it as a draft", (row["result"], row["status"]), ("6600", "draft"))
    history = [(line["Kết quả"], line["Trạng thái"]) for line in officer.table("lich-su-ket-qua") or []]
    tour.equal("the history has both", sorted(history), [("6.518", "Đã duyệt"), ("6.600", "Nháp")])


def cannot_approve(tour, officer):
    officer.open(PAGE)
    tour.equal("who entered it has no button to approve it", officer.page.get_by_role("button", name="Duyệt số liệu này").count(), 0)
    answer = officer.post("/kh/2021/JOB/duyet?noi=A.62", ma_bieu_mau=officer.form_secret(), phien_ban="2")
    tour.check("a forged approval is refused with a page", answer.status == 403 and "<h1" in answer.text(), f"{answer.status} {answer.text()[:400]}")


def below_plan_needs_cause(tour):
    officer = tour.officer("chuyenvien.kontum")
    officer.open("/kh/2021/TRAINED/ket-qua?noi=A.62")
    officer.fill(gia_tri="50", nguyen_nhan="", ly_do="rà soát lại").press("result.save")
    tour.check("a figure below plan asks for its cause", officer.status == 422 and "nguyên nhân" in officer.error_at("nguyen-nhan"), f"{officer.status} {officer.text[:600]}")
    officer.look("result form without a cause")


journeys = [draft_and_approval, below_plan_needs_cause]
