"""The rulebook on the site: each room that has rules is in the list and has its page."""

import re

import pytest
from django.test import Client

from kernel.rulebook import RULEBOOK

ROOMS = sorted({rule.room for rule in RULEBOOK.values()})
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("room", ROOMS)
def test_the_rules_of_each_room_are_shown(room: str) -> None:
    page = Client().get(f"/rules/{room}/")
    assert page.status_code == 200
    assert page.content.decode().count('<li class="zx-item" id=') == sum(rule.room == room for rule in RULEBOOK.values())


@pytest.mark.parametrize("room", ROOMS)
def test_a_default_is_called_so_once_and_bears_no_date_of_a_law(room: str) -> None:
    page = Client().get(f"/rules/{room}/").content.decode()
    assert "条文待核定" not in page
    assert "本站默认，本站默认" not in page
    rows = re.findall(r'<p class="zx-quiet">(本站默认.*?)</p>', page)
    assert not [row for row in rows if " 起" in row]


def test_the_rulebook_leads_to_each_room() -> None:
    page = Client().get("/rules/").content.decode()
    assert len(ROOMS) >= 8
    assert [room for room in ROOMS if f'href="/rules/{room}/"' not in page] == []
