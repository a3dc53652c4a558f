"""What the database could not do has a name; what is no outage has none."""

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError

from kernel.outages import OUTCOMES, outcome_of


def caused(error: Exception, state: str | None) -> Exception:
    cause = psycopg.Error()
    cause.sqlstate = state
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(("state", "outcome"), [*OUTCOMES.items(), ("57P01", "server_away"), ("08006", "server_away")])
def test_each_outage_has_its_name(state, outcome) -> None:
    assert outcome_of(caused(OperationalError(), state)) == outcome


def test_a_broken_line_says_nothing_and_is_an_outage() -> None:
    assert outcome_of(caused(OperationalError("the connection is closed"), None)) == "server_away"


@pytest.mark.parametrize("error", [ValueError(), caused(IntegrityError(), "23505"), caused(DatabaseError(), "ZX001")])
def test_what_is_no_outage_has_no_name(error) -> None:
    assert outcome_of(error) == ""
