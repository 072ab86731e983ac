"""The words and drawings of a board's line, ready for the template."""

from decimal import Decimal

from django.utils.safestring import mark_safe

from .assess import MOSTLY, NOT_MET, USUAL, rounded
from .models import exact

VERDICTS = {
    "exceeded": "Vượt", "met": "Đạt", "met_or_exceeded": "Đạt và vượt", "mostly": "Cơ bản hoàn thành",
    "notmet": "Chưa đạt", "low": "Đạt thấp", "no_basis": "Chưa đủ căn cứ",
}
STATUSES = {
    "draft": "Nháp", "submitted": "Đã gửi", "returned": "Trả lại", "approved": "Đã duyệt", "locked": "Đã khóa",
    "corrected": "Đã đính chính",
}
PLAN_STATES = {
    "proposed": "Đang dự thảo", "approved": "Đã phê duyệt", "assigned": "Đã giao", "adjusted": "Đã điều chỉnh",
    "closed": "Đã khép",
}
SECTORS = {"lao-dong": "Lao động", "nguoi-co-cong": "Người có công", "xa-hoi": "Xã hội"}
NONE, MISSING, DERIVED = "—", "…", "*"


def filled(path):
    return f'<path d="{path}" fill="currentColor"></path>'


def outlined(path):
    return f'<path d="{path}" fill="none" stroke="currentColor" stroke-width="1.5"></path>'


RING = outlined("M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z")
SHAPES = {
    "exceeded": filled("M6 1 11.5 11H.5z"), "low": filled("M6 11 .5 1h11z"), "notmet": outlined("M6 9.9 1.4 1.8h9.2z"),
    "met": filled("M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z"), "no_basis": RING,
    "met_or_exceeded": filled("M6 0 11 7.5H1z") + filled("M1 9h10v2.5H1z"),
    "mostly": RING + filled("M6 1.5a4.5 4.5 0 0 0 0 9z"),
}
# A mark never changes, so each is drawn once.
MARKS = {
    code: mark_safe(
        f'<span class="verdict verdict-{"met" if code == "met_or_exceeded" else code.replace("_", "-")}">'
        f'<svg class="verdict-shape" viewBox="0 0 12 12" aria-hidden="true">{SHAPES[code]}</svg>{word}</span>'
    )
    for code, word in VERDICTS.items()
}


def fixed(number):
    """A rounded number as Vietnamese writes it: 1.928,50."""
    return f"{number:,f}".translate({44: ".", 46: ",", 45: "−"})


def trimmed(number):
    text = fixed(number)
    return text.rstrip("0").rstrip(",") if "," in text else text


def signed(number):
    return ("+" if number > 0 else "") + trimmed(number)


def place(percent):
    """The place of a percentage on the bar's scale: 160 wide, 0 to 125 % of plan."""
    text = f"{rounded(percent * 160 / 125, 2):f}"
    return text.rstrip("0").rstrip(".")


BANDS = [place(NOT_MET), place(MOSTLY)]


class Line:
    """One indicator with its target, result and assessment, as the board writes them."""

    def __init__(self, indicator, target, result, assessment):
        self.indicator, self.verdict, self.mark = indicator, assessment.verdict, MARKS[assessment.verdict]
        self.has_target = target is not None
        self.target = self._target(target) if target else NONE
        self.result = self._result(result, assessment) if result else MISSING
        self.status = STATUSES[result.status] if result else ""
        self.attainment = self.gap = NONE
        self.bar = None
        if assessment.gap is not None:
            points = "\u00a0điểm\u00a0%" if indicator.unit == "%" else ""
            self.gap = signed(rounded(assessment.gap, indicator.decimals)) + points
        if (percent := assessment.attainment) is not None:
            self.attainment = fixed(rounded(percent, indicator.attainment_decimals)) + "%"
            self.bar = place(min(percent, Decimal(125))) if percent > 0 else "0"
            self.is_beyond = percent > 125

    def _figure(self, stored):
        return rounded(exact(stored), self.indicator.decimals)

    def _target(self, target):
        mark = DERIVED if target.origin == "derived" else ""
        change = "" if target.change is None else signed(self._figure(target.change))
        if target.level is None:
            return change + mark
        text = trimmed(self._figure(target.level))
        if target.comparator == "maintain":
            text = f"duy trì {text}"
        elif target.comparator == "<=":
            text = f"≤ {text}"
        elif target.comparator != USUAL[self.indicator.direction]:
            text = f"{target.comparator.replace('>=', '≥')} {text}"
        return text + mark + (f" ({change})" if change else "")

    def _result(self, result, assessment):
        if result.missing == "not_applicable":
            return "k.a.d."
        mark = DERIVED if result.origin == "derived" else ""
        level, change = assessment.result
        change = "" if change is None else signed(rounded(change, self.indicator.decimals))
        if level is None:
            return change + mark if change else MISSING
        return trimmed(rounded(level, self.indicator.decimals)) + mark + (f" ({change})" if change else "")
