"""Joint ventures of a need: who leads one, who its parties are, what each of them is judged by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from agencies.models import Agency
from agencies.states import Standing
from bidding.models import Bid, Need, Notice, Venture, VentureParty
from bidding.reads.bids import eligibility_facts
from bidding.rules.submission import EligibilityFacts
from bidding.rules.venturing import FormingFacts, Part, ProposalFacts
from bidding.states import BidState, NeedState, VentureState
from kernel.access import NotFound
from ledger.canonical import Plain, canonical
from ledger.record import stamp

_LIVE = (VentureState.PROPOSED, VentureState.AGREED)
_PARTIES = Prefetch("parties", VentureParty.objects.select_related("agency__organisation").order_by("place"))


def _whole() -> QuerySet[Venture]:
    return Venture.objects.select_related("need__buyer", "need__item", "lead__organisation").prefetch_related(_PARTIES)


def venture_by_agreement(agreement: str) -> Venture:
    """A joint venture with its parties, by the hash of its agreement.

    Raises:
        NotFound: if there is none.
    """
    found = _whole().filter(agreement=agreement).first()
    if found is None:
        raise NotFound(agreement)
    return found


def venture_led_by(need_id: int, agency_id: int) -> Venture | None:
    """The joint venture for which an agency bids in a need: agreed, and led by it."""
    return _whole().filter(need_id=need_id, lead_id=agency_id, state=VentureState.AGREED).first()


def venture_before(notice: Notice, agency: Agency) -> Venture | None:
    """The same, without a question where the notice admits none."""
    return venture_led_by(notice.need_id, agency.pk) if notice.admits_ventures else None


def ventures_joined(notice: Notice, agency: Agency) -> QuerySet[Venture]:
    """The agreed joint ventures of a need of which an agency is a member and not the lead."""
    agreed = _whole().filter(need=notice.need_id, state=VentureState.AGREED, parties__agency=agency)
    return agreed.exclude(lead=agency).order_by("pk")


def ventures_with(agency: Agency) -> QuerySet[Venture]:
    """Every joint venture to which an agency is a party, the newest first, with `title`: that of its need's newest notice."""
    newest = Notice.objects.filter(need=OuterRef("need"), published_at__isnull=False).order_by("-version")
    titled = _whole().annotate(title=Subquery(newest.values("title")[:1]))
    return titled.filter(parties__agency=agency).order_by("-proposed_at", "-pk")


def ventures_behind(bids: Iterable[Bid]) -> dict[int, Venture]:
    """The joint ventures behind bids, {the bid's primary key: venture}; none for a bid of one unit alone."""
    found = list(bids)
    leads = _whole().filter(need__in={bid.need_id for bid in found}, state=VentureState.AGREED)
    by_lead = {(each.need_id, each.lead_id): each for each in leads}
    return {bid.pk: by_lead[bid.need_id, bid.agency_id] for bid in found if (bid.need_id, bid.agency_id) in by_lead}


def members_behind(needs: Iterable[int]) -> dict[tuple[int, str], tuple[str, ...]]:
    """The names of the other parties of every joint venture of these needs, {(the need's primary key, the lead's code): names}."""
    agreed = _whole().filter(need__in=list(needs), state=VentureState.AGREED)
    return {(each.need_id, each.lead.organisation.uscc): names_of_members(each) for each in agreed}


def bid_of(venture: Venture) -> Bid | None:
    """The bid that stands for a joint venture, sealed or opened; None where there is none."""
    if venture.state != VentureState.AGREED:
        return None
    standing = Bid.objects.filter(need=venture.need_id, agency=venture.lead_id)
    return standing.filter(state__in=[BidState.SEALED, BidState.OPENED, BidState.VOID]).first()


def parties_of(bid: Bid, venture: Venture | None) -> list[Agency]:
    """Who bids with a bid: its agency first, then the other members of its joint venture."""
    return [bid.agency, *(party.agency for party in members_of(venture))]


def members_of(venture: Venture | None) -> list[VentureParty]:
    """The parties beside the lead, in the order of the agreement."""
    return list(venture.parties.all())[1:] if venture else []


def names_of_members(venture: Venture | None) -> tuple[str, ...]:
    """The names of the parties beside the lead."""
    return tuple(party.agency.organisation.name for party in members_of(venture))


