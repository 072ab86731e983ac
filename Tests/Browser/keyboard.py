"""The keyboard alone: signing in, the board, the skip link; and the filters, which live in the address."""

BOARD = "/kh/2021?noi=A.62"
# More stops than any page on the way has.
MOST_STOPS = 120


def tab(officer):
    officer.page.keyboard.press("Tab")
    return officer.focus()


def tab_to(tour, officer, what, is_it):
    """Presses Tab until it is reached; every stop on the way must be seen. One check."""
    unseen = []
    for _ in range(MOST_STOPS):
        focus = tab(officer)
        if not (focus["isSeen"] and focus["hasRing"] and not focus["isCovered"]):
            unseen.append(focus)
        if is_it(focus):
            return tour.check(f"Tab reaches {what}, and every stop on the way can be seen", not unseen, unseen)
    return tour.check(f"Tab reaches {what}", False, f"{officer.path}: {focus}")


def sign_in(tour):
    officer = tour.visitor()
    officer.open(BOARD)
    focus = tab(officer)
    tour.check("the first stop is the skip link, and it shows", focus["href"] == "#noi-dung" and focus["isSeen"] and focus["hasRing"], focus)
    tab_to(tour, officer, "the name", lambda focus: focus["name"] == "ten")
    officer.page.keyboard.type("chuyenvien.kontum")
    tab_to(tour, officer, "the password", lambda focus: focus["name"] == "mat-khau")
    officer.page.keyboard.type(tour.site.passwords["chuyenvien.kontum"])
    officer.enter_key()
    tour.equal("Enter signs in and opens the board", (officer.status, officer.path), (200, BOARD))


def board(tour):
    officer = tour.officer("chuyenvien.kontum")
    officer.open(BOARD)
    tab(officer)
    officer.page.keyboard.press("Enter")
    focus = officer.focus()
    tour.equal("the skip link leads to the main part", (focus["tag"], focus["id"]), ("main", "noi-dung"))
    focus = tab(officer)
    inside = officer.page.evaluate("document.activeElement.closest('main') !== null")
    tour.check("from where Tab goes on inside it", inside, focus)
    tab_to(tour, officer, "the last figure of the board", lambda focus: "/ACTIONMONTH?" in (focus["href"] or ""))
    officer.enter_key()
    tour.equal("Enter opens it", (officer.status, officer.path), (200, "/kh/2021/ACTIONMONTH?noi=A.62"))
    tab_to(tour, officer, "the foot of the page", lambda focus: focus["text"] == "Chữ lớn")
    officer.enter_key()
    tour.equal("large text is a link and keeps the page", (officer.status, officer.path), (200, "/kh/2021/ACTIONMONTH?noi=A.62"))
    officer.look("figure in large text")
    officer.open(BOARD).look("board in large text")


def narrow(tour):
    """At 360 pixels, with the first column that stays: nothing may hide what has the focus."""
    officer = tour.officer("chuyenvien.kontum")
    officer.page.set_viewport_size({"width": 360, "height": 740})
    officer.open(BOARD)
    tab_to(tour, officer, "the last figure of the board on a telephone", lambda focus: "/ACTIONMONTH?" in (focus["href"] or ""))


def filters(tour):
    officer = tour.officer("chuyenvien.kontum")
    officer.open(BOARD)
    everything = len(officer.table("bang-ke-hoach"))
    officer.choose(linh_vuc="xa-hoi")
    officer.page.locator("#field-chinh").check()
    officer.press("board.filter")
    tour.check("the filters stand in the address", all(part in officer.path for part in ("linh-vuc=xa-hoi", "chinh=1", "noi=A.62")), officer.path)
    filtered = len(officer.table("bang-ke-hoach"))
    tour.check("and narrow the board", 0 < filtered < everything, f"{filtered} of {everything}")
    address = officer.path
    chips = officer.page.locator(".chips a")
    tour.equal("each is a chip", [text.replace("✕", "").split("Bỏ lọc")[-1].strip() for text in chips.all_inner_texts()], ["Lĩnh vực: Xã hội", "Chỉ tiêu chủ yếu"])
    tour.equal("the form shows them", (officer.value("linh-vuc"), officer.page.locator("#field-chinh").is_checked()), ("xa-hoi", True))
    officer.look("board with filters")
    officer.follow("English")
    tour.check("the other language keeps them", "linh-vuc=xa-hoi" in officer.path and len(officer.table("bang-ke-hoach")) == filtered, officer.path)
    officer.open(address)
    officer.click(chips.first)
    tour.check("a chip takes its filter away and leaves the other", "linh-vuc=xa-hoi" not in officer.path and "chinh=1" in officer.path, officer.path)
    officer.click(chips.first)
    tour.equal("without them the board is whole again", len(officer.table("bang-ke-hoach")), everything)
    colleague = tour.officer("truongphong.kontum")
    colleague.open(address)
    tour.equal("the address shows a colleague the same", len(colleague.table("bang-ke-hoach")), filtered)


journeys = [sign_in, board, narrow, filters]
