"""Contracts at each station of their life, each reached through the verbs."""

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from itertools import count

from agencies.models import Agency
from bidding.models import Award, Bid, Need, Notice
from contracts import reads
from contracts.actions.accept_delivery import accept_delivery
from contracts.actions.confirm_terms import confirm_terms
from contracts.actions.deliver_result import ResultFile, deliver_result
from contracts.actions.draw_up_contract import draw_up_contract
from contracts.models import Contract
from kernel import clock
from kernel.actors import SCHEDULER, Actor
from kernel.models import ClockShift
from market.models import Organisation
from market.states import OrganisationKind
from sealing.suites import DEFAULT
from tests.makers import market as make

_numbers = count(1)
A_PDF = ResultFile("水土保持方案.pdf", b"%PDF-1.7\n%sample result\n")


@dataclass(frozen=True)
class Deal:
    """A contract with an actor for each side, who holds every role."""

    contract: Contract
    buyer: Actor
    agency: Actor
    extra: dict = field(default_factory=dict)

    @property
    def number(self) -> str:
        return self.contract.number

    def now(self) -> Contract:
        """The contract as the database holds it now."""
        found = reads.contract_by_number(self.number)
        assert found
        return found


def an_agency_row(name: str = "") -> Agency:
    """A listed agency."""
    agency = Agency(organisation=make.an_organisation(OrganisationKind.AGENCY, name))
    agency.admit(at=make.LONG_AGO)
    agency.save()
    return agency


def a_confirmed_award(
    *, buyer: Organisation | None = None, agency: Agency | None = None, amount_fen: int = 8_260_000, **notice: object
) -> Award:
    """An award that the winner has just confirmed; the need was published ten days ago."""
    buyer = buyer or make.an_organisation(OrganisationKind.FIRM)
    agency = agency or an_agency_row()
    number = next(_numbers)
    was_frozen = ClockShift.objects.exists()
    end = clock.now()
    start = end - timedelta(days=10)
    clock.set_to(start)
    need = Need(
        number=f"ZX-2026-{number:04d}",
        buyer=buyer,
        region=buyer.region,
        item=make.a_list_item(),
        is_commissioned_by_department=buyer.kind == OrganisationKind.DEPARTMENT,
        trustees={"suite": DEFAULT.name},
        created_at=start,
    )
    need.publish(at=start, closes_at=start + timedelta(days=5))
    need.save()
    fields = {
        "title": "北关桥改建工程水土保持方案编制",
        "service_name": "生产建设项目水土保持方案编制",
        "scale": "改建桥梁一座，占地 1.2 公顷",
        "content": "编制水土保持方案报告书，配合评审并修改至通过",
        "days": 30,
        "ceiling_fen": 9_600_000,
        "budget_line": "2130305-001" if buyer.kind == OrganisationKind.DEPARTMENT else "",
    } | notice
    version = Notice.objects.create(need=need, published_at=start, closes_at=need.closes_at, **fields)
    need.take_bids(version, at=start)
    sealed = {"envelope": {"tset": need.bids_keys}, "envelope_hash": sha256(need.number.encode()).hexdigest()}
    bid = Bid.objects.create(need=need, notice=version, agency=agency, seq=1, **sealed)
    clock.set_to(end)
    bid.refresh_from_db()
    bid.open(at=end)
    bid.plain, bid.amount_fen = {"v": "bid/1", "amount_fen": amount_fen}, amount_fen
    bid.save()
    need.close(at=end)
    need.open_bids(at=end)
    need.decide(at=end, publicity_ends_at=end)
    need.award(at=end)
    need.confirm(at=end)
    need.save()
    award = Award(
        need=need, bid=bid, agency=agency, place=1, amount_fen=amount_fen, offered_at=end, confirm_by=end + timedelta(days=2)
    )
    award.confirm(at=end)
    award.save()
    if not was_frozen:
        clock.set_to(None)
    return award


def a_drawn_up_contract(**award: object) -> Deal:
    """A contract that waits for both sides."""
    source = a_confirmed_award(**award)
    contract = draw_up_contract(actor=SCHEDULER, award=source.pk)
    return Deal(contract, make.acting_for(source.need.buyer), make.acting_for(source.agency.organisation))


def a_signed_contract(**award: object) -> Deal:
    """A contract that both sides have confirmed."""
    deal = a_drawn_up_contract(**award)
    confirm_terms(actor=deal.buyer, number=deal.number, terms_hash=deal.contract.terms_hash)
    signed = confirm_terms(actor=deal.agency, number=deal.number, terms_hash=deal.contract.terms_hash)
    return Deal(signed, deal.buyer, deal.agency)


def a_delivered_contract(*, after: timedelta = timedelta(0), **award: object) -> Deal:
    """A contract whose result was handed over, some time after signing (the clock must then be the test's own)."""
    deal = a_signed_contract(**award)
    if after:
        clock.forward(after)
    deliver_result(actor=deal.agency, number=deal.number, files=(A_PDF,), note="送审稿")
    return Deal(deal.now(), deal.buyer, deal.agency)


def an_accepted_contract(*, after: timedelta = timedelta(0), **award: object) -> Deal:
    """A contract whose result the buyer accepted."""
    deal = a_delivered_contract(after=after, **award)
    accepted = accept_delivery(actor=deal.buyer, number=deal.number)
    return Deal(accepted, deal.buyer, deal.agency)
