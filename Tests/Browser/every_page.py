"""Every page of every face, as it is opened: it answers, axe finds nothing, nothing scrolls sideways, nothing is complained of."""

PUBLIC = [
    ("home in English", "/en"), ("figures", "/so-lieu"), ("figures in English", "/en/so-lieu"), ("jobs", "/so-lieu/JOB"),
    ("communes", "/so-lieu/CHILDOK"), ("accessibility", "/tro-nang"), ("sign-in in English", "/en/dang-nhap"),
]

SPECIALIST = [
    ("board", "/kh/2021?noi=A.62"), ("board in English", "/en/kh/2021?noi=A.62"), ("board of an empty year", "/kh/2019?noi=A.62"),
    ("figure in English", "/en/kh/2021/TRAINED?noi=A.62"), ("figure without target", "/kh/2021/SI?noi=A.62"),
    ("figure without anything", "/kh/2021/UNEMP?noi=A.62"), ("new target", "/kh/2021/SI/ke-hoach?noi=A.62"),
    ("result of a rate", "/kh/2021/SI/ket-qua?noi=A.62"), ("assignment", "/kh/2021/JOB/giao?noi=A.62"),
    ("catalogue", "/chi-tieu"), ("catalogue searched", "/chi-tieu?tim=ho+ngheo"), ("indicator form", "/chi-tieu/JOB"),
    ("new indicator", "/chi-tieu/moi"), ("proposals about the catalogue", "/de-nghi-chi-tieu"), ("help", "/tro-giup"), ("rules of the specialist", "/quy-tac"),
]

CAN_THO = [("board with targets only", "/kh/2018?noi=A.92"), ("board with words only", "/kh/2017?noi=A.92"), ("poverty for staff", "/kh/2017/POV?noi=A.92")]

DIRECTOR = [("desk of the director", "/lam-viec"), ("board of the director", "/kh/2021?noi=A.62")]


def visit(tour, person, pages):
    for name, path in pages:
        person.open(path)
        if tour.check(f"{name} opens", person.status == 200, f"{path}: {person.status} {person.text[:300]}"):
            person.look(name)


def public(tour):
    citizen = tour.visitor()
    visit(tour, citizen, PUBLIC)
    for name, path in [("no such page", "/khong-co"), ("no such figure", "/so-lieu/KHONGCO"), ("no such page in English", "/en/khong-co")]:
        citizen.open(path)
        tour.equal(f"{name} is a page of its own", citizen.status, 404)
        citizen.look(name)


def specialist(tour):
    officer = tour.officer("chuyenvien.kontum")
    visit(tour, officer, SPECIALIST)
    officer.open("/chi-tieu/moi")
    officer.fill(code="KHÔNG ĐƯỢC", decimals="9").press("catalogue.save_or_propose")
    tour.equal("a new indicator with errors comes back", officer.status, 422)
    officer.look("new indicator with errors")
    officer.open("/kh/2021/JOB/giao?noi=A.62")
    officer.page.locator('input[name^="muc-"]').first.fill("nhiều")
    officer.press("assign.save")
    tour.equal("an assignment with an error comes back", officer.status, 422)
    officer.look("assignment with an error")
    officer.open("/mat-khau")
    officer.fill(cu="sai", moi="ngắn").press("account.change_password")
    tour.equal("a password that does not fit comes back", officer.status, 422)
    officer.look("own account with an error")


def others(tour):
    visit(tour, tour.officer("chuyenvien.cantho"), CAN_THO)
    visit(tour, tour.officer("giamdoc.kontum"), DIRECTOR)
    visit(tour, tour.officer("quantri"), [("accounts", "/nguoi-dung")])


def two_persons(tour):
    """What one person asks for and another decides: a role, and a change of the shared catalogue."""
    admin = tour.officer("quantri")
    admin.open("/nguoi-dung")
    admin.fill(ten="pho.giam.doc", ho_ten="Phó giám đốc", don_vi="A.62").choose(vai_tro="director").press("accounts.open")
    tour.check("an approving role waits for a second person", "chờ người thứ hai xác nhận" in admin.text, admin.text[:500])
    admin.look("accounts with a role that waits")
    director = tour.officer("giamdoc.kontum")
    director.open("/quyen-cho-xac-nhan")
    director.look("roles to confirm")
    director.click(director.page.locator("main table a").first)
    director.look("a role to confirm")
    director.press("grants.confirm")
    tour.check("the director confirms it", "/quyen-cho-xac-nhan" in director.path and "Đã xác nhận quyền" in director.text, director.text[:500])
    officer = tour.officer("chuyenvien.kontum")
    officer.open("/chi-tieu/JOB")
    officer.page.locator('input[name="name_vi"]').fill("Việc làm mới")
    officer.press("catalogue.propose")
    tour.equal("a proposal without a reason comes back", officer.status, 422)
    officer.look("a proposal without a reason")
    officer.fill(reason="theo nghị quyết").press("catalogue.propose")
    tour.check("with one it is sent", officer.path.startswith("/de-nghi-chi-tieu?xong="), officer.path)
    officer.look("own proposals")
    whole = tour.officer("quantri.hethong")
    whole.open("/de-nghi-chi-tieu")
    whole.click(whole.page.locator("main table a").first)
    whole.look("a proposal to decide")
    whole.press("proposal.decline")
    tour.equal("declining asks for a reason", whole.status, 422)
    whole.look("declining without a reason")
    whole.fill(ly_do="trùng").press("proposal.decline")
    tour.check("and is kept with it", "Từ chối" in whole.text and "trùng" in whole.text, whole.text[:500])
    whole.look("a settled proposal")


journeys = [public, specialist, others, two_persons]
