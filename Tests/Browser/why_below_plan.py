"""A specialist reads in two page loads why a figure is below plan."""


def why(tour):
    officer = tour.visitor()
    officer.open("/dang-nhap")
    officer.sign_in("chuyenvien.kontum")
    tour.equal("signing in opens the desk (first page load)", (officer.status, officer.path), (200, "/lam-viec"))
    link = officer.page.locator("main").get_by_role("link", name="Đưa người lao động đi làm việc ở nước ngoài theo hợp đồng").first
    line = link.locator("xpath=..").inner_text()
    tour.check("the desk names the figure below plan with its verdict", "Đạt thấp" in line, line)
    officer.look("desk of the specialist")
    officer.click(link)
    tour.equal("its link opens the figure (second page load)", (officer.status, officer.path), (200, "/kh/2021/ABROAD?noi=A.62"))
    tour.check("there the cause is read: COVID-19", "Nguyên nhân" in officer.text and "COVID-19" in officer.text, officer.text[:1500])
    tour.check("and how the verdict came about", "Vì sao có con số này" in officer.text and "Nhận định bằng lời" in officer.text, officer.text[:1500])
    officer.look("figure below plan")


def explained_percentage(tour):
    officer = tour.officer("chuyenvien.kontum")
    officer.open("/kh/2021/JOB?noi=A.62")
    tour.check("a percentage explains itself", "6.518 ÷ 5.700 × 100 = 114,35%" in officer.text, officer.text[:1500])
    tour.check("with the rule of its bands", "từ 95% là cơ bản hoàn thành, từ 70% là chưa đạt" in officer.text, officer.text[:2500])
    tour.check("and the sentence for reports", "giải quyết việc làm cho 6.518/5.700 người, đạt 114,35% kế hoạch" in officer.text, officer.text[:1500])
    officer.look("figure above plan")


journeys = [why, explained_percentage]
