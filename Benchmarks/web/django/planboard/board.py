"""GET /kh/YEAR?noi=PLACE: reads what AnSinh reads, statement by statement, and shows what it shows."""

from datetime import date
from collections import Counter, defaultdict
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField, Q
from django.db.models.functions import Cast, Substr
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from .assess import assess, level_of, plan_verdict
from .lines import BANDS, MARKS, PLAN_STATES, SECTORS, VERDICTS, Line
from .models import Definition, Indicator, Organisation, OrganisationName, Plan, Result, Target, Unit


def in_force(day):
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gte=day))


def path_of(place, day):
    """The unit with what it belongs to on the day, the unit first."""
    path = []
    while place:
        unit = Unit.objects.filter(unit_id=place, valid_from__lte=day, valid_to__gte=day).first()
        if unit is None:
            raise Http404
        path.append(unit)
        place = unit.parent_id
    return path


def context_of(place, year, viewer):
    """The place on the last day of the year, its department and what that was called."""
    day = f"{year}-12-31"
    path = path_of(place, day)
    province = path_of(place, day)[-1]
    department = Organisation.objects.filter(in_force(day), unit=province.unit_id, kind="department").first()
    if department is None:
        raise Http404
    if not any(viewer.may("view_plan", unit.unit_id) for unit in path):
        raise PermissionDenied
    name = OrganisationName.objects.filter(in_force(day), organisation=department.id).order_by("number").first()
    return path, department, name


class Series:
    """The results of the year before, the year and the year after; what one implies for the year before it is derived."""

    def __init__(self, plan_key, year):
        self.breaks = defaultdict(list)
        for indicator, day in Definition.objects.filter(number__gt=1).values_list("indicator", "valid_from"):
            if day:
                self.breaks[indicator].append(day)
        periods = [str(year - 1), str(year), str(year + 1)]
        self.results = {(r.indicator, r.period): r for r in Result.objects.filter(**plan_key, period__in=periods)}

    def is_broken(self, indicator, year):
        """Whether a new definition begins in the year after."""
        return any(f"{year}-12-31" < day <= f"{year + 1}-12-31" for day in self.breaks.get(indicator.code, ()))

    def result(self, indicator, year):
        stored = self.results.get((indicator.code, str(year)))
        after = self.results.get((indicator.code, str(year + 1)))
        if stored or after is None or after.change is None or indicator.kind == "reduction" or self.is_broken(indicator, year):
            return stored
        level = level_of(after, indicator)
        if level is None:
            return None
        value = int(level.scaleb(4)) - after.change
        return Result(indicator=indicator.code, period=str(year), value=value, origin="derived", status=after.status)

    def level(self, indicator, year):
        result = None if self.is_broken(indicator, year) else self.result(indicator, year)
        return level_of(result, indicator) if result else None


def lines_of(plan_key, year):
    """The board's lines: every indicator with a target or a result."""
    plan = Plan.objects.filter(**plan_key, year=year).first()
    targets = {target.indicator: target for target in Target.objects.filter(**plan_key, year=year)}
    series = Series(plan_key, year)
    codes = set(targets) | {code for code, _ in series.results}
    lines = []
    for indicator in Indicator.objects.filter(code__in=codes).order_by("position", "code"):
        target, result = targets.get(indicator.code), series.result(indicator, year)
        if target or result:
            assessment = assess(indicator, target, result, series.level(indicator, year - 1))
            lines.append(Line(indicator, target, result, assessment))
    return plan, lines


def years_of(plan_key):
    planned = Plan.objects.filter(**plan_key).values_list("year")
    year = Cast(Substr("period", 1, 4), IntegerField())
    reported = Result.objects.filter(**plan_key).annotate(year=year).values_list("year")
    return [year for (year,) in planned.union(reported).order_by("year")]


def board(request, year):
    place = request.GET.get("noi", "")
    path, department, name = context_of(place, year, request.viewer)
    plan_key = {"department": department.id, "place": place}
    plan, lines = lines_of(plan_key, year)
    years = years_of(plan_key)
    sector, lead, headline = request.GET.get("linh-vuc", ""), request.GET.get("chu-tri", ""), request.GET.get("chinh") == "1"
    counts = Counter(line.verdict for line in lines)
    chosen = [
        line
        for line in lines
        if sector in ("", line.indicator.sector) and lead in ("", line.indicator.lead_unit)
        and (not headline or line.indicator.headline)
    ]
    sectors = sorted({line.indicator.sector for line in lines} - {""})
    return render(request, "board.html", {
        "viewer": request.viewer,
        "may_import": request.viewer.may("import_files"),
        "may_edit": any(request.viewer.may("edit_targets", unit.unit_id) for unit in path),
        "form_token": request.form_token,
        "address": request.get_full_path(),
        "back": urlencode({"tiep": request.get_full_path()}),
        "place": place,
        "place_name": f"{path[0].type} {path[0].name}",
        "department": name,
        "year": year,
        "years": sorted({*years, year}),
        "plan": plan,
        "plan_state": PLAN_STATES[plan.state if plan else "proposed"],
        "conclusion": MARKS[plan_verdict(line.verdict for line in lines)],
        "counts": " · ".join(f"{counts[code]} {word.lower()}" for code, word in VERDICTS.items() if counts[code]),
        "sectors": [(key, SECTORS.get(key, key)) for key in sectors],
        "leads": sorted({line.indicator.lead_unit for line in lines} - {""}),
        "sector": sector,
        "lead": lead,
        "headline": headline,
        "today": min(date(year, 12, 31), timezone.localdate()).strftime("%d/%m/%Y"),
        "bands": BANDS,
        "lines": chosen,
    })
