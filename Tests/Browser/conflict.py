"""Two officers at the same target: the second sees both versions and chooses; nothing is lost silently."""

from demo_site import COLLEAGUE

PAGE = "/kh/2021/JOB?noi=A.62"
FORM = "/kh/2021/JOB/ke-hoach?noi=A.62"


def versions(officer):
    officer.open(PAGE)
    return sorted((line["Bản"], line["Kế hoạch"]) for line in officer.table("lich-su-ke-hoach") or [])


def keep_mine(tour):
    first, second = tour.officer("chuyenvien.kontum"), tour.officer(COLLEAGUE)
    for officer in (first, second):
        officer.open(FORM)
    first.fill(muc="6.000", quyet_dinh="12/QĐ-SLĐTBXH").press("target.adjust")
    tour.equal("the first is saved", first.status, 200)
    second.fill(muc="6.100", quyet_dinh="14/QĐ-SLĐTBXH", ly_do="bản thứ hai").press("target.adjust")
    tour.equal("the second is told that somebody was faster", second.status, 409)
    summary = second.page.locator(".error-summary").inner_text()
    tour.check("he sees both versions with their decisions", all(part in summary for part in ("6.000", "12/QĐ", "6.100", "14/QĐ")), summary)
    tour.check("no code of ours among them", not any(code in summary for code in (">=", "maintain")), summary)
    tour.equal("his own values still stand in the form", (second.value("muc"), second.value("ly-do")), ("6.100", "bản thứ hai"))
    second.look("target form with a conflict")
    tour.equal("nothing of his is written yet", versions(first), [("1", "5.700"), ("2", "6.000")])
    second.press("target.adjust")
    tour.equal("sending again keeps his own", second.status, 200)
    tour.equal("and all three versions", versions(first), [("1", "5.700"), ("2", "6.000"), ("3", "6.100")])


def keep_theirs(tour):
    first, second = tour.officer("chuyenvien.kontum"), tour.officer(COLLEAGUE)
    for officer in (first, second):
        officer.open(FORM)
    before = versions(first)
    first.open(FORM)
    first.fill(muc="6.200", quyet_dinh="16/QĐ-SLĐTBXH").press("target.adjust")
    second.fill(muc="6.300", quyet_dinh="18/QĐ-SLĐTBXH").press("target.adjust")
    tour.equal("again the second is told", second.status, 409)
    second.follow("Giải quyết việc làm", within="nav.breadcrumb")
    tour.equal("the way back keeps theirs", (second.status, second.path), (200, PAGE))
    tour.equal("and nothing of his own", versions(second), before + [(str(len(before) + 1), "6.200")])


def result(tour):
    """The same at a result."""
    first, second = tour.officer("chuyenvien.kontum"), tour.officer(COLLEAGUE)
    for officer in (first, second):
        officer.open("/kh/2021/SI/ket-qua?noi=A.62")
    first.fill(gia_tri="17,8", ly_do="số của cơ quan BHXH").press("result.save")
    tour.equal("a result is saved by the first", first.status, 200)
    second.fill(gia_tri="17,9", ly_do="số khác").press("result.save")
    summary = second.page.locator(".error-summary").inner_text()
    tour.check("the second sees both", second.status == 409 and "17,8" in summary and "17,9" in summary, f"{second.status} {summary}")
    second.look("result form with a conflict")


journeys = [keep_mine, keep_theirs, result]
