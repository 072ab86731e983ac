"""Typing a form by hand: errors at their cells, gaps and odd figures asked about, drafts that stay, pasting, sending, a return."""

import re

import grid
from words import VI, filled

SITE = "province"

RETURNED = "Kiểm tra dòng 1, gấp ba tháng trước"


def errors_at_cells(tour):
    commune = tour.site.communes[0]
    officer = tour.officer(commune.officer)
    officer.open(grid.address(commune))
    officer.look("empty grid")
    grid.type_in(officer, so_JOB="-5", so_VOC="sáu mươi", tu_UNEMP="50", mau_UNEMP="10", so_UI="15", tu_SI="2875", mau_SI="8705")
    grid.press(officer, "entry.save")
    tour.equal("a grid with errors comes back", officer.status, 422)
    for claim, name, words in [
        ("a negative number", "so_JOB", "không"), ("words", "so_VOC", "không phải là số"),
        ("a numerator above its denominator", "tu_UNEMP", "lớn hơn mẫu số"),
    ]:
        tour.check(f"{claim} is an error at its cell", words in grid.error_at(officer, name), grid.error_at(officer, name) or officer.text[:600])
    tour.equal("the summary names the same three", len(grid.summary(officer)), 3)
    named = [int(number) for number in re.findall(r"Dòng (\d+)", " ".join(grid.summary(officer)))]
    tour.equal("in the order of the lines", named, sorted(named))
    kept = {name: grid.typed(officer, name) for name in ("so_JOB", "so_VOC", "tu_UNEMP", "mau_UNEMP", "so_UI", "tu_SI", "mau_SI")}
    tour.equal(
        "what was typed still stands there", kept,
        {"so_JOB": "-5", "so_VOC": "sáu mươi", "tu_UNEMP": "50", "mau_UNEMP": "10", "so_UI": "15", "tu_SI": "2875", "mau_SI": "8705"})
    standing = grid.lines(officer)
    tour.check("good lines are saved, bad ones are said to be not", all("✓" in standing[code]["standing"] for code in ("UI", "SI")) and all("✗" in standing[code]["standing"] for code in ("JOB", "VOC", "UNEMP")), standing)
    officer.look("grid with errors")
    for link in officer.page.locator(".error-summary a").all():
        link.focus()
        officer.page.keyboard.press("Enter")
        focus = officer.focus()
        tour.check("a link of the summary leads into its cell", f"#{focus['id']}" == link.get_attribute("href") and focus["isSeen"] and not focus["isCovered"], focus)
    officer.open(grid.address(commune))
    tour.equal("loaded again: the good cells are there, the bad ones empty", [grid.typed(officer, name) for name in ("so_UI", "so_JOB")], ["15", ""])


def number_of_last_period(tour):
    commune = tour.site.communes[0]
    officer = tour.officer(commune.officer)
    officer.open(grid.address(commune))
    last = grid.lines(officer)["ABROAD"]["last"]
    officer.click(officer.page.locator('button[name="lay"][value="ABROAD"]'))
    tour.equal("«lấy số kỳ trước» puts it into the box", grid.typed(officer, "so_ABROAD"), last)
    tour.check("and marks the line", VI["entry.line_copied"] in grid.lines(officer)["ABROAD"]["standing"], grid.lines(officer)["ABROAD"])
    officer.look("grid with a number of the last period")
    grid.type_in(officer, so_ABROAD=str(grid.number(last) + 1))
    grid.press(officer, "entry.save")
    tour.check("until it is touched", VI["entry.line_copied"] not in grid.lines(officer)["ABROAD"]["standing"], grid.lines(officer)["ABROAD"])


def gaps_and_odd_figures(tour):
    commune = tour.site.communes[0]
    officer = tour.officer(commune.officer)
    officer.open(grid.address(commune))
    odd = str(grid.number(grid.lines(officer)["JOB"]["last"]) * 3 + 30)
    filled_in = grid.as_before(officer, so_JOB=odd)
    filled_in.pop("so_VOC")
    reasons = {name: value for name, value in filled_in.items() if name.startswith("trong_")}
    grid.type_in(officer, **{name: value for name, value in filled_in.items() if name not in reasons})
    grid.press(officer, "entry.check")
    asked = {"so_VOC": "Chưa nhập"} | {name.replace("trong_", "so_"): "Chưa nhập" for name in reasons} | {"vi_sao_JOB": "Vì sao"}
    for name, words in asked.items():
        tour.check(f"asked for at {name}", words in grid.error_at(officer, name), grid.summary(officer))
    tour.equal("and nothing else", len(grid.summary(officer)), len(asked))
    officer.look("grid with gaps and an odd figure")
    grid.press(officer, "entry.next")
    tour.check("as long as they are open the grid stays", officer.path.startswith(grid.address(commune) + "?"), officer.path)
    officer.open(grid.address(commune, act="gui"))
    button = officer.page.get_by_role("button", name=re.compile("^Gửi lên"))
    tour.equal("and the page to look over has nothing to send with", (officer.status, button.count()), (200, 0))
    officer.look("unfinished sheet to look over")


