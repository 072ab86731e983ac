"""How a line of a board's CSV must read on a page: worked out here once more, from the contract and the glossary."""

from decimal import Decimal

from words import EN, VI, filled

WORDS = {"vi": VI, "en": EN}
MINUS = "\u2212"


def number(plain, language):
    """`6518` as `6.518` or `6,518`; the minus is the printed one."""
    whole, _, fraction = plain.lstrip("-").partition(".")
    text = f"{int(whole):,}"
    if language == "vi":
        text = text.replace(",", ".")
    if fraction:
        text += ("," if language == "vi" else ".") + fraction
    return (MINUS if plain.startswith("-") else "") + text


def signed(plain, language):
    """A difference: with its sign, unless it is nothing."""
    text = number(plain, language)
    return text if plain.startswith("-") or Decimal(plain) == 0 else "+" + text


def target(row, language):
    """«5.700», «54*», «≤ 1,55 (−1)», «> 95», «duy trì 85»; a dash without a target."""
    mark = "*" if row["target_origin"] == "derived" else ""
    change = signed(row["target_change"], language) if row["target_change"] else ""
    if not row["target"]:
        return change + mark if change else "—"
    text = number(row["target"], language)
    sign = {"<=": "≤ ", ">": "> ", "<": "< ", "=": "= "}.get(row["comparator"], "")
    text = filled(WORDS[language]["board.maintain"], figure=text) if row["comparator"] == "maintain" else sign + text
    return text + mark + (f" ({change})" if change else "")


def result(row, language):
    """«6.518», «3,75*», «2,55 (−1,2)»; three dots where there is no number."""
    mark = "*" if row["result_origin"] == "derived" else ""
    change = signed(row["result_change"], language) if row["result_change"] else ""
    if not row["result"]:
        return change + mark if change else "…"
    return number(row["result"], language) + mark + (f" ({change})" if change else "")


def attainment(row, language):
    """«114,35%» with two decimals, «103,1%» where the catalogue asks for one; a dash without a ratio."""
    if not row["attainment"]:
        return "—"
    decimals = 1 if row["indicator"] == "TRAINED" else 2
    return number(f"{Decimal(row['attainment']):.{decimals}f}", language) + "%"


def gap(row, language):
    """«+818», «+1,7 điểm %» for a rate; a dash without a gap."""
    if not row["gap"]:
        return "—"
    text = signed(row["gap"], language)
    if row["unit"] != "%":
        return text
    key = "format.one_point" if row["gap"] in ("1", "-1") else "format.points"
    return filled(WORDS[language][key], number=text).replace("\u00a0", " ")


def verdict(row, language):
    """The verdict in words."""
    return WORDS[language][f"verdict.{row['verdict']}"]


def status(row, language):
    """The status of the result in words; nothing without a result."""
    return WORDS[language][f"status.{row['status']}"] if row["status"] else ""


# Heading of a board's column and what stands below it.
COLUMNS = {
    "board.target": target, "board.result": result, "board.attainment": attainment, "board.gap": gap, "board.verdict": verdict,
}


def cells(row, language, with_status=False):
    """A line of a board or of a series, by the headings of its columns."""
    printed = {WORDS[language][key]: column(row, language) for key, column in COLUMNS.items()}
    if with_status:
        printed[WORDS[language]["board.status"]] = status(row, language)
    return printed
