"""Whom a buyer may choose directly, and what the rules say of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from agencies.models import Agency
from agencies.states import ABLE_TO_SERVE
from bidding.models import Need, Notice
from bidding.reads.bids import eligibility_facts, notice_for_bidding
from bidding.rules.choosing import TO_CHOOSE_AN_AGENCY, ChoiceFacts
from bidding.rules.kept import kept_words
from bidding.states import Funding, NeedState
from kernel.access import NotFound
from kernel.clock import day_of
from kernel.rulebook import Broken, broken

MOST = 20


@dataclass(frozen=True)
class Candidate:
    """An agency before the buyer's choice: what is in order (in words) and what stands against it."""

    agency: Agency
    kept: tuple[str, ...]
    broken: tuple[Broken, ...]

    @property
    def may_be_chosen(self) -> bool:
        """Whether nothing stands against it but a reason that is still to be written."""
        return not self.broken


def agency_to_choose(uscc: str) -> Agency:
    """The agency with that code.

    Raises:
        NotFound: if there is none on the market.
    """
    agency = Agency.objects.select_related("organisation").filter(organisation__uscc=uscc).first()
    if agency is None:
        raise NotFound(uscc)
    return agency


def gone_agencies(need: Need) -> tuple[str, ...]:
    """The codes of those that were offered the award and did not take it, sorted."""
    return tuple(sorted(need.awards.values_list("agency__organisation__uscc", flat=True)))


def choice_facts(need: Need, notice: Notice, agency: Agency, *, at: datetime, reason: str = "") -> ChoiceFacts:
    """An agency that the buyer names (the notice from `notice_for_bidding`)."""
    return ChoiceFacts(
        **vars(eligibility_facts(notice, agency, at=at)),
        now=at,
        choose_by=need.choose_by if need.state == NeedState.CHOOSING else None,
        has_given_it_back=agency.organisation.uscc in gone_agencies(need),
        is_fiscal=notice.funding == Funding.FISCAL,
        reason=reason,
    )


def candidate(need: Need, uscc: str, *, at: datetime) -> Candidate:
    """Every rule of choosing for one agency, before the buyer has written its reason."""
    notice, agency = notice_for_bidding(need.number), agency_to_choose(uscc)
    facts = choice_facts(need, notice, agency, at=at, reason="待填")
    day = need.law_day or day_of(at)
    found = broken(TO_CHOOSE_AN_AGENCY, facts, on=day)
    names = {each.rule.name for each in found}
    kept = kept_words(TO_CHOOSE_AN_AGENCY, facts, broken=names, on=day)
    return Candidate(agency, kept, found)


def candidates(need: Need, words: str = "") -> list[Agency]:
    """Agencies that may serve and offer the need's item, by name or code where `words` are given; the better known first."""
    found = Agency.objects.filter(standing__in=ABLE_TO_SERVE).select_related("organisation")
    if need.item is not None:
        found = found.filter(services__item_code=need.item.code)
    if words:
        found = found.filter(Q(organisation__name__icontains=words) | Q(organisation__uscc=words.upper()))
    return list(found.distinct().order_by("-evaluations", "organisation__name")[:MOST])