def emptied_lines(tour):
    """A note is no reason for having no number, and a number taken out leaves a gap: both are asked about."""
    commune = tour.site.communes[0]
    officer = tour.officer(commune.officer)
    path = grid.address(commune, form="02-NCC")
    officer.open(path)
    grid.type_in(officer, ghi_chu_FUND="chờ số của Quỹ", so_CONV="4")
    grid.press(officer, "entry.save")
    officer.open(path)
    box = grid.typed(officer, "ghi_chu_FUND"), grid.typed(officer, "trong_FUND")
    tour.equal("a note alone is kept, and gives the line no reason", box, ("chờ số của Quỹ", ""))
    grid.type_in(officer, so_CONV="")
    grid.press(officer, "entry.save")
    officer.open(path + "?kiem-tra=1")
    for name in ("so_FUND", "so_CONV"):
        tour.check(f"{name} is still asked for", "Chưa nhập" in grid.error_at(officer, name), grid.summary(officer))


def draft_survives_signing_out(tour):
    commune = tour.site.communes[1]
    officer = tour.officer_by_password(commune.officer)
    officer.open(grid.address(commune))
    grid.type_in(officer, so_JOB="61", tu_UNEMP="3")
    grid.press(officer, "entry.save")
    tour.check("half a fraction is an error, the other line is saved", officer.status == 422 and "✓" in grid.lines(officer)["JOB"]["standing"], officer.text[:600])
    grid.type_in(officer, mau_UNEMP="100")
    grid.press(officer, "entry.save")
    officer.press("web.sign_out")
    officer.open("/dang-nhap").sign_in(commune.officer)
    officer.open(grid.address(commune))
    tour.equal("after signing out and in the draft is there", [grid.typed(officer, name) for name in ("so_JOB", "tu_UNEMP", "mau_UNEMP")], ["61", "3", "100"])


def paste_send_and_return(tour):
    commune = tour.site.communes[1]
    officer = tour.officer(commune.officer)
    officer.open(grid.address(commune))
    rest = grid.as_before(officer, so_JOB="61", tu_UNEMP="300")
    officer.follow(VI["entry.paste"])
    officer.look("page to paste on")
    cells = {name.partition("_")[2]: value for name, value in rest.items() if name.startswith("so_")}
    cells |= {code: "nhiều" for code in ("UI",)}
    rates = [f"{code}\t{rest[f'tu_{code}']}\t{rest[f'mau_{code}']}" for code in (name[3:] for name in rest if name.startswith("tu_"))]
    officer.fill(dan="\n".join([f"{code}\t{value}" for code, value in cells.items()] + rates)).press("paste.preview")
    shown = officer.table("xem-truoc") or []
    bad = [line for line in shown if "không phải là số" in line["Sẽ ghi, hoặc lỗi"]]
    tour.check("pasted cells are shown before they are written, a bad one with its error", officer.status == 422 and len(bad) == 1, f"{officer.status} {shown}")
    officer.look("pasted cells")
    officer.open(grid.address(commune))
    tour.equal("nothing is written yet", grid.typed(officer, "so_VOC"), "")
    officer.open(grid.address(commune, act="dan"))
    officer.fill(dan="\n".join([f"{code}\t{value}" for code, value in cells.items()] + rates)).press("paste.preview")
    officer.click(officer.page.get_by_role("button", name=re.compile("^Lưu .* dòng tốt")))
    tour.check("the good lines are saved on demand", officer.status == 200 and "Đã lưu" in officer.text, f"{officer.status} {officer.text[:400]}")
    tour.equal("as they were pasted", [grid.typed(officer, name) for name in ("so_VOC", "so_UI")], [rest["so_VOC"], ""])
    grid.type_in(officer, so_UI=rest["so_UI"], **{name: value for name, value in rest.items() if name.startswith("trong_")})
    grid.press(officer, "entry.next")
    officer.look("whole sheet to look over")
    officer.press("entry.send_to", unit=commune.name.split(", ")[1])
    tour.check("the sheet is sent", officer.status == 200 and VI["flash.sheet_sent"] in officer.text, f"{officer.status} {officer.text[:400]}")
    tour.equal("and is for reading only", grid.has_boxes(officer), False)
    answer = officer.post(grid.address(commune), ma_bieu_mau=officer.form_secret(), viec="luu", **{"so-JOB": "1", "phien-ban-JOB": "9"})
    tour.check("a forged number is refused with a page", answer.status in (409, 422) and "<h1" in answer.text(), f"{answer.status}")
    returned(tour, officer, commune)


