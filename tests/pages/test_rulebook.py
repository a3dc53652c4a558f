"""The rulebook on the site: each room that has rules is in the list and has its page."""

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


def test_the_rulebook_leads_to_each_room() -> None:
    page = Client().get("/rules/").content.decode()
    assert len(ROOMS) >= 8
    assert [room for room in ROOMS if f'href="/rules/{room}/"' not in page] == []
