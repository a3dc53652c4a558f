"""Makers work, the clock is the test's own."""

import pytest
from stdnum.cn import uscc

from kernel import clock
from tests.makers import market as make


def test_the_clock_stands_where_the_test_put_it(at_ten) -> None:
    assert clock.now() == at_ten


@pytest.mark.django_db
def test_makers_give_valid_codes() -> None:
    assert uscc.is_valid(make.an_organisation().uscc)
    assert make.a_firm().has("buy")
