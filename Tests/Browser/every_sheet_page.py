"""Every page of reporting, as it is opened: it answers, axe finds nothing, nothing scrolls sideways, nothing is complained of."""

import grid
from every_page import visit
from province_site import DIRECTOR, SPECIALIST
from words import VI

SITE = "province"

CAI_RANG = "A.919"


def entry(tour):
    commune = tour.site.communes[0]
    officer = tour.officer(commune.officer)
    visit(tour, officer, [
        ("desk of the commune", "/lam-viec"), ("forms", f"/nhap?noi=A.{commune.code}&ky={grid.MONTH}"),
        ("forms in English", f"/en/nhap?noi=A.{commune.code}&ky={grid.MONTH}"), ("grid", grid.address(commune)),
        ("grid in English", "/en" + grid.address(commune)), ("grid with the last days of the year", grid.address(commune, period="2024-01")),
        ("grid to be checked", grid.address(commune, "02-NCC") + "?kiem-tra=1"), ("grid of a year", grid.address(commune, "07-HN-N", period="2024")),
        ("approved grid", grid.address(commune, period="2024-11")), ("unfinished sheet", grid.address(commune, act="gui")),
        ("pasting", grid.address(commune, act="dan")), ("workbooks", grid.address(commune, act="tep")),
        ("workbooks in English", "/en" + grid.address(commune, act="tep")), ("sheet that is decided", grid.review_address(commune, period="2024-11")),
    ])
    for name, path, status in [
        ("a form that is none", grid.address(commune, "99-X"), 404), ("a unit that is none", "/nhap/01-LD/A.99999/2024-12", 404),
        ("a period that is none", grid.address(commune, period="2024-13"), 404), ("a form of another level", grid.address(commune, "04-BH-Q", period="2024-Q4"), 422),
        ("a neighbour's sheet", grid.address(tour.site.communes[1]), 404), ("the queue", "/duyet", 403), ("who has not sent", "/nhac", 403),
    ]:
        officer.open(path)
        tour.check(f"{name} is answered with a page and {status}", officer.status == status and officer.heading, f"{path}: {officer.status} {officer.text[:300]}")
        officer.look(name)


def review(tour):
    commune = tour.site.communes[0]
    head = tour.officer(commune.head)
    visit(tour, head, [
        ("desk of the head", "/lam-viec"), ("queue", "/duyet"), ("queue in English", "/en/duyet"), ("queue of a form", "/duyet?bieu=02-NCC&ky=2024-12"),
        ("fixing a year", "/duyet/khoa?noi=A.92&nam=2024"), ("who has not sent", f"/nhac?noi=A.92&bieu=01-LD&ky={grid.MONTH}"),
        ("who has not sent in English", f"/en/nhac?noi=A.92&bieu=01-LD&ky={grid.MONTH}"), ("year of reporting", "/nhac/nam?noi=A.92&nam=2024"),
        ("figure with sums", "/kh/2024/JOB?noi=A.92"), ("figure with sums in English", "/en/kh/2024/JOB?noi=A.92"),
        ("figure of a district", f"/kh/2024/UI?noi={CAI_RANG}"), ("board of the province", "/kh/2024?noi=A.92"),
    ])
    head.open("/duyet")
    links = head.page.locator("main table").first.locator("a")
    for index, name in [(0, "sheet before the department in an ended district's place"), (links.count() - 1, "sheet before the department")]:
        head.open("/duyet").click(head.page.locator("main table").first.locator("a").nth(index))
        head.look(name)
    visit(tour, tour.officer(DIRECTOR), [("queue of the director", "/duyet"), ("board of the director", "/kh/2024?noi=A.92")])


def adoption(tour):
    """The department's own figure beside what its districts add up to."""
    specialist, head = tour.officer(SPECIALIST), tour.officer(tour.site.communes[0].head)
    specialist.open("/kh/2024/JOB/ket-qua?noi=A.92")
    specialist.fill(gia_tri="66.000").press("result.save")
    tour.equal("the specialist enters a figure of the department", specialist.status, 200)
    head.open("/kh/2024/JOB?noi=A.92").press("indicator.approve")
    faces = head.table("hai-so") or [{}]
    tour.check("it stands beside the sum with the difference", (faces[0].get("Số báo cáo trực tiếp"), faces[0].get("Chênh lệch", "")[:1]) == ("66.000", "+"), faces)
    tour.equal("as long as nobody has chosen, the page says so", faces[0].get("Ai chọn, khi nào, vì sao"), VI["rollup.nobody"])
    head.look("figure with two faces")
    head.page.locator('input[name="chon"][value="sum"]').check()
    head.press("rollup.adopt")
    tour.check("a figure is not chosen without a reason", head.status == 422 and "lý do" in head.error_at("ly-do"), f"{head.status} {head.text[:400]}")
    head.look("choice without a reason")
    head.page.locator('input[name="chon"][value="sum"]').check()
    head.fill(ly_do="số của xã đã đối chiếu").press("rollup.adopt")
    chosen = [line["Ai chọn, khi nào, vì sao"] for line in head.table("hai-so") or []]
    tour.check("with it the page says who chose, when and why", any("số của xã đã đối chiếu" in line for line in chosen), f"{head.status} {chosen}")
    head.look("chosen figure")


def states(tour):
    """A returned sheet and a reminder, made here."""
    commune = tour.site.communes[0]
    district = tour.officer(commune.district)
    district.open("/duyet")
    district.look("queue of the district")
    district.click(district.page.locator("main table a").first)
    path = district.path.replace("/duyet/", "/nhap/")
    district.look("sheet before the district")
    district.press("review.send_back")
    tour.equal("a return without a reason comes back", district.status, 422)
    district.look("return without a reason")
    district.fill(ly_do_tra_lai="Kiểm tra dòng 1").press("review.send_back")
    district.look("queue after a return")
    specialist = tour.officer(SPECIALIST)
    visit(tour, specialist, [("returned grid", path), ("desk of the specialist", "/lam-viec"), ("forms for the specialist", "/nhap?noi=A.92&ky=2024-12")])
    district.open(f"/nhac?noi={CAI_RANG}&bieu=01-LD&ky={grid.MONTH}")
    waiting = [line for line in district.table("don-vi") or [] if line["Gửi lúc"] == "chưa gửi"]
    tour.check("those who have not sent are named", len(waiting) >= 2, district.table("don-vi"))
    district.fill(loi_nhan="Gửi trước 17 giờ").press("remind.act", count=len(waiting))
    tour.check("one act reminds them all", district.status == 200 and f"Đã nhắc {len(waiting)} đơn vị" in district.text, f"{district.status} {district.text[:400]}")
    district.look("after a reminder")
    tour.equal("and not twice a day", district.page.get_by_role("button", name="Nhắc tất cả").count(), 0)
    officer = tour.officer(commune.officer)
    tour.check("the commune reads it on its desk", "Gửi trước 17 giờ" in officer.text, officer.text[:600])
    officer.look("desk with a reminder")


journeys = [entry, review, adoption, states]
