"""How a result stands to its target: Sources/Figures/Assessment.swift in decimals, which are exact enough for two places."""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .models import exact

# Content/rules/planning: percentages of plan, and shares of the plan's indicators.
MOSTLY, NOT_MET = Decimal(95), Decimal(70)
PLAN_MET, PLAN_MOSTLY = 100, 50
USUAL = {"up": ">=", "down": "<=", "hold": "maintain"}
AT_LEAST_MET = {"exceeded", "met", "met_or_exceeded"}


class Faces(NamedTuple):
    """A figure's level and its change against the year before."""

    level: Decimal | None = None
    change: Decimal | None = None


class Assessment(NamedTuple):
    verdict: str
    result: Faces
    attainment: Decimal | None = None
    gap: Decimal | None = None


def rounded(number, decimals):
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def level_of(result, indicator):
    """The level a result reports, in the indicator's unit; 0 for nil."""
    if result.missing == "nil":
        return Decimal(0)
    if result.numerator is not None and result.denominator:
        return Decimal(result.numerator) / result.denominator * {"%": 100, "‰": 1000}.get(indicator.unit, 1)
    return exact(result.value)


def standing(comparator, direction, result, target):
    """1 beyond the target on the good side, 0 just satisfied, -1 not satisfied."""
    order = (result > target) - (result < target)
    if comparator == ">":
        return 0 if order > 0 else -1
    if comparator == "=":
        return 0 if order == 0 else -1
    if comparator == "<":
        return 1 if order < 0 else -1
    if comparator == "<=" or (comparator == "maintain" and direction == "down"):
        return -order
    return order


def compare(indicator, planned, reached):
    """The two numbers that meet, and what is divided by what for the percentage; None where no faces meet."""
    if indicator.kind == "reduction":
        pair = tuple(face.change if face.level is None else face.level for face in (reached, planned))
    elif None not in (reached.level, planned.level):
        pair = (reached.level, planned.level)
    else:
        pair = (reached.change, planned.change)
    if None in pair:
        return None, None
    if indicator.kind == "reduction" or indicator.direction != "down":
        return pair, pair if pair[1] > 0 else None
    fall = (reached.change, planned.change)
    return pair, fall if None not in fall and fall[1] < 0 else None


def assess(indicator, target, result, previous):
    """The assessment of a stored result, or of none, against a stored target, or none."""
    reached = Faces(level_of(result, indicator), exact(result.change)) if result else Faces()
    planned = Faces(exact(target.level), exact(target.change)) if target else Faces()
    if indicator.kind != "reduction" and previous is not None:
        if planned.change is not None and reached.change is None and reached.level is not None:
            reached = reached._replace(change=reached.level - previous)
        elif planned.level is not None and reached.level is None and reached.change is not None:
            reached = reached._replace(level=previous + reached.change)
    pair, quotient = compare(indicator, planned, reached)
    if pair is None:
        return Assessment((result and result.verdict) or "no_basis", reached)
    attainment = quotient[0] / quotient[1] * 100 if quotient else None
    where = standing(target.comparator, indicator.direction, *pair)
    if where >= 0:
        verdict = "exceeded" if where else "met"
    elif indicator.direction != "up" or target.comparator == "maintain" or attainment is None:
        verdict = "notmet"
    else:
        verdict = "mostly" if attainment >= MOSTLY else "notmet" if attainment >= NOT_MET else "low"
    return Assessment(verdict, reached, attainment, pair[0] - pair[1])


def plan_verdict(verdicts):
    """The verdict of a plan as a whole, from those of its lines."""
    based = [verdict for verdict in verdicts if verdict != "no_basis"]
    if not based:
        return "no_basis"
    share = Decimal(100 * sum(verdict in AT_LEAST_MET for verdict in based)) / len(based)
    return "met" if share >= PLAN_MET else "mostly" if share >= PLAN_MOSTLY else "notmet"
