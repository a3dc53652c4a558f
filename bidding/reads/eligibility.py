"""May this agency bid for that need, and why: every rule, kept and broken, before anything is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from agencies.models import Agency
from bidding.models import Need, Notice, Venture
from bidding.reads.bids import notice_for_bidding, submission_facts
from bidding.reads.ventures import as_lead, members_of, part_facts, venture_before, ventures_joined
from bidding.rules.kept import kept_words
from bidding.rules.submission import TO_BE_ELIGIBLE, TO_ENTER, TO_SUBMIT_A_BID, SubmissionFacts
from kernel.actors import Actor, ActorKind
from kernel.clock import day_of
from kernel.rulebook import Broken, RulesBroken, broken


@dataclass(frozen=True)
class Eligibility:
    """An agency before a need: what is in order (in words) and what is not, judged by the law of the need's day.

    `venture` is the joint venture that it leads, with all of whose parties it is judged; `joined` those of others.
    """

    agency: Agency
    notice: Notice
    facts: SubmissionFacts
    kept: tuple[str, ...]
    broken: tuple[Broken, ...]
    at: datetime
    venture: Venture | None = None
    joined: tuple[Venture, ...] = ()

    @property
    def is_eligible(self) -> bool:
        """Whether the agency may bid now."""
        return not self.broken


def eligibility_of_agency(number: str, agency: Agency) -> Eligibility:
    """Every rule of entry for an agency and a published need, in five queries."""
    notice = notice_for_bidding(number)
    venture = venture_before(notice, agency)
    facts = as_lead(submission_facts(notice, agency), venture)
    at = facts.arrived_at
    on = notice.need.law_day or day_of(at)
    found = broken(TO_ENTER, facts, on=on) + bars_of_members(notice, venture, at=at, on=on)
    names = {each.rule.name for each in found}
    kept = kept_words(TO_ENTER, facts, broken=names, on=day_of(at))
    joined = tuple(ventures_joined(notice, agency)) if notice.admits_ventures else ()
    return Eligibility(agency, notice, facts, kept, found, at, venture, joined)


def bars_of_members(notice: Notice, venture: Venture | None, *, at: datetime, on: date) -> tuple[Broken, ...]:
    """Why the members of a joint venture beside its lead may not serve, each judged for its own part and named by its code."""
    return tuple(
        Broken(each.rule, f"成员 {party.agency.organisation.uscc}：{each.because or each.rule.sentence}")
        for party in members_of(venture)
        for each in broken(TO_BE_ELIGIBLE, part_facts(notice, party, at=at), on=on)
    )


def check_submission(notice: Notice, agency: Agency, venture: Venture | None, *, fault: str = "") -> None:
    """Refuse a bid that has come, with every rule that the bidder or a member of its joint venture breaks.

    Raises:
        RulesBroken: if one rule or more is broken.
    """
    facts = as_lead(submission_facts(notice, agency, fault=fault), venture)
    on = notice.need.law_day or day_of(facts.arrived_at)
    found = broken(TO_SUBMIT_A_BID, facts, on=on) + bars_of_members(notice, venture, at=facts.arrived_at, on=on)
    if found:
        raise RulesBroken(found)


def eligibility_of(need: Need, actor: Actor) -> Eligibility | None:
    """The same for the card on a need's page; None for whoever acts for no agency."""
    if actor.kind != ActorKind.AGENCY or actor.organisation_id is None:
        return None
    agency = Agency.objects.select_related("organisation").filter(organisation_id=actor.organisation_id).first()
    return eligibility_of_agency(need.number, agency) if agency else None
