"""Declaring a line: a code, a title, a limit, a year; once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kernel.rulebook import Kind, rule

PLAN = date(2018, 7, 19)


@dataclass(frozen=True)
class LineFacts:
    """A line as it is about to be declared; `this_year` is the year of the day."""

    code: str
    title: str
    year: int
    this_year: int
    limit_fen: int
    is_declared: bool


@rule("《预算法》第 13 条；河南省 2018 年“一网通办”实施方案第 13 项", law="P3", since=PLAN)
def line_says_what_for_and_how_much(line: LineFacts) -> bool:
    """A budget line has its code, its title and a limit above zero: what is not in the budget is not spent."""
    return bool(line.code.strip() and line.title.strip()) and line.limit_fen > 0


@rule(
    "《预算法》第 18 条",
    law="P3",
    since=PLAN,
    explain=lambda line: f"填的是 {line.year} 年，可以申报 {line.this_year} 年和 {line.this_year + 1} 年",
)
def line_is_of_this_year_or_the_next(line: LineFacts) -> bool:
    """A budget line is of one calendar year, this one or the next."""
    return line.year in (line.this_year, line.this_year + 1)


@rule(
    "本站规则：一个编码一年只申报一次",
    law="P3",
    since=PLAN,
    kind=Kind.DEFAULT,
    explain=lambda line: f"{line.year} 年的 {line.code} 已经申报过",
)
def line_is_declared_once(line: LineFacts) -> bool:
    """A department declares a line of one code and one year once."""
    return not line.is_declared


TO_DECLARE_A_LINE = (line_says_what_for_and_how_much, line_is_of_this_year_or_the_next, line_is_declared_once)
