"""The facts of a notice that the rules of drafting, publication and amendment judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ScoringFacts:
    """How a notice scores plans, and the bounds of its region's table; `listed` counts the pool in the notice's specialty."""

    criteria: tuple[tuple[str, int], ...]
    price_points: int | None
    experts: int | None
    specialty: str
    listed: int
    price_points_least: int
    price_points_most: int
    experts_least: int


@dataclass(frozen=True)
class BudgetFacts:
    """The budget line that a department's notice names: the years for which the department declared it, the year that counts, what is free on it in fen."""

    years: tuple[int, ...]
    year: int
    free_fen: int


@dataclass(frozen=True)
class NoticeFacts:
    """What a notice says and the table values of its region on the day. Money in fen, rates in basis points.

    `earliest_close` is the first moment at which the notice period is over; `limit_fen` the procurement limit of the
    region, `direct_fiscal_fen` how much fiscal money it lets a direct choice spend; `able` how many agencies meet the conditions today, None where it was not counted.
    """

    is_draft: bool
    missing: tuple[str, ...]
    by_department: bool
    is_competitive: bool
    is_fiscal: bool
    budget_line: str
    item_code: str
    item_is_on_the_list: bool
    item_says_all_four: bool
    approval_serial: str
    ceiling_fen: int | None
    floor_fen: int | None
    is_discount: bool
    floor_rate_bp: int | None
    ceiling_rate_bp: int | None
    no_estimate_note: str
    limit_fen: int
    now: datetime
    closes_at: datetime | None
    closes_on_working_day: bool
    earliest_close: datetime
    notice_days: int
    descriptions: tuple[str, ...]
    conditions: tuple[str, ...]
    moves_what_stays: bool = False
    able: int | None = None
    method_is_decided_here: bool = True
    price_must_be_stated: bool = False
    direct_fiscal_fen: int = 0
    price_is_stated: bool = False
    is_by_rounds: bool = False
    admits_ventures: bool = False
    knows_it_is_narrow: bool = False
    scoring: ScoringFacts | None = None
    budget: BudgetFacts | None = None
