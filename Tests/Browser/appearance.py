"""How a page looks: pictures at two widths, axe at both, and nothing that scrolls sideways down to 320 pixels."""

import re

from axe_playwright_python.base import AXE_SCRIPT

WIDE, NARROW, NARROWEST = 1280, 360, 320
HEIGHTS = {WIDE: 900, NARROW: 740, NARROWEST: 640}

# WCAG 2.2 AA, and axe's own advice on landmarks, headings and the like.
AXE = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
    # A page of ours has neither frames nor style sheets from elsewhere.
    "iframes": False, "preload": False,
}

TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return null;
  const scrolls = element => {
    for (let box = element.parentElement; box; box = box.parentElement)
      if (getComputedStyle(box).overflowX !== "visible") return true;
    return false;
  };
  const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room + 1 && !scrolls(e));
  return `${document.documentElement.scrollWidth} in ${room}: ` + wide.slice(0, 5).map(e => e.outerHTML.slice(0, 160)).join("\\n");
}"""


def examine(person, name):
    """One check a page. Axe needs scripts to run, so its part falls to the half of the journeys that has them."""
    page, faults = person.page, []
    if person.tour.has_script:
        page.evaluate(AXE_SCRIPT)
    for width in (WIDE, NARROW, NARROWEST):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        wide = page.evaluate(TOO_WIDE)
        if wide:
            faults.append(f"{width} px: scrolls sideways, {wide}")
        if person.tour.has_script and width != NARROWEST:
            faults += [f"{width} px: {line}" for line in violations(page)]
            take_picture(person, name, width)
    page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})
    faults += headings(page)
    what = "axe finds nothing, no sideways scrolling" if person.tour.has_script else "no sideways scrolling"
    person.tour.check(f"{name}: {what}", not faults, f"{page.url}\n" + "\n".join(faults))


def violations(page):
    """What axe, which the page has been given, objects to: one line an element."""
    found = []
    for violation in page.evaluate("options => axe.run(options).then(found => found.violations)", AXE):
        for node in violation["nodes"]:
            found.append(f"axe {violation['id']}: {violation['help']}: {node['html'][:200]} {node.get('failureSummary', '')}")
    return found


def headings(page):
    """One heading for the page, the same as its title, and a language."""
    faults = []
    if page.locator("h1").count() != 1:
        faults.append(f"{page.locator('h1').count()} headings of the first order")
    elif page.locator("h1").inner_text().strip() not in page.title():
        faults.append(f"the title {page.title()!r} does not carry the heading")
    language = "en" if re.search(r"^https?://[^/]+/en(/|$|\?)", page.url) else "vi"
    if page.locator("html").get_attribute("lang") != language:
        faults.append(f"lang is not {language}")
    return faults


def take_picture(person, name, width):
    """The whole page, as it is at this width."""
    folder = person.tour.pictures
    folder.mkdir(parents=True, exist_ok=True)
    file = re.sub(r"\W+", "-", name).strip("-").lower()
    person.page.screenshot(path=folder / f"{file}-{width}.png", full_page=True)