def returned(tour, officer, commune):
    district = tour.officer(commune.district)
    district.open(grid.review_address(commune)).press("review.send_back")
    tour.check("nothing is returned without a reason", district.status == 422 and "lý do" in district.error_at("ly-do-tra-lai"), f"{district.status} {district.text[:400]}")
    district.fill(ly_do_tra_lai=RETURNED).press("review.send_back")
    tour.check("the district returns it", district.status == 200 and "Đã trả lại" in district.text, f"{district.status} {district.text[:400]}")
    officer.open("/lam-viec")
    tour.check("the officer's desk has it with the reason", VI["desk.returned"] in officer.text and RETURNED in officer.text, officer.text[:800])
    officer.look("desk with a returned sheet")
    officer.open(grid.address(commune))
    tour.check("the grid says why", filled(VI["entry.returned"], reason=RETURNED, name="").rstrip("()") in officer.text, officer.text[:900])
    tour.equal("and can be typed into again, nothing lost", grid.typed(officer, "so_JOB"), "61")
    officer.look("returned grid")


def keys(tour):
    """Only with scripts: the keys of the grid, and what Telex needs."""
    if not tour.has_script:
        return
    commune = tour.site.communes[1]
    officer = tour.officer(commune.officer)
    officer.open(grid.address(commune, form="02-NCC"))
    boxes = officer.page.locator("main input.number:visible")
    names = [boxes.nth(index).get_attribute("name") for index in range(4)]
    boxes.first.focus()
    for claim, key, expected in [
        ("Enter goes down", "Enter", names[1]), ("ArrowDown too", "ArrowDown", names[2]), ("ArrowUp goes back", "ArrowUp", names[1]),
        ("Shift+Enter too", "Shift+Enter", names[0]),
    ]:
        officer.page.keyboard.press(key)
        focus = officer.focus()
        tour.check(claim, focus["name"] == expected and focus["isSeen"] and not focus["isCovered"], f"{focus} expected {expected}")
    for claim, options in [("composing", "isComposing: true, key: 'Enter'"), ("key 229", "keyCode: 229, key: 'Enter'"), ("an arrow while composing", "isComposing: true, key: 'ArrowDown'")]:
        stopped = boxes.first.evaluate(f"box => !box.dispatchEvent(new KeyboardEvent('keydown', {{bubbles: true, cancelable: true, {options}}}))")
        tour.equal(f"{claim}: nothing moves, nothing is stopped", (officer.focus()["name"], stopped), (names[0], False))
    officer.page.keyboard.press("Control+Enter")
    tour.check("Ctrl+Enter opens the notes of the line", (officer.focus()["name"] or "").startswith(("ghi-chu-", "loi-")), officer.focus())
    boxes.first.focus()
    officer.page.keyboard.press("End")
    officer.page.keyboard.type("nhieeuf")
    tour.check("nothing typed is rewritten", boxes.first.input_value().endswith("nhieeuf"), boxes.first.input_value())


def lost_and_restored(tour):
    """Only with scripts: a window that is closed without saving."""
    if not tour.has_script:
        return
    commune = tour.site.communes[1]
    officer = tour.officer(commune.officer)
    path = grid.address(commune, form="02-NCC")
    warnings = []
    officer.page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    officer.open(path)
    offer = officer.page.locator("[data-restore]")
    tour.equal("nothing to restore at first", offer.is_visible(), False)
    grid.box(officer, "so-CONV").press_sequentially("47")
    officer.open("/lam-viec")
    tour.equal("leaving with unsaved numbers is warned of", warnings, ["beforeunload"])
    officer.open(path)
    tour.equal("the lost number is offered, not put in", (offer.is_visible(), grid.typed(officer, "so_CONV")), (True, ""))
    officer.look("grid with an offer to restore")
    officer.page.locator("[data-restore-yes]").click()
    tour.equal("and restored on demand", (grid.typed(officer, "so_CONV"), offer.is_visible()), ("47", False))
    grid.press(officer, "entry.save")
    tour.equal("saving it warns of nothing", (officer.status, warnings), (200, ["beforeunload"]))
    officer.open(path)
    tour.equal("what was saved is not offered again", (offer.is_visible(), grid.typed(officer, "so_CONV")), (False, "47"))
    grid.type_in(officer, so_CONV="-47")
    grid.press(officer, "entry.save")
    tour.equal("a page with errors holds what was typed and offers nothing", (officer.status, offer.is_visible()), (422, False))
    officer.open(path)
    tour.equal("what it held is offered when it was left", (offer.is_visible(), grid.typed(officer, "so_CONV")), (True, "47"))


journeys = [
    errors_at_cells, number_of_last_period, gaps_and_odd_figures, emptied_lines, draft_survives_signing_out,
    paste_send_and_return, keys, lost_and_restored,
]
