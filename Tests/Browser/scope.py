"""Who may see what: units, roles, sessions, and the same answer for known and unknown names."""

BOARD = "/kh/2021?noi=A.62"


def other_unit(tour):
    officer = tour.officer("huyen.dakto")
    officer.look("desk of a district officer")
    for path in ("/kh/2018?noi=A.92", "/kh/2018/JOB?noi=A.92", "/kh/2018.csv?noi=A.92", BOARD):
        officer.open(path)
        tour.check(f"a district officer opens {path}: 403, a page", officer.status == 403 and officer.page.locator("h1").count() == 1, f"{officer.status} {officer.text[:300]}")
    officer.look("page for what is not one's own")
    officer.open("/nhap-tep")
    tour.equal("nor may he import files", officer.status, 403)
    officer.open("/kh")
    tour.check("his own plan opens", officer.status == 200 and "Đắk Tô" in officer.text, f"{officer.status} {officer.text[:300]}")
    officer.look("board of a district")


def administrator(tour):
    admin = tour.officer("quantri")
    tour.check("the administrator's desk has no figures", "6.518" not in admin.text and not admin.page.locator("main table").count(), admin.text)
    admin.look("desk of the administrator")
    for path in ("/kh", BOARD, "/kh/2021/JOB?noi=A.62", "/kh/2021.csv?noi=A.62"):
        admin.open(path)
        tour.check(f"the administrator opens {path}: 403, no figures", admin.status == 403 and "6.518" not in admin.text, f"{admin.status} {admin.text[:300]}")
    admin.open("/lam-viec").follow("Quy tắc", within="nav.main-nav")
    tour.check("he reads the rules, with «Chưa kiểm chứng»", admin.status == 200 and admin.page.locator("td", has_text="Chưa kiểm chứng").count() > 0, admin.text[:600])
    admin.look("rules")


def comes_back(tour):
    visitor = tour.visitor()
    visitor.open("/kh/2021?noi=A.62&chinh=1")
    tour.check("a page of the working side asks to sign in", visitor.path.startswith("/dang-nhap?"), visitor.path)
    visitor.look("sign-in")
    visitor.sign_in("chuyenvien.kontum", "sai mật khẩu")
    tour.equal("a wrong password is refused", visitor.status, 422)
    visitor.look("sign-in refused")
    visitor.sign_in("chuyenvien.kontum")
    tour.equal("after signing in one stands where one wanted to go", (visitor.status, visitor.path), (200, "/kh/2021?noi=A.62&chinh=1"))
    visitor.press("web.sign_out")
    tour.equal("signing out leads to the home page", visitor.path, "/")
    visitor.open(BOARD)
    tour.check("and the working side is closed again", visitor.path.startswith("/dang-nhap?"), visitor.path)
    visitor.open("/dang-nhap?tiep=https%3A%2F%2Fexample.org%2F")
    visitor.sign_in("chuyenvien.kontum")
    tour.equal("nobody is sent to another site", visitor.path, "/lam-viec")


def same_sentence(tour):
    sentences = []
    for username in ("giamdoc.kontum", "khong.co.ai"):
        visitor = tour.visitor()
        visitor.open("/dang-nhap")
        visitor.sign_in(username, "không phải mật khẩu này")
        sentences.append((visitor.status, visitor.error_at("ten"), visitor.value("mat-khau")))
    tour.equal("a wrong password and an unknown name get the same sentence", sentences[0], sentences[1])
    tour.check("which says what to do, and no password comes back", "không đúng" in sentences[0][1] and sentences[0][2] == "", sentences[0])


def everywhere(tour):
    here, there = tour.officer_by_password("giamdoc.kontum"), tour.officer_by_password("giamdoc.kontum")
    here.open("/mat-khau")
    here.look("own account")
    here.press("account.everywhere")
    tour.check("sign-out everywhere ends this session", here.path.startswith("/dang-nhap"), here.path)
    there.open("/lam-viec")
    tour.check("and the one on the other machine", there.path.startswith("/dang-nhap"), there.path)


def account_by_administrator(tour):
    admin = tour.officer("quantri")
    admin.open("/nguoi-dung")
    admin.fill(ten="xa.moi", ho_ten="Cán bộ xã mới", don_vi="A.999999").choose(vai_tro="commune_officer").press("accounts.open")
    tour.check("an unknown unit is refused at its field", admin.status == 422 and "A.999999" in admin.error_at("don-vi"), f"{admin.status} {admin.text[:500]}")
    tour.equal("what was typed is kept", (admin.value("ten"), admin.value("ho-ten")), ("xa.moi", "Cán bộ xã mới"))
    admin.look("accounts with an error")
    admin.fill(don_vi="A.612").choose(vai_tro="district_officer").press("accounts.open")
    flash = admin.page.locator(".flash").inner_text()
    tour.check("the account is opened, its password shown once", admin.status == 200 and "chỉ hiện một lần" in flash, flash)
    officer = tour.visitor()
    officer.open("/dang-nhap")
    officer.sign_in("xa.moi", flash.split(":")[-1].strip())
    tour.equal("whoever gets it must choose his own first", officer.path, "/mat-khau")
    officer.look("first sign-in")
    officer.open("/lam-viec")
    tour.equal("before anything else", officer.path, "/mat-khau")


journeys = [other_unit, administrator, comes_back, same_sentence, everywhere, account_by_administrator]
