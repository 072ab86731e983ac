"""A specialist adjusts a target by a numbered decision; every face follows, and both versions stay readable."""

import faces

FORM = "/kh/2021/JOB/ke-hoach?noi=A.62"


def with_decision(tour):
    citizen = tour.visitor()
    officer = tour.officer("chuyenvien.kontum")
    before = faces.board_csv(officer, "A.62", 2021)
    officer.open("/kh/2021/JOB?noi=A.62")
    officer.follow("Sửa hoặc điều chỉnh chỉ tiêu")
    tour.equal("the figure's page leads to the form", officer.path, FORM)
    tour.equal("which opens with the target in force and asks for a new decision", (officer.value("muc"), officer.value("quyet-dinh")), ("5700", ""))
    officer.look("target form")

    officer.fill(muc="6.000", ly_do="HĐND tỉnh điều chỉnh").press("target.adjust")
    refused_without_decision(tour, officer, before)

    officer.fill(quyet_dinh="12/QĐ-SLĐTBXH").press("target.adjust")
    tour.equal("with the number of a decision it is saved", (officer.status, officer.path.split("?")[0]), (200, "/kh/2021/JOB"))
    tour.check("which the page says", "Đã lưu chỉ tiêu" in officer.text, officer.text[:400])
    tour.check("the new percentage is 108,63%", "108,63%" in officer.text and "114,35%" not in officer.text, officer.text[:800])
    versions = [(line["Bản"], line["Kế hoạch"], line["Quyết định"], line["Lý do"]) for line in officer.table("lich-su-ke-hoach") or []]
    tour.check("the history has both versions", sorted(version[:2] for version in versions) == [("1", "5.700"), ("2", "6.000")], versions)
    tour.check("the new one with decision and reason", ("2", "6.000", "12/QĐ-SLĐTBXH", "HĐND tỉnh điều chỉnh") in versions, versions)
    people = {line["Bản"]: line["Người thực hiện"] for line in officer.table("lich-su-ke-hoach") or []}
    tour.equal("each by the name of who did it", people.get("2"), "Chuyên viên Kon Tum")
    officer.look("figure after an adjustment")

    rows = faces.compare(tour, officer, citizen, "A.62", 2021, "after the adjustment")
    tour.equal("the adjusted line", [rows["JOB"][name] for name in ("target", "result", "attainment", "gap", "verdict")], ["6000", "6518", "108.63", "518", "exceeded"])
    tour.equal("no other line has changed", [row for row in before if row["indicator"] != "JOB"], [row for code, row in rows.items() if code != "JOB"])


def refused_without_decision(tour, officer, before):
    tour.equal("without a decision it is refused", officer.status, 422)
    tour.check("at the field of the decision", "ghi số quyết định" in officer.error_at("quyet-dinh"), officer.text[:800])
    tour.equal("what was typed is kept", (officer.value("muc"), officer.value("ly-do")), ("6.000", "HĐND tỉnh điều chỉnh"))
    tour.check("the page's title says that there is an error", officer.page.title().startswith("Lỗi:"), officer.page.title())
    officer.look("target form without a decision")
    tour.equal("nothing is written", faces.board_csv(officer, "A.62", 2021), before)


journeys = [with_decision]
