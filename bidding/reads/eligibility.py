"""May this agency bid for that need, and why: every rule, kept and broken, before anything is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agencies.models import Agency
from bidding.models import Need, Notice
from bidding.reads.bids import notice_for_bidding, submission_facts
from bidding.rules.kept import kept_words
from bidding.rules.submission import TO_ENTER, SubmissionFacts
from kernel.actors import Actor, ActorKind
from kernel.clock import day_of
from kernel.rulebook import Broken, broken


@dataclass(frozen=True)
class Eligibility:
    """An agency before a need: what is in order (in words) and what is not, judged by the law of the need's day."""

    agency: Agency
    notice: Notice
    facts: SubmissionFacts
    kept: tuple[str, ...]
    broken: tuple[Broken, ...]
    at: datetime

    @property
    def is_eligible(self) -> bool:
        """Whether the agency may bid now."""
        return not self.broken


def eligibility_of_agency(number: str, agency: Agency) -> Eligibility:
    """Every rule of entry for an agency and a published need, in five queries."""
    notice = notice_for_bidding(number)
    facts = submission_facts(notice, agency)
    at = facts.arrived_at
    found = broken(TO_ENTER, facts, on=notice.need.law_day or day_of(at))
    names = {each.rule.name for each in found}
    kept = tuple(kept_words(rule, facts) for rule in TO_ENTER if rule.name not in names and rule.in_force(day_of(at)))
    return Eligibility(agency, notice, facts, kept, found, at)


def eligibility_of(need: Need, actor: Actor) -> Eligibility | None:
    """The same for the card on a need's page; None for whoever acts for no agency."""
    if actor.kind != ActorKind.AGENCY or actor.organisation_id is None:
        return None
    agency = Agency.objects.select_related("organisation").filter(organisation_id=actor.organisation_id).first()
    return eligibility_of_agency(need.number, agency) if agency else None
