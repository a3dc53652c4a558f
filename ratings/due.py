"""What the clock brings about in this room. Each function gives the number of things that it moved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from agencies.models import Agency
from kernel import clock
from kernel.actors import SCHEDULER
from kernel.clock import BEIJING
from kernel.rulebook import RulesBroken
from ratings import reads
from ratings.actions import answer_objection, lapse_case, open_case, publish_score
from ratings.rules.exit import LEAST_EVALUATIONS, POOR
from ratings.rules.formula import months_before
from ratings.states import Measure, Trigger

log = logging.getLogger(__name__)
GROUNDS = "服务质量低劣的退出条件：十二个月内三次以上评价、质量平均分不高于 2 分（本站规则，参照唐山等地清退办法）"


def propose_for_quality() -> int:
    """Open a case against every agency whose numbers of twelve months establish poor quality."""
    now = clock.now()
    day = clock.day_of(now)
    start = months_before(day, reads.QUALITY_MONTHS)
    since = now.astimezone(BEIJING).replace(year=start.year, month=start.month, day=start.day)
    return sum(_proposed(agency) for agency in reads.agencies_rated_poorly_since(since))


def _proposed(agency: Agency) -> int:
    qualities = [each.quality for each in reads.qualities_of_year(agency, clock.today())]
    if len(qualities) < LEAST_EVALUATIONS or sum(qualities) > POOR * len(qualities):
        return 0
    facts = f"十二个月内 {len(qualities)} 次评价，质量分依次为 {'、'.join(map(str, qualities))}。"
    case = {"trigger": Trigger.POOR_QUALITY, "measure": Measure.SUSPENSION_3, "facts": facts, "grounds": GROUNDS}
    return _tried(open_case, agency_uscc=agency.organisation.uscc, **case)


def lapse_due() -> int:
    """End the cases that nobody has decided within their period."""
    return sum(_tried(lapse_case, number=number) for number in reads.cases_to_lapse(clock.now()))


def settle_objections() -> int:
    """Take out of the score the evaluations whose objection nobody has answered in time."""
    due = reads.objections_to_settle(clock.now())
    words = "逾期未处理，按异议成立处理（本站默认）"
    return sum(_tried(answer_objection, evaluation_id=pk, is_founded=True, text=words) for pk in due)


def republish_stale() -> int:
    """Publish anew the scores from whose window a fact has dropped out."""
    return sum(_tried(publish_score, agency_uscc=uscc) for uscc in reads.stale_scores(clock.today()))


def _tried(verb: Callable[..., Any], **what: Any) -> int:
    """1 if it moved; 0 if somebody else was quicker. Other faults go up to the tick, which logs them."""
    try:
        verb(actor=SCHEDULER, **what)
    except RulesBroken as refused:
        log.info("%s %s: %s", verb.__name__, what, refused)
        return 0
    return 1
