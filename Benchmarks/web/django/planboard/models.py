"""AnSinh's tables as they are; nothing is written. Numbers are stored in ten-thousandths, days as ISO text."""

from decimal import Decimal

from django.db import models


def column(**options):
    """A text column; SQLite's have no length."""
    return models.CharField(max_length=200, **options)


def exact(stored):
    """A stored number as a decimal; None stays None."""
    return None if stored is None else Decimal(stored).scaleb(-4)


class Account(models.Model):
    id = column(primary_key=True)
    display_name = column()
    active = models.BooleanField()
    must_change_password = models.BooleanField()

    class Meta:
        managed, db_table = False, "directory_account"


class Session(models.Model):
    token_digest = column(primary_key=True)
    account = models.ForeignKey(Account, models.DO_NOTHING, db_column="account")
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    class Meta:
        managed, db_table = False, "directory_session"


class Grant(models.Model):
    pk = models.CompositePrimaryKey("account", "role", "unit", "valid_from")
    account = models.ForeignKey(Account, models.DO_NOTHING, db_column="account", related_name="grants")
    role = column()
    unit = column()
    valid_from = column()
    valid_to = column(null=True)

    class Meta:
        managed, db_table = False, "directory_grant"


class Unit(models.Model):
    pk = models.CompositePrimaryKey("unit_id", "valid_from")
    unit_id = column()
    valid_from = column()
    valid_to = column()
    code = column()
    level = models.IntegerField()
    type = column()
    name = column()
    parent_id = column(null=True)

    class Meta:
        managed, db_table = False, "territory_unit"


class Organisation(models.Model):
    id = column(primary_key=True)
    kind = column()
    unit = column()
    valid_from = column(null=True)
    valid_to = column(null=True)

    class Meta:
        managed, db_table = False, "directory_organisation"


class OrganisationName(models.Model):
    pk = models.CompositePrimaryKey("organisation", "number")
    organisation = column()
    number = models.IntegerField()
    name_vi = column()
    valid_from = column(null=True)
    valid_to = column(null=True)

    class Meta:
        managed, db_table = False, "directory_organisation_name"


class Indicator(models.Model):
    code = column(primary_key=True)
    name_vi = column()
    unit = column()
    sector = column()
    kind = column()
    direction = column()
    decimals = models.IntegerField()
    attainment_decimals = models.IntegerField()
    headline = models.BooleanField()
    lead_unit = column()
    position = models.IntegerField()

    class Meta:
        managed, db_table = False, "planning_indicator"


class Meta:
        managed, db_table = False, "planning_alias"


class Definition(models.Model):
    pk = models.CompositePrimaryKey("indicator", "number")
    indicator = column()
    number = models.IntegerField()
    valid_from = column(null=True)

    class Meta:
        managed, db_table = False, "planning_definition"


class Plan(models.Model):
    pk = models.CompositePrimaryKey("department", "place", "year")
    department = column()
    place = column()
    year = models.IntegerField()
    state = column()
    decision = column()

    class Meta:
        managed, db_table = False, "planning_plan"


class Target(models.Model):
    pk = models.CompositePrimaryKey("department", "place", "year", "indicator")
    department = column()
    place = column()
    year = models.IntegerField()
    indicator = column()
    level = models.BigIntegerField(null=True)
    change = models.BigIntegerField(null=True)
    comparator = column()
    origin = column()

    class Meta:
        managed, db_table = False, "planning_target"


class Result(models.Model):
    pk = models.CompositePrimaryKey("department", "place", "period", "indicator")
    department = column()
    place = column()
    period = column()
    indicator = column()
    value = models.BigIntegerField(null=True)
    numerator = models.BigIntegerField(null=True)
    denominator = models.BigIntegerField(null=True)
    change = models.BigIntegerField(null=True)
    verdict = column(null=True)
    missing = column(null=True)
    origin = column()
    status = column()

    class Meta:
        managed, db_table = False, "planning_result"
