"""A need by direct choice is public, and waits for its buyer to choose; so it does again when the chosen agency does not serve."""

from __future__ import annotations

from datetime import datetime

from bidding import reads
from bidding.models import Need, Notice
from bidding.rules.facts import NoticeFacts
from kernel import clock
from kernel.actors import Actor
from kernel.calendar import add_working_days
from kernel.rulebook import Broken
from ledger.canonical import Plain
from ledger.record import record, stamp
from market.models.region import TermName
from market.reads import term

DECLINED = "declined"
UNABLE = "unable"
NO_NARROWNESS = -1  # nobody competes, so no condition shuts anybody out


def offer_choice(*, actor: Actor, need: Need, notice: Notice, facts: NoticeFacts, at: datetime) -> Need:
    """The change and the record of publishing such a need, in the caller's transaction: no bids come, so no keys are named."""
    choose_by = _choose_by(need, at)
    need.offer_choice(at=at, choose_by=choose_by)
    need.item = reads.item_of_the_list(need.item.code) if need.item else None
    need.save()
    notice.published_at, notice.closes_at = at, choose_by
    notice.save(update_fields=["published_at", "closes_at"])
    flags = reads.flags_of(need, notice, able=0, limit_fen=facts.limit_fen, at=at, narrow=NO_NARROWNESS)
    body = reads.published_body(need, notice, at=at) | {"flags": flags}
    record(actor, "need.published", body, at=at, tell={"need": need.number, "version": notice.version})
    return need


def choose_again(actor: Actor, need: Need, bidder: str, *, because: str, found: tuple[Broken, ...] = ()) -> None:
    """The one chosen declined, or may no longer serve (`found`: the rules that say so): the buyer has a new period to choose.

    In the caller's transaction and under its lock.
    """
    at = clock.now()
    need.choose_again(choose_by=_choose_by(need, at))
    need.save()
    assert need.choose_by is not None
    reasons: list[Plain] = [{"rule": b.rule.name, "because": b.because or b.rule.sentence} for b in found]
    body: dict[str, Plain] = {"need": need.number, "bidder": bidder, "because": because, "reasons": reasons}
    record(actor, "choice.reopened", {**body, "choose_by": stamp(need.choose_by)}, at=at, tell={"need": need.number})


def _choose_by(need: Need, at: datetime) -> datetime:
    return add_working_days(at, term(TermName.CHOICE_DAYS, need.region, on=clock.day_of(at)))
