"""Health: alive asks nothing, ready says what is wrong."""

import pytest

from kernel import clock
from tests.conftest import WEDNESDAY


def test_alive_asks_nothing_of_the_database(client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_a_migrated_site_on_real_time_is_ready(client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "database": True,
        "migrations": True,
        "chinese_search": True,
        "clock": "real",
        "outbox_waiting": 0,
        "record_waiting": 0,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "status"), [(True, 200), (False, 503)])
def test_a_held_clock_is_said_aloud_and_a_fault_outside_a_demo(client, settings, demo: bool, status: int) -> None:
    settings.DEMO = demo
    clock.set_to(WEDNESDAY)
    response = client.get("/readyz")
    assert response.status_code == status
    assert response.json()["clock"] == "held at 2026-06-03T02:00:00+00:00"
