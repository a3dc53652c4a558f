"""Money is whole fen; every rounding has its worked table."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kernel.money import Money, in_capitals, in_yuan, read_yuan, rounded_half_up_to_fen


@pytest.mark.parametrize(
    ("typed", "fen"), [("186,000.5", 18_600_050), ("１８６０００", 18_600_000), ("¥38500.00元", 3_850_000), ("0.01", 1)]
)
def test_an_amount_is_read_as_people_type_it(typed: str, fen: int) -> None:
    assert read_yuan(typed) == fen


@pytest.mark.parametrize("typed", ["3.85万", "0.7-1万元", "1.234", "", "-5", "费率3.0%", "1e3", "九万"])
def test_what_is_not_an_amount_is_refused_never_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        read_yuan(typed)


@given(some.integers(0, 10**14 - 1))
def test_what_is_shown_is_read_back_to_the_fen(fen: int) -> None:
    assert read_yuan(in_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("fen", "words"),
    [(18_600_000, "壹拾捌万陆仟元整"), (11_260_050, "壹拾壹万贰仟陆佰元伍角"), (1, "壹分"), (10_000_000_000, "壹亿元整")],
)
def test_capitals_bind(fen: int, words: str) -> None:
    assert in_capitals(fen) == words


@pytest.mark.parametrize(
    ("exact", "fen"), [(Fraction(1, 2), 1), (Fraction(49, 100), 0), (Fraction(3, 2), 2), (Fraction(-1, 2), -1)]
)
def test_halves_are_rounded_away_from_zero(exact: Fraction, fen: int) -> None:
    assert rounded_half_up_to_fen(exact) == fen


def test_only_equals_are_reckoned_together() -> None:
    assert Money(5) + Money(7) - Money(2) == Money(10)
    assert Money(5) < Money(7) <= Money(7)
    with pytest.raises(TypeError):
        Money(5) + Money(5, "USD")
    with pytest.raises(TypeError):
        Money(5.0)  # type: ignore[arg-type]