def part_facts(notice: Notice, party: VentureParty, *, at: datetime) -> EligibilityFacts:
    """A party before the notice, judged as a lone bidder would be, for the part of the work that it takes on."""
    return _for_its_part(eligibility_facts(notice, party.agency, at=at), party)


def _for_its_part[F: EligibilityFacts](facts: F, party: VentureParty) -> F:
    return replace(facts, certificates_wanted=tuple(party.certificate_kinds), practitioners_wanted=party.practitioner_count)


def as_lead[F: EligibilityFacts](facts: F, venture: Venture | None) -> F:
    """The facts of a bidder, for its own part where it leads a joint venture."""
    return _for_its_part(facts, venture.parties.all()[0]) if venture else facts


def forming_facts(need: Need, notice: Notice, lead: Agency, *, at: datetime) -> FormingFacts:
    """A joint venture that is to be formed or left; call with the need locked against bids."""
    assert need.closes_at is not None
    return FormingFacts(
        is_admitted=notice.admits_ventures,
        is_open=need.state == NeedState.OPEN,
        now=at,
        closes_at=need.closes_at,
        lead_has_a_bid=need.bids.filter(agency=lead, state=BidState.SEALED).exists(),
    )


def proposal_facts(
    need: Need, notice: Notice, lead: Agency, *, at: datetime, parts: Sequence[Part], listed: Iterable[str]
) -> ProposalFacts:
    """A proposed agreement. `listed`: the codes of its parties that are agencies here."""
    known = set(listed)
    return ProposalFacts(
        **vars(forming_facts(need, notice, lead, at=at)),
        parts=tuple(parts),
        unlisted=tuple(part.org for part in parts if part.org not in known),
        leads_already=need.ventures.filter(lead=lead, state__in=_LIVE).exists(),
        certificates_wanted=tuple(notice.certificate_kinds),
        practitioners_wanted=notice.practitioner_count,
    )


def agreement_of(need: Need, notice: Notice, parts: Sequence[Part], *, at: datetime) -> dict[str, Plain]:
    """What every party consents to, as the record holds it; its hash names the joint venture."""
    return {
        "need": need.number,
        "version": notice.version,
        "lead": parts[0].org,
        "proposed": stamp(at),
        "parties": [
            {
                "org": part.org,
                "work": part.work.strip(),
                "share_bp": part.share_bp,
                "certificates": list(part.certificates),
                "practitioners": part.practitioners,
            }
            for part in parts
        ],
    }


def agreement_hash(agreement: dict[str, Plain]) -> str:
    """The SHA-256 of an agreement's canonical text."""
    return hashlib.sha256(canonical(agreement)).hexdigest()


def told_agreement(venture: Venture) -> dict[str, Plain]:
    """The agreement of a joint venture that stands in the tables."""
    parts = [
        Part(row.agency.organisation.uscc, row.work, row.share_bp, tuple(row.certificate_kinds), row.practitioner_count)
        for row in venture.parties.all()
    ]
    need = venture.need
    return agreement_of(need, Notice(version=venture.version), parts, at=venture.proposed_at)


def ventures_in(need: Need, *states: VentureState) -> list[Venture]:
    """The joint ventures of a need in these states; who changes them holds the need locked against bids."""
    return list(need.ventures.filter(state__in=states).order_by("pk"))


def agencies_by_code(codes: Iterable[str]) -> dict[str, Agency]:
    """{code: agency} of those among these codes that are agencies here, whatever their standing."""
    joined = Agency.objects.select_related("organisation").exclude(standing=Standing.UNLISTED)
    return {agency.organisation.uscc: agency for agency in joined.filter(organisation__uscc__in=set(codes))}


def joins_elsewhere(need: Need, agency: Agency, *, beside: Venture | None = None) -> bool:
    """Whether an agency stands in a need already: with a sealed bid of its own, or in another joint venture that is agreed."""
    others = Venture.objects.filter(need=need, state=VentureState.AGREED, parties__agency=agency)
    others = others.exclude(pk=beside.pk) if beside else others
    alone = need.bids.filter(agency=agency, state=BidState.SEALED)
    if beside is not None and beside.lead_id == agency.pk:
        return others.exists()
    return alone.exists() or others.exists()
