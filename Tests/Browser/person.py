"""A person with a browser: opens pages, fills forms, presses buttons, and reads what is there."""

import re

import appearance
from words import VI

# Signs that something of the inside has come out, or that a wording is missing.
INSIDE = re.compile(r"⟦|Optional\(|Fatal error|\.swift\b|SELECT |INSERT ")

READ_TABLE = """id => {
  const caption = document.getElementById(id);
  if (!caption) return null;
  const table = caption.closest("table");
  const text = cell => cell.textContent.replace(/\\s+/g, " ").trim();
  const heads = [...table.tHead.rows[0].cells].map(text);
  return [...table.tBodies[0].rows].map(row => Object.fromEntries([...row.cells].map((cell, i) => [heads[i], text(cell)])));
}"""

FOCUS = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const x = Math.min(Math.max(box.left + Math.min(box.width, 40) / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
  const top = document.elementFromPoint(x, y);
  return {
    tag: element.tagName.toLowerCase(), id: element.id, name: element.getAttribute("name"), classes: element.className,
    href: element.getAttribute("href"), text: element.textContent.replace(/\\s+/g, " ").trim().slice(0, 80),
    isSeen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isCovered: !(top && (element.contains(top) || top.contains(element))),
    hasRing: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


class Person:
    """One browser context: its own cookies, its own window."""

    def __init__(self, tour):
        self.tour = tour
        self.status = None
        self.faults = []
        self.pages = 0
        self._refused = set()
        self.context = tour.browser.new_context(
            base_url=tour.site.address, java_script_enabled=tour.has_script, viewport={"width": 1280, "height": 900},
            locale="vi-VN")
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()
        self.page.on("response", self._note_answer)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: script: {error}"))

    # Going somewhere

    def open(self, path):
        """Goes to an address of the site."""
        return self._arrived(self.page.goto(path))

    def reload(self):
        return self._arrived(self.page.reload())

    def click(self, locator):
        """Presses what leads to another page."""
        with self.page.expect_navigation() as navigation:
            locator.click()
        return self._arrived(navigation.value)

    def press(self, key, **values):
        """Presses the button with this wording."""
        name = VI[key]
        for place, value in values.items():
            name = name.replace("{" + place + "}", str(value))
        return self.click(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name, within="body"):
        """Follows the link with this text."""
        return self.click(self.page.locator(within).get_by_role("link", name=name, exact=True))

    def enter_key(self):
        """The Enter key, where it leads to another page."""
        with self.page.expect_navigation() as navigation:
            self.page.keyboard.press("Enter")
        return self._arrived(navigation.value)

    def sign_in(self, username, password=None):
        """Fills the form of the sign-in page and sends it."""
        self.fill(ten=username)
        self.page.locator("#field-mat-khau").fill(password or self.tour.site.passwords[username])
        return self.press("web.sign_in")

    def _arrived(self, response):
        self.status = response.status if response else None
        self.pages += 1
        inside = INSIDE.search(self.page.content())
        if inside:
            self.faults.append(f"{self.page.url}: shows {inside.group()!r}")
        return self

    # Forms

    def fill(self, **fields):
        """Types into fields by their names; a dash in a name is written as an underscore."""
        for name, value in fields.items():
            self.page.locator(f"#field-{name.replace('_', '-')}").fill(value)
        return self

    def choose(self, **fields):
        """Chooses values of lists."""
        for name, value in fields.items():
            self.page.locator(f"#field-{name.replace('_', '-')}").select_option(value)
        return self

    def value(self, name):
        """What stands in a field."""
        return self.page.locator(f"#field-{name}").input_value()

    def error_at(self, name):
        """The error at a field, only if the field itself is tied to it; else nothing."""
        field = self.page.locator(f"#field-{name}")
        error = self.page.locator(f"#field-{name}-error")
        if not error.count() or field.get_attribute("aria-invalid") != "true":
            return ""
        return error.inner_text() if f"field-{name}-error" in (field.get_attribute("aria-describedby") or "") else ""

    def form_secret(self):
        """The secret that forms of this page carry."""
        return self.page.locator('input[name="ma-bieu-mau"]').first.get_attribute("value")

    def post(self, path, **fields):
        """A form sent past the page, with the person's own cookies; the answer is not followed."""
        form = {name.replace("_", "-"): value for name, value in fields.items()}
        return self.context.request.post(path, form=form, max_redirects=0)

    # Reading

    @property
    def path(self):
        """Path and query of the page."""
        return self.page.url.removeprefix(self.tour.site.address)

    @property
    def heading(self):
        return self.page.locator("h1").inner_text()

    @property
    def text(self):
        """The words of the main part, blanks made plain."""
        return plain_blanks(self.page.locator("main").inner_text())

    def table(self, caption):
        """A table by the id of its caption: rows of heading and cell. None where there is no such table."""
        return self.page.evaluate(READ_TABLE, caption)

    def focus(self):
        """What has the focus, and whether it can be seen."""
        return self.page.evaluate(FOCUS)

    def file(self, path):
        """A file of the site as text, with the person's cookies."""
        answer = self.context.request.get(path)
        return answer.text().removeprefix("\ufeff") if answer.ok else f"status {answer.status}"

    def look(self, name):
        """Looks at the page as it is now: pictures, accessibility, width."""
        appearance.examine(self, name)
        return self

    # What the page complains of

    def _note_answer(self, response):
        if response.request.is_navigation_request() and response.status >= 400:
            self._refused.add(response.url)

    def _note_console(self, message):
        # A page that says no by its status is on purpose; a missing picture or style sheet is not.
        if "Failed to load resource" in message.text and message.location.get("url") in self._refused:
            return
        if message.type in ("error", "warning"):
            self.faults.append(f"{self.page.url}: {message.type}: {message.text} {message.location.get('url', '')}")


def plain_blanks(text):
    """Text with one kind of blank."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()
