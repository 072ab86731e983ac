"""The commune's officer and the department's specialist in one cell: the second sees both numbers and chooses."""

import re

import grid
from province_site import SPECIALIST

SITE = "province"


def both(tour):
    commune = tour.site.communes[0]
    pair = tour.officer(commune.officer), tour.officer(SPECIALIST)
    for person in pair:
        person.open(grid.address(commune))
        tour.equal("both may type into the commune's sheet", (person.status, grid.has_boxes(person)), (200, True))
    return commune, *pair


def stored(person, commune, *names):
    person.open(grid.address(commune))
    return [grid.typed(person, name) for name in names]


def choose(person, which):
    person.page.locator(f'input[name="chon-JOB"][value="{which}"]').check()
    return grid.press(person, "entry.save")


def in_conflict(tour, second, theirs, mine):
    tour.equal("the second is told that somebody was faster", second.status, 409)
    choice = second.page.locator("fieldset", has=second.page.locator('input[name="chon-JOB"]')).inner_text()
    tour.check("he sees both numbers", theirs in choice and mine in choice, choice)
    tour.check("whose the other is, and since when", "phường" in choice and re.search(r"\d\d:\d\d ngày \d\d/\d\d/\d{4}", choice), choice)
    tour.equal("neither is chosen for him", second.page.locator('input[name="chon-JOB"]:checked').count(), 0)


def keep_mine(tour):
    commune, first, second = both(tour)
    grid.type_in(first, so_JOB="72")
    grid.press(first, "entry.save")
    tour.equal("the first is saved", first.status, 200)
    grid.type_in(second, so_JOB="75", so_VOC="61", ghi_chu_UI="số của Trung tâm")
    grid.press(second, "entry.save")
    in_conflict(tour, second, "72", "75")
    second.look("grid with two numbers for one cell")
    offer = second.page.locator("[data-restore]")
    tour.equal("this page holds what he typed: nothing is offered to restore", offer.is_visible(), False)
    tour.equal("nothing of his is written over the first, the rest is saved", stored(first, commune, "so_JOB", "so_VOC"), ["72", "61"])
    grid.press(second, "entry.save")
    tour.check("without a choice he is asked again", second.status == 409 and "chọn số được giữ" in second.text, f"{second.status} {second.text[:600]}")
    choose(second, "toi")
    tour.equal("his own is kept when he says so", second.status, 200)
    tour.equal("and stands for the other, with all the rest", stored(first, commune, "so_JOB", "so_VOC", "ghi_chu_UI"), ["75", "61", "số của Trung tâm"])


def keep_theirs(tour):
    commune, first, second = both(tour)
    grid.type_in(first, so_JOB="80")
    grid.press(first, "entry.save")
    grid.type_in(second, so_JOB="81", so_UI="17")
    grid.press(second, "entry.save")
    in_conflict(tour, second, "80", "81")
    grid.type_in(second, so_ABROAD="2")
    choose(second, "ho")
    tour.equal("the other's is kept when he says so", second.status, 200)
    tour.equal("and what else he typed is not lost", stored(first, commune, "so_JOB", "so_UI", "so_ABROAD"), ["80", "17", "2"])


def same_number(tour):
    """Two who type the same are not in each other's way."""
    commune, first, second = both(tour)
    for person in (first, second):
        grid.type_in(person, so_JOB="90")
        grid.press(person, "entry.save")
        tour.equal("the same number twice is no conflict", person.status, 200)


journeys = [keep_mine, keep_theirs, same_number]
