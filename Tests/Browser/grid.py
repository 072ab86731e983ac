"""The grid of a form as an officer has it before him: lines, boxes, buttons."""

import re

from words import VI, filled

MONTH = "2024-12"
LABOUR = "01-LD"

LINES = """() => Object.fromEntries([...document.querySelectorAll("[id^='dong-']")].map(mark => {
  const text = cell => cell.textContent.replace(/\\s+/g, " ").trim(), cells = mark.closest("tr").cells;
  const standing = mark.closest("tr").querySelector(".standing");
  return [mark.id.slice(5), {
    last: text(cells[2]), cumulative: text(cells[4]), standing: standing ? text(standing) : "",
    boxes: [...cells[1].querySelectorAll("input.number")].map(box => box.name.split("-")[0]),
  }];
}))"""


def address(commune, form=LABOUR, act="", period=MONTH):
    """The sheet of a commune, or an act on it."""
    return f"/nhap/{form}/A.{commune.code}/{period}" + (f"/{act}" if act else "")


def review_address(commune, form=LABOUR, period=MONTH):
    return f"/duyet/{form}/A.{commune.code}/{period}"


def lines(person):
    """Each line by the code of its indicator: the period before, the sum of the year, how it stands, its boxes."""
    return person.page.evaluate(LINES)


def number(text):
    """A whole number as the site prints it."""
    return int(text.replace(".", "").replace("\u00a0", ""))


def box(person, name):
    """An input by its name, which carries the code of its line."""
    return person.page.locator(f'[id="field-{name}"]')


def type_in(person, **values):
    """Types into boxes: `so_JOB` is the box `so-JOB`, `vi_sao_JOB` the box `vi-sao-JOB`."""
    for name, value in values.items():
        place = box(person, name_of(name))
        place.evaluate("box => { const folded = box.closest('details'); if (folded) folded.open = true; }")
        if place.evaluate("box => box.tagName") == "SELECT":
            place.select_option(value)
        else:
            place.fill(value)


def name_of(argument):
    """Only what stands before the code is written with dashes."""
    field, code = re.fullmatch(r"([a-z_]+?)_([A-Z][A-Z0-9_]*)", argument).groups()
    return f"{field.replace('_', '-')}-{code}"


def typed(person, argument):
    """What stands in a box."""
    return box(person, name_of(argument)).input_value()


def error_at(person, argument):
    return person.error_at(name_of(argument))


def press(person, key, **values):
    """The first button with this wording; the grid has some twice."""
    return person.click(person.page.get_by_role("button", name=filled(VI[key], **values), exact=True).first)


def as_before(person, **others):
    """The boxes of every line, filled with about what the period before had, so that nothing is odd; then the others."""
    boxes = {}
    for code, line in lines(person).items():
        last = line["last"].removesuffix("%")
        if not re.fullmatch(r"[\d.,]+", last):
            boxes[f"trong_{code}"] = "nil"
        elif "tu" in line["boxes"]:
            boxes[f"tu_{code}"], boxes[f"mau_{code}"] = str(round(float(last.replace(",", ".")) * 100)), "10000"
        else:
            boxes[f"so_{code}"] = last
    return boxes | others


def summary(person):
    """The errors that the summary names."""
    return person.page.locator(".error-summary a").all_inner_texts()


def has_boxes(person):
    """Whether numbers can be typed."""
    return person.page.locator("main input.number").count() > 0
