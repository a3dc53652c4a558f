"""Lines of the law that are kept because no setting could hold their breach (docs/decisions/what-no-setting-can-hold.md)."""

import re

from django.apps import apps

from market.models.region import TermName
from tests.house.tree import ROOMS

FORBIDDEN = re.compile(
    r"(^|_)(quota|cap|max_agencies|commission|deposit|platform_fee|membership_fee|local_branch|ownership)(_|$)"
)


def columns() -> list[str]:
    return [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.get_fields()
    ]


def test_no_column_could_hold_a_cap_a_commission_or_a_deposit() -> None:
    assert [name for name in columns() if FORBIDDEN.search(name.split(".")[-1])] == []


def test_no_regional_term_could_hold_one() -> None:
    assert [name for name in TermName.values if FORBIDDEN.search(name)] == []


def test_the_search_would_find_one() -> None:
    assert FORBIDDEN.search("agency_quota")
    assert FORBIDDEN.search("commission_bp")
    assert not FORBIDDEN.search("is_commissioned_by_department")
