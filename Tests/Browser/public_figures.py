"""A citizen finds the poverty figure from the home page, takes its file, and reads what was derived."""

import faces


def poverty(tour):
    citizen = tour.visitor()
    citizen.open("/")
    tour.equal("the home page opens for everybody", citizen.status, 200)
    citizen.look("home")
    citizen.click(citizen.page.locator("main").get_by_role("link", name="Tỷ lệ hộ nghèo").first)
    tour.equal("its link leads to the poverty rate", (citizen.status, citizen.path), (200, "/so-lieu/POV"))
    years = {line["Năm"]: line for line in citizen.table("chuoi-A.92") or []}
    tour.equal("2017 as reported", years.get("2017", {}).get("Kết quả"), "2,55 (−1,2)")
    tour.equal("2016 as derived by us, with its mark", years.get("2016", {}).get("Kết quả"), "3,75*")
    tour.equal("2018 as planned", years.get("2018", {}).get("Kế hoạch"), "≤ 1,55 (−1)")
    tour.check("the mark is explained", "* suy ra, nguồn không nêu" in citizen.text, citizen.text[:2000])
    tour.check("what the figure means stands below", "Định nghĩa" in citizen.text and "chuẩn nghèo" in citizen.text, citizen.text[:3000])
    citizen.look("poverty rate")
    download(tour, citizen)


def download(tour, citizen):
    with citizen.page.expect_download() as downloading:
        citizen.page.get_by_role("link", name="Tải CSV").click()
    with open(downloading.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = faces.lines(file.read())
    tour.equal("the file is named after the indicator", downloading.value.suggested_filename, "POV.csv")
    kept = {row["year"]: (row["result"], row["result_change"], row["result_origin"]) for row in rows if row["place"] == "A.92"}
    tour.equal("it carries the derived figure as derived", kept.get("2016"), ("3.75", "", "derived"))
    tour.equal("and the reported one as stated", kept.get("2017"), ("2.55", "-1.2", "stated"))


def in_english(tour):
    citizen = tour.visitor()
    citizen.open("/so-lieu/POV")
    citizen.follow("English")
    tour.equal("the page exists in English", (citizen.status, citizen.path, citizen.heading), (200, "/en/so-lieu/POV", "Poverty rate"))
    years = {line["Year"]: line for line in citizen.table("chuoi-A.92") or []}
    tour.equal("with English numbers and the mark", [years.get(year, {}).get("Result") for year in ("2016", "2017")], ["3.75*", "2.55 (−1.2)"])
    tour.check("and the same mark explained", "* derived by us" in citizen.text, citizen.text[:2000])
    citizen.look("poverty rate in English")
    citizen.follow("Tiếng Việt")
    tour.equal("and leads back", citizen.path, "/so-lieu/POV")


journeys = [poverty, in_english]
